package org.multimodalneurons.plugin;

import java.awt.Frame;
import java.awt.Scrollbar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ScreenTest {

    private final Frame window = new Frame();

    @AfterEach
    void close() {
        window.dispose();
    }

    @Test
    void aScrollBarIsSetWhileAnotherThreadLaysTheWindowOut() throws InterruptedException {
        Scrollbar bar = new Scrollbar(Scrollbar.HORIZONTAL);
        window.add(bar);
        window.setSize(300, 60);
        window.setVisible(true);
        Thread setter = new Thread(() -> bar.setValues(20, 30, 0, 100));

        boolean inTime;
        synchronized (window.getTreeLock()) {
            setter.start();
            setter.join(10_000);
            inTime = !setter.isAlive();
        }

        assertTrue(inTime, "waits for the lock of the component tree");
        assertEquals(20, bar.getValue());
    }
}
