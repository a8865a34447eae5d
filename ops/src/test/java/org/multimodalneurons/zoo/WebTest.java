package org.multimodalneurons.zoo;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WebTest {

    private static final URI HUB = URI.create("https://hub.example.org/a/resolve/main/x.bin");

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.org/x?sign=1, https://cdn.example.org/x?sign=1",
        "/b/x.bin, https://hub.example.org/b/x.bin",
        "y.bin, https://hub.example.org/a/resolve/main/y.bin",
        "//cdn.example.org/x, https://cdn.example.org/x",
    })
    void safeRedirectionsAreFollowed(String location, URI target) {
        assertEquals(target, Web.target(HUB, location));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub.example.org/x", "http://localhost/x", "file:/x", "data:,x", "https:///x"})
    void fromASafeServerNoneLeadsToAnUnsafeOne(String location) {
        var refusal = assertThrows(UserException.class, () -> Web.target(HUB, location));
        assertTrue(refusal.getMessage().contains(location), refusal.getMessage());
    }

    @Test
    void plainHttpIsForThisComputerAlone() {
        assertTrue(Address.isSafe(URI.create("http://127.0.0.1:8080/x")));
        assertTrue(Address.isSafe(URI.create("http://[::1]/x")));
        for (String other : new String[] {"http://localhost.example.org/x", "http://127.0.0.1.example.org/x", "http:x"})
            assertTrue(!Address.isSafe(URI.create(other)), other);
    }
}
