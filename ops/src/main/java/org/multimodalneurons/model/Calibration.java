package org.multimodalneurons.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.multimodalneurons.WholeFile;
import org.multimodalneurons.model.Kernels.Convolution;
import org.multimodalneurons.model.Kernels.Product;

/**
 * Which kernels are fastest on this machine: measured once, in well under a second, and kept in a file. Another
 * processor, another number of threads, another PyTorch or a version with other kernels is measured anew.
 */
final class Calibration {

    /** System property: the file that keeps what was measured. */
    static final String FILE_PROPERTY = "multimodal.neurons.calibration";

    /** The usual way is left only for one that takes at most this part of its time: smaller gains are noise. */
    private static final double WORTHWHILE = .95;

    private static final String MACHINE = "machine";
    private static final String WAYS = "ways";

    private static final List<Enum<?>> WAYS_TO_COMPUTE = Stream.<Enum<?>>concat(
                    Arrays.stream(Convolution.values()), Arrays.stream(Product.values()))
            .toList();

    private static Optional<Calibration> here = Optional.empty();

    private final Map<Enum<?>, Double> milliseconds;

    /**
     * What was measured.
     *
     * @param milliseconds by {@link Convolution} and {@link Product}; those that do not run here are left out
     */
    Calibration(Map<Enum<?>, Double> milliseconds) {
        this.milliseconds = new LinkedHashMap<>(milliseconds);
    }

    /** That of this machine: the one in memory, else the file's, else a new one. */
    static synchronized Calibration here() {
        if (here.isEmpty()) here = Optional.of(of(file(), machine(), KernelTimes::measure));
        return here.get();
    }

    /**
     * The file's, if it was measured on that machine, else a new one, which the file keeps. A file that cannot be read or
     * written costs a measurement, nothing else.
     */
    static Calibration of(Path file, String machine, Supplier<Map<Enum<?>, Double>> measurement) {
        return read(file, machine).orElseGet(() -> {
            var measured = new Calibration(measurement.get());
            measured.write(file, machine);
            return measured;
        });
    }

    /** The kernels to use at full precision. */
    Kernels kernels() {
        return new Kernels(fastest(Convolution.values()), fastest(Product.values()), Precision.FULL);
    }

    /** @param ways the usual one first; it is left only for one that is clearly faster */
    private <T extends Enum<T>> T fastest(T[] ways) {
        List<T> measured = Arrays.stream(ways).filter(milliseconds::containsKey).toList();
        T usual = measured.get(0);
        T best = measured.stream().min(Comparator.comparing(milliseconds::get)).orElseThrow();
        return milliseconds.get(best) < WORTHWHILE * milliseconds.get(usual) ? best : usual;
    }

    /** One line for a person: what was chosen, and what each way took. */
    String describe() {
        Kernels chosen = kernels();
        return "convolution " + describe(chosen.convolution(), Convolution.values()) + "; matrix product "
                + describe(chosen.product(), Product.values());
    }

    private <T extends Enum<T>> String describe(T chosen, T[] ways) {
        return lower(chosen) + " ("
                + Arrays.stream(ways)
                        .map(way -> lower(way) + " "
                                + (milliseconds.containsKey(way)
                                        ? String.format(Locale.ROOT, "%.1f ms", milliseconds.get(way))
                                        : "does not run here"))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String lower(Enum<?> way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    private static Path file() {
        return Optional.ofNullable(System.getProperty(FILE_PROPERTY))
                .map(Path::of)
                .orElseGet(() ->
                        Path.of(System.getProperty("user.home"), ".multimodal-neurons", "calibration.properties"));
    }

    private static String machine() {
        PyTorch.Facts engine = PyTorch.facts();
        return Processor.name() + ", " + engine.threads() + " threads, PyTorch " + engine.version();
    }

    private static Optional<Calibration> read(Path file, String machine) {
        var kept = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            kept.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!machine.equals(kept.getProperty(MACHINE)) || !ways().equals(kept.getProperty(WAYS)))
            return Optional.empty();
        Map<Enum<?>, Double> milliseconds = new LinkedHashMap<>();
        try {
            for (Enum<?> way : WAYS_TO_COMPUTE)
                if (kept.containsKey(key(way))) milliseconds.put(way, Double.valueOf(kept.getProperty(key(way))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        boolean complete = milliseconds.containsKey(Convolution.PLAIN) && milliseconds.containsKey(Product.GEMM);
        return complete ? Optional.of(new Calibration(milliseconds)) : Optional.empty();
    }

    private void write(Path file, String machine) {
        var kept = new Properties();
        kept.setProperty(MACHINE, machine);
        kept.setProperty(WAYS, ways());
        milliseconds.forEach((way, time) -> kept.setProperty(key(way), String.valueOf(time)));
        try {
            WholeFile.share(file, draft -> {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    kept.store(out, "Milliseconds that each way to compute took; delete this file to measure again");
                }
            });
        } catch (IOException e) {
            System.getLogger(Calibration.class.getName())
                    .log(System.Logger.Level.DEBUG, "The calibration is not kept: " + e.getMessage());
        }
    }

    /** Their names: a version that knows others measures anew. */
    private static String ways() {
        return WAYS_TO_COMPUTE.stream().map(Calibration::key).collect(Collectors.joining(" "));
    }

    private static String key(Enum<?> way) {
        return way.getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT) + "." + lower(way);
    }
}
