package org.multimodalneurons.training.data;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes records of one size to {@code NAME.bin} and a line on each to {@code NAME.tsv}; both appear when complete. */
final class Records implements AutoCloseable {

    private final Path bin;
    private final Path tsv;
    private final OutputStream bytes;
    private final BufferedWriter lines;
    private int rows;

    Records(Path folder, String name, String... columns) throws IOException {
        bin = folder.resolve(name + ".bin");
        tsv = folder.resolve(name + ".tsv");
        bytes = new BufferedOutputStream(Files.newOutputStream(part(bin)), 1 << 16);
        lines = Files.newBufferedWriter(part(tsv));
        lines.write("row\t" + String.join("\t", columns) + "\n");
    }

    /** Whether both files are already there. */
    static boolean exist(Path folder, String name) {
        return Files.exists(folder.resolve(name + ".bin")) && Files.exists(folder.resolve(name + ".tsv"));
    }

    void add(byte[] record, String... cells) throws IOException {
        bytes.write(record);
        lines.write(rows++ + "\t" + String.join("\t", cells) + "\n");
    }

    int rows() {
        return rows;
    }

    /** Gives the complete files their names; without it {@link #close} leaves only parts behind. */
    void finish() throws IOException {
        bytes.close();
        lines.close();
        Files.move(part(bin), bin, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part(tsv), tsv, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
        lines.close();
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
