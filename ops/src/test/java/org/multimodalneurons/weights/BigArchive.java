package org.multimodalneurons.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes an archive of more than 4 GiB, nearly all of it a hole that takes no room on disk, with 64-bit zip records. */
final class BigArchive {

    /** Elements of the tensor {@code big}: all 0 but the last, which is 1.5. */
    static final int COUNT = (1 << 30) + 1024;

    private final FileChannel file;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long entries;
    private long at;

    private BigArchive(FileChannel file) {
        this.file = file;
    }

    static void write(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            var archive = new BigArchive(file);
            byte[] code = pickle().getBytes(StandardCharsets.ISO_8859_1);
            archive.entry("data.pkl", code.length, code);
            archive.entry("data/0", 4L * COUNT, littleEndian(4).putFloat(1.5f).array());
            archive.entry("data/1", 4, littleEndian(4).putFloat(2.5f).array());
            archive.end();
        }
    }

    /** A dictionary of the tensors big and after. */
    private static String pickle() {
        return "\u0080\2}(X\3\0\0\0big" + tensor("0", COUNT) + "X\5\0\0\0after" + tensor("1", 1) + "u.";
    }

    private static String tensor(String key, int count) {
        String number = "J" + new String(littleEndian(4).putInt(count).array(), StandardCharsets.ISO_8859_1);
        return "ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" + key
                + "X\3\0\0\0cpu" + number + "tQK\0" + number + "\u0085K\1\u0085\u0089}tR";
    }

    /** An entry that is zero but for its last bytes. */
    private void entry(String name, long size, byte[] last) throws IOException {
        byte[] text = ("big/" + name).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer local = littleEndian(30 + text.length);
        local.putInt(0x04034b50).position(26);
        local.putShort((short) text.length).putShort((short) 0).put(text);
        byte[] record = new byte[46 + text.length + 28];
        ByteBuffer central = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        central.putInt(0x02014b50).position(20);
        central.putInt(-1).putInt(-1).putShort((short) text.length).putShort((short) 28);
        central.position(42);
        central.putInt(-1).put(text).putShort((short) 1).putShort((short) 24);
        central.putLong(size).putLong(size).putLong(at);
        directory.writeBytes(record);
        entries++;
        put(local.flip(), at);
        at += local.capacity() + size;
        put(ByteBuffer.wrap(last), at - last.length);
    }

    private void end() throws IOException {
        put(ByteBuffer.wrap(directory.toByteArray()), at);
        long end = at + directory.size();
        ByteBuffer records = littleEndian(56 + 20 + 22);
        records.putInt(0x06064b50).putLong(44).position(24);
        records.putLong(entries).putLong(entries).putLong(directory.size()).putLong(at);
        records.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        records.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
        put(records.flip(), end);
    }

    private void put(ByteBuffer bytes, long position) throws IOException {
        file.write(bytes, position);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
