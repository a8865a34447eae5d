package org.multimodalneurons.plugin.host;

import java.util.Map;
import java.util.Optional;

import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;
import org.multimodalneurons.plugin.imagej.Recording;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.plugin.Parameter;

/**
 * The two steps by which a command gets its inputs in plain ImageJ. They are in no index, so Fiji, which has steps of
 * its own, does not find them.
 */
final class HostInputs {

    private HostInputs() {}

    /** Takes the active image and the values that were given as text; runs before earlier values are recalled. */
    static final class Given extends AbstractPreprocessorPlugin {

        @Parameter
        private ConvertService converter;

        private final Map<String, String> values;

        /** Values by macro key. */
        Given(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public void process(Module module) {
            Inputs inputs = new Inputs(module, converter);
            values.forEach((key, text) -> inputs.set(inputs.item(key), variable(text)));
            inputs.takeActiveImage();
        }

        /** In a macro {@code &name} stands for the value of a variable. */
        private static String variable(String text) {
            Interpreter macro = text.startsWith("&") ? Interpreter.getInstance() : null;
            return Optional.ofNullable(macro)
                    .map(running -> running.getVariableAsString(text.substring(1)))
                    .map(value -> value.endsWith(".0") ? value.substring(0, value.length() - 2) : value)
                    .orElse(text);
        }
    }

    /** Asks for what is still open, and records the answers; runs after earlier values were recalled. */
    static final class Asked extends AbstractPreprocessorPlugin {

        @Parameter
        private ConvertService converter;

        @Override
        public void process(Module module) {
            Inputs inputs = new Inputs(module, converter);
            if (inputs.open().stream().allMatch(Inputs::isMessage)) return;
            String title = module.getInfo().getTitle();
            var answers = new ParameterDialog(title, module.getInfo().getDescription(), inputs).ask();
            if (answers == null) cancel(null);
            else if (Recorder.record) {
                Recorder.disableCommandRecording(); // ImageJ's own would wrap brackets once more
                Recording.command(title, MacroOptions.format(answers));
            }
        }
    }
}
