import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Checks what macros/First_Look.ijm leaves with no display: {@code java .ci/CheckFirstLook.java first-look}. The
 * answers are those that the macro tells its reader to look for; a picture must have the size of what it shows and must
 * not be of one colour.
 */
public class CheckFirstLook {

    private static final List<String> FAULTS = new ArrayList<>();
    private static int passed;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);

        List<String> dog = column(folder.resolve("Answers of dog.csv"), "Answer");
        check(dog.size() == 6, "six dogs are answered for, not " + dog.size());
        check(dog.stream().filter("dog"::equals).count() >= 4, "most dogs are called dog: " + dog);
        check(column(folder.resolve("Scores of dog.csv"), "Probability").size() == 36, "each dog has a score for each of six words");

        List<String> apple = column(folder.resolve("Answers of labelled-apple.csv"), "Answer");
        check(!apple.isEmpty() && apple.get(0).equals("apple"), "the bare apple is called apple: " + apple);
        List<String> pizza = column(folder.resolve("Answers of labelled-apple.csv"), "P(pizza)");
        check(apple.size() > 2 && apple.get(2).equals("pizza"), "the apple above a sign that says pizza is called pizza: " + apple);
        check(pizza.size() > 2 && Double.parseDouble(pizza.get(2)) > Double.parseDouble(pizza.get(1)),
                "it is the word, not the sign, that makes a pizza of the apple: " + pizza);

        int concepts = lines(folder.resolve("Cosines of concepts.csv")).size() - 1;
        check(concepts == 36, "36 pictures are compared, not " + concepts);
        picture(folder.resolve("Cosines of concepts.png"), 36, 36);
        picture(folder.resolve("Probabilities of dog.png"), 200, 100);
        picture(folder.resolve("Probabilities of labelled-apple.png"), 200, 100);

        BufferedImage scene = ImageIO.read(new File("sample-images/scene.png"));
        BufferedImage overlay = picture(folder.resolve("Overlay of scene.png"), scene.getWidth(), scene.getHeight());
        check(overlay != null && overlay.getWidth() == scene.getWidth() && overlay.getHeight() == scene.getHeight(),
                "the similarity map has the size of its image");

        FAULTS.forEach(fault -> System.err.println("First look: not so: " + fault));
        System.out.println(passed + " passed, " + FAULTS.size() + " failed");
        if (!FAULTS.isEmpty()) System.exit(1);
    }

    private static void check(boolean holds, String what) {
        if (holds) passed++;
        else FAULTS.add(what);
    }

    /** A picture at least so large, of more than one colour. */
    private static BufferedImage picture(Path file, int width, int height) throws IOException {
        BufferedImage image = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
        check(image != null, file + " is a picture");
        if (image == null) return null;
        check(image.getWidth() >= width && image.getHeight() >= height, file + " is at least " + width + " x " + height);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        check(Arrays.stream(pixels).distinct().count() > 1, file + " shows something");
        return image;
    }

    /** The values below a heading; none when the file or the heading is missing. */
    private static List<String> column(Path table, String heading) throws IOException {
        List<String> lines = lines(table);
        int index = lines.isEmpty() ? -1 : cells(lines.get(0)).indexOf(heading);
        check(index >= 0, table + " has the column " + heading);
        return index < 0 ? List.of() : lines.stream().skip(1).map(line -> cells(line).get(index)).toList();
    }

    /** The cells of a line; commas in quotation marks belong to the cell. */
    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(cell -> cell.replace("\"", ""))
                .toList();
    }

    private static List<String> lines(Path table) throws IOException {
        check(Files.exists(table), table + " is there");
        return Files.exists(table) ? Files.readAllLines(table) : List.of();
    }
}
