package org.multimodalneurons.plugin.imagej;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import ij.gui.Roi;
import org.multimodalneurons.image.PixelRows;

/** Some pictures of others. */
record SomePictures(Pictures all, List<Integer> items) implements Pictures {

    @Override
    public String title() {
        return all.title();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public String label(int index) {
        return all.label(items.get(index));
    }

    @Override
    public int slice(int index) {
        return all.slice(items.get(index));
    }

    @Override
    public int order(int index) {
        return all.order(items.get(index));
    }

    @Override
    public PixelRows picture(int index) {
        return all.picture(items.get(index));
    }

    @Override
    public void show(int index) {
        all.show(items.get(index));
    }

    @Override
    public Path file(int index) {
        return all.file(items.get(index));
    }

    @Override
    public String region(int index) {
        return all.region(items.get(index));
    }

    @Override
    public String regionGroup(int index) {
        return all.regionGroup(items.get(index));
    }

    @Override
    public Optional<Place> place(int index) {
        return all.place(items.get(index));
    }

    @Override
    public String display() {
        return all.display();
    }

    @Override
    public Optional<ShownImage> regionsOf() {
        return all.regionsOf();
    }

    @Override
    public Optional<Roi> area(int index) {
        return all.area(items.get(index));
    }

    @Override
    public boolean areRegions() {
        return all.areRegions();
    }
}
