package org.multimodalneurons.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

import org.multimodalneurons.image.PictureFile;

/** The concept set that ships with the library: pictures of {@code sample-images/held-out}, with their licence. */
final class BuiltInSet {

    /** Read once; its pictures are read from the jar when they are asked for. */
    static final ConceptSet SET = read();

    private BuiltInSet() {}

    private static ConceptSet read() {
        URL licence = BuiltInSet.class.getResource("held-out/LICENCE.txt");
        if (licence == null) throw new IllegalStateException("held-out is missing from the jar");
        try {
            URI place = licence.toURI();
            if (!place.getScheme().equals("jar")) return read(Path.of(place));
            String[] jarAndEntry = place.getRawSchemeSpecificPart().split("!", 2);
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndEntry[0])))) {
                return read(jar.getPath(URI.create(jarAndEntry[1]).getPath()));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not a place of a resource: " + licence, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConceptSet read(Path licence) {
        return new ConceptSet(
                "the built-in set",
                new ConceptFolder(licence.getParent())
                        .read().stimuli().stream()
                                .map(each -> new Stimulus(
                                        each.family(),
                                        each.concept(),
                                        each.modality(),
                                        each.label(),
                                        () -> picture(each.label())))
                                .toList());
    }

    private static PictureFile picture(String label) {
        String name = "held-out/" + label;
        try (InputStream in = BuiltInSet.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is missing from the jar");
            return PictureFile.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
