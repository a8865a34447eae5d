package org.multimodalneurons.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.multimodalneurons.Progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MeterTest {

    private final List<String> messages = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Meter meter = new Meter(
            "RN50",
            408_000_000,
            new Progress() {
                @Override
                public void report(long done, long total, String message) {
                    messages.add(done + "/" + total + " " + message);
                }

                @Override
                public boolean cancelled() {
                    return false;
                }
            },
            nanos::get);

    private void after(double seconds, long bytes) {
        nanos.addAndGet((long) (seconds * 1e9));
        meter.add(bytes);
    }

    private String last() {
        return messages.get(messages.size() - 1);
    }

    @Test
    void rateAndTimeLeftAreThoseOfTheLastSeconds() {
        after(1, 8_000_000);
        assertEquals("8000000/408000000 RN50: 8.0 of 408 MB", last());
        after(1, 8_000_000);
        assertEquals("16000000/408000000 RN50: 16 of 408 MB, 8.0 MB/s, 49 s left", last());
        for (int second = 0; second < 10; second++) after(1, 2_000_000);
        assertEquals("36000000/408000000 RN50: 36 of 408 MB, 2.0 MB/s, 3 min left", last());
    }

    @Test
    void whatCameBeforeDoesNotCountAsFast() {
        meter.skip(200_000_000);
        after(1, 1_000_000);
        after(1, 1_000_000);
        assertEquals("202000000/408000000 RN50: 202 of 408 MB, 1.0 MB/s, 3 min left", last());
    }

    @Test
    void reportsAreNotMadeForEveryPortion() {
        for (int portion = 0; portion < 1000; portion++) after(0.001, 1000);
        assertEquals(10, messages.size());
    }

    @Test
    void moreThanExpectedIsShownAsItIs() {
        after(1, 500_000_000);
        assertEquals("500000000/500000000 RN50: 500 MB", last());
        meter.say("trying again in 4 s");
        assertEquals("500000000/500000000 RN50: 500 MB, trying again in 4 s", last());
    }
}
