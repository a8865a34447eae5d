package org.multimodalneurons.plugin.host;

import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.Surroundings;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.Contextual;
import org.scijava.Priority;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.parse.ParseService;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.plugin.SciJavaPlugin;
import org.scijava.prefs.PrefService;
import org.scijava.widget.InputHarvester;

/**
 * Runs SciJava commands in an ImageJ that knows nothing of SciJava: one context for the session, the inputs from macro
 * options or ImageJ's dialog, the outputs into ImageJ's windows. The command runs in the thread that asked for it, as
 * ImageJ's own commands do, because macro options and batch mode belong to threads; so SciJava's runner, which also
 * tells each step to the event thread and waits for it, is not used.
 */
public final class PlainHost implements PlugIn {

    private static Context context;
    private static Optional<OutputFolder> folder = Optional.empty();
    private static Consumer<String> incomplete = sentence -> {}; // the tables show it

    /** The session's context, made at the first call with what commands need and no user interface. */
    static synchronized Context context() {
        if (context == null) {
            // Plain ImageJ has no log for the engine's messages, and SLF4J would complain of that on the console.
            if (System.getProperty("slf4j.internal.verbosity") == null)
                System.setProperty("slf4j.internal.verbosity", "ERROR");
            context = new Context(
                    CommandService.class,
                    ConvertService.class,
                    ParseService.class,
                    PrefService.class,
                    LogService.class);
        }
        return context;
    }

    /** Has all outputs from now on written to a folder too. */
    static void writeTo(OutputFolder writer) {
        folder = Optional.of(writer);
    }

    /** Has somebody hear of each command from now on that went through but could not do all, after its outputs are shown. */
    static void tellIncomplete(Consumer<String> listener) {
        incomplete = listener;
    }

    /** Runs a command as its menu entry does. */
    @Override
    public void run(String command) {
        String options = Macro.getOptions();
        boolean asks = options == null && !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
        try {
            String reason = run(info(command), MacroOptions.parse(options == null ? "" : options), asks);
            if (!reason.isEmpty()) stop(reason);
        } catch (UserException e) {
            stop(e.getMessage());
        }
    }

    /**
     * Runs a command with values given as text.
     *
     * @param values by macro key
     * @param asks whether a dialog asks for the values that are missing; else they keep their defaults
     * @return why it was cancelled; empty when it was not, or when the user did and knows
     * @throws UserException when a value cannot be, or from the command
     */
    static String run(CommandInfo info, Map<String, String> values, boolean asks) {
        Context host = context();
        Module module = host.service(ModuleService.class).createModule(info);
        List<Step<PreprocessorPlugin>> before = new ArrayList<>();
        before.add(new Step<>(Priority.HIGH + 1, inContext(new HostInputs.Given(values))));
        if (asks) before.add(new Step<>(InputHarvester.PRIORITY, inContext(new HostInputs.Asked())));
        for (PreprocessorPlugin step : inOrder(PreprocessorPlugin.class, before)) {
            step.process(module);
            if (step.isCanceled()) return reason(step);
        }
        module.run();
        if (module instanceof Cancelable run && run.isCanceled()) return reason(run);
        Step<PostprocessorPlugin> shows = new Step<>(Priority.VERY_HIGH, new HostOutputs(folder));
        inOrder(PostprocessorPlugin.class, List.of(shows)).forEach(step -> step.process(module));
        ListedFaults.of(module).forEach(incomplete);
        return "";
    }

    private static String reason(Cancelable cancelled) {
        return Objects.requireNonNullElse(cancelled.getCancelReason(), "");
    }

    /** One of our own steps, with its place among SciJava's. */
    private record Step<P>(double priority, P plugin) {}

    private static <P extends SciJavaPlugin> List<P> inOrder(Class<P> type, List<Step<P>> own) {
        PluginService plugins = context().service(PluginService.class);
        List<Step<P>> steps = new ArrayList<>(own);
        for (PluginInfo<P> info : plugins.getPluginsOfType(type))
            steps.add(new Step<>(info.getPriority(), plugins.createInstance(info)));
        return steps.stream()
                .filter(step -> step.plugin() != null)
                .sorted(Comparator.comparingDouble((Step<P> step) -> step.priority())
                        .reversed())
                .map(Step::plugin)
                .toList();
    }

    private static <T extends Contextual> T inContext(T step) {
        step.setContext(context());
        return step;
    }

    /**
     * Finds a command.
     *
     * @param name its class name, or its label in the menu
     * @throws UserException when there is none
     */
    static CommandInfo info(String name) {
        List<MenuEntry> entries = MenuEntry.all(Thread.currentThread().getContextClassLoader());
        String command = entries.stream()
                .filter(entry -> entry.label().equals(name) || entry.command().equals(name))
                .map(MenuEntry::command)
                .findFirst()
                .orElseThrow(() -> new UserException("There is no command \"" + name + "\". The commands are: "
                        + String.join(
                                ", ", entries.stream().map(MenuEntry::label).toList()) + "."));
        return context().service(CommandService.class).getCommand(command);
    }

    /** Shows a message; a macro stops with it. */
    private static void stop(String message) {
        if (Surroundings.isMacro()) Surroundings.abortMacro(message);
        else IJ.error("Multimodal Neurons", Surroundings.wrapped(message));
    }
}
