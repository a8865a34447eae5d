package org.multimodalneurons.plugin.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Precision;
import org.multimodalneurons.weights.Architecture;

/** One line of what there is to know about a model. */
record ModelProperty(String property, String value) {

    private static final double MEGA = 1e6;

    static List<ModelProperty> of(ClipModel clip, ModelChoice choice) {
        Architecture architecture = clip.architecture();
        Architecture.Text text = architecture.text();
        List<ModelProperty> lines = new ArrayList<>();
        lines.add(new ModelProperty("Name", clip.name()));
        lines.add(new ModelProperty("File", choice.toString()));
        if (choice.bytes() > 0) lines.add(new ModelProperty("File size", mega((double) choice.bytes()) + " MB"));
        lines.add(new ModelProperty("Image encoder", architecture.image().describe()));
        lines.add(new ModelProperty(
                "Image size", clip.image().size() + " x " + clip.image().size() + " pixels"));
        lines.add(new ModelProperty(
                "Image layers", String.valueOf(clip.image().layers().size())));
        lines.add(
                new ModelProperty("Text encoder", "transformer, " + text.layers() + " layers, width " + text.width()));
        lines.add(new ModelProperty("Text length", text.contextLength() + " tokens"));
        lines.add(new ModelProperty("Embedding size", String.valueOf(architecture.embeddingSize())));
        lines.add(new ModelProperty("Parameters", mega((double) clip.parameterCount()) + " million"));
        lines.add(new ModelProperty("Precision", precision(clip)));
        lines.add(new ModelProperty("Logit scale", String.format(Locale.ROOT, "%.1f", clip.logitScale())));
        clip.vocabulary()
                .ifPresent(words -> lines.add(
                        new ModelProperty("Knows", words.words().size() + " words; others mean nothing to it")));
        lines.add(new ModelProperty("Runs on", engine(clip)));
        return lines;
    }

    private static String precision(ClipModel clip) {
        if (clip.precision() == Precision.FULL) return "32 bit";
        return clip.architecture().image() instanceof Architecture.ResNet
                ? "8 bit for texts, 32 bit for images: a ResNet loses too much"
                : "8 bit for embeddings, 32 bit for layers";
    }

    private static String engine(ClipModel clip) {
        try (NDManager manager = clip.newManager()) {
            Engine engine = manager.getEngine();
            return engine.getEngineName() + " " + engine.getVersion() + ", " + manager.getDevice();
        }
    }

    private static String mega(double number) {
        return String.format(Locale.ROOT, "%.1f", number / MEGA);
    }
}
