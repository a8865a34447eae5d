package org.multimodalneurons.attack.defence;

import java.util.List;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.attack.Defence;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;

/**
 * Looks for text in every picture and takes it out before the model looks: the only defence that needs nothing of the model.
 *
 * @param filling what comes in its place
 */
public record TextRemoval(Filling filling) implements Defence {

    @Override
    public String name() {
        return switch (filling) {
            case INPAINTING -> "inpainting";
            case BLUR -> "blur";
        };
    }

    @Override
    public Embeddings embed(ClipModel clip, List<? extends PixelRows> stimuli, Embeddings seen, Progress progress) {
        List<PixelRows> cleaned = new LazyList<>(stimuli.size(), index -> new Cleaned(stimuli.get(index), progress));
        return new Embedder(clip).rawImages(cleaned, seen.labels(), progress);
    }

    /** A new picture without its text. */
    public RgbImage of(PixelRows picture, Progress progress) {
        return filling.fill(picture, TextRegions.in(picture, progress));
    }

    /** A picture that is cleaned when its pixels are first asked for: by one of several threads, beside the model. */
    private final class Cleaned implements PixelRows {

        private final PixelRows picture;
        private final Progress progress;
        private RgbImage cleaned;

        Cleaned(PixelRows picture, Progress progress) {
            this.picture = picture;
            this.progress = progress;
        }

        private synchronized RgbImage cleaned() {
            if (cleaned == null) cleaned = of(picture, progress);
            return cleaned;
        }

        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public void read(int y, byte[] rgb) {
            cleaned().read(y, rgb);
        }

        @Override
        public void read(int y, int x, int count, int[] pixels, int at) {
            cleaned().read(y, x, count, pixels, at);
        }
    }
}
