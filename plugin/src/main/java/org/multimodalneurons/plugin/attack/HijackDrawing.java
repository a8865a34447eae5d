package org.multimodalneurons.plugin.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.multimodalneurons.attack.Hijack;
import org.multimodalneurons.attack.HijackedUnit;
import org.multimodalneurons.attack.HijackedUnits;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.SourceCrop;
import org.multimodalneurons.plugin.imagej.HeatMap;
import org.multimodalneurons.plugin.imagej.LabelledGrid;
import org.multimodalneurons.plugin.imagej.Palette;
import org.multimodalneurons.plugin.imagej.ShownImage;
import org.multimodalneurons.plugin.imagej.Thumbnails;

/** Where hijacked units fire without and with the attack, and the difference. */
final class HijackDrawing {

    private static final List<String> STATES = List.of("before", "after", "difference");
    private static final int SHOWN_UNITS = 6;

    private final ShownImage source;
    private final PixelRows clean;
    private final PixelRows attacked;
    private final HijackedUnits found;
    private final SourceCrop crop;

    HijackDrawing(ShownImage source, PixelRows attacked, HijackedUnits found, Preprocessing preprocessing) {
        this.source = source;
        this.clean = source.picture(0);
        this.attacked = attacked;
        this.found = found;
        this.crop = preprocessing.sourceCrop(clean.width(), clean.height());
    }

    /** A hyperstack that lies on the source: a channel for each state, a slice for each unit. */
    ImagePlus maps(String title) {
        HeatMap heat = new HeatMap(source, Palette.BLUE_RED);
        for (HijackedUnit unit : found.units()) {
            List<RandomAccessibleInterval<FloatType>> maps = maps(unit);
            for (int i = 0; i < STATES.size(); i++)
                heat.add(0, unit.change().unit() + " " + STATES.get(i), maps.get(i));
        }
        ImagePlus image = heat.map(title);
        image.setDimensions(STATES.size(), found.units().size(), 1);
        image.setOpenAsHyperStack(true);
        return image;
    }

    /** Before, after and difference, each spread over the picture. */
    private List<RandomAccessibleInterval<FloatType>> maps(HijackedUnit unit) {
        int index = unit.change().unit().index();
        var before = Views.hyperSlice(found.hijack().before(), 2, index);
        var after = Views.hyperSlice(found.hijack().after(), 2, index);
        return List.of(spread(before), spread(after), spread(difference(before, after)));
    }

    private Img<FloatType> spread(RandomAccessibleInterval<FloatType> map) {
        return crop.spread(map, clean.width(), clean.height());
    }

    private static Img<FloatType> difference(
            RandomAccessibleInterval<FloatType> before, RandomAccessibleInterval<FloatType> after) {
        Img<FloatType> difference = ArrayImgs.floats(before.dimensionsAsLongArray());
        var from = Views.flatIterable(before).cursor();
        var to = Views.flatIterable(after).cursor();
        for (FloatType each : Views.flatIterable(difference))
            each.set(to.next().get() - from.next().get());
        return difference;
    }

    /** Both pictures, and below them the maps of the first units over them. */
    ImagePlus overview(String title) {
        ImageStack pair = new ImageStack(clean.width(), clean.height());
        for (PixelRows picture : List.of(clean, attacked)) pair.addSlice(new ColorProcessor(picture.buffered()));
        HeatMap heat = new HeatMap(new ShownImage(new ImagePlus("pair", pair), "all"), Palette.BLUE_RED);
        List<HijackedUnit> shown =
                found.units().subList(0, Math.min(SHOWN_UNITS, found.units().size()));
        List<LabelledGrid.Row> rows = new ArrayList<>(List.of(new LabelledGrid.Row("picture", "")));
        for (HijackedUnit unit : shown) {
            List<RandomAccessibleInterval<FloatType>> maps = maps(unit);
            for (int i = 0; i < maps.size(); i++) heat.add(i == 0 ? 0 : 1, "", maps.get(i));
            rows.add(new LabelledGrid.Row(unit.change().unit().toString(), detail(unit)));
        }
        return new ImagePlus(title, LabelledGrid.of(rows, STATES, cells(pair, heat.drawn())));
    }

    private static String detail(HijackedUnit unit) {
        Hijack.Change change = unit.change();
        String numbers = Double.isNaN(change.zBefore())
                ? String.format(Locale.ROOT, "%.2f to %.2f", change.before(), change.after())
                : String.format(Locale.ROOT, "z %.1f to %.1f", change.zBefore(), change.zAfter());
        return unit.knownAs().isEmpty() ? numbers : numbers + "; known for " + unit.knownAs();
    }

    /** The pictures, a white cell, and the maps as they are shown over the pictures; all no larger than they need be. */
    private static ImageStack cells(ImageStack pair, List<ColorProcessor> maps) {
        List<ImageProcessor> cells = new ArrayList<>(List.of(pair.getProcessor(1), pair.getProcessor(2)));
        ImageProcessor white = new ColorProcessor(pair.getWidth(), pair.getHeight());
        white.setColor(0xffffff);
        white.fill();
        cells.add(white);
        cells.addAll(maps);
        return Thumbnails.of(cells);
    }
}
