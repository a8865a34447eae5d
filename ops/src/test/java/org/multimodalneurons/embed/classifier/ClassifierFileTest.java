package org.multimodalneurons.embed.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClassifierFileTest {

    private static final TrainedClassifier CLASSIFIER = ClassifierTraining.of(
                    Reference.read().examples())
            .run(Progress.NONE)
            .classifier();

    @TempDir
    Path folder;

    private Path written() {
        Path file = folder.resolve("it" + ClassifierFile.ENDING);
        ClassifierFile.write(CLASSIFIER, file);
        return file;
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        Path file = written();
        TrainedClassifier read = ClassifierFile.read(file);
        for (int k = 0; k < 4; k++)
            assertArrayEquals(CLASSIFIER.classes().weights()[k], read.classes().weights()[k], 0);
        assertArrayEquals(CLASSIFIER.classes().biases(), read.classes().biases(), 0);
        assertEquals(CLASSIFIER.labels(), read.labels());
        assertEquals(CLASSIFIER.examples(), read.examples());
        assertEquals(CLASSIFIER.summary(), read.summary());
        assertEquals(CLASSIFIER.temperature(), read.temperature());
        assertEquals(CLASSIFIER.model() + CLASSIFIER.prompts(), read.model() + read.prompts());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void howTheImagesWereSeenIsKept() throws IOException {
        Examples examples = Reference.read().examples();
        var seen =
                new Examples(examples.images(), examples.labels(), examples.answers(), examples.sources(), "values 5%");
        Path file = folder.resolve("it" + ClassifierFile.ENDING);
        ClassifierFile.write(ClassifierTraining.of(seen).run(Progress.NONE).classifier(), file);
        assertEquals("values 5%", ClassifierFile.read(file).display());
        assertTrue(Files.readAllLines(file).contains("\"display\": \"values 5%\","));
        Files.writeString(file, Files.readString(file).replaceFirst("\"display\".*\\n", ""));
        assertEquals("", ClassifierFile.read(file).display(), "an older file");
    }

    @Test
    void whatWasNotMeasuredIsNotWrittenButWhy() throws IOException {
        TrainingSummary none = TrainingSummary.unmeasured(7, .5, "single examples");
        var unmeasured = new TrainedClassifier(
                CLASSIFIER.model(),
                "a {}",
                CLASSIFIER.labels(),
                CLASSIFIER.examples(),
                CLASSIFIER.classes(),
                1,
                "",
                none);
        Path file = folder.resolve("it" + ClassifierFile.ENDING);
        ClassifierFile.write(unmeasured, file);
        String written = Files.readString(file);
        assertTrue(
                written.contains(
                        "\"training\": {\"folds\":0,\"seed\":7,\"price\":0.5,\"unmeasured\":\"single examples\"},"),
                written.substring(0, 400));
        assertEquals(none, ClassifierFile.read(file).summary());
        Files.writeString(file, written.replace("\"seed\":7,", ""));
        UserException fault = assertThrows(UserException.class, () -> ClassifierFile.read(file));
        assertTrue(fault.getMessage().contains("\"training.seed\" should be a number"), fault.getMessage());
        assertFalse(Files.readString(written()).contains("unmeasured"));
    }

    @Test
    void aPersonCanReadIt() throws IOException {
        List<String> lines = Files.readAllLines(written());
        assertTrue(lines.contains("\"kind\": \"multimodal-neurons classifier\","), lines.toString());
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("{\"label\":\"class 1\",\"examples\":14,\"bias\":")));
        assertEquals(4 + 11, lines.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"version\": 1; \"version\": 2; \"version\" should be 1, but is 2",
                "multimodal-neurons classifier; something else; \"kind\"",
                "\"model\"; \"modell\"; \"model\" should be",
                "\"training\"; \"trained\"; \"training\" should be",
                "\"temperature\"; \"temperature\": -1, \"t\"; \"temperature\" should be a number above 0",
                "\"label\":\"class 1\"; \"label\":\"\"; \"classes[1].label\" should be a text",
                "\"label\":\"class 1\"; \"label\":\"class 0\"; \"classes[1].label\" should be another",
                "\"examples\":14; \"examples\":-14; \"classes[1].examples\"",
                "\"weights\":[; \"weights\":[1,; \"classes[1].weights\" should be 7 numbers",
                "\"weights\":[; \"weights\":[1e99,; \"classes[0].weights[0]\" should be a number",
                "\"weights\":[; \"weights\":[\"x\",; \"x\"",
                "\"weights\":[; \"weights\":[null,; \"classes[0].weights[0]\" should be a number, but is null",
                "\"accuracy\"; \"acc\"; \"training.accuracy\" should be a number, but is null",
                "\"folds\":5; \"folds\":null; \"training.folds\" should be a number, but is null",
                "\"folds\":5; \"folds\":2.5; folds",
                "\"brierScore\":; \"brierScore\":\"NaN\",\"x\":; \"training.brierScore\" should be a number, but is NaN",
                "\"bias\"; \"biased\"; \"classes[0].bias\"",
                "\"classes\": [; \"classes\": [7,; classes[0]"
            })
    void aDamagedFileIsRefusedByItsField(String old, String damage, String message) throws IOException {
        Path file = written();
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst(Pattern.quote(old.strip()), damage.strip()));
        UserException fault = assertThrows(UserException.class, () -> ClassifierFile.read(file));
        assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
        assertTrue(fault.getMessage().contains(message.strip()), fault.getMessage());
    }

    @Test
    void whatIsNoClassifierIsRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.json"));
        Path cut = folder.resolve("cut.json");
        String text = Files.readString(written());
        Files.writeString(cut, text.substring(0, text.length() / 2));
        Path missing = folder.resolve("missing.json");
        for (Path file : List.of(empty, cut, missing, folder)) {
            UserException fault = assertThrows(UserException.class, () -> ClassifierFile.read(file));
            assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
            assertTrue(fault.getMessage().contains("that Train Classifier saved"), fault.getMessage());
            assertFalse(fault.getMessage().contains("Exception"), fault.getMessage());
        }
    }

    @Test
    void whereItCannotBeWrittenNothingIsLeft() throws IOException {
        Path file = folder.resolve("no such folder/it.json");
        UserException fault = assertThrows(UserException.class, () -> ClassifierFile.write(CLASSIFIER, file));
        assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
        Path taken =
                Files.createDirectories(folder.resolve("taken.json/inside")).getParent();
        assertThrows(UserException.class, () -> ClassifierFile.write(CLASSIFIER, taken));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(taken), files.toList());
        }
    }
}
