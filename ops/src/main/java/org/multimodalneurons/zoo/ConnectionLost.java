package org.multimodalneurons.zoo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What may go better at another attempt: a lost connection, silence, or a server that asks to come back later. */
final class ConnectionLost extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> comeBackAfter;

    ConnectionLost(String message, Throwable cause) {
        super(message, cause);
        comeBackAfter = Optional.empty();
    }

    ConnectionLost(String message, Optional<Duration> comeBackAfter) {
        super(message);
        this.comeBackAfter = comeBackAfter;
    }

    /** How long the server asks to wait. */
    Optional<Duration> comeBackAfter() {
        return comeBackAfter;
    }
}
