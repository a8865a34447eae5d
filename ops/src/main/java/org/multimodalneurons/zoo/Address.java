package org.multimodalneurons.zoo;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which addresses files are fetched from. */
final class Address {

    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "[::1]");

    private Address() {}

    /** Whether what comes from there cannot be changed on its way: over https, or from this very computer. */
    static boolean isSafe(URI address) {
        if (address.getHost() == null) return false;
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && THIS_COMPUTER.contains(address.getHost()));
    }

    /** Whether it is a file of this computer. */
    static boolean isLocalFile(URI address) {
        return "file".equalsIgnoreCase(address.getScheme());
    }
}
