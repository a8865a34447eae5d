package org.multimodalneurons.training.data;

import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import org.multimodalneurons.UserException;

/** Drawings to square bitmaps: 96 x 96 premultiplied RGBA, the drawing trimmed and fitted to fill the square. */
final class Raster {

    /** Side of a bitmap in pixels. */
    static final int SIZE = 96;

    private static final int LARGE = 4 * SIZE;
    private static final int FAINT = 12;

    private Raster() {}

    /** Draws SVG markup large, {@value #LARGE} pixels for its longer side, on a transparent ground. */
    static BufferedImage draw(String svg) {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        URI.create("memory:drawing"),
                        LoaderContext.createDefault());
        if (document == null) throw new UserException("Not a readable SVG drawing: " + svg);
        double width = document.size().width;
        double height = document.size().height;
        double scale = LARGE / Math.max(width, height);
        BufferedImage image = canvas(LARGE, LARGE);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        float w = (float) (width * scale);
        float h = (float) (height * scale);
        document.render((Component) null, g, new ViewBox((LARGE - w) / 2, (LARGE - h) / 2, w, h));
        g.dispose();
        return image;
    }

    /**
     * Trims the transparent margin and fits the rest, centred, into the square; each pixel is the mean of the area that
     * it covers.
     *
     * @return {@value #SIZE} x {@value #SIZE} x 4 bytes, row by row, premultiplied RGBA
     * @throws UserException if the drawing is empty
     */
    static byte[] fit(BufferedImage drawing) {
        BufferedImage image = premultiplied(drawing);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        Rectangle box = inked(pixels, image.getWidth(), image.getHeight());
        if (box.isEmpty()) throw new UserException("The drawing is empty.");
        double step = Math.max(box.width, box.height) / (double) SIZE;
        double left = box.x + box.width / 2.0 - step * SIZE / 2;
        double top = box.y + box.height / 2.0 - step * SIZE / 2;
        byte[] record = new byte[SIZE * SIZE * 4];
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++)
                mean(
                        pixels,
                        image.getWidth(),
                        image.getHeight(),
                        left + x * step,
                        top + y * step,
                        step,
                        record,
                        (y * SIZE + x) * 4);
        return record;
    }

    /** Transparent image with premultiplied alpha. */
    static BufferedImage canvas(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    private static BufferedImage premultiplied(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_ARGB_PRE) return image;
        BufferedImage copy = canvas(image.getWidth(), image.getHeight());
        Graphics2D g = copy.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return copy;
    }

    private static Rectangle inked(int[] pixels, int width, int height) {
        Rectangle box = new Rectangle(0, 0, -1, -1);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (pixels[y * width + x] >>> 24 > FAINT) box.add(new Rectangle(x, y, 1, 1));
        return box;
    }

    private static void mean(
            int[] pixels, int width, int height, double left, double top, double step, byte[] record, int at) {
        double[] sum = new double[4];
        for (int y = (int) Math.floor(top); y < top + step; y++) {
            double tall = Math.min(y + 1, top + step) - Math.max(y, top);
            if (y < 0 || y >= height) continue;
            for (int x = (int) Math.floor(left); x < left + step; x++) {
                if (x < 0 || x >= width) continue;
                double weight = tall * (Math.min(x + 1, left + step) - Math.max(x, left));
                int p = pixels[y * width + x];
                sum[0] += weight * (p >> 16 & 255);
                sum[1] += weight * (p >> 8 & 255);
                sum[2] += weight * (p & 255);
                sum[3] += weight * (p >>> 24);
            }
        }
        for (int c = 0; c < 4; c++) record[at + c] = (byte) Math.min(255, Math.round(sum[c] / (step * step)));
    }
}
