package org.multimodalneurons.plugin.probe;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.swing.JButton;
import javax.swing.JLabel;

import ij.IJ;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Labelling by hand: blind, kept at once, to be gone on with. */
@OnScreen
class LabellingTest {

    @TempDir
    private Path folder;

    private Commands commands;
    private Path file;
    private Path pictures;

    @BeforeEach
    void open() throws IOException {
        VirtualImageJ.start();
        IJ.log("\\Clear");
        commands = new Commands();
        Models.SESSION.choose(ModelChoice.embedded());
        pictures = ConceptFolders.one(folder);
        file = folder.resolve("labels.csv");
    }

    @AfterEach
    void close() {
        Commands.closeWindows();
        commands.close();
    }

    @Test
    void everyPictureGetsALabelAndTheSharesAddUp() throws Exception {
        CompletableFuture<CommandModule> run = start();
        LabelWindow window = OpenDialog.await(LabellingTest::window);
        int count = total(window);
        Commands.screenshot("label-pictures");
        for (int i = 0; i < count; i++) press(window, i % 2 == 0 ? "red" : "other");
        ResultsTable shares = Commands.output(run.get(), "shares", ResultsTable.class);
        double sum = 0;
        int labelled = 0;
        for (int row = 0; row < shares.size(); row++) {
            sum += shares.getValue("Probability", row);
            labelled += (int) shares.getValue("Count", row);
        }
        long buckets = Arrays.stream(shares.getColumn("Bucket")).distinct().count();
        assertEquals((double) buckets, sum, 1e-9);
        assertEquals(count, labelled);
        List<String> lines = Files.readAllLines(file);
        assertEquals("Picture,Label", lines.get(0), "nothing tells of the response");
        assertEquals(count + 1, lines.size());
    }

    @Test
    void aPauseKeepsLabelsAndTheNextRunGoesOn() throws Exception {
        CompletableFuture<CommandModule> run = start();
        LabelWindow window = OpenDialog.await(LabellingTest::window);
        int count = total(window);
        press(window, "red");
        press(window, "other");
        press(window, "Back");
        press(window, "red");
        press(window, "Pause");
        assertTrue(run.get().isCanceled());
        assertTrue(IJ.getLog().contains("2 of " + count + " pictures are labelled"), IJ.getLog());
        assertEquals(
                2,
                Files.readAllLines(file).stream()
                        .filter(line -> line.endsWith(",red"))
                        .count());
        CompletableFuture<CommandModule> second = start();
        LabelWindow next = OpenDialog.await(LabellingTest::window);
        assertTrue(progress(next).startsWith("Picture 3 of " + count), progress(next));
        for (int i = 2; i < count; i++) press(next, "other");
        assertFalse(second.get().isCanceled());
    }

    @Test
    void labelsOfOtherPicturesAreNotOverwritten() throws Exception {
        Files.writeString(file, "Picture,Label\nsomething.png,red\n");
        CommandModule run = start().get();
        assertTrue(run.isCanceled());
        assertTrue(run.getCancelReason().contains("something.png"), run.getCancelReason());
        assertEquals("Picture,Label\nsomething.png,red\n", Files.readString(file));
    }

    private CompletableFuture<CommandModule> start() {
        return CompletableFuture.supplyAsync(() -> commands.run(
                PlotConditionalProbability.class,
                "folder",
                pictures.toFile(),
                "unit",
                "layer4.0.add:3",
                "categories",
                "red, other",
                "file",
                file.toFile()));
    }

    private static LabelWindow window() {
        return Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof LabelWindow && window.isShowing())
                .map(LabelWindow.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static int total(LabelWindow window) {
        return Integer.parseInt(progress(window).replaceFirst(".* of (\\d+):.*", "$1"));
    }

    private static String progress(LabelWindow window) {
        return ((JLabel) named(window.getContentPane(), "progress")).getText();
    }

    /** As a person does: after the picture came up, or when the window closed. */
    private static void press(LabelWindow window, String name) throws Exception {
        OpenDialog.await(() -> progress(window).contains("what does it show") ? window : null);
        EventQueue.invokeAndWait(() -> ((JButton) named(window.getContentPane(), name)).doClick(0));
    }

    private static Component named(Container container, String name) {
        for (Component component : container.getComponents()) {
            if (name.equals(component.getName())) return component;
            if (component instanceof Container inner) {
                Component found = named(inner, name);
                if (found != null) return found;
            }
        }
        return null;
    }
}
