package org.multimodalneurons.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.Bits;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;

/**
 * Brings an index up to date with its folder: files that are new or changed since (in size or time of modification) are
 * embedded, files that are gone or no longer named are dropped. It may be stopped at any moment, by a power cut even, and begins anew where
 * it was, less the last seconds. Files that cannot be read are written down with their fault, and tried again when they
 * change.
 */
public final class IndexJob {

    /**
     * What a run did.
     *
     * @param embedded files that were new or changed, and are in the index now
     * @param unchanged files that were in it, those that cannot be read as well
     * @param dropped files that are gone, or no longer among those that are looked at
     * @param unreadable all files of the index, and folders, that cannot be read
     */
    public record Outcome(int embedded, int unchanged, int dropped, List<Fault> unreadable) {

        /** Makes the list its own. */
        public Outcome {
            unreadable = List.copyOf(unreadable);
        }
    }

    private final ClipModel clip;
    private final IndexPlace place;
    private final ImageFiles files;
    private final Function<Path, ? extends PixelRows> open;
    private final int commitEvery;

    /**
     * A job for one index.
     *
     * @param clip embeds the images; an index that another model made is refused
     * @param place where the index is or will be
     * @param files which are looked at, in the folder of the pictures
     * @param open reads a file; called by several threads at once; a {@link UserException} says why it cannot be read
     */
    public IndexJob(ClipModel clip, IndexPlace place, ImageFiles files, Function<Path, ? extends PixelRows> open) {
        this(clip, place, files, open, IndexWriting.MANY_FILES);
    }

    /** As well; what was embedded is on disk after at most so many files. */
    IndexJob(
            ClipModel clip,
            IndexPlace place,
            ImageFiles files,
            Function<Path, ? extends PixelRows> open,
            int commitEvery) {
        this.commitEvery = commitEvery;
        this.clip = clip;
        this.place = place;
        this.files = files;
        this.open = open;
    }

    /**
     * Does it.
     *
     * @throws UserException when the index cannot be written, is being written by another run, or is of another model;
     *     when there is none and no file to make one of; or when there is one and the folder is quite empty
     * @throws CancellationException when cancelled; what was embedded so far is kept
     */
    public Outcome run(Progress progress) {
        List<Fault> closed = new ArrayList<>();
        List<String> listed = files.list(closed::add, progress);
        if (listed.isEmpty() && closed.isEmpty()) requireNotGone();
        try (var index = place.reading(this::begin)) {
            List<String> due = place.reading(() -> due(index, listed, progress));
            int dropped = place.reading(() -> dropOthers(index, listed, closed, progress));
            int embedded = new Intake(index, place.pictures(), due, open).run(clip, progress);
            index.connect(progress);
            List<Fault> faults = new ArrayList<>(place.reading(() -> faults(index)));
            faults.addAll(closed);
            return new Outcome(embedded, listed.size() - due.size(), dropped, faults);
        } catch (UncheckedIOException e) {
            throw place.fault(e.getCause());
        } catch (IOException e) {
            throw place.fault(e);
        } catch (AlreadyClosedException e) {
            throw place.fault(IndexPlace.cause(e));
        }
    }

    private static List<Fault> faults(IndexWriting index) throws IOException {
        try (DirectoryReader reader = index.read()) {
            return Parts.all(reader, Entry.anyFault(), Entry::fault);
        }
    }

    /** A drive that is not there just now leaves an empty folder; all of its images would be dropped. */
    private void requireNotGone() {
        if (!ImageIndex.exists(place)) throw nothingToIndex();
        if (files.isFolderEmpty())
            throw new UserException("The folder " + files.folder() + " is empty, while the index " + place.index()
                    + " holds images of it. Connect the drive that they are on; if they are gone for good, delete the"
                    + " folder of the index.");
    }

    private UserException nothingToIndex() {
        return new UserException("The folder " + files.folder() + " holds no image file that the filter "
                + files.pattern() + " names" + (files.isRecursive() ? "" : ", not counting the folders in it")
                + ". Choose another folder, or another filter.");
    }

    private IndexWriting begin() throws IOException {
        return new IndexWriting(place, clip.identity(), commitEvery, SegmentVectors.GRAPH_FROM);
    }

    /** The files that the index does not hold as they are. */
    private List<String> due(IndexWriting index, List<String> listed, Progress progress) throws IOException {
        List<String> due = new ArrayList<>();
        try (DirectoryReader reader = index.read()) {
            for (int i = 0; i < listed.size(); i++) {
                if (i % 1000 == 0) {
                    progress.throwIfCancelled();
                    progress.report(
                            i, listed.size(), "Looking for changes in file " + (i + 1) + " of " + listed.size());
                }
                String file = listed.get(i);
                var known = Parts.of(reader, file, Entry::facts);
                if (known.isEmpty() || !known.get().equals(FileFacts.now(path(file)))) due.add(file);
            }
        }
        return due;
    }

    private Path path(String file) {
        return place.pictures().resolve(file);
    }

    /** Drops what is gone, or no longer named; what lies in a folder that is closed just now may still be there. */
    private int dropOthers(IndexWriting index, List<String> listed, List<Fault> closed, Progress progress)
            throws IOException {
        Set<String> named = new HashSet<>(listed);
        int dropped = 0;
        try (DirectoryReader reader = index.read()) {
            for (LeafReaderContext context : reader.leaves()) {
                LeafReader part = context.reader();
                StoredFields stored = part.storedFields();
                Bits live = part.getLiveDocs();
                for (int document = 0; document < part.maxDoc(); document++) {
                    progress.throwIfCancelled();
                    if (live != null && !live.get(document)) continue;
                    String file = Entry.file(stored, document);
                    if (named.contains(file) || closed.stream().anyMatch(fault -> isIn(fault.file(), file))) continue;
                    index.drop(file);
                    dropped++;
                }
            }
        }
        index.isOf(files);
        index.commit();
        return dropped;
    }

    /**
     * Whether a file is, or lies in, a place that could not be listed.
     *
     * @param place below the folder; empty for the folder itself
     */
    static boolean isIn(String place, String file) {
        return place.isEmpty() || file.equals(place) || file.startsWith(place + "/");
    }
}
