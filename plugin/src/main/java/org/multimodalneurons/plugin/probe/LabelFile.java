package org.multimodalneurons.plugin.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ij.measure.ResultsTable;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.plugin.imagej.Tables;

/**
 * Labels of pictures in a CSV file with the columns Picture and Label, in the order in which they are given. It tells
 * nothing of the responses, so that whoever opens it stays blind.
 */
final class LabelFile {

    private static final String PICTURE = "Picture";
    private static final String LABEL = "Label";

    private final Path file;
    private final Map<String, String> labels = new LinkedHashMap<>();

    /**
     * Opens a file, or begins one that is written with the first label.
     *
     * @param pictures to be labelled, in their order
     * @throws UserException when it cannot be read, or belongs to other pictures
     */
    LabelFile(Path file, List<String> pictures) {
        this.file = file.toAbsolutePath();
        if (Files.isDirectory(this.file) || !Files.isDirectory(this.file.getParent()))
            throw new UserException("Labels cannot be kept in " + this.file + ": "
                    + (Files.isDirectory(this.file)
                            ? "that is a folder."
                            : "there is no folder " + this.file.getParent() + ".")
                    + " Choose a file such as labels.csv.");
        pictures.forEach(picture -> labels.put(picture, ""));
        if (Files.exists(this.file)) read();
    }

    private void read() {
        ResultsTable table = open();
        if (table == null || !table.columnExists(PICTURE) || !table.columnExists(LABEL))
            throw new UserException("The file " + file + " has no columns " + PICTURE + " and " + LABEL
                    + "; choose another, or a new one.");
        for (int row = 0; row < table.size(); row++) {
            String picture = table.getStringValue(PICTURE, row);
            String label = table.getStringValue(LABEL, row).strip();
            if (label.isEmpty()) continue;
            if (!labels.containsKey(picture))
                throw new UserException("The file " + file + " has a label for " + picture
                        + ", which is not among the pictures drawn; it belongs to another unit, folder, seed or"
                        + " buckets. Choose another file, or a new one.");
            labels.put(picture, label);
        }
    }

    private ResultsTable open() {
        try {
            return ResultsTable.open(file.toString());
        } catch (IOException e) {
            throw new UserException("The labels in " + file + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    /** The label of a picture; empty while it has none. */
    String get(String picture) {
        return labels.get(picture);
    }

    /** Keeps a label, at once. */
    void put(String picture, String label) {
        labels.put(picture, label);
        save();
    }

    /** Writes all pictures, with and without labels. */
    void save() {
        ResultsTable table = Tables.empty();
        labels.forEach((picture, label) -> {
            table.addRow();
            table.addValue(PICTURE, picture);
            table.addValue(LABEL, label);
        });
        Tables.save(table, file);
    }

    /** How many pictures have none. */
    int missing() {
        return (int) labels.values().stream().filter(String::isEmpty).count();
    }

    /** In the order of the pictures. */
    List<String> labels() {
        return List.copyOf(labels.values());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
