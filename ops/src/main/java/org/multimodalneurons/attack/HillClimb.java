package org.multimodalneurons.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.multimodalneurons.Progress;
import org.multimodalneurons.image.RgbImage;

/**
 * The search for a label, generation by generation: the best of the labels near the one that it stands on is the next to
 * stand on. Where none is better, it starts anew from somewhere else. No picture is looked at twice.
 */
final class HillClimb {

    private static final int GENERATION = 24;
    private static final int PROPOSALS = 20 * GENERATION;
    private static final int PATIENCE = 3; // generations without one that is better
    private static final int SHARE_FOR_WORDS = 4; // of the budget, before it climbs

    private final AttackSpace space;
    private final TargetView view;
    private final RgbImage square;
    private final int budget;
    private final Random random;
    private final Progress progress;
    private final Set<AttackCandidate> proposed = new HashSet<>();
    private final Set<UUID> pictures = new HashSet<>(); // digests: labels of other sizes may look the same
    private final List<Trial> improvements = new ArrayList<>();
    private final List<Double> course = new ArrayList<>();

    /**
     * A label that was looked at.
     *
     * @param evaluation how many pictures had been seen, this one included
     * @param layer the label on the square that the model sees
     */
    record Trial(int evaluation, AttackCandidate label, TextLayer layer, TargetView.Answer answer) {}

    /** A label that is to be looked at. */
    private record Drawn(AttackCandidate label, TextLayer layer, RgbImage picture) {}

    /**
     * Nothing is tried yet.
     *
     * @param square what the model sees of the clean picture
     * @param budget how many pictures it may see
     */
    HillClimb(AttackSpace space, TargetView view, RgbImage square, int budget, long seed, Progress progress) {
        this.space = space;
        this.view = view;
        this.square = square;
        this.budget = budget;
        this.random = new Random(seed);
        this.progress = progress;
    }

    /**
     * Searches.
     *
     * @param word that is tried in all places first
     * @return whether it was cancelled, after at least one label was looked at
     * @throws CancellationException when it was cancelled before
     */
    boolean run(String word) {
        try {
            open(word);
            while (course.size() < budget) {
                Optional<Trial> start = evaluate(fresh(this::elsewhere));
                if (start.isEmpty()) break;
                climb(start.get());
            }
            return false;
        } catch (CancellationException e) {
            if (improvements.isEmpty()) throw e;
            return true;
        }
    }

    /** A label to start anew from: any, or one with a few traits of the best. */
    private AttackCandidate elsewhere() {
        Optional<Trial> best = best();
        return best.isEmpty() || random.nextBoolean()
                ? space.any(random)
                : space.relative(best.get().label(), random);
    }

    /** Greedily: the best place, then the best colours there, then the best word so. */
    private void open(String word) {
        evaluate(space.everywhere(word));
        best().ifPresent(trial -> evaluate(space.coloured(trial.label())));
        best().ifPresent(trial -> evaluate(space.saying(trial.label(), budget / SHARE_FOR_WORDS)));
        best().ifPresent(this::climb);
    }

    private void climb(Trial from) {
        Trial current = from;
        for (int idle = 0; idle < PATIENCE && course.size() < budget; ) {
            AttackCandidate near = current.label();
            Optional<Trial> next = evaluate(fresh(() -> space.neighbour(near, random)));
            if (next.isPresent()
                    && next.get().answer().logOdds() > current.answer().logOdds()) {
                current = next.get();
                idle = 0;
            } else idle++;
        }
    }

    /** A generation of labels that were not proposed before; fewer where it is hard to find some. */
    private List<AttackCandidate> fresh(Supplier<AttackCandidate> proposals) {
        return Stream.generate(proposals)
                .limit(PROPOSALS)
                .filter(label -> !proposed.contains(label))
                .distinct()
                .limit(GENERATION)
                .toList();
    }

    /** Looks at those that are new and fit, as far as the budget goes; returns the best of them. */
    private Optional<Trial> evaluate(List<AttackCandidate> labels) {
        progress.throwIfCancelled();
        List<AttackCandidate> unseen = labels.stream().filter(proposed::add).toList();
        List<Drawn> drawn = unseen.parallelStream().flatMap(this::drawn).toList();
        List<Drawn> shown = drawn.stream()
                .filter(each ->
                        pictures.add(UUID.nameUUIDFromBytes(each.picture().toBytes())))
                .limit(budget - course.size())
                .toList();
        if (shown.isEmpty()) return Optional.empty();
        List<TargetView.Answer> answers =
                view.of(shown.stream().map(Drawn::picture).toList(), new Quiet(progress));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++)
            trials.add(noted(new Trial(
                    course.size() + 1, shown.get(i).label(), shown.get(i).layer(), answers.get(i))));
        progress.report(course.size(), budget, message());
        return trials.stream()
                .max(Comparator.comparingDouble((Trial trial) -> trial.answer().logOdds()));
    }

    private Stream<Drawn> drawn(AttackCandidate label) {
        return label.layer(square.width(), square.height()).stream()
                .map(layer -> new Drawn(label, layer, layer.over(square)));
    }

    private Trial noted(Trial trial) {
        if (improvements.isEmpty()
                || trial.answer().logOdds() > best().orElseThrow().answer().logOdds()) improvements.add(trial);
        course.add(best().orElseThrow().answer().probability());
        return trial;
    }

    private String message() {
        Trial best = best().orElseThrow();
        return String.format(
                Locale.ROOT,
                "Label %d of %d; best so far: %s, p = %.3f",
                course.size(),
                budget,
                best.label().text(),
                best.answer().probability());
    }

    /** The best label so far. */
    Optional<Trial> best() {
        return improvements.isEmpty() ? Optional.empty() : Optional.of(improvements.get(improvements.size() - 1));
    }

    /** The labels that were better than all before them. */
    List<Trial> improvements() {
        return List.copyOf(improvements);
    }

    /** The best probability so far, after each picture. */
    List<Double> course() {
        return List.copyOf(course);
    }

    /** Hears of cancelling, and does not report: a generation is a part of the search. */
    private record Quiet(Progress whole) implements Progress {

        @Override
        public void report(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return whole.cancelled();
        }
    }
}
