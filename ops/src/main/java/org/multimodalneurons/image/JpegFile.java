package org.multimodalneurons.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the markers of a JPEG file tell without a look at its pixels (ISO/IEC 10918-1, annex B). */
public final class JpegFile {

    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int IN_MARKER = 2; // bytes
    private static final int COMPONENTS = 9; // where a frame tells their number
    private static final int FIRST_COMPONENT = 10;

    // the second bytes of markers
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final List<Integer> NO_FRAMES = List.of(0xC4, 0xC8, 0xCC); // tables, and one that is reserved
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APPLICATION_0 = 0xE0;
    private static final int APPLICATION_2 = 0xE2;
    private static final int APPLICATION_14 = 0xEE;

    private final byte[] bytes;
    private final List<Segment> head;

    /**
     * A marker with what belongs to it.
     *
     * @param from its first byte
     * @param end behind its last byte; may lie behind the file's
     */
    private record Segment(int marker, int from, int end) {}

    /** A file's bytes; they are not copied. */
    public JpegFile(byte[] bytes) {
        this.bytes = bytes;
        this.head = head();
    }

    /** Whether a file begins as a JPEG does. */
    public static boolean is(byte[] bytes) {
        return bytes.length > IN_MARKER
                && (bytes[0] & 255) == 255
                && (bytes[1] & 255) == START_OF_IMAGE
                && (bytes[2] & 255) == 255;
    }

    /** All up to the beginning of the pixels, that as well; or to an end that comes too early. */
    private List<Segment> head() {
        List<Segment> segments = new ArrayList<>();
        for (int at = marker(0); at >= 0; ) {
            Segment segment = segment(at);
            segments.add(segment);
            at = segment.marker == START_OF_SCAN || segment.marker == END_OF_IMAGE ? -1 : marker(segment.end);
        }
        return segments;
    }

    private Segment segment(int at) {
        int marker = bytes[at + 1] & 255;
        int end = at + IN_MARKER;
        boolean hasLength = marker != START_OF_IMAGE
                && marker != END_OF_IMAGE
                && marker != TEMPORARY
                && (marker < FIRST_RESTART || marker > LAST_RESTART);
        if (hasLength && end + 1 < bytes.length)
            end += Math.max(Short.BYTES, (bytes[end] & 255) << 8 | (bytes[end + 1] & 255));
        return new Segment(marker, at, end);
    }

    /** Where the next marker is, or -1; among pixels 0 follows a value of 255, which is none. */
    private int marker(int from) {
        for (int i = from; i < bytes.length - 1; i++)
            if (bytes[i] == -1 && bytes[i + 1] != -1 && bytes[i + 1] != 0) return i;
        return -1;
    }

    /**
     * Whether an end follows the beginning of the pixels. What stands before them may hold a picture of its own, a thumbnail
     * with an end, and what stands behind the end may be long: a film, another picture. A file without any pixels is whole.
     */
    public boolean isWhole() {
        if (head.isEmpty()) return false;
        Segment last = head.get(head.size() - 1);
        if (last.marker != START_OF_SCAN) return last.marker == END_OF_IMAGE;
        for (int at = marker(last.end); at >= 0; at = marker(at + IN_MARKER))
            if ((bytes[at + 1] & 255) == END_OF_IMAGE) return true;
        return false;
    }

    /** Values of a pixel: 1 of grey, 3 of colour, 4 for print; 0 where the file does not tell. */
    public int components() {
        for (Segment segment : head)
            if (isFrame(segment.marker) && segment.from + COMPONENTS < bytes.length)
                return bytes[segment.from + COMPONENTS] & 255;
        return 0;
    }

    /**
     * Whether all readers take the values for the same colours: those of a file that is grey, has a JFIF or an Adobe segment, or
     * numbers its components 1, 2, 3. Of others readers guess.
     */
    public boolean tellsColours() {
        if (components() == 1) return true;
        for (Segment segment : head) {
            if (segment.marker == APPLICATION_0 || segment.marker == APPLICATION_14) return true;
            if (isFrame(segment.marker)) return component(segment, 0) == 1 && component(segment, 1) == 2;
        }
        return false;
    }

    /** The number of a component, or -1. */
    private int component(Segment frame, int index) {
        int at = frame.from + FIRST_COMPONENT + 3 * index;
        return at < bytes.length ? bytes[at] & 255 : -1;
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && !NO_FRAMES.contains(marker);
    }

    /**
     * The file without its colour profile: CLIP's reference takes the values of pixels as they are, and so does ImageJ, while
     * Java would translate them. The same bytes where there is no profile.
     */
    public byte[] withoutProfile() {
        List<Segment> profiles = head.stream().filter(this::isProfile).toList();
        if (profiles.isEmpty()) return bytes;
        var others = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        for (Segment profile : profiles) {
            others.write(bytes, from, profile.from - from);
            from = Math.min(profile.end, bytes.length);
        }
        others.write(bytes, from, bytes.length - from);
        return others.toByteArray();
    }

    private boolean isProfile(Segment segment) {
        int name = segment.from + IN_MARKER + Short.BYTES;
        return segment.marker == APPLICATION_2
                && name + PROFILE.length <= bytes.length
                && Arrays.equals(bytes, name, name + PROFILE.length, PROFILE, 0, PROFILE.length);
    }
}
