package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.EmbeddingSet.Centroid;
import org.multimodalneurons.embed.EmbeddingSet.Item;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.embed.file.EmbeddingTable;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.plugin.GalleryCommand;
import org.multimodalneurons.plugin.OfManyImages;
import org.multimodalneurons.plugin.imagej.EmbeddingTables;
import org.multimodalneurons.plugin.imagej.OpenTables;
import org.multimodalneurons.plugin.imagej.Pictures;
import org.multimodalneurons.search.IndexPlace;
import org.multimodalneurons.search.IndexedSet;
import org.scijava.plugin.Parameter;

/** A command on a set of embeddings: of images, regions or files that it embeds, or of a table, file or index that holds them. */
abstract class SetCommand extends GalleryCommand implements OfManyImages {

    @Parameter(
            label = "Embeddings",
            description =
                    "to be taken instead of images: the title of an open table, a .csv, .npy or .parquet file, or a"
                            + " folder that was indexed; empty: the images",
            required = false,
            persist = false)
    private String embeddings = "";

    @Parameter(label = "Groups", description = Grouping.SYNTAX, required = false, persist = false)
    private String groups = "";

    private Pictures looked;

    /** What was embedded, to be shown again; empty where embeddings were given. */
    protected final Optional<Pictures> looked() {
        return Optional.ofNullable(looked);
    }

    @Override
    public String about() {
        if (!isGiven()) return super.about();
        return "of " + nameOf(new File(embeddings.strip())).replaceFirst("^Embeddings of ", ""); // a table's title
    }

    /** The title of what is made of the set, such as "Plot of plates", or of the image whose slices it is. */
    protected final String titled(String what) {
        return about().isEmpty() ? what + " of " + looked.title() : what + " " + about();
    }

    private boolean isGiven() {
        return embeddings != null && !embeddings.isBlank();
    }

    /**
     * Refuses images before they are embedded.
     *
     * @param groupOfEach empty where an image has none
     * @throws org.multimodalneurons.UserException when the command can do nothing with them
     */
    protected void check(List<String> groupOfEach) {}

    /** The command's work. */
    protected abstract void run(EmbeddingSet set, Progress progress);

    @Override
    public void checkParameters() {
        if (!isGiven()) super.checkParameters();
    }

    @Override
    protected void execute(Progress progress) {
        if (!isGiven()) {
            super.execute(progress);
            return;
        }
        if (hasFolder()) throw new UserException("Both \"embeddings\" and \"folder\" are given; give one of them.");
        refuseLooking("for images, and embeddings are given");
        lookAtNoImage();
        EmbeddingSet set = given(embeddings.strip(), progress);
        check(set.groupOfEach());
        run(set, progress);
    }

    private EmbeddingSet given(String name, Progress progress) {
        File file = new File(name); // a title need not be a path
        boolean isOpen = OpenTables.isOpen(name);
        if (!isOpen && file.isDirectory()) return grouped(IndexedSet.of(IndexPlace.in(file.toPath()), progress));
        EmbeddingTable table = !isOpen && EmbeddingFile.isNamed(name)
                ? new EmbeddingFile(file.toPath()).table(progress)
                : EmbeddingTables.open(name, progress);
        if (groups().isEmpty() && !table.hasGroups()) return Grouping.byFolders(table.set(""));
        boolean isWord = !table.has(groups()) && Grouping.named(groups()).isPresent();
        return isWord ? grouped(table.set("")) : table.set(groups());
    }

    private String groups() {
        return groups == null ? "" : groups.strip();
    }

    /** As a word says; without one the groups that the set has. */
    private EmbeddingSet grouped(EmbeddingSet set) {
        return groups().isEmpty() ? set : set.grouped(Grouping.parse(groups())::group);
    }

    @Override
    protected final void run(ClipModel clip, Pictures pictures, Progress progress) {
        Grouping grouping = Grouping.parse(groups());
        check(IntStream.range(0, pictures.size())
                .mapToObj(i -> grouping.group(pictures, i))
                .toList());
        Embedded seen = embed(clip, pictures, progress);
        looked = seen.pictures();
        List<Item> items = IntStream.range(0, seen.pictures().size())
                .mapToObj(i -> item(seen.pictures(), i, grouping))
                .toList();
        run(new EmbeddingSet(seen.raw().unit(), items, seen.pictures().display()), progress);
    }

    private static Item item(Pictures pictures, int index, Grouping grouping) {
        Path file = pictures.file(index);
        return new Item(
                pictures.label(index),
                grouping.group(pictures, index),
                file == null ? "" : file.toString(),
                file == null ? pictures.slice(index) : 1,
                pictures.areRegions()
                        ? pictures.place(index).map(place -> new Centroid(place.x(), place.y(), place.unit()))
                        : Optional.empty());
    }
}
