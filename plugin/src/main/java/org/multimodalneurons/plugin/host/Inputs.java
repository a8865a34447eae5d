package org.multimodalneurons.plugin.host;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.WindowManager;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.PluginCommand;
import org.multimodalneurons.plugin.imagej.ImageFile;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandModuleItem;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

/**
 * The inputs of a command that a person, a macro or a command line gives: named by the parameter in lower case, written
 * as text, checked against the annotation's type, choices and bounds.
 */
final class Inputs {

    /** The choice of no image, where a command can do without. */
    private static final String NONE = "none";

    private final Module module;
    private final ConvertService converter;

    Inputs(Module module, ConvertService converter) {
        this.module = module;
        this.converter = converter;
    }

    /** What is still to be given, in the order of the annotations; messages, which are shown only, are among them. */
    List<ModuleItem<?>> open() {
        List<ModuleItem<?>> items = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().inputs())
            if (!module.isInputResolved(item.getName()) && item.getVisibility() != ItemVisibility.INVISIBLE)
                items.add(item);
        return items;
    }

    /**
     * The same in groups, as a person thinks of them: what only this command has comes first, what it shares with all others
     * last.
     */
    List<List<ModuleItem<?>>> openGroups() {
        Map<Integer, List<ModuleItem<?>>> groups = new TreeMap<>(Comparator.reverseOrder());
        for (ModuleItem<?> item : open())
            groups.computeIfAbsent(depth(item), depth -> new ArrayList<>()).add(item);
        return List.copyOf(groups.values());
    }

    /** How many classes the one that declares the input extends; above all for what the command is about. */
    private static int depth(ModuleItem<?> item) {
        if (item.is(PluginCommand.SUBJECT)) return Integer.MAX_VALUE;
        int depth = 0;
        if (item instanceof CommandModuleItem<?> parameter)
            for (Class<?> type = parameter.getField().getDeclaringClass(); type != null; type = type.getSuperclass())
                depth++;
        return depth;
    }

    /** Whether only this command has it: its own class declares it. */
    boolean isOwn(ModuleItem<?> item) {
        return item instanceof CommandModuleItem<?> parameter
                && parameter.getField().getDeclaringClass()
                        == module.getDelegateObject().getClass();
    }

    /**
     * What is still to be given, by its name in macros.
     *
     * @throws UserException when there is none of that name
     */
    ModuleItem<?> item(String key) {
        List<ModuleItem<?>> open = open();
        return open.stream()
                .filter(item -> key(item).equals(key))
                .findFirst()
                .orElseThrow(() -> new UserException("\"" + key + "\" is no option of "
                        + module.getInfo().getTitle() + ", which has "
                        + String.join(", ", open.stream().map(Inputs::key).toList())
                        + ". A value of several words is written in brackets, key=[two words]; one that holds a bracket"
                        + " without its counterpart in apostrophes, key='br]k', or in a variable, key=&variable."));
    }

    /** The name of an input in macros. */
    static String key(ModuleItem<?> item) {
        return item.getName().toLowerCase(Locale.ROOT);
    }

    /** What a person sees as its name. */
    static String label(ModuleItem<?> item) {
        String label = item.getLabel();
        return label == null || label.isEmpty() ? item.getName() : label;
    }

    static boolean isMessage(ModuleItem<?> item) {
        return item.getVisibility() == ItemVisibility.MESSAGE;
    }

    static boolean isSwitch(ModuleItem<?> item) {
        return item.getType() == boolean.class || item.getType() == Boolean.class;
    }

    static boolean isImage(ModuleItem<?> item) {
        return item.getType() == ImagePlus.class;
    }

    /** The texts to choose from; empty when any is right. */
    static List<String> choices(ModuleItem<?> item) {
        if (isImage(item))
            return Stream.concat(
                            openImages().stream().map(ImagePlus::getTitle),
                            Stream.of(NONE).filter(none -> !item.isRequired()))
                    .toList();
        if (item.getType().isEnum())
            return Arrays.stream(item.getType().getEnumConstants())
                    .map(Object::toString)
                    .toList();
        List<?> choices = item.getChoices();
        return choices == null
                ? List.of()
                : choices.stream().map(String::valueOf).toList();
    }

    /** The present value as text; empty when there is none. */
    String text(ModuleItem<?> item) {
        Object value = item.getValue(module);
        if (value instanceof ImagePlus image) return image.getTitle();
        return plain(value);
    }

    /**
     * Gives one input its value and counts it as settled.
     *
     * @throws UserException when the text does not stand for a value of its type, among its choices, within its bounds
     */
    void set(ModuleItem<?> item, String text) {
        List<String> choices = choices(item);
        Object value;
        if (isImage(item)) value = image(item, text);
        else if (item.getType().isEnum()) value = item.getType().getEnumConstants()[choice(item, choices, text)];
        else if (!choices.isEmpty()) value = convert(item, choices.get(choice(item, choices, text)));
        else value = convert(item, text);
        if (value == null && item.isRequired() && item.getType() == File.class) throw missing(item);
        check(item, value, text);
        module.setInput(item.getName(), value);
        module.resolveInput(item.getName());
    }

    /**
     * Takes the active image where one image is asked for; ImageJ's own commands do the same.
     *
     * @throws UserException when the command needs an image and none is open
     */
    void takeActiveImage() {
        List<ModuleItem<?>> images = open().stream().filter(Inputs::isImage).toList();
        if (images.size() != 1) return;
        ModuleItem<?> item = images.get(0);
        ImagePlus active = WindowManager.getCurrentImage();
        if (active == null && item.isRequired())
            throw new UserException(module.getInfo().getTitle() + " needs an image, and none is open. Open one first.");
        if (active != null) module.setInput(item.getName(), active);
        module.resolveInput(item.getName());
    }

    private static ImagePlus image(ModuleItem<?> item, String text) {
        if (text.equals(NONE) && !item.isRequired()) return null;
        for (ImagePlus image : openImages()) if (image.getTitle().equals(text)) return image;
        if (new File(text).isFile()) return ImageFile.image(Path.of(text));
        throw fault(item, text, "the title of an open image or the path of an image that ImageJ can read");
    }

    private static List<ImagePlus> openImages() {
        int[] ids = WindowManager.getIDList();
        return ids == null
                ? List.of()
                : IntStream.of(ids)
                        .mapToObj(WindowManager::getImage)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static int choice(ModuleItem<?> item, List<String> choices, String text) {
        for (int i = 0; i < choices.size(); i++) if (choices.get(i).equalsIgnoreCase(text.trim())) return i;
        throw fault(item, text, "one of: " + String.join(", ", choices));
    }

    private Object convert(ModuleItem<?> item, String text) {
        if (isSwitch(item)) return flag(item, text);
        if (item.getType() == String.class) return text;
        if (item.getType() == File.class) return text.isBlank() ? null : new File(text);
        Object value = converter.convert(text.trim(), item.getType());
        boolean number =
                Number.class.isAssignableFrom(item.getType()) || item.getType().isPrimitive();
        if (value == null || (number && !text.trim().matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")))
            throw fault(item, text, number ? "a number" : "a " + item.getType().getSimpleName());
        return value;
    }

    private static boolean flag(ModuleItem<?> item, String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw fault(item, text, "true or false");
        };
    }

    private static void check(ModuleItem<?> item, Object value, String text) {
        if (!(value instanceof Number number)) return;
        double least = item.getMinimumValue() instanceof Number n ? n.doubleValue() : Double.NEGATIVE_INFINITY;
        double most = item.getMaximumValue() instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY;
        if (number.doubleValue() < least || number.doubleValue() > most)
            throw fault(item, text, "a number " + bounds(item));
    }

    /** The bounds of a number in words; empty when it has none. */
    static String bounds(ModuleItem<?> item) {
        Object least = item.getMinimumValue();
        Object most = item.getMaximumValue();
        if (least == null && most == null) return "";
        if (most == null) return "\u2265 " + plain(least);
        return least == null ? "\u2264 " + plain(most) : plain(least) + " to " + plain(most);
    }

    /** Whole numbers without a point. */
    private static String plain(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : Objects.toString(value, "");
    }

    private static UserException missing(ModuleItem<?> item) {
        String kind = FileWidget.DIRECTORY_STYLE.equals(item.getWidgetStyle()) ? "folder" : "file";
        return new UserException(label(item) + " (" + key(item) + "): no " + kind + " is given; choose one.");
    }

    private static UserException fault(ModuleItem<?> item, String found, String expected) {
        return new UserException(
                label(item) + " (" + key(item) + "): expected " + expected + ", found \"" + found + "\".");
    }
}
