package org.multimodalneurons.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.text.ClipTokenizer;

/** Finds the tokenizer that a text encoder was made for. */
final class Tokenizers {

    private Tokenizers() {}

    /** CLIP's own where the vocabulary has its size, else the {@code tokenizer.json} beside the weights. */
    static ClipTokenizer fitting(String model, TextEncoder text, Optional<Path> source) {
        ClipTokenizer bundled = ClipTokenizer.bundled();
        if (bundled.vocabularySize() == text.vocabularySize()) return bundled;
        int size = bundled.vocabularySize();
        bundled.close();
        Optional<Path> own = source.map(Tokenizers::beside).filter(Files::isRegularFile);
        if (own.isEmpty()) throw unfitting(model, text, size + " (CLIP's own)");
        ClipTokenizer tokenizer = ClipTokenizer.open(own.get());
        if (tokenizer.vocabularySize() == text.vocabularySize()) return tokenizer;
        size = tokenizer.vocabularySize();
        tokenizer.close();
        throw unfitting(model, text, size + " (" + own.get() + ")");
    }

    private static Path beside(Path fileOrFolder) {
        Path folder = Files.isDirectory(fileOrFolder)
                ? fileOrFolder
                : fileOrFolder.toAbsolutePath().getParent();
        return folder.resolve("tokenizer.json");
    }

    private static UserException unfitting(String model, TextEncoder text, String found) {
        return new UserException("Model " + model + " cannot read text: its vocabulary has " + text.vocabularySize()
                + " tokens, the tokenizer " + found + ". Put the model's tokenizer.json beside its weights.");
    }
}
