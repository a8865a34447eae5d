package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.Captions;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.ImageCommand;
import org.multimodalneurons.plugin.Texts;
import org.multimodalneurons.plugin.Unreadable;
import org.multimodalneurons.plugin.imagej.Chart;
import org.multimodalneurons.plugin.imagej.ContactSheet;
import org.multimodalneurons.plugin.imagej.Decimals;
import org.multimodalneurons.plugin.imagej.DoubleClick;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.plugin.imagej.Thumbnail;
import org.multimodalneurons.search.Found;
import org.multimodalneurons.search.ImageIndex;
import org.multimodalneurons.search.Query;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Finds the images of an indexed folder that are nearest to texts, to the active image or its selection, and to images of
 * the folder, and far from others: as a table and as thumbnails. A double click on a row or a thumbnail opens the file.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Embed>Search Images...",
        description = "Finds the images of an indexed folder that are nearest to texts, to the active image or its "
                + "selection, and to images of the folder, and far from others: as a table and as thumbnails. A "
                + "double click on a row or a thumbnail opens the file.")
public class SearchImages extends ImageCommand {

    private static final String TITLE = "Found";
    private static final String FILE = "File";
    private static final int SIDE = 112;
    private static final int THUMBNAILS = 100;
    private static final int LONGEST_TITLE = 60;

    @Parameter(
            label = "Folder",
            description = "that was indexed with this model",
            style = FileWidget.DIRECTORY_STYLE,
            persist = false)
    private File folder;

    @Parameter(
            label = "Kept in",
            description = "the folder of the index; empty: beside the images, in a hidden folder",
            style = FileWidget.DIRECTORY_STYLE,
            required = false,
            persist = false)
    private File kept;

    @Parameter(
            label = "Text",
            description =
                    "what to look for; several texts, separated by commas, or by | where they hold commas, are averaged",
            required = false,
            persist = false)
    private String text = "";

    @Parameter(label = "Like the active image", description = "or its selection: look for such images", persist = false)
    private boolean picture;

    @Parameter(
            label = "More like files",
            description =
                    "look for what is like these images of the folder: cells of the column File, separated by commas, or by"
                            + " | where they hold commas",
            required = false,
            persist = false)
    private String more = "";

    @Parameter(
            label = "Less like files",
            description = "and unlike these, separated by commas, or by | where they hold commas",
            required = false,
            persist = false)
    private String less = "";

    @Parameter(
            label = "Weight of less",
            description = "of what is to be avoided, against what is wanted",
            min = "0.01",
            persist = false)
    private double weight = Query.USUAL_AVERSION;

    @Parameter(label = "How many", description = "images to be listed", min = "1", persist = false)
    private int count = 20;

    @Parameter(
            label = "Exact search",
            description =
                    "look at every image; otherwise folders of more than 20,000 are searched by a graph, which may miss"
                            + " a few",
            persist = false)
    private boolean exact;

    @Parameter(
            label = "Update the index",
            description =
                    "bring the index up to date before, with the filter it was made with, or make it where there is none",
            persist = false)
    private boolean index;

    @Parameter(label = TITLE, type = ItemIO.OUTPUT)
    private ResultsTable found;

    @Parameter(label = "Thumbnails", type = ItemIO.OUTPUT)
    private ImagePlus sheet;

    @Parameter(label = "Unreadable", type = ItemIO.OUTPUT)
    private ResultsTable unreadable;

    private record Row(int rank, String file, double cosine, int width, int height) {}

    @Override
    public String about() {
        return folder == null ? "" : "in " + nameOf(folder);
    }

    @Override
    public void checkParameters() {
        super.checkParameters();
        new FolderIndex(folder, kept); // or there is no such folder
        if (count < 1) throw new UserException("The parameter \"count\" is " + count + "; at least 1 is needed.");
    }

    @Override
    protected void execute(Progress progress) {
        if (picture) {
            super.execute(progress);
            return;
        }
        lookAtNoImage();
        withModel(progress, clip -> search(clip, "", List.of(), "", progress));
    }

    @Override
    protected void run(ClipModel clip, Pictures pictures, Progress progress) {
        float[][] units = new Embedder(clip)
                .images(pictures.list(), pictures.labels(), progress)
                .vectors();
        search(clip, pictures.title(), Arrays.asList(units), pictures.display(), progress);
    }

