package org.multimodalneurons.plugin.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ij.IJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.plugin.Commands;
import org.multimodalneurons.plugin.Macros;
import org.multimodalneurons.plugin.OnScreen;
import org.multimodalneurons.plugin.OpenDialog;
import org.multimodalneurons.plugin.TinyModel;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.scijava.command.CommandModule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@OnScreen
class ModelCommandsTest {

    @TempDir
    private Path folder;

    private ServedModels served;
    private Commands commands;

    @BeforeEach
    void open() throws Exception {
        VirtualImageJ.start();
        IJ.log("\\Clear");
        served = new ServedModels(folder);
        commands = new Commands();
        Models.SESSION.remember(ModelChoice.embedded());
    }

    @AfterEach
    void close() {
        commands.close();
        served.close();
    }

    @Test
    void theListTellsWhatThereIsAndWhichIsCurrent() {
        ResultsTable models = Commands.output(commands.run(ListModels.class), "models", ResultsTable.class);
        List<String> names = List.of(models.getColumnAsStrings("Name"));
        assertTrue(names.containsAll(List.of("embedded", "RN50x4", "ViT-B-32", "Tiny")), names.toString());
        assertEquals("yes", models.getStringValue("Current", names.indexOf("embedded")));
        assertEquals("ships inside", models.getStringValue("Place", names.indexOf("embedded")));
        assertEquals("not on disk", models.getStringValue("Place", names.indexOf("Tiny")));
        assertEquals("pinned", models.getStringValue("Hashes", names.indexOf("Tiny")));
        assertTrue(models.getStringValue("Size", names.indexOf("Tiny")).endsWith(" MB"));
    }

    @Test
    void aMacroDownloadsVerifiesChoosesUsesAndRemovesAModel() {
        macro(
                "run('Download Model...', 'name=tiny'); run('Verify Model...', 'name=Tiny'); run('Choose...', 'model=Tiny');"
                        + "newImage('it', 'RGB ramp', 80, 60, 1); run('Embed Images...');");
        assertTrue(IJ.getLog().contains("Tiny is in " + folder.resolve("Tiny")), IJ.getLog());
        assertEquals(new ModelChoice.Named("Tiny"), Models.SESSION.chosen());
        assertEquals(
                new ModelChoice.Named("Tiny"),
                Models.SESSION.inMemory().orElseThrow().choice());
        assertEquals(TinyModel.EMBEDDING, columns("Embeddings of it"));
        macro("run('Unload Model');");
        assertTrue(Models.SESSION.inMemory().isEmpty());
        macro(
                "newImage('it', 'RGB ramp', 80, 60, 1); run('Embed Images...', 'model=tiny'); run('Remove Model...', 'name=Tiny');");
        assertFalse(Files.exists(folder.resolve("Tiny")));
        assertEquals(ModelChoice.embedded(), Models.SESSION.chosen());
        assertTrue(Models.SESSION.inMemory().isEmpty());
        assertTrue(IJ.getLog().contains("Tiny was the current model; now it is embedded."), IJ.getLog());
    }

    @Test
    void aModelThatIsNotOnDiskIsNamedWithTheWayToGetIt() {
        String message = commands.run(ChooseModel.class, "model", new java.io.File("Tiny"))
                .getCancelReason();
        assertTrue(message.contains("Tiny is not on disk"), message);
        assertTrue(message.contains("Plugins > Multimodal Neurons > Models > Models... downloads it ("), message);
        assertTrue(message.endsWith("MB, licence MIT)."), message);
        assertEquals(ModelChoice.embedded(), Models.SESSION.chosen());
    }

