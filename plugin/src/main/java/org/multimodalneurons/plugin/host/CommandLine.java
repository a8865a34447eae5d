package org.multimodalneurons.plugin.host;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.IJ;
import ij.ImageJ;
import ij.macro.Interpreter;
import ij.plugin.Macro_Runner;
import org.multimodalneurons.UserException;
import org.multimodalneurons.plugin.imagej.MacroStop;
import org.scijava.command.CommandInfo;
import org.scijava.parse.Items;
import org.scijava.parse.ParseService;

/** What {@link Launcher} does, with SciJava on the class path. */
public final class CommandLine {

    private static final String USAGE =
            """
            Arguments, each in the order in which it is to act:
              --headless             use no display, even where there is one
              --output FOLDER        write tables as CSV and pictures as PNG or TIFF
              --run COMMAND "key=value, key='some text'"
                                     run a command, by menu label or class; image=PATH opens an image
              --run FILE.ijm ["argument"]
                                     run a macro
              -Dname=value           set a system property""";

    /** What follows the launcher's name makes no sense. */
    private static final class BadArguments extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadArguments(String message) {
            super(message);
        }
    }

    private final Deque<String> arguments;
    private final List<Runnable> reports = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    private CommandLine(String... arguments) {
        this.arguments = new ArrayDeque<>(List.of(arguments));
        this.arguments.removeIf("--headless"::equals); // the launcher saw it before any window could open
    }

    /**
     * Does what the arguments say, up to the first command or macro that fails. One that goes through but lists files that
     * it could not read does not stop the others.
     *
     * @return 0 when all went well, 1 when a command or macro failed or listed such files, 2 when the arguments make no
     *     sense
     */
    public static int run(String... arguments) {
        CommandLine line = new CommandLine(arguments);
        int status = line.status();
        line.reports.forEach(Runnable::run);
        line.incomplete.forEach(System.err::println);
        return status == 0 && !line.incomplete.isEmpty() ? 1 : status;
    }

    private int status() {
        try {
            process();
            return 0;
        } catch (UserException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (BadArguments e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            return 2;
        } catch (RuntimeException e) { // nobody's mistake but ours: whoever reports it has the trace
            System.err.println("It failed unexpectedly: " + e);
            e.printStackTrace();
            return 1;
        }
    }

    private void process() {
        if (arguments.isEmpty()) throw new BadArguments("There is nothing to do.");
        if (GraphicsEnvironment.isHeadless()) HeadlessImageJ.start();
        else new ImageJ(ImageJ.STANDALONE).exitWhenQuitting(true);
        PlainHost.tellIncomplete(this::addIncomplete);
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            if (argument.equals("--output")) writeTo(path(next("--output needs a folder.")));
            else if (argument.equals("--run")) run(next("--run needs a command or a macro file."), parameter());
            else if (argument.matches("-D[^=]+=.*")) property(argument.substring(2));
            else throw new BadArguments("Unknown argument: " + argument);
        }
    }

    /** Unless the macro stops for that, and says so. */
    private void addIncomplete(String sentence) {
        if (!MacroStop.isHeard()) incomplete.add(sentence);
    }

    private void writeTo(Path path) {
        OutputFolder writer = new OutputFolder(path);
        PlainHost.writeTo(writer);
        reports.add(() -> {
            if (writer.written().isEmpty()) return;
            System.out.println("Written to " + path.toAbsolutePath().normalize() + ":");
            writer.written().forEach(file -> System.out.println("  " + file.getFileName()));
        });
    }

    private String next(String complaint) {
        if (arguments.isEmpty()) throw new BadArguments(complaint);
        return arguments.pop();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadArguments("No file or folder can have this name: " + e.getMessage());
        }
    }

    /** SciJava's rule: what follows belongs to the argument unless it begins with a dash. */
    private String parameter() {
        return arguments.isEmpty() || arguments.peek().startsWith("-") ? "" : arguments.pop();
    }

    private static void property(String assignment) {
        int equals = assignment.indexOf('=');
        System.setProperty(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static void run(String code, String parameter) {
        if (code.matches(".*\\.(groovy|py|js|bsh|rb|clj|scala)"))
            throw new UserException(
                    "The script " + code + " needs Fiji, which knows its language: fiji --headless --run " + code
                            + " 'key=\"value\"'. Here macros (.ijm) and commands run.");
        if (code.endsWith(".ijm") || code.endsWith(".txt")) {
            runMacro(path(code), parameter);
        } else {
            CommandInfo command = PlainHost.info(code);
            String reason = PlainHost.run(command, values(parameter), false);
            if (!reason.isEmpty()) throw new UserException(reason);
        }
    }

    /** Values by key, from {@code key=value, key='some text'}; SciJava's parser knows numbers, texts and truth values. */
    private static Map<String, String> values(String parameter) {
        Map<String, String> values = new LinkedHashMap<>();
        if (parameter.isBlank()) return values;
        Items items;
        try {
            items = PlainHost.context().service(ParseService.class).parse(parameter, false);
        } catch (RuntimeException e) {
            throw unreadable(parameter, e);
        }
        if (!items.isMap()) throw unreadable(parameter, null);
        items.asMap().forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), String.valueOf(value)));
        return values;
    }

    private static UserException unreadable(String parameter, Throwable cause) {
        return new UserException(
                "The values cannot be read: " + parameter
                        + ". Write key=value, key='some text'; text and paths in quotes.",
                cause);
    }

    private static void runMacro(Path file, String argument) {
        String path = file.toAbsolutePath().toString();
        if (GraphicsEnvironment.isHeadless()) runQuietly(file, path, argument);
        else IJ.runMacroFile(path, argument); // ImageJ shows what goes wrong
    }

    private static void runQuietly(Path file, String path, String argument) {
        Interpreter interpreter = new Interpreter();
        String code = code(file);
        String place = ", line ";
        try (MacroStop stop = MacroStop.listen()) {
            tellMacros(path);
            try {
                interpreter.run(code, argument);
            } catch (RuntimeException e) {
                // With no display ImageJ fails while it shows the macro's error; the error itself is known by
                // then, and the place is the statement after it.
                if (interpreter.getErrorMessage() == null && !MacroStop.isHeard()) throw e;
                place = ", near line ";
            }
            if (MacroStop.isHeard()) throw new UserException(file + stop.reason(interpreter));
        }
        if (interpreter.getErrorMessage() != null)
            throw new UserException(file + place + interpreter.getLineNumber() + ": " + interpreter.getErrorMessage());
    }

    private static String code(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserException("The macro " + file + " cannot be read.", e);
        }
    }

    /** What {@code getInfo("macro.filepath")} returns; ImageJ sets it only where it shows errors in dialogs. */
    private static void tellMacros(String path) {
        try {
            Field filePath = Macro_Runner.class.getDeclaredField("filePath");
            filePath.setAccessible(true);
            filePath.set(null, path);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This ImageJ keeps the path of a macro elsewhere; 1.54p is known to work.", e);
        }
    }
}
