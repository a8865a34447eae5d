package org.multimodalneurons.plugin.models;

import org.multimodalneurons.zoo.ZooEntry;

/** All that is known of a model, as text to read and copy. */
final class ModelDetails {

    private ModelDetails() {}

    static String text(ListedModel model) {
        ZooEntry entry = model.entry();
        StringBuilder text = new StringBuilder();
        text.append(entry.name()).append(": ").append(entry.goodFor()).append('\n');
        line(text, "Architecture", entry.architecture() + ", embeddings of " + entry.embeddingSize() + " numbers");
        line(text, "Page", entry.home().toString());
        line(text, "Licence", entry.licence());
        line(text, "State", state(model));
        model.folder().ifPresent(folder -> line(text, "Folder", folder.toString()));
        model.memory().ifPresent(memory -> line(text, "Memory", memory.sentence()));
        if (entry.isEmbedded()) return text.toString();
        line(text, "Size of the files", model.size());
        entry.revision().ifPresent(revision -> line(text, "Revision", revision));
        line(text, "SHA-256", model.hashes().explanation());
        line(text, "From", model.sources().replace("\n", "\n      "));
        return text.toString();
    }

    private static String state(ListedModel model) {
        String rest = model.part() > 0
                ? ": " + Sizes.text(model.part()) + "; Download... goes on from there, Remove... deletes it"
                : "";
        return model.place() + rest + (model.current() ? ", the current model" : "");
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(": ").append(value).append('\n');
    }
}
