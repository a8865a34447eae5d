package org.multimodalneurons.training.look;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.training.data.Concept;

/**
 * Draws what a model looks for, to be judged by eye: {@code concepts.jpg}, pictures of the highest cosine to a word, and
 * {@code units.jpg}, pictures of the highest response of single units.
 */
public final class DrawContactSheets {

    private static final int SUBJECTS = 48;
    private static final int STEPS = 200;
    private static final int SEED = 1;
    private static final Prompts PROMPTS = Prompts.parse("{} | a picture of a {} | a drawing of a {}");

    private final ClipModel clip;
    private final Path folder;

    private DrawContactSheets(ClipModel clip, Path folder) {
        this.clip = clip;
        this.folder = folder;
    }

    /**
     * Draws both sheets.
     *
     * @param arguments the model's folder; the {@code units.tsv} of its evaluation; the folder
     *     to write to
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3)
            throw new UserException("Expected a model folder, a table of units and an output folder, found "
                    + arguments.length + " arguments.");
        try (ClipModel clip = ClipModel.open(Path.of(arguments[0]))) {
            DrawContactSheets sheets = new DrawContactSheets(clip, Files.createDirectories(Path.of(arguments[2])));
            sheets.drawConcepts();
            sheets.drawUnits(Path.of(arguments[1]));
        }
    }

    private void drawConcepts() throws IOException {
        List<String> words = spread(Concept.all().stream().map(Concept::word).toList());
        try (NDManager manager = clip.newManager()) {
            draw(Goals.texts(clip, manager, words, PROMPTS), words, "concepts.jpg");
        }
    }

    private void drawUnits(Path table) throws IOException {
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(table)) {
            rows = spread(lines.skip(1).map(line -> line.split("\t")).toList());
        }
        List<Unit> units = rows.stream().map(row -> Unit.parse(row[1])).toList();
        List<String> labels = IntStream.range(0, rows.size())
                .mapToObj(i -> units.get(i).index() + " " + rows.get(i)[0])
                .toList();
        List<Integer> indices = units.stream().map(Unit::index).toList();
        try (NDManager manager = clip.newManager()) {
            var layer = clip.image().layer(units.get(0).layer());
            draw(Goals.centres(clip, manager, layer, indices), labels, "units.jpg");
        }
    }

    private void draw(UnaryOperator<NDArray> goal, List<String> labels, String file) throws IOException {
        float[] pictures = new Ascent(clip, STEPS, SEED).draw(labels.size(), goal, Progress.NONE);
        BufferedImage sheet = Sheet.of(pictures, clip.image().size(), labels);
        ImageIO.write(sheet, "jpg", folder.resolve(file).toFile());
    }

    /** So many items, evenly from the whole list: not those that came out best. */
    private static <T> List<T> spread(List<T> items) {
        List<T> chosen = new ArrayList<>();
        int count = Math.min(SUBJECTS, items.size());
        for (int i = 0; i < count; i++) chosen.add(items.get((int) ((long) i * items.size() / count)));
        return chosen;
    }
}
