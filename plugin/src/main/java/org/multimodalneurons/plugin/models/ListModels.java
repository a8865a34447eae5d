package org.multimodalneurons.plugin.models;

import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.zoo.ModelZoo;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Lists the models that can be had: what each is, whether it is on disk, and which one the commands look through. */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>List Models",
        description = "Lists the models that can be had, on disk or not.")
public class ListModels extends PluginCommand {

    @Parameter(label = "Models", type = ItemIO.OUTPUT)
    private ResultsTable models;

    @Override
    protected void execute(Progress progress) {
        List<Row> rows =
                ListedModel.all(ModelZoo.standard()).stream().map(Row::of).toList();
        models = Tables.of(rows, Row.class);
    }

    private record Row(
            String name,
            String place,
            String current,
            String architecture,
            int embedding,
            String size,
            String licence,
            String hashes,
            String goodFor,
            String home) {

        static Row of(ListedModel model) {
            return new Row(
                    model.entry().name(),
                    model.place(),
                    model.current() ? "yes" : "no",
                    model.entry().architecture(),
                    model.entry().embeddingSize(),
                    model.size(),
                    model.entry().licence(),
                    model.hashes().toString(),
                    model.entry().goodFor(),
                    model.entry().home().toString());
        }
    }
}
