package org.multimodalneurons.plugin.models;

import java.util.concurrent.CancellationException;

import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Deletes a model's files from the models folder; a person is asked first. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Remove Model...",
        description = "Deletes the files of a listed model from the models folder.")
public class RemoveModel extends NamedModelCommand {

    @Override
    protected void run(ModelZoo zoo, ZooEntry entry, Progress progress) {
        if (!entry.isEmbedded()
                && !Surroundings.isScripted()
                && !Surroundings.confirm(
                        "Remove " + entry.name() + "?",
                        ListedModel.of(zoo, entry).removalTerms(zoo)))
            throw new CancellationException("Nothing was removed.");
        remove(zoo, entry);
    }

    /** Deletes it, and lets the commands look through the embedded model where they looked through this one. */
    static void remove(ModelZoo zoo, ZooEntry entry) {
        ModelChoice choice = ModelChoice.of(entry);
        Models.SESSION
                .inMemory()
                .filter(model -> model.choice().full().equals(choice))
                .ifPresent(model -> Models.SESSION.close());
        zoo.remove(entry);
        if (!Models.SESSION.chosen().full().equals(choice)) return;
        Models.SESSION.remember(ModelChoice.embedded());
        Surroundings.note(entry.name() + " was the current model; now it is " + ModelChoice.embedded() + ".");
    }
}
