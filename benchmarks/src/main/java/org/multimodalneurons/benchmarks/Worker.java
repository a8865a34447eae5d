package org.multimodalneurons.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.multimodalneurons.model.Precision;
import org.multimodalneurons.model.Unit;

/**
 * This library's side of the comparison with other engines: a process that sleeps until it is asked. A request is a line:
 * a verb and its arguments, separated by tabs; so is the answer: {@code ok} and values, or {@code error} and what was
 * wrong.
 */
public final class Worker {

    private Worker() {}

    /**
     * Answers until the input ends.
     *
     * @param arguments nothing, or a {@link Precision}
     */
    public static void main(String[] arguments) throws IOException {
        Precision precision = arguments.length == 0 ? Precision.FULL : Precision.valueOf(arguments[0]);
        PrintStream answers = System.out;
        System.setOut(System.err); // what libraries print must not get among the answers
        try (var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var timed = new TimedModel(precision)) {
            for (String line = requests.readLine(); line != null; line = requests.readLine())
                answers.println(answer(timed, line.split("\t")));
        }
    }

    private static String answer(TimedModel timed, String[] request) {
        try {
            return run(timed, request).stream().map(value -> "\t" + value).collect(Collectors.joining("", "ok", ""));
        } catch (IOException | RuntimeException e) {
            return "error\t" + request[0] + ": " + e.toString().replace('\n', ' ');
        }
    }

    private static Unit unit(String[] request) {
        return new Unit(request[1], Integer.parseInt(request[2]));
    }

    /** The verbs; seconds and sizes are what they answer. */
    private static List<? extends Number> run(TimedModel timed, String[] request) throws IOException {
        return switch (request[0]) {
            case "open" -> timed.open(Path.of(request[1]));
            case "pixels" ->
                timed.pixels(Path.of(request[1]), Integer.parseInt(request[2]), Integer.parseInt(request[3]));
            case "encode" -> timed.encode(Integer.parseInt(request[1]));
            case "embeddings" -> timed.embeddings(Path.of(request[1]));
            case "visualize" -> timed.visualize(unit(request), Integer.parseInt(request[3]));
            case "slope" -> timed.slope(unit(request), Path.of(request[3]));
            case "folder" -> timed.folder(Path.of(request[1]), Path.of(request[2]));
            case "pictures" -> timed.pictures(Path.of(request[1]));
            case "warm up" -> timed.warmUp(Double.parseDouble(request[1]));
            case "preprocess" -> timed.preprocess(Integer.parseInt(request[1]));
            case "preprocessed" -> timed.preprocessed(Path.of(request[1]));
            default -> throw new IllegalArgumentException("no such request");
        };
    }
}