    private void search(ClipModel clip, String example, List<float[]> examples, String display, Progress progress) {
        FolderIndex folderIndex = new FolderIndex(folder, kept);
        List<float[]> wanted = wanted(clip, examples, progress);
        query(wanted, file -> false).notEmpty(); // before the index is made or opened
        if (index)
            unreadable = Unreadable.table(
                    folderIndex.update(clip, folderIndex.sameFiles(), progress).unreadable());
        List<Found> best;
        try (ImageIndex opened = ImageIndex.open(folderIndex.place(), clip.identity())) {
            Query query = query(wanted, opened::holds);
            best = exact ? opened.searchAll(query, count) : opened.search(query, count);
        }
        if (best.isEmpty())
            throw new UserException("The index of " + folderIndex.place().pictures()
                    + " holds no image to find; index the folder again (Index Folder...), or name fewer examples.");
        List<Row> rows = IntStream.range(0, best.size())
                .mapToObj(i -> row(i + 1, best.get(i)))
                .toList();
        List<ContactSheet.Entry> entries = thumbnails(folderIndex, best, progress);
        found = Tables.seen(Decimals.ofCosines(Tables.of(rows, Row.class), "Cosine"), display);
        sheet = Chart.marked(new ImagePlus(title(example), ContactSheet.of(entries)));
        show(folderIndex, best, ContactSheet.layout(entries));
    }

    private List<float[]> wanted(ClipModel clip, List<float[]> examples, Progress progress) {
        List<float[]> wanted = new ArrayList<>(examples);
        List<String> texts = Texts.split(text);
        if (!texts.isEmpty()) {
            warn(Captions.warnings(clip, texts));
            wanted.addAll(
                    Arrays.asList(new Embedder(clip).texts(texts, progress).vectors()));
        }
        return wanted;
    }

    private Query query(List<float[]> wanted, Predicate<String> isFile) {
        Query query = Query.near(wanted).moreLike(files(more, isFile));
        List<String> avoided = files(less, isFile);
        return avoided.isEmpty() ? query : query.lessLike(avoided, weight);
    }

    /** What was asked for, in a few words. */
    private String title(String example) {
        String wanted = Stream.of(text, example, more)
                .filter(asked -> asked != null && !asked.isBlank())
                .collect(Collectors.joining(", "));
        String title = Stream.of(
                        wanted.isEmpty() ? "" : "Like " + wanted,
                        Texts.split(less).isEmpty() ? "" : "Unlike " + less)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "...";
    }

    /** The files that a field names; one whose name holds what separates others is known by its whole name. */
    private static List<String> files(String field, Predicate<String> isFile) {
        if (field != null && isFile.test(path(field.strip()))) return List.of(path(field.strip()));
        return Texts.split(field).stream().map(SearchImages::path).toList();
    }

    private static String path(String file) {
        return file.replace('\\', '/');
    }

    private static Row row(int rank, Found each) {
        return new Row(rank, each.file(), each.cosine(), each.width(), each.height());
    }

    private static List<ContactSheet.Entry> thumbnails(FolderIndex index, List<Found> found, Progress progress) {
        List<ContactSheet.Entry> entries = new ArrayList<>();
        int shown = Math.min(THUMBNAILS, found.size());
        for (Found each : found.subList(0, shown)) {
            progress.throwIfCancelled();
            progress.report(entries.size(), shown, "Opening " + each.file());
            String name = each.file().substring(each.file().lastIndexOf('/') + 1);
            String cosine = String.format(Locale.ROOT, "%.3f", each.cosine());
            try {
                entries.add(new ContactSheet.Entry(
                        Thumbnail.of(ImageFile.picture(index.file(each.file())), SIDE), name, cosine));
            } catch (UserException e) {
                entries.add(new ContactSheet.Entry(Thumbnail.missing(SIDE), name, "cannot be opened now"));
            }
        }
        return entries;
    }

    private void show(FolderIndex folderIndex, List<Found> best, ContactSheet.Layout layout) {
        if (Surroundings.isUnwatched()) return;
        String title = TITLE + " " + about();
        Tables.show(found, title);
        Surroundings.show(sheet);
        DoubleClick.onRow(title, FILE, file -> open(folderIndex, file));
        DoubleClick.onPicture(
                sheet, layout, place -> open(folderIndex, best.get(place).file()));
    }

    private static void open(FolderIndex folderIndex, String file) {
        DoubleClick.open(folderIndex.file(file).toString());
    }
}
