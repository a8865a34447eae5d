package org.multimodalneurons.plugin.embed;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.concurrent.ExecutionException;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Maps a huge virtual image in a JVM of its own and tells how, for a test of how much memory that takes. */
public final class LargeMap {

    private LargeMap() {}

    /** Discs on a grid, 8-bit; every slice is drawn when it is asked for. */
    private static final class Discs extends VirtualStack {

        private final int slices;

        Discs(int side, int slices) {
            super(side, side, null, null);
            this.slices = slices;
        }

        @Override
        public ImageProcessor getProcessor(int slice) {
            byte[] pixels = new byte[getWidth() * getHeight()];
            for (int y = 0, i = 0; y < getHeight(); y++) {
                int dy = y % 1000 - 500;
                for (int x = 0; x < getWidth(); x++, i++) {
                    int dx = x % 1000 - 500;
                    pixels[i] = (byte) (dx * dx + dy * dy < 90_000 ? 200 : x / 200);
                }
            }
            return new ByteProcessor(getWidth(), getHeight(), pixels);
        }

        @Override
        public int getSize() {
            return slices;
        }

        @Override
        public int size() {
            return slices;
        }

        @Override
        public String getSliceLabel(int slice) {
            return null;
        }

        @Override
        public int getBitDepth() {
            return 8;
        }
    }

    /** With the side of the image, its slices, and the file of a model. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        System.setProperty("java.awt.headless", "true");
        ImagePlus image =
                new ImagePlus("huge", new Discs(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        image.getCalibration().pixelWidth = .5;
        image.getCalibration().pixelHeight = .5;
        image.getCalibration().xOrigin = 100;
        image.getCalibration().setUnit("um");
        long start = System.nanoTime();
        try (Context context = new Context(CommandService.class)) {
            CommandModule run = context.service(CommandService.class)
                    .run(
                            MapSimilarity.class,
                            true,
                            "image",
                            image,
                            "text",
                            "a disc, a square",
                            "window",
                            2500.,
                            "stride",
                            2500.,
                            "slices",
                            "all",
                            "model",
                            new File(arguments[2]))
                    .get();
            ImagePlus map = (ImagePlus) run.getOutput("map");
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.println("map " + map.getWidth() + " x " + map.getHeight() + " x " + map.getNChannels() + " x "
                    + map.getNSlices() + ", pixel " + map.getCalibration().pixelWidth + " "
                    + map.getCalibration().getUnit() + ", origin " + map.getCalibration().xOrigin + ", "
                    + (System.nanoTime() - start) / 1_000_000_000 + " s, at most " + (peak >> 20) + " MB");
        }
    }
}
