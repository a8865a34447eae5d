package org.multimodalneurons.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.weights.Checkpoint;
import org.multimodalneurons.weights.ModelSettings;
import org.multimodalneurons.weights.Safetensors;

/** The model that ships as a resource. It is small enough to be read through memory, straight out of the jar. */
final class EmbeddedModel {

    private static final String FOLDER = "/org/multimodalneurons/model/embedded/";
    private static final String WEIGHTS = "open_clip_model.safetensors";

    private EmbeddedModel() {}

    static ClipModel open() {
        String config = new String(read("open_clip_config.json"), StandardCharsets.UTF_8);
        var settings = ModelSettings.openClip("embedded model, open_clip_config.json", config);
        var file = Safetensors.of("embedded model, " + WEIGHTS, ByteBuffer.wrap(read(WEIGHTS)));
        try (Checkpoint checkpoint = new Checkpoint(file, settings)) {
            return new ClipModel("embedded", Optional.empty(), checkpoint, Optional.of(vocabulary()), Precision.FULL);
        }
    }

    static Vocabulary vocabulary() {
        return Vocabulary.parse(new String(read("vocabulary.txt"), StandardCharsets.UTF_8));
    }

    private static byte[] read(String name) {
        try (InputStream stream = EmbeddedModel.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null)
                throw new UserException("This build has no embedded model: the resource " + FOLDER + name
                        + " is missing. Open a model on disk instead, or use a release.");
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UserException("The embedded model cannot be read (" + FOLDER + name + "): " + e.getMessage(), e);
        }
    }
}
