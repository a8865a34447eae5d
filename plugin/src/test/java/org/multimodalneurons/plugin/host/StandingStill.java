package org.multimodalneurons.plugin.host;

import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The launcher, which stands still before a picture of a number, so that it can be killed and never ends before. */
public final class StandingStill {

    /** A system property: how many pictures are read. */
    static final String AFTER = "standing.still.after";

    private StandingStill() {}

    /** With the launcher's arguments. */
    public static void main(String[] arguments) throws Exception {
        IIORegistry formats = IIORegistry.getDefaultInstance();
        var first = new Counting(Integer.getInteger(AFTER));
        formats.registerServiceProvider(first);
        for (Iterator<ImageReaderSpi> all = formats.getServiceProviders(ImageReaderSpi.class, false); all.hasNext(); ) {
            ImageReaderSpi other = all.next();
            if (other != first) formats.setOrdering(ImageReaderSpi.class, first, other);
        }
        Launcher.main(arguments);
    }

    /** A format that is asked first of every picture, and is that of none. */
    private static final class Counting extends ImageReaderSpi {

        private final AtomicInteger read = new AtomicInteger();
        private final int most;

        Counting(int most) {
            this.most = most;
        }

        @Override
        public boolean canDecodeInput(Object source) {
            try {
                if (read.getAndIncrement() >= most) Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return false;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw new IllegalStateException("no picture is of this format");
        }

        @Override
        public String getDescription(Locale locale) {
            return "counts pictures";
        }
    }
}
