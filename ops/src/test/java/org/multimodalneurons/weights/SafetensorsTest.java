package org.multimodalneurons.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multimodalneurons.UserException;
import org.multimodalneurons.model.PyTorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SafetensorsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F16"})
    void whatIsWrittenIsReadBack(DType floats) {
        Path file = folder.resolve("a.safetensors");
        try (NDManager manager = PyTorch.newManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            tensors.put("z.weight", manager.create(new float[] {1, -2.5f, 0, 65504, 0x1p-24f, 3}, new Shape(2, 3)));
            tensors.put("scalar", manager.create(2.75f));
            tensors.put("empty", manager.create(new float[0], new Shape(0, 4)));
            tensors.put("count", manager.create(new long[] {Long.MAX_VALUE, -1}));
            SafetensorsWriter.write(file, floats, tensors, Map.of("trained by", "a \"test\" ä"));
        }
        try (Safetensors read = Safetensors.open(file)) {
            assertEquals(
                    List.of("z.weight", "scalar", "empty", "count"),
                    List.copyOf(read.tensors().keySet()));
            assertEquals(Map.of("trained by", "a \"test\" ä"), read.metadata());
            assertEquals(
                    new TensorInfo("z.weight", floats, new Shape(2, 3)),
                    read.tensors().get("z.weight"));
            assertArrayEquals(new float[] {1, -2.5f, 0, 65504, 0x1p-24f, 3}, read.floats("z.weight"));
            assertArrayEquals(new float[] {2.75f}, read.floats("scalar"));
            assertEquals(new Shape(), read.tensors().get("scalar").shape());
            assertArrayEquals(new float[0], read.floats("empty"));
            assertArrayEquals(new long[] {Long.MAX_VALUE, -1}, read.longs("count"));
            assertThrows(IllegalArgumentException.class, () -> read.longs("scalar"));
            assertThrows(IllegalArgumentException.class, () -> read.floats("absent"));
        }
    }

    @Test
    void everyNumberFormatIsWidened() {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(-0.5).putFloat(1.5f).putShort((short) 0x3e00).putShort((short) 0x3fc0);
        data.putLong(-7)
                .putInt(-8)
                .putShort((short) -9)
                .put((byte) -10)
                .put((byte) 200)
                .put((byte) 1);
        String header = header(
                "F64", 8, "F32", 4, "F16", 2, "BF16", 2, "I64", 8, "I32", 4, "I16", 2, "I8", 1, "U8", 1, "BOOL", 1);
        try (Safetensors read = Safetensors.of("test", file(header, data.flip()))) {
            float[] values = new float[10];
            int i = 0;
            for (String name : read.tensors().keySet()) values[i++] = read.floats(name)[0];
            assertArrayEquals(new float[] {-0.5f, 1.5f, 1.5f, 1.5f, -7, -8, -9, -10, 200, 1}, values);
            assertArrayEquals(new long[] {200}, read.longs("U8"));
        }
    }

    @Test
    void tensorsBeyondTwoGibibytesAreReadInAnyPart() throws IOException {
        Path file = folder.resolve("big.safetensors");
        long big = (1L << 31) + 4096;
        int count = (1 << 15) + 3; // one more than a piece that is read at once
        long end = big + 8L * count;
        String header = String.format(
                "{\"big\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                        + "\"wide\":{\"dtype\":\"F64\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}",
                big, big, count, big, end);
        ByteBuffer start = file(header, ByteBuffer.allocate(0));
        long data = start.limit();
        try (FileChannel sparse = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            sparse.write(start);
            ByteBuffer last = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            sparse.write(last.putDouble(1.5).flip(), data + end - 8);
        }
        try (Safetensors read = Safetensors.open(file)) {
            float[] wide = read.floats("wide");
            assertEquals(0, wide[0]);
            assertEquals(1.5f, wide[count - 1], "an element in the second piece");
            float[] last = {-1, -1, -1, -1};
            read.read("wide", count - 2, FloatBuffer.wrap(last, 1, 2));
            assertArrayEquals(new float[] {-1, 0, 1.5f, -1}, last);
            read.read("big", big - 1, FloatBuffer.wrap(last, 3, 1));
            assertEquals(0, last[3]);
            assertThrows(
                    IndexOutOfBoundsException.class, () -> read.read("big", big - 3, FloatBuffer.wrap(new float[4])));
            String message = assertThrows(InvalidModelException.class, () -> read.floats("big"))
                    .getMessage();
            assertTrue(message.contains("tensor big has " + big + " elements"), message);
        }
    }

    @Test
    void aFileCutShortWhileOpenIsRefusedWhereItEnds() throws IOException {
        Path file = folder.resolve("cut.safetensors");
        Files.write(
                file, file(header("F64", 8, "F32", 4), ByteBuffer.allocate(12)).array());
        try (Safetensors read = Safetensors.open(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(Files.size(file) - 2);
            }
            assertEquals(0, read.floats("F64")[0]);
            String message = assertThrows(InvalidModelException.class, () -> read.floats("F32"))
                    .getMessage();
            assertTrue(message.contains("tensor F32 cannot be read: the file ends at byte"), message);
        }
    }

    @Test
    void bytesThatBelongToNoTensorAreRefused() {
        ByteBuffer file = file(header("F32", 4), ByteBuffer.allocate(10));
        String message = assertThrows(InvalidModelException.class, () -> Safetensors.of("test", file))
                .getMessage();
        assertTrue(message.contains("6 bytes after the last tensor (F32) belong to none"), message);
    }

    @Test
    void aHeaderWithoutATensorsDtypeIsRefused() {
        ByteBuffer file = file("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", ByteBuffer.allocate(4));
        String message = assertThrows(InvalidModelException.class, () -> Safetensors.of("test", file))
                .getMessage();
        assertTrue(message.contains("tensor a: needs dtype, shape and two data_offsets"), message);
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("kept.safetensors");
        Files.writeString(file, "old");
        try (NDManager manager = PyTorch.newManager()) {
            NDArray unwritable = manager.create(new double[] {1});
            assertThrows(
                    IllegalArgumentException.class,
                    () -> SafetensorsWriter.write(file, DType.F32, Map.of("a", unwritable), Map.of()));
            NDArray fine = manager.create(new float[] {1});
            Path nowhere = folder.resolve("no such folder").resolve("a.safetensors");
            String message = assertThrows(
                            UserException.class,
                            () -> SafetensorsWriter.write(nowhere, DType.F32, Map.of("a", fine), Map.of()))
                    .getMessage();
            assertTrue(message.contains(nowhere.toString()), message);
        }
        assertEquals("old", Files.readString(file));
        assertFalse(Files.exists(folder.resolve("kept.safetensors.part")));
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("absent.safetensors");
        String message = assertThrows(InvalidModelException.class, () -> Safetensors.open(file))
                .getMessage();
        assertTrue(message.contains(file + ": there is no such file"), message);
    }

    /** A header with one element of each type, called like it; arguments alternate between type and bytes. */
    private static String header(Object... typesAndSizes) {
        StringBuilder json = new StringBuilder();
        int end = 0;
        for (int i = 0; i < typesAndSizes.length; i += 2) {
            int begin = end;
            end += (Integer) typesAndSizes[i + 1];
            json.append(String.format(
                    ",\"%s\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[%d,%d]}",
                    typesAndSizes[i], typesAndSizes[i], begin, end));
        }
        return "{" + json.substring(1) + "}";
    }

    private static ByteBuffer file(String header, ByteBuffer data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .flip();
    }
}
