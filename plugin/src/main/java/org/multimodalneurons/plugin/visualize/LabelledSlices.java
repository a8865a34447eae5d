package org.multimodalneurons.plugin.visualize;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;

/** Slices of one size as they come, each with a label, and notes on how they came about. */
final class LabelledSlices {

    private final List<ColorProcessor> slices = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** The label of one of several pictures: {@code dog (2 of 4)}; of a single one the name alone. */
    static String numbered(String name, int index, int count) {
        return count == 1 ? name : name + " (" + (index + 1) + " of " + count + ")";
    }

    void add(String label, ColorProcessor slice) {
        slices.add(slice);
        labels.add(label);
    }

    void note(String line) {
        notes.add(line);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** An RGB stack whose info is the notes. */
    ImagePlus image(String title) {
        ImageStack stack =
                new ImageStack(slices.get(0).getWidth(), slices.get(0).getHeight());
        for (int i = 0; i < slices.size(); i++) stack.addSlice(labels.get(i), slices.get(i));
        ImagePlus image = new ImagePlus(title, stack);
        image.setProperty("Info", String.join("\n", notes));
        return image;
    }
}
