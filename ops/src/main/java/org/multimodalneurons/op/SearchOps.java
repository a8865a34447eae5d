package org.multimodalneurons.op;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.image.PictureFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.search.Found;
import org.multimodalneurons.search.ImageFiles;
import org.multimodalneurons.search.ImageIndex;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;
import org.multimodalneurons.search.Query;

/** Ops that index folders of images and search in them. The index lies in the folder itself. */
public final class SearchOps {

    private static final String READABLE = "*.{png,jpg,jpeg,gif,bmp}";

    private SearchOps() {}

    /**
     * Indexes a folder of PNG, JPEG, GIF and BMP files, and those in it; files that did not change since the last time are
     * not looked at again.
     *
     * @implNote op names='clip.indexFolder'
     * @param folder of image files; the index is written into it
     * @param clip an open model
     * @return what was done, and which files cannot be read
     */
    public static IndexJob.Outcome indexFolder(File folder, ClipModel clip) {
        Path pictures = folder.toPath();
        var files = ImageFiles.below(pictures).named(READABLE);
        return new IndexJob(clip, IndexPlace.in(pictures), files, PictureFile::open).run(Progress.NONE);
    }

    /**
     * Finds the images of an indexed folder that fit a caption best.
     *
     * @implNote op names='clip.search, clip.searchText'
     * @param folder indexed with this model
     * @param caption not blank
     * @param count how many are wanted
     * @param clip an open model
     * @return files and cosines, the best first
     */
    public static List<Found> search(File folder, String caption, Integer count, ClipModel clip) {
        return search(
                folder,
                Query.near(new Embedder(clip)
                        .texts(List.of(caption), Progress.NONE)
                        .vector(0)),
                count,
                clip);
    }

    /**
     * Finds the images of an indexed folder that are most like an image.
     *
     * @implNote op names='clip.search, clip.searchImage'
     * @param folder indexed with this model
     * @param image of any type and size
     * @param count how many are wanted
     * @param clip an open model
     * @return files and cosines, the most alike first
     */
    public static List<Found> search(File folder, RandomAccessibleInterval<?> image, Integer count, ClipModel clip) {
        var embedded = new Embedder(clip).images(List.of(Pictures.of(image)), List.of("image"), Progress.NONE);
        return search(folder, Query.near(embedded.vector(0)), count, clip);
    }

    private static List<Found> search(File folder, Query query, int count, ClipModel clip) {
        try (ImageIndex index = ImageIndex.open(IndexPlace.in(folder.toPath()), clip.identity())) {
            return index.search(query, count);
        }
    }
}
