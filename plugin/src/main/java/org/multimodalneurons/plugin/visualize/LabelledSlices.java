package org.multimodalneurons.plugin.visualize;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.multimodalneurons.plugin.imagej.DrawnPictures;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Drawing;

/** Slices of one size as they come, each with a label, and notes on how they came about. */
final class LabelledSlices {

    private final Channels channels;
    private final List<List<? extends ImageProcessor>> slices = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Of RGB pictures. */
    LabelledSlices() {
        this(Channels.RGB);
    }

    /** Of pictures with these channels. */
    LabelledSlices(Channels channels) {
        this.channels = channels;
    }

    /** The label of one of several pictures: {@code dog (2 of 4)}; of a single one the name alone. */
    static String numbered(String name, int index, int count) {
        return count == 1 ? name : name + " (" + (index + 1) + " of " + count + ")";
    }

    /** Adds an RGB slice. */
    void add(String label, ColorProcessor slice) {
        put(label, List.of(slice));
    }

    /** Adds pictures side by side as one slice. */
    void add(String label, List<Drawing> pictures) {
        put(label, DrawnPictures.planes(pictures));
    }

    private void put(String label, List<? extends ImageProcessor> planes) {
        slices.add(planes);
        labels.add(label);
    }

    void note(String line) {
        notes.add(line);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** A stack whose info is the notes: RGB, grey, or a composite of channels in their colours. */
    ImagePlus image(String title) {
        ImageProcessor first = slices.get(0).get(0);
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        for (int i = 0; i < slices.size(); i++)
            for (ImageProcessor plane : slices.get(i)) stack.addSlice(labels.get(i), plane);
        ImagePlus image = DrawnPictures.coloured(title, stack, channels);
        image.setProperty("Info", String.join("\n", notes));
        return image;
    }
}
