package org.multimodalneurons.weights;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads Python's pickle format, protocols 2 to 5, as data. A pickle is a program for a small stack machine; this one
 * knows values, lists and dictionaries, and nothing that it could run: what Python would import and call is handed to
 * {@link Python}, which knows by name the few constructors that weights need and refuses the rest.
 *
 * <p>Python's values become {@link Long}, {@link BigInteger}, {@link Double}, {@link Boolean}, {@link String}, {@code
 * byte[]}, {@link #NONE}, {@link ArrayList} for lists and sets, {@link Tuple}, {@link LinkedHashMap} for dictionaries, and
 * what {@link Python} makes. They may refer to each other in circles.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">pickletools, the format's description</a>
 */
final class Pickle {

    /** Python's {@code None}. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    /** Python's tuple. */
    record Tuple(List<Object> items) {}

    /** Far above what any checkpoint has (some 50 a tensor), and little enough for the heap. */
    private static final int MOST_INSTRUCTIONS = 1 << 21;

    private static final int LONGEST_NAME = 512;

    private final String source;
    private final ByteBuffer code;
    private final Python python;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(String source, ByteBuffer code) {
        this.source = source;
        this.code = code.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        python = new Python(source);
    }

    /**
     * Reads a pickle.
     *
     * @param source what messages call it
     * @param code the whole pickle, from its position on
     * @return the value that it describes
     * @throws InvalidModelException when it is damaged, or asks for anything but plain data and tensors
     */
    static Object read(String source, ByteBuffer code) {
        var pickle = new Pickle(source, code);
        try {
            return pickle.run();
        } catch (BufferUnderflowException e) {
            throw new InvalidModelException(source, "the pickle is cut off", e);
        }
    }

    private Object run() {
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            int instruction = code.get() & 0xff;
            if (instruction == '.') return pop();
            step(instruction);
        }
        throw damaged("it has more than " + MOST_INSTRUCTIONS + " instructions");
    }

    private void step(int instruction) {
        switch (instruction) {
            case 0x80 -> protocol(code.get());
            case 0x95 -> code.getLong(); // a frame: a hint for readers of streams
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) code.getInt());
            case 'K' -> push(code.get() & 0xffL);
            case 'M' -> push(code.getShort() & 0xffffL);
            case 0x8a -> push(integer(bytes(code.get() & 0xff)));
            case 0x8b -> push(integer(bytes(code.getInt())));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(code.getLong())));
            case 'X' -> push(text(Integer.toUnsignedLong(code.getInt())));
            case 0x8c, 'U' -> push(text(code.get() & 0xff));
            case 0x8d -> push(text(code.getLong()));
            case 'T' -> push(text(code.getInt()));
            case 'C' -> push(bytes(code.get() & 0xff));
            case 'B' -> push(bytes(Integer.toUnsignedLong(code.getInt())));
            case 0x8e, 0x96 -> push(bytes(code.getLong()));
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> push(top());
            case ')' -> push(new Tuple(List.of()));
            case 0x85 -> push(tuple(1));
            case 0x86 -> push(tuple(2));
            case 0x87 -> push(tuple(3));
            case 't' -> push(new Tuple(Collections.unmodifiableList(popToMark())));
            case ']', 0x8f -> push(new ArrayList<>());
            case 0x91 -> push(popToMark());
            case 'a' -> append(List.of(pop()));
            case 'e', 0x90 -> append(popToMark());
            case '}' -> push(new LinkedHashMap<>());
            case 's' -> put(tuple(2).items());
            case 'u' -> put(popToMark());
            case 'q' -> memo.put(code.get() & 0xff, top());
            case 'r' -> memo.put(code.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(code.get() & 0xff));
            case 'j' -> push(remembered(code.getInt()));
            case 'c' -> push(python.named(line(), line()));
            case 0x93 -> {
                List<Object> name = tuple(2).items();
                push(python.named(string(name.get(0)), string(name.get(1))));
            }
            case 'Q' -> push(python.persistent(pop()));
            case 'R', 0x81 -> {
                List<Object> call = tuple(2).items();
                push(python.called(call.get(0), arguments(call.get(1))));
            }
            case 0x92 -> {
                List<Object> call = tuple(3).items(); // the last are arguments by name
                push(python.called(call.get(0), arguments(call.get(1))));
            }
            case 'b' -> {
                Object state = pop();
                if (top() instanceof Python.Instance instance) instance.setState(state);
            }
            default ->
                throw damaged(String.format(
                        Locale.ROOT, "instruction 0x%02x at byte %d is unknown", instruction, code.position() - 1));
        }
    }

    private void protocol(byte version) {
        if (version < 2 || version > 5) throw damaged("its protocol is " + version + "; read are 2 to 5");
    }

    private void push(Object value) {
        stack.add(value);
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    private Object top() {
        if (stack.size() <= floor()) throw damaged("its stack is empty at byte " + (code.position() - 1));
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    private Tuple tuple(int size) {
        Object[] items = new Object[size];
        for (int i = size - 1; i >= 0; i--) items[i] = pop();
        return new Tuple(List.of(items));
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) throw damaged("a mark is missing at byte " + (code.position() - 1));
        List<Object> above = stack.subList(marks.remove(marks.size() - 1), stack.size());
        List<Object> items = new ArrayList<>(above);
        above.clear();
        return items;
    }

    @SuppressWarnings("unchecked") // lists here are made here
    private void append(List<Object> items) {
        if (top() instanceof ArrayList<?> list) ((List<Object>) list).addAll(items);
        else if (!(top() instanceof Python.Instance)) throw damaged("items are added to what is no list");
    }

    @SuppressWarnings("unchecked") // maps here are made here
    private void put(List<Object> keysAndValues) {
        if (keysAndValues.size() % 2 != 0) throw damaged("a key has no value");
        if (top() instanceof LinkedHashMap<?, ?> map)
            for (int i = 0; i < keysAndValues.size(); i += 2)
                ((Map<Object, Object>) map).put(key(keysAndValues.get(i)), keysAndValues.get(i + 1));
        else if (!(top() instanceof Python.Instance)) throw damaged("entries are added to what is no dictionary");
    }

    /** Only plain values are compared as keys: what holds others could hold itself, and comparing it would not end. */
    private static Object key(Object key) {
        return key instanceof String || key instanceof Number || key instanceof Boolean ? key : new Object();
    }

    private Object remembered(int index) {
        Object value = memo.get(index);
        if (value == null) throw damaged("it remembers nothing under " + Integer.toUnsignedString(index));
        return value;
    }

    private List<Object> arguments(Object tuple) {
        if (tuple instanceof Tuple arguments) return arguments.items();
        throw damaged("the arguments of a call are no tuple");
    }

    private String string(Object value) {
        if (value instanceof String string) return string;
        throw damaged("a name is no string");
    }

    private byte[] bytes(long length) {
        if (length < 0 || length > code.remaining())
            throw damaged("it is cut off: " + Long.toUnsignedString(length) + " bytes expected at byte "
                    + code.position() + ", found " + code.remaining());
        byte[] bytes = new byte[(int) length];
        code.get(bytes);
        return bytes;
    }

    private String text(long length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char c = next(); c != '\n'; c = next()) {
            if (line.length() == LONGEST_NAME) throw damaged("a name has more than " + LONGEST_NAME + " letters");
            line.append(c);
        }
        return line.toString();
    }

    private char next() {
        return (char) (code.get() & 0xff);
    }

    private static Number integer(byte[] littleEndian) {
        if (littleEndian.length == 0) return 0L;
        byte[] bytes = new byte[littleEndian.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = littleEndian[bytes.length - 1 - i];
        BigInteger number = new BigInteger(bytes);
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private InvalidModelException damaged(String reason) {
        return new InvalidModelException(source, "the pickle is damaged: " + reason);
    }
}
