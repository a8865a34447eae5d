package org.multimodalneurons.probe;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Unit;

/**
 * The part of a picture around the cell where a unit fires most, or least: a square of half the side of what the model
 * sees, moved inside where it would stick out. A unit without places has all that the model sees.
 *
 * @param x left edge in pixels of the picture
 * @param y top edge in pixels of the picture
 * @param width in pixels of the picture
 * @param height in pixels of the picture
 */
public record FiringWindow(int x, int y, int width, int height) {

    private static final double PART = .5;

    /**
     * Finds it.
     *
     * @param strongest whether the largest activation counts, else the lowest
     */
    public static FiringWindow of(ClipModel clip, Unit unit, PixelRows picture, boolean strongest) {
        Img<FloatType> map = ActivationMaps.of(clip, picture, unit);
        SourceCrop seen = clip.preprocessing().sourceCrop(picture.width(), picture.height());
        if (map.size() == 1) return within(seen, .5, .5, 1);
        var cursor = map.localizingCursor();
        float best = Float.NEGATIVE_INFINITY;
        double across = .5;
        double down = .5;
        while (cursor.hasNext()) {
            float value = cursor.next().get() * (strongest ? 1 : -1);
            if (value <= best) continue;
            best = value;
            across = (cursor.getIntPosition(0) + .5) / map.dimension(0);
            down = (cursor.getIntPosition(1) + .5) / map.dimension(1);
        }
        return within(seen, across, down, PART);
    }

    /** A square of a part of what the model sees, around a place in it (0 to 1), kept inside. */
    private static FiringWindow within(SourceCrop seen, double across, double down, double part) {
        double left = Math.max(0, Math.min(1 - part, across - part / 2));
        double top = Math.max(0, Math.min(1 - part, down - part / 2));
        int x = (int) Math.round(seen.toSourceX(left * seen.size()));
        int y = (int) Math.round(seen.toSourceY(top * seen.size()));
        int right = (int) Math.round(seen.toSourceX((left + part) * seen.size()));
        int bottom = (int) Math.round(seen.toSourceY((top + part) * seen.size()));
        return new FiringWindow(x, y, right - x, bottom - y); // edges rounded, or it would stick out of odd sizes
    }
}
