package org.multimodalneurons.plugin.models;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.ZooEntry;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/**
 * Downloads a listed model. A person is shown address, size and licence first; in a macro the line itself is the wish.
 * A model that is on disk is left as it is.
 */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Download Model...",
        description = "Downloads a listed model into the models folder; a broken download goes on where it ended.")
public class DownloadModel extends NamedModelCommand {

    @Override
    protected void run(ModelZoo zoo, ZooEntry entry, Progress progress) {
        ListedModel model = ListedModel.of(zoo, entry);
        if (!model.isReady()
                && !Surroundings.isScripted()
                && !Surroundings.confirm("Download " + entry.name() + "?", model.downloadTerms()))
            throw new CancellationException("Nothing was downloaded.");
        Path folder = zoo.download(entry, progress);
        Surroundings.note(entry.name() + " is in " + folder + ".");
    }
}
