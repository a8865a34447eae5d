package org.multimodalneurons.plugin.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.imagej.Decimals;
import org.multimodalneurons.plugin.imagej.MatrixImage;
import org.multimodalneurons.plugin.imagej.PictureTable;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.PixelMeaning;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * How alike are they? The cosine of every image with every text, with every slice of another image, or, when neither is
 * given, with every other of the images: as a 32-bit image with names beside it, and as a table.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Compare...",
        description = "How alike are they? The cosine of every image with every text, with every slice of another "
                + "image, or, when neither is given, with every other of the images: as a 32-bit image with names "
                + "beside it, and as a table.")
public class Compare extends MeasuringCommand {

    @Parameter(
            label = "Texts",
            description =
                    "to compare the images with, as they stand; separated by commas, or by | where texts hold commas",
            required = false,
            persist = false)
    private String texts = "";

    @Parameter(
            label = "Other image",
            description = "title of another open image, all of whose slices the images are compared with",
            required = false,
            persist = false)
    private String other = "";

    @Parameter(label = "Matrix", type = ItemIO.OUTPUT)
    private ImagePlus matrix;

    @Parameter(label = "Cosines", type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Override
    public void checkParameters() {
        super.checkParameters();
        if (hasOther()) Surroundings.openImage(other);
        else if (isAppended() && Texts.split(texts).isEmpty())
            throw new UserException(
                    "The parameter \"append\" is for cosines with texts or with another image, and neither is"
                            + " given: those of images with each other have columns of their own each time. Leave it out, or write"
                            + " texts.");
    }

    private boolean hasOther() {
        return other != null && !other.isBlank();
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        Embedder embedder = new Embedder(clip);
        List<Embeddings> columns = new ArrayList<>();
        List<String> captions = Texts.split(texts);
        if (hasOther()) {
            ShownImage others = new ShownImage(Surroundings.openImage(other), "all", meaning());
            columns.add(embed(clip, others, progress).raw().unit());
        }
        if (!captions.isEmpty()) {
            warn(Captions.warnings(clip, captions));
            columns.add(embedder.texts(captions, progress));
        }
        Embedded seen = embed(clip, pictures, progress);
        Embeddings rows = seen.raw().unit();
        CosineMatrix cosines = CosineMatrix.of(rows, columns.isEmpty() ? rows : join(columns));
        matrix = MatrixImage.of("Cosines of " + pictures.title(), cosines);
        String info = PixelMeaning.info((String) matrix.getProperty("Info"), pictures.display());
        if (!info.isEmpty()) matrix.setProperty("Info", info);
        table = isAppended()
                ? appended(cosines, seen.pictures())
                : Tables.seen(Tables.of(cosines, seen.pictures()), pictures.display());
    }

    private ResultsTable appended(CosineMatrix cosines, Pictures pictures) {
        PictureTable rows = table(pictures);
        List<String> headings = Tables.distinct(cosines.columns());
        for (int row = 0; row < pictures.size(); row++) {
            rows.row(row);
            for (int column = 0; column < headings.size(); column++)
                rows.add(headings.get(column), cosines.get(row, column), Decimals.OF_COSINES);
        }
        return rows.table();
    }

    private static Embeddings join(List<Embeddings> sets) {
        List<String> labels =
                sets.stream().flatMap(set -> set.labels().stream()).toList();
        float[][] vectors =
                sets.stream().flatMap(set -> Arrays.stream(set.vectors())).toArray(float[][]::new);
        return new Embeddings(sets.get(0).model(), labels, vectors);
    }
}
