package org.multimodalneurons.plugin.host;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.FolderInstead;
import org.multimodalneurons.plugin.MeasuringCommand;
import org.multimodalneurons.plugin.OfManyImages;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.models.ModelChoice;
import org.multimodalneurons.plugin.models.Models;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.InitPreprocessor;
import org.scijava.module.process.ServicePreprocessor;
import org.scijava.widget.FileWidget;

/**
 * One of our commands that is run on one image after the other, with the same values for its other inputs. It asks
 * nothing and shows nothing, in any host: what it gives goes to the caller.
 */
public final class ImageTask {

    private static final String OWN = "org.multimodalneurons.";

    /**
     * What a run gave.
     *
     * @param name of the output, the same in every run
     * @param value an {@link ImagePlus}, or a {@link ResultsTable} with rows
     */
    public record Result(String name, Object value) {}

    private final Context context;
    private final CommandInfo command;
    private final Map<String, String> values;

    private ImageTask(Context context, CommandInfo command, Map<String, String> values) {
        this.context = context;
        this.command = command;
        this.values = values;
    }

    /**
     * Readies a command.
     *
     * @param context of the host
     * @param label of the command in the menu
     * @param options as a macro gives them; an image among them is passed over
     * @throws UserException when there is no such command that takes one image, an option cannot be, whatever the image, the
     *     command would look at other images, or a result would go where that of the next image goes
     */
    public static ImageTask of(Context context, String label, String options) {
        CommandInfo command = command(context, label);
        Map<String, String> values = MacroOptions.parse(options);
        imageOf(command).map(Inputs::key).ifPresent(values::remove);
        ImageTask task = new ImageTask(context, command, values);
        Module module = task.module(); // or an option cannot be
        requireEachImage(module);
        requireOwnResults(module);
        ((PluginCommand) module.getDelegateObject()).checkParameters();
        return task;
    }

    private static CommandInfo command(Context context, String label) {
        List<CommandInfo> commands = takingImages(context).stream()
                .filter(info -> label(info).equals(label))
                .toList();
        if (commands.isEmpty())
            throw new UserException("\"" + label + "\" is no command that takes an image. Write one of: "
                    + String.join(", ", commands(context)) + ".");
        CommandInfo command = commands.get(0);
        if (isOfMany(command))
            throw new UserException("\"" + label + "\" is about many images together and not about one after the other."
                    + " Give the folder to that command itself: folder=[/data/plates].");
        return command;
    }

    private static void requireEachImage(Module module) {
        if (module.getDelegateObject() instanceof FolderInstead command && command.hasFolder())
            throw new UserException("The option \"folder\" cannot be used here: the command would look at the files in"
                    + " that folder instead of at each image, with the same results for all. Leave it out; the folder"
                    + " of images is given beside the options.");
    }

    /** Each image's results are its own: in a table or file that all share, they would mix or replace each other. */
    private static void requireOwnResults(Module module) {
        if (module.getDelegateObject() instanceof MeasuringCommand measuring && measuring.isAppended())
            throw new UserException("The option \"append\" cannot be used here: each image gets a table of its own, and"
                    + " those of all images are combined. Leave it out.");
        for (ModuleItem<?> item : module.getInfo().inputs())
            if (FileWidget.SAVE_STYLE.equals(item.getWidgetStyle())
                    && module.getInput(item.getName()) instanceof File file
                    && !file.getPath().isBlank())
                throw new UserException("The option \"" + Inputs.key(item) + "\" cannot be used here: each image would"
                        + " replace the file " + file + " of the one before. Leave it out.");
    }

    /** The labels of all commands that take one image, in the order of the menu. */
    public static List<String> commands(Context context) {
        return takingImages(context).stream()
                .filter(info -> !isOfMany(info))
                .map(ImageTask::label)
                .toList();
    }

    private static List<CommandInfo> takingImages(Context context) {
        CommandService commands = context.service(CommandService.class);
        return MenuEntry.all(ImageTask.class.getClassLoader()).stream()
                .map(entry -> commands.getCommand(entry.command()))
                .filter(info -> info.getDelegateClassName().startsWith(OWN)
                        && imageOf(info).isPresent())
                .toList();
    }

    private static boolean isOfMany(CommandInfo command) {
        try {
            return OfManyImages.class.isAssignableFrom(command.loadDelegateClass());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ModuleItem<?>> imageOf(CommandInfo command) {
        for (ModuleItem<?> item : command.inputs()) if (Inputs.isImage(item)) return Optional.of(item);
        return Optional.empty();
    }

    private static String label(CommandInfo command) {
        return command.getMenuPath().getLeaf().getName();
    }

    /** The files and folders that its inputs name, given or by default; a text counts where it is the path of a file. */
    public List<Path> files() {
        Module module = module();
        List<Path> files = new ArrayList<>();
        for (ModuleItem<?> item : command.inputs()) {
            Object value = item.getValue(module);
            if (value instanceof File file && file.exists()) files.add(file.toPath());
            if (value instanceof String text && new File(text.strip()).isFile()) files.add(Path.of(text.strip()));
        }
        return files;
    }

    /** The model that it looks through: the one that is given, or the session's; none where it needs none. */
    public Optional<ModelChoice> model() {
        Module module = module();
        for (ModuleItem<?> item : command.inputs())
            if (Inputs.key(item).equals("model") && item.getType() == File.class)
                return ModelChoice.parse((File) item.getValue(module)).or(() -> Optional.of(Models.SESSION.chosen()));
        return Optional.empty();
    }

    /**
     * Runs it.
     *
     * @param image need not be open in a window; it counts as the active one meanwhile, in this thread
     * @throws UserException what went wrong
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public List<Result> run(ImagePlus image, Progress progress) {
        Module module = module();
        imageOf(command).ifPresent(item -> module.setInput(item.getName(), image));
        ImagePlus before = WindowManager.getTempCurrentImage();
        WindowManager.setTempCurrentImage(image);
        try {
            ((PluginCommand) module.getDelegateObject()).runWithin(progress);
        } finally {
            WindowManager.setTempCurrentImage(before);
        }
        List<Result> results = new ArrayList<>();
        for (ModuleItem<?> item : command.outputs()) {
            Object value = module.getOutput(item.getName());
            boolean rows = value instanceof ResultsTable table && table.size() > 0;
            if (rows || value instanceof ImagePlus) results.add(new Result(Inputs.label(item), value));
        }
        return results;
    }

    private Module module() {
        Module module;
        try {
            module = command.createModule();
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
        for (AbstractPreprocessorPlugin step : List.of(new ServicePreprocessor(), new InitPreprocessor())) {
            context.inject(step);
            step.process(module);
        }
        Inputs inputs = new Inputs(module, context.service(ConvertService.class));
        values.forEach((key, text) -> inputs.set(inputs.item(key), text));
        return module;
    }
}