    @ParameterizedTest
    @CsvSource({
        "Download Model..., name=Changed, SHA-256",
        "Download Model..., name=Gone, 404",
        "Download Model..., name=Nobody, There is no model \"Nobody\". There are: embedded",
        "Download Model..., name=embedded, ships inside",
        "Verify Model..., name=Tiny, not on disk",
        "Remove Model..., name=Tiny, not on disk",
        "Import Model..., name=it, There is no model to import",
        "Import Model..., path=pom.xml, pom.xml",
        "Choose..., model=Nobody, There is no model at",
    })
    void whatCannotBeDoneStopsTheMacroWithOneMessage(String command, String options, String named) {
        Macros.run("setBatchMode(true); run('" + command + "', '" + options + "'); print('went on');");
        assertTrue(IJ.getLog().contains(named), IJ.getLog());
        assertFalse(IJ.getLog().contains("went on") || IJ.getLog().contains("\tat "), IJ.getLog());
    }

    @Test
    void aChangedFileIsFoundByVerifying() throws Exception {
        macro("run('Download Model...', 'name=Tiny');");
        Path file = folder.resolve("Tiny").resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        CommandModule run = commands.run(VerifyModel.class, "name", "Tiny");
        assertTrue(run.getCancelReason().contains("model.safetensors: changed"), run.getCancelReason());
    }

    @Test
    void aModelIsImportedUnderTheNameOfItsFile() {
        macro("run('Import Model...', 'path=[" + TinyModel.file(2) + "]'); run('Choose...', 'model=tiny2');");
        assertEquals(new ModelChoice.Named("tiny2"), Models.SESSION.chosen());
        assertTrue(Files.isDirectory(folder.resolve("tiny2")));
        assertEquals("CLIP-ViT", ImportedName.of(Path.of("/x/CLIP ViT/open_clip_model.safetensors")));
        assertEquals("mine-2", ImportedName.of(Path.of("/x/mine 2.pt")));
    }

    @Test
    void aPersonSeesAddressSizeAndLicenceBeforeADownload() throws Exception {
        var refused = CompletableFuture.supplyAsync(() -> commands.run(DownloadModel.class, "name", "Tiny"));
        OpenDialog.shown();
        Commands.screenshot("download-terms");
        OpenDialog.press(OpenDialog.shown(), 1);
        assertTrue(refused.get().isCanceled());
        assertFalse(Files.exists(folder.resolve("Tiny")));
        var accepted = CompletableFuture.supplyAsync(() -> commands.run(DownloadModel.class, "name", "Tiny"));
        OpenDialog.press(OpenDialog.shown(), 0);
        assertFalse(accepted.get().isCanceled());
        assertTrue(Files.isDirectory(folder.resolve("Tiny")));
    }

    @Test
    void aPersonsChoiceIsRememberedAndAMacrosIsNot() {
        RememberedChoice preferences = RememberedChoice.inPreferences();
        commands.run(ChooseModel.class, "model", TinyModel.file(2).toFile());
        assertEquals(
                TinyModel.file(2).toString(), preferences.get().orElseThrow().toString());
        macro("run('Choose...', 'model=embedded');");
        assertEquals(ModelChoice.embedded(), Models.SESSION.chosen());
        assertEquals(
                TinyModel.file(2).toString(), preferences.get().orElseThrow().toString());
        commands.run(ChooseModel.class, "model", new java.io.File("embedded"));
        assertTrue(preferences.get().isEmpty());
    }

    @Test
    void withMistakesInTheUsersListTheEmbeddedModelStillWorks() throws Exception {
        Files.writeString(folder.resolve("models.json"), "{");
        macro("newImage('it', 'RGB ramp', 80, 60, 1); run('Embed Images...');");
        assertTrue(columns("Embeddings of it") > TinyModel.EMBEDDING);
        String message = commands.run(ListModels.class).getCancelReason();
        assertTrue(message.contains("models.json"), message);
    }

    private static int columns(String title) {
        ResultsTable table = ((ij.text.TextWindow) WindowManager.getFrame(title)).getResultsTable();
        return (int) java.util.Arrays.stream(table.getHeadings())
                .filter(heading -> heading.matches("\\D*\\d+"))
                .count();
    }

    private static void macro(String code) {
        String result = Macros.run("setBatchMode(true); " + code);
        assertEquals(null, result, IJ::getLog);
    }
}
