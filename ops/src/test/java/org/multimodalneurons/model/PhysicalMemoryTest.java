package org.multimodalneurons.model;

import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PhysicalMemoryTest {

    @Test
    void linuxTellsWhatIsAvailableExceptInAContainer() {
        List<String> lines = List.of("MemTotal:  1000 kB", "MemFree:  100 kB", "MemAvailable:  700 kB");
        assertEquals(
                OptionalLong.of(700 << 10),
                PhysicalMemory.linux(lines, 1000 << 10, 100 << 10).available());
        assertEquals(
                OptionalLong.of(50 << 10),
                PhysicalMemory.linux(lines, 200 << 10, 50 << 10).available());
        assertTrue(PhysicalMemory.now().total() > 0);
    }
}
