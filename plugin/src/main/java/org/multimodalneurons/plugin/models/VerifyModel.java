package org.multimodalneurons.plugin.models;

import java.util.List;

import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.Tables;
import org.multimodalneurons.zoo.ModelZoo;
import org.multimodalneurons.zoo.Verification;
import org.multimodalneurons.zoo.ZooEntry;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Hashes a model's files again and compares; fails, naming each file, when one is not what it should be. */
@SuppressWarnings("UnusedVariable") // SciJava reads the output
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Multimodal Neurons>Models>Verify Model...",
        description = "Checks that a model's files on disk are whole and unchanged, by their SHA-256.")
public class VerifyModel extends NamedModelCommand {

    @Parameter(label = "Verification", type = ItemIO.OUTPUT)
    private ResultsTable files;

    @Override
    protected void run(ModelZoo zoo, ZooEntry entry, Progress progress) {
        Verification verification = zoo.verify(entry, progress);
        if (!verification.intact()) throw new UserException(verification.describe());
        List<Row> rows = verification.files().stream().map(Row::of).toList();
        files = Tables.of(rows, Row.class);
    }

    private record Row(String file, String state, String sha256) {

        static Row of(Verification.FileCheck file) {
            return new Row(
                    file.name(),
                    file.expected().isPresent() ? "intact" : "nothing to compare with",
                    file.found().orElse(""));
        }
    }
}
