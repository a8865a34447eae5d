package org.multimodalneurons.plugin.models;

import java.io.File;
import java.util.List;
import java.util.Locale;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.multimodalneurons.plugin.imagej.Tables;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Chooses the model that all commands look through, and shows what it is: one table of its properties, one of the image
 * encoder's layers. A model that cannot be read changes nothing. A person's choice holds in later sessions too; a macro's
 * or a script's ends with the session, so that what a macro does never depends on what another did before.
 */
@SuppressWarnings("UnusedVariable") // SciJava reads the outputs
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Choose...",
        description = "Chooses the model that all commands look through, and shows what it is: one table of its "
                + "properties, one of the image encoder's layers. A model that cannot be read changes nothing.")
public class ChooseModel extends PluginCommand {

    @Parameter(
            label = "Model",
            description =
                    "\"embedded\" for the model that ships inside, a name that List Models shows, or a weights file or"
                            + " folder",
            required = false,
            persist = false)
    private File model = new File(ModelChoice.EMBEDDED_NAME);

    @Parameter(
            label = "8 bit",
            description =
                    "Embed faster and a little less exactly, where the model is a transformer; takes half as much memory"
                            + " again. Refused for a model that loses too much by it.",
            required = false,
            persist = false)
    private boolean reduced;

    @Parameter(label = "Model", type = ItemIO.OUTPUT)
    private ResultsTable properties;

    @Parameter(label = "Layers", type = ItemIO.OUTPUT)
    private ResultsTable layers;

    @Override
    protected void execute(Progress progress) {
        ModelChoice asked = ModelChoice.parse(model).orElse(ModelChoice.embedded());
        ModelChoice choice = reduced ? asked.reduced() : asked;
        try (Models.Lease lease = Models.SESSION.lease(choice, progress)) {
            ClipModel clip = lease.clip();
            properties = Tables.of(ModelProperty.of(clip, choice), ModelProperty.class);
            layers = Tables.of(rows(clip.image().layers()), LayerRow.class);
        }
        if (Surroundings.isScripted()) Models.SESSION.choose(choice);
        else Models.SESSION.remember(choice);
    }

    private record LayerRow(String layer, String kind, int units) {}

    private static List<LayerRow> rows(List<Layer> layers) {
        return layers.stream()
                .map(layer ->
                        new LayerRow(layer.name(), layer.kind().toString().toLowerCase(Locale.ROOT), layer.units()))
                .toList();
    }
}
