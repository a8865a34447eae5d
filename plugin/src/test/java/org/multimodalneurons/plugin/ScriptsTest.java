package org.multimodalneurons.plugin;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ij.WindowManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multimodalneurons.plugin.host.VirtualImageJ;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleService;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The scripts that users are shown, run by SciJava's script service as Fiji runs them, with the model that ships inside. */
@OnScreen
class ScriptsTest {

    private static final Path SCRIPTS =
            Path.of("..", "scripts").toAbsolutePath().normalize();
    private static final File EMOJI = new File("../sample-images/emoji");

    private static Context context;

    @BeforeAll
    static void start() {
        VirtualImageJ.start();
        System.setProperty("python.cachedir.skip", "true");
        context = new Context(CommandService.class, ScriptService.class);
        for (String language : List.of("groovy", "python")) // as Fiji's jars of script languages do
        context.service(ScriptService.class).getIndex().add(new AdaptedScriptLanguage(language), false);
        Models.SESSION.choose(ModelChoice.embedded());
    }

    @AfterAll
    static void end() {
        context.dispose();
        Models.SESSION.close();
    }

    @AfterEach
    void noWindowOpened() {
        assertEquals(0, WindowManager.getImageCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Classify_Folder.groovy", "Classify_Folder.py"})
    void theScriptNamesEachPictureOfTheFolder(String script) throws Exception {
        String labels = "dog, cat, pizza, apple";
        String answers = output(script, "answers", "folder", EMOJI, "labels", labels);
        List<String> lines = answers.lines().toList();
        assertEquals(pictures(), lines.size(), answers);
        assertTrue(lines.contains("pizza-flat.png: pizza"), answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Classify_Folder.groovy", "Classify_Folder.py"})
    void aFaultEndsTheScriptWithItsMessage(String script) throws Exception {
        ScriptModule run = context.service(ScriptService.class)
                .getScript(SCRIPTS.resolve(script).toFile())
                .createModule();
        context.inject(run);
        StringWriter told = new StringWriter();
        run.setErrorWriter(told);
        context.service(ModuleService.class)
                .run(run, true, "folder", EMOJI, "labels", " ")
                .get();
        assertTrue(told.toString().contains("There is no label"), told.toString());
        assertNull(run.getOutput("answers"));
    }

    @Test
    void theLibraryAloneFindsThePizza() throws Exception {
        String best = output("Best_Match.groovy", "best", "folder", EMOJI, "sentence", "a picture of a pizza");
        assertTrue(best.startsWith("pizza-"), best);
    }

    @Test
    void everyScriptIsRun() throws Exception {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            assertEquals(
                    List.of("Best_Match.groovy", "Classify_Folder.groovy", "Classify_Folder.py"),
                    scripts.map(script -> script.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    private static String output(String script, String name, Object... inputs) throws Exception {
        ScriptModule run = context.service(ScriptService.class)
                .run(SCRIPTS.resolve(script).toFile(), true, inputs)
                .get();
        return (String) run.getOutput(name);
    }

    private static long pictures() {
        return Arrays.stream(EMOJI.list()).filter(name -> name.endsWith(".png")).count();
    }
}
