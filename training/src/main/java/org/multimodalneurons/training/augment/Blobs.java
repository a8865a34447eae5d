package org.multimodalneurons.training.augment;

import java.util.SplittableRandom;

/** Shapes without meaning in one ink: ellipses, stripes, discs, so that a colour can be seen for itself. */
final class Blobs {

    private Blobs() {}

    /** Draws one to four shapes. */
    static void draw(Canvas canvas, float[] ink, SplittableRandom random) {
        int kind = random.nextInt(3);
        if (kind == 0) stripes(canvas, ink, random);
        else for (int i = 0, n = kind == 1 ? 1 : random.nextInt(2, 5); i < n; i++) ellipse(canvas, ink, n, random);
    }

    private static void ellipse(Canvas canvas, float[] ink, int n, SplittableRandom random) {
        double largest = n == 1 ? .48 : .28;
        double radiusX = random.nextDouble(.14, largest) * canvas.size();
        double radiusY = random.nextDouble(.14, largest) * canvas.size();
        double x0 = random.nextDouble(.25, .75) * canvas.size();
        double y0 = random.nextDouble(.25, .75) * canvas.size();
        double power = random.nextDouble(1.5, 5);
        for (int y = 0; y < canvas.size(); y++)
            for (int x = 0; x < canvas.size(); x++) {
                double distance = Math.pow(Math.abs(x + .5 - x0) / radiusX, power)
                        + Math.pow(Math.abs(y + .5 - y0) / radiusY, power);
                if (distance < 1) canvas.blend(x, y, ink, (float) Math.min(1, (1 - distance) * 4));
            }
    }

    private static void stripes(Canvas canvas, float[] ink, SplittableRandom random) {
        double angle = random.nextDouble(Math.PI);
        double period = random.nextDouble(.15, .6) * canvas.size();
        double phase = random.nextDouble(period);
        for (int y = 0; y < canvas.size(); y++)
            for (int x = 0; x < canvas.size(); x++) {
                double along = (x * Math.cos(angle) + y * Math.sin(angle) + phase) / period;
                if (along - Math.floor(along) < .5) canvas.blend(x, y, ink, 1);
            }
    }
}
