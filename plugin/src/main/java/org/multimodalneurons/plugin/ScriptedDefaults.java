package org.multimodalneurons.plugin;

import java.util.regex.Pattern;

import ij.Macro;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

/**
 * Gives every parameter that a macro, a script or a command line leaves out its default, so that no dialog opens there
 * and no value of an earlier run creeps in. It acts on our own commands only, after the preprocessors that read macro
 * options and find the active image, before those that recall earlier values and ask the user.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.LOW)
public class ScriptedDefaults extends AbstractPreprocessorPlugin {

    @Override
    public void process(Module module) {
        if (!Surroundings.isScripted() || !(module.getDelegateObject() instanceof PluginCommand)) return;
        for (ModuleItem<?> input : module.getInfo().inputs()) {
            if (module.isInputResolved(input.getName())) continue;
            if (isFlagged(input)) module.setInput(input.getName(), true);
            module.resolveInput(input.getName());
        }
    }

    /** A switch may be written {@code key=true}, as Fiji records it, or as the bare word, as plain ImageJ does. */
    private static boolean isFlagged(ModuleItem<?> input) {
        String options = Macro.getOptions();
        boolean isSwitch = input.getType() == boolean.class || input.getType() == Boolean.class;
        return isSwitch && options != null && namesKey(options, input.getName());
    }

    /** Whether the options hold the key as a word of its own, outside the values in brackets. */
    static boolean namesKey(String options, String parameter) {
        String bare = options.replaceAll("\\[[^\\]]*\\]", "");
        return Pattern.compile("(^|\\s)" + Pattern.quote(Macro.trimKey(parameter)) + "(\\s|$)")
                .matcher(bare)
                .find();
    }
}
