package org.multimodalneurons.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Duplicates;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Vectors;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.ClipModel;

/**
 * How near copies of pictures are to them, and other pictures: {@code DuplicateFigures [pictures] [folder]}, by default 300,
 * taken at even steps from those of the built-in set that training never saw. Prints, of each kind of copy, the share
 * with a cosine of at least {@link Duplicates#USUAL_THRESHOLD} and the median, of all pictures and of drawings alone; and the
 * share of the pictures that have another in the folder which is as near.
 */
public final class DuplicateFigures {

    private static final int PICTURES = 300;
    private static final String FOLDER = "sample-images/held-out";
    private static final String WORDS = "text";

    /** A way to copy. */
    private record Copy(String name, UnaryOperator<BufferedImage> of) {}

    private static final List<Copy> COPIES = List.of(
            new Copy("half the size", picture -> scaled(picture, .5)),
            new Copy("twice the size", picture -> scaled(picture, 2)),
            new Copy("JPEG of quality 75", picture -> jpeg(picture, .75f)),
            new Copy("JPEG of quality 50", picture -> jpeg(picture, .5f)),
            new Copy("a twentieth cut off each side", DuplicateFigures::cropped));

    private final ClipModel clip;
    private final List<Path> all;
    private final List<Path> files;
    private final List<BufferedImage> pictures;

    /**
     * Of some pictures among all.
     *
     * @param count how many are copied, taken at even steps
     */
    private DuplicateFigures(ClipModel clip, List<Path> all, int count) {
        this.clip = clip;
        this.all = all;
        this.files = IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
        this.pictures = files.stream().map(DuplicateFigures::read).toList();
    }

    /** Runs the whole of it. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PICTURES;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : FOLDER);
        try (ClipModel clip = ClipModel.embedded()) {
            new DuplicateFigures(clip, pictures(folder), count).print();
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private void print() {
        float[][] originals = embedded(pictures);
        int[] places = IntStream.range(0, pictures.size()).toArray();
        int[] drawings = IntStream.of(places).filter(i -> !isWord(files.get(i))).toArray();
        for (Copy copy : COPIES) {
            float[][] copies = embedded(pictures.stream().map(copy.of()).toList());
            double[] cosines = IntStream.of(places)
                    .mapToDouble(i -> Vectors.cosine(originals[i], copies[i]))
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f %% as near, median %.3f; of %d drawings %.1f %%%n",
                    copy.name(),
                    100 * shareAsNear(cosines, places),
                    median(cosines),
                    drawings.length,
                    100 * shareAsNear(cosines, drawings));
        }
        float[][] others = embedded(new LazyList<>(all.size(), i -> read(all.get(i))));
        double[] nearest = IntStream.of(places)
                .mapToDouble(i -> nearestOther(originals[i], files.get(i), others))
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "another of the %d pictures: %.1f %% have one as near, of the drawings %.1f %%%n",
                all.size(),
                100 * shareAsNear(nearest, places),
                100 * shareAsNear(nearest, drawings));
    }

    private static boolean isWord(Path file) {
        return file.getParent().endsWith(WORDS);
    }

    private float[][] embedded(List<BufferedImage> images) {
        List<PictureFile> rows = new LazyList<>(images.size(), i -> new PictureFile(images.get(i)));
        List<String> labels =
                IntStream.range(0, images.size()).mapToObj(Integer::toString).toList();
        return new Embedder(clip).images(rows, labels, Progress.NONE).vectors();
    }

    private double nearestOther(float[] vector, Path own, float[][] others) {
        return IntStream.range(0, others.length)
                .filter(other -> !all.get(other).equals(own))
                .mapToDouble(other -> Vectors.cosine(vector, others[other]))
                .max()
                .orElse(-1);
    }

    private static double shareAsNear(double[] cosines, int[] places) {
        return IntStream.of(places)
                .mapToDouble(i -> cosines[i] >= Duplicates.USUAL_THRESHOLD ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** On white, where it is transparent. */
    private static BufferedImage read(Path file) {
        try {
            BufferedImage read = ImageIO.read(file.toFile());
            return drawn(read, read.getWidth(), read.getHeight());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = drawn.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        g.dispose();
        return drawn;
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        return drawn(
                picture, (int) Math.round(picture.getWidth() * factor), (int) Math.round(picture.getHeight() * factor));
    }

    private static BufferedImage cropped(BufferedImage picture) {
        int across = picture.getWidth() / 20;
        int down = picture.getHeight() / 20;
        return picture.getSubimage(across, down, picture.getWidth() - 2 * across, picture.getHeight() - 2 * down);
    }

    private static BufferedImage jpeg(BufferedImage picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
            out.flush();
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
    }
}
