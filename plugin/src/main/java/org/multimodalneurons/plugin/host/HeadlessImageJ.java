package org.multimodalneurons.plugin.host;

import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.IJ;
import ij.Menus;

/**
 * Lets macros call {@code run("...")} with no display. ImageJ looks commands up in the table that it fills while it
 * builds its menu bar, and no menu can be built without a display. So we have it begin, which makes the table and reads
 * the preferences before it fails, and fill the table ourselves: from ImageJ's own list {@code IJ_Props.txt}, from the
 * entries that are written in {@link Menus}, and with our commands.
 */
final class HeadlessImageJ {

    /** {@code "Label[shortcut]",class("argument")}, as ImageJ's lists write a command. */
    private static final Pattern COMMAND = Pattern.compile("\"(.+?)(?:\\[\\w\\])?\",\\s*(ij\\..+)");

    private HeadlessImageJ() {}

    /** Readies ImageJ; once is enough, twice does no harm. */
    static void start() {
        if (Menus.getCommands() == null) {
            try {
                IJ.run("");
            } catch (HeadlessException expected) {
                // The table is there now.
            }
        }
        @SuppressWarnings("unchecked")
        Map<String, String> table = Menus.getCommands();
        String runner = HeadlessCommand.class.getName();
        builtIn().keySet().forEach(label -> table.put(label, runner + "(\"" + label + "\")"));
        MenuEntry.all(Thread.currentThread().getContextClassLoader())
                .forEach(entry -> table.put(entry.label(), entry.action()));
    }

    /** ImageJ's own commands by label. */
    static Map<String, String> builtIn() {
        Properties lists = new Properties();
        try (InputStream props = IJ.class.getResourceAsStream("/IJ_Props.txt");
                InputStream bar = HeadlessImageJ.class.getResourceAsStream("menu-bar.properties")) {
            lists.load(props);
            lists.load(bar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> commands = new LinkedHashMap<>();
        for (Object line : lists.values()) {
            Matcher command = COMMAND.matcher(line.toString().trim());
            if (command.matches()) commands.put(command.group(1), command.group(2));
        }
        return commands;
    }
}
