package org.multimodalneurons.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.multimodalneurons.LazyList;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.text.Prompts;

/**
 * What all units of a layer answer to a list of words. A list of thousands takes a model a while, so answers may be kept in a
 * folder for later: all units of the layer are then answered for.
 *
 * @param folder where they are kept; empty: they are worked out each time
 */
public record WordAnswers(Optional<Path> folder) {

    /** Worked out each time. */
    public static WordAnswers fresh() {
        return new WordAnswers(Optional.empty());
    }

    /** Kept in a folder, which is made when there is something to keep. */
    public static WordAnswers keptIn(Path folder) {
        return new WordAnswers(Optional.of(folder));
    }

    /** What the units of a layer of the image encoder answer to the words written as pictures, see {@link WrittenWord}. */
    BestWords written(ClipModel clip, Layer layer, List<String> words, Progress progress) {
        return kept(clip, "written for " + layer.name(), words, () -> {
            var best = new BestWords(layer.units());
            int side = clip.image().size();
            Responses.of(clip, List.of(layer))
                    .images(
                            new LazyList<>(words.size(), item -> WrittenWord.of(words.get(item), side)),
                            (item, each, mean, max) -> best.add(mean),
                            progress);
            return best;
        });
    }

    /** How near the words' embeddings are to the directions of the last neurons. */
    BestWords said(ClipModel clip, List<String> words, Progress progress) {
        return kept(clip, "said", words, () -> NeuronWords.compare(clip, words, Prompts.parse("{}"), progress));
    }

    private BestWords kept(ClipModel clip, String what, List<String> words, Supplier<BestWords> work) {
        if (folder.isEmpty()) return work.get();
        String key = clip.identity() + "\n" + what + "\n" + String.join("\n", words);
        Path file = folder.get().resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + ".bin");
        if (Files.exists(file)) return read(file);
        BestWords best = work.get();
        keep(best, file);
        return best;
    }

    private static BestWords read(Path file) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            return BestWords.read(in);
        } catch (IOException e) {
            throw new UserException(
                    "The answers to words that are kept in " + file + " cannot be read (" + e.getMessage()
                            + "). Delete the file; they are then worked out again.",
                    e);
        }
    }

    private static void keep(BestWords best, Path file) {
        try {
            WholeFile.share(file, draft -> {
                try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(draft)))) {
                    best.write(out);
                }
            });
        } catch (IOException e) {
            throw new UserException(
                    "The answers to words cannot be kept in " + file.getParent() + ": " + WholeFile.reason(e)
                            + ". Make room there, or allow writing.",
                    e);
        }
    }
}
