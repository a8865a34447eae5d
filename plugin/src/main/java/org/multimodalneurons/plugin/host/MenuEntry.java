package org.multimodalneurons.plugin.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.plugin.Plugin;

/**
 * One command as plain ImageJ's menu shows it, read from the same annotation that Fiji's menu comes from.
 *
 * @param menu the menus above it, such as {@code Plugins>Multimodal Neurons>Embed}
 * @param label the entry, by which macros call it, such as {@code Compare...}
 * @param command class name of the SciJava command
 */
public record MenuEntry(String menu, String label, String command) {

    private static final String OWN = "org.multimodalneurons.";

    /** Every command of ours with a place in the menu, by menu and label. */
    static List<MenuEntry> all(ClassLoader loader) {
        List<MenuEntry> entries = new ArrayList<>();
        for (IndexItem<Plugin> item : Index.load(Plugin.class, loader)) {
            String path = item.annotation().menuPath();
            int leaf = path.lastIndexOf('>');
            if (item.className().startsWith(OWN) && leaf > 0)
                entries.add(new MenuEntry(
                        path.substring(0, leaf).trim(), path.substring(leaf + 1).trim(), item.className()));
        }
        entries.sort(Comparator.comparing(MenuEntry::menu).thenComparing(MenuEntry::label));
        return entries;
    }

    /** What ImageJ's command table holds for it: the class that runs it, and its argument. */
    String action() {
        return RunCommand.class.getName() + "(\"" + command + "\")";
    }

    /** Its line in {@code plugins.config}. */
    String line() {
        return menu + ", \"" + label + "\", " + action();
    }

    /**
     * Writes {@code plugins.config}; the build calls it.
     *
     * @param arguments the file to write
     */
    public static void main(String... arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                all(MenuEntry.class.getClassLoader()).stream()
                        .map(MenuEntry::line)
                        .toList());
    }
}
