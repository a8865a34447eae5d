package org.multimodalneurons.plugin.models;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;
import org.multimodalneurons.zoo.ZooFile;

/**
 * A model as the list and the window show it.
 *
 * @param entry what is known of it
 * @param folder where it lies, when it is on disk
 * @param part how many bytes of it lie there when it is not whole: of a broken download, or where files are missing
 * @param current whether the commands look through it
 * @param hashes what its files are held to
 */
record ListedModel(ZooEntry entry, Optional<Path> folder, long part, boolean current, Hashes hashes) {

    /** What tells that a model's files are the right ones. */
    enum Hashes {
        PINNED("pinned: the list says what SHA-256 the weights must have"),
        RECORDED("recorded: the files must have the SHA-256 that they had when they first came"),
        NONE("none known yet: the first download records what came, later ones must match");

        private final String explanation;

        Hashes(String explanation) {
            this.explanation = explanation;
        }

        String explanation() {
            return explanation;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All models there are, on disk or not. */
    static List<ListedModel> all(ModelZoo zoo) {
        return zoo.entries().stream().map(entry -> of(zoo, entry)).toList();
    }

    /** One of them. */
    static ListedModel of(ModelZoo zoo, ZooEntry entry) {
        boolean current = ModelChoice.of(entry).equals(Models.SESSION.chosen().full());
        return new ListedModel(entry, zoo.onDisk(entry), zoo.partOnDisk(entry), current, hashes(zoo, entry));
    }

    private static Hashes hashes(ModelZoo zoo, ZooEntry entry) {
        if (entry.pinned()) return Hashes.PINNED;
        return zoo.recorded(entry).pinned() ? Hashes.RECORDED : Hashes.NONE;
    }

    /** Whether it can be used as it is. */
    boolean isReady() {
        return entry.isEmbedded() || folder.isPresent();
    }

    /** Whether there is something of it to delete. */
    boolean isRemovable() {
        return folder.isPresent() || part > 0;
    }

    /** Whether it is on disk, in a few words. */
    String place() {
        if (entry.isEmbedded()) return "ships inside";
        if (folder.isPresent()) return "on disk";
        return part > 0 ? "part on disk" : "not on disk";
    }

    /** How large its files are together; empty when that is not known. */
    String size() {
        if (entry.isEmbedded()) return "none";
        return entry.bytes() > 0 ? Sizes.text(entry.bytes()) : "unknown";
    }

    /** What it takes in memory, when its number of parameters is known. */
    Optional<ModelMemory> memory() {
        return entry.parameters().isPresent()
                ? Optional.of(ModelMemory.of(entry.name(), entry.parameters().getAsLong()))
                : Optional.empty();
    }

    /** What a person agrees to before anything is downloaded: what, from where, how much, under which licence. */
    String downloadTerms() {
        StringBuilder terms = new StringBuilder(
                "Download " + entry.name() + " (" + size() + ", licence: " + entry.licence() + ") from\n");
        for (ZooFile file : entry.files())
            terms.append("  ").append(file.from()).append('\n');
        return terms.append("SHA-256 ").append(hashes.explanation()).append('.').toString();
    }

    /** What a person agrees to before its files are deleted. */
    String removalTerms(ModelZoo zoo) {
        return "Delete " + entry.name() + " (" + (part > 0 ? Sizes.text(part) + " of it" : size()) + ") from "
                + zoo.folder() + "? It can be "
                + (isImported() ? "imported again from where it came." : "downloaded again.");
    }

    private boolean isImported() {
        return entry.files().stream()
                .anyMatch(file -> "file".equalsIgnoreCase(file.from().getScheme()));
    }

    /** Where its files come from, one a line. */
    String sources() {
        return String.join(
                "\n",
                entry.files().stream().map(ZooFile::from).map(URI::toString).toList());
    }
}
