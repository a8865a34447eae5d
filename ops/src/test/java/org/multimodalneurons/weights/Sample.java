package org.multimodalneurons.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A valid file, of which one part can be damaged.
 *
 * @param name what it is
 * @param damage makes its bytes, with changes
 */
record Sample(String name, Function<List<Mutation>, byte[]> damage) {

    /** Damages anything. */
    static Sample whole(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return part("all of " + file.getFileName(), bytes, 0, bytes.length);
    }

    /** Damages the header of a safetensors file. */
    static Sample header(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        return part("header of " + file.getFileName(), bytes, 0, Long.BYTES + length);
    }

    /** Damages the directory of a zip and the records at its end. */
    static Sample directory(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int begin = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 6);
        return part("directory of " + file.getFileName(), bytes, begin, bytes.length);
    }

    /** Damages the pickle of an archive, in a zip that is sound. */
    static Sample pickle(Path file) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList())
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
        }
        return new Sample("pickle of " + file.getFileName(), mutations -> {
            Map<String, byte[]> changed = new TreeMap<>(entries);
            changed.replaceAll((name, bytes) ->
                    name.endsWith("data.pkl") ? Mutation.apply(mutations, bytes, 0, bytes.length) : bytes);
            return packed(changed);
        });
    }

    private static Sample part(String name, byte[] bytes, int begin, int end) {
        return new Sample(name, mutations -> Mutation.apply(mutations, bytes, begin, end));
    }

    /** A zip of uncompressed entries. */
    static byte[] packed(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (var each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
