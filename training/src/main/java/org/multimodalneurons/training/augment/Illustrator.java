package org.multimodalneurons.training.augment;

import java.util.List;
import java.util.SplittableRandom;

import org.multimodalneurons.training.data.Concept;
import org.multimodalneurons.training.library.Library;
import org.multimodalneurons.training.library.Picture;
import org.multimodalneurons.training.library.Word;

/**
 * Draws training images: pictures, words, pictures above their own word, and colours. Easy images (centred, on white,
 * plain fonts) come first; the share of hard ones is the caller's.
 */
public final class Illustrator {

    private static final double PICTURES = .53;
    private static final double WORDS = .35;
    private static final double BLOB = .02;
    private static final double INK = .14;
    private static final double COLOUR_WORD = .06;
    private static final double PICTURE_TURN = Math.toRadians(18);
    private static final double WORD_TURN = Math.toRadians(15);
    private static final float[] BLACK = {0, 0, 0};

    private final Library library;
    private final Shelf shelf;

    /** An illustrator that draws from the training part of a library. */
    public Illustrator(Library library) {
        this.library = library;
        shelf = new Shelf(library);
    }

    /**
     * Draws a batch; the same seed and index give the same batch.
     *
     * @param hard share of hard images, 0..1
     */
    public Batch batch(long seed, long index, int n, int size, double hard) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        Batch batch = Batch.empty(index, n, size);
        for (int i = 0; i < n; i++) draw(batch, i, random.nextDouble() < hard, random);
        return batch;
    }

    private void draw(Batch batch, int i, boolean hard, SplittableRandom random) {
        Canvas canvas = new Canvas(batch.size(), batch.pixels(), i);
        double kind = random.nextDouble();
        if (kind < PICTURES) batch.labels()[i] = seen(canvas, hard, random);
        else if (kind < PICTURES + WORDS) {
            Sign sign = sign(hard, random);
            write(canvas, sign, hard, random);
            batch.labels()[i] = sign.label();
            batch.written()[i] = 1;
            Letters.mark(sign.word().text(), batch.letters(), i);
        } else batch.labels()[i] = captioned(canvas, hard, random);
    }

    /** A picture or a blob of colour; its concept. */
    private int seen(Canvas canvas, boolean hard, SplittableRandom random) {
        List<String> colours = List.copyOf(shelf.colours().keySet());
        if (!colours.isEmpty() && random.nextDouble() < BLOB / PICTURES) {
            String colour = Shelf.one(colours, random);
            float[] ink = Inks.named(colour, random);
            (hard ? Inks.groundFor(ink, random) : Inks.plainGroundFor(ink)).paint(canvas);
            Blobs.draw(canvas, ink, random);
            return shelf.colours().get(colour);
        }
        Picture picture = shelf.picture(shelf.drawnConcept(random), random);
        Background ground = hard ? Background.random(random) : Background.WHITE;
        ground.paint(canvas);
        double width = hard ? random.nextDouble(.55, 1.05) : .96;
        canvas.draw(picture.bitmap(), place(picture, width, .5, hard, random), colours(picture, ground, hard, random));
        return picture.concept();
    }

    private Placement place(Picture picture, double width, double y, boolean hard, SplittableRandom random) {
        boolean mirrored = !family(picture).equals(Concept.COUNTRY) && random.nextBoolean();
        if (!hard) return new Placement(.5, y, width, 0, mirrored);
        double room = Math.max(0, .5 - width / 2) + .06;
        return new Placement(
                .5 + random.nextDouble(-room, room),
                y + random.nextDouble(-room, room),
                width,
                random.nextDouble(-PICTURE_TURN, PICTURE_TURN),
                mirrored);
    }

    private ColourMatrix colours(Picture picture, Background ground, boolean hard, SplittableRandom random) {
        if (!hard) return ColourMatrix.IDENTITY;
        boolean colour = shelf.colours().containsValue(picture.concept());
        if (picture.lineArt() && !colour) return ColourMatrix.tint(Inks.readable(ground, random));
        if (colour) return ColourMatrix.jitter(1, random.nextDouble(.9, 1.1), random.nextDouble(-.05, .05));
        double saturation = random.nextDouble() < .1 ? 0 : random.nextDouble(.5, 1.4);
        return ColourMatrix.jitter(saturation, random.nextDouble(.7, 1.25), random.nextDouble(-.12, .12));
    }

    /** A picture with its own word below; its concept. */
    private int captioned(Canvas canvas, boolean hard, SplittableRandom random) {
        int concept = shelf.drawnAndWrittenConcept(random);
        Picture picture = shelf.picture(concept, random);
        Background ground = hard ? Background.random(random) : Background.WHITE;
        ground.paint(canvas);
        double width = hard ? random.nextDouble(.5, .68) : .64;
        canvas.draw(picture.bitmap(), place(picture, width, .34, hard, random), colours(picture, ground, hard, random));
        Word word = hard ? shelf.anyWord(concept, random) : shelf.plainWord(concept, random);
        double wordWidth = hard ? random.nextDouble(.6, .92) : .9;
        double turn = hard ? random.nextDouble(-WORD_TURN, WORD_TURN) / 2 : 0;
        float[] ink = hard ? Inks.readable(ground, random) : BLACK;
        canvas.write(word.bitmap(), new Placement(.5, .83, wordWidth, turn, false), ink);
        return concept;
    }

    /** A string, the ground and ink it is written with, and what it stands for. */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
    private record Sign(Word word, Background ground, float[] ink, int label) {}

    private Sign sign(boolean hard, SplittableRandom random) {
        double kind = random.nextDouble();
        List<String> colours = List.copyOf(shelf.colours().keySet());
        if (colours.isEmpty() || kind >= INK + COLOUR_WORD) {
            int concept = shelf.writtenConcept(random);
            Word word = hard ? shelf.anyWord(concept, random) : shelf.plainWord(concept, random);
            if (!hard) return new Sign(word, Background.WHITE, BLACK, concept);
            Background ground = Background.random(random);
            return new Sign(word, ground, Inks.readable(ground, random), concept);
        }
        String colour = Shelf.one(colours, random);
        float[] ink = Inks.named(colour, random);
        Background ground = hard ? Inks.groundFor(ink, random) : Inks.plainGroundFor(ink);
        if (kind < INK && shelf.hasMeaningless())
            return new Sign(
                    shelf.meaninglessWord(random), ground, ink, shelf.colours().get(colour));
        int written = shelf.colours().get(Shelf.one(colours, random));
        Word word = hard ? shelf.anyWord(written, random) : shelf.plainWord(written, random);
        return new Sign(word, ground, ink, written);
    }

    private static void write(Canvas canvas, Sign sign, boolean hard, SplittableRandom random) {
        sign.ground().paint(canvas);
        Placement placement = Placement.centred(.98);
        if (hard) {
            double width = random.nextDouble(.62, 1.02);
            double room = Math.max(0, .5 - width / 2) + .01;
            placement = new Placement(
                    .5 + random.nextDouble(-room, room),
                    random.nextDouble(.25, .75),
                    width,
                    random.nextDouble(-WORD_TURN, WORD_TURN),
                    false);
        }
        canvas.write(sign.word().bitmap(), placement, sign.ink());
    }

    private String family(Picture picture) {
        return library.concepts().get(picture.concept()).family();
    }
}
