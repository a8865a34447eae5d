package org.multimodalneurons.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Unit;

/**
 * What can be told of one unit from a set of pictures and a list of words: what excites it and what suppresses it, where
 * in these pictures, how its responses are distributed, which written words it answers to and which words it says. Examples
 * are chosen by how far they stand out from others of their modality.
 *
 * @param unit the unit
 * @param pictures the pictures that could be read, with their responses, in their order
 * @param strongest those that excite it most, the strongest first
 * @param weakest those that suppress it most, the lowest response first
 * @param written words, as pictures of black letters on white, that excite it most, the strongest first
 * @param spoken words to whose captions it brings an image nearer, the best first; empty where {@link #speaks} is false
 * @param speaks whether the unit is one of the last neurons, which alone add to the embedding directly
 * @param unreadable the places of pictures that could not be read, from 0, and why
 * @param visualization a picture made to excite the unit, where there is one
 */
public record NeuronCard(
        Unit unit,
        List<Response> pictures,
        List<Example> strongest,
        List<Example> weakest,
        List<Word> written,
        List<Word> spoken,
        boolean speaks,
        Map<Integer, String> unreadable,
        Optional<PixelRows> visualization) {

    /** A picture needs company to have a deviation. */
    private static final int FEWEST = 2;

    private static final double BUCKET = 1;
    private static final int PICTURES_OF_A_BUCKET = 20;
    private static final int SEED = 1;

    /**
     * The mean response of the unit to a picture.
     *
     * @param stimulus the picture
     * @param activation its mean over the map
     * @param deviations how far it lies above the mean of all pictures of its modality, in their standard deviations: drawings
     *     are compared with drawings, words with words; 0 where they do not vary
     */
    public record Response(Stimulus stimulus, double activation, double deviations) {}

    /**
     * A picture and where in it the unit fires.
     *
     * @param response to it
     * @param window around the strongest cell, or for a suppressing picture the weakest one
     */
    public record Example(Response response, FiringWindow window) {}

    /**
     * A word that the unit answers to, or that it says.
     *
     * @param word as it is written
     * @param value of a written word the mean response to its picture, of one that is said the cosine of its embedding with the
     *     unit's direction
     * @param deviations how far that lies above the mean of all words, in their standard deviations
     */
    public record Word(String word, double value, double deviations) {}

    /** Copies the lists. */
    public NeuronCard {
        pictures = List.copyOf(pictures);
        strongest = List.copyOf(strongest);
        weakest = List.copyOf(weakest);
        written = List.copyOf(written);
        spoken = List.copyOf(spoken);
        unreadable = Map.copyOf(unreadable);
    }

    /**
     * Looks at a unit.
     *
     * @param unit of the image encoder
     * @param stimuli the pictures, at least two readable ones
     * @param words not blank; of those that the model was never taught it is only told how the unit answers to their pictures
     * @param count of examples and of words, at most
     * @param answers how answers to the words are come by
     * @throws UserException when there are too few pictures, or no such unit
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static NeuronCard of(
            ClipModel clip,
            Unit unit,
            List<Stimulus> stimuli,
            List<String> words,
            int count,
            WordAnswers answers,
            Progress progress) {
        var unreadable = new LinkedHashMap<Integer, String>();
        List<Response> responses = responses(clip, unit, stimuli, unreadable, progress);
        List<Response> sorted = responses.stream()
                .sorted(Comparator.comparingDouble(Response::deviations).reversed())
                .toList();
        int shown = Math.min(count, sorted.size() / 2); // none is shown as both
        List<Example> strongest = sorted.subList(0, Math.max(1, shown)).stream()
                .map(response -> example(clip, unit, response, true))
                .toList();
        List<Example> weakest = IntStream.range(0, shown)
                .mapToObj(i -> example(clip, unit, sorted.get(sorted.size() - 1 - i), false))
                .toList();
        boolean speaks = speaks(clip, unit);
        return new NeuronCard(
                unit,
                responses,
                strongest,
                weakest,
                written(clip, unit, words, count, answers, progress),
                speaks ? spoken(clip, unit, WordList.known(clip, words), count, answers, progress) : List.of(),
                speaks,
                unreadable,
                Optional.empty());
    }

    /** The same card with a picture that was made to excite the unit. */
    public NeuronCard withVisualization(PixelRows picture) {
        return new NeuronCard(
                unit, pictures, strongest, weakest, written, spoken, speaks, unreadable, Optional.of(picture));
    }

    /**
     * Shows pictures to a unit.
     *
     * @param unit of the image encoder
     * @param stimuli the pictures, at least two readable ones
     * @param unreadable receives the places of the others, from 0, and why
     * @return the responses, in the order of the pictures
     * @throws UserException when there are too few pictures, or no such unit
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static List<Response> responses(
            ClipModel clip, Unit unit, List<Stimulus> stimuli, Map<Integer, String> unreadable, Progress progress) {
        Map<Integer, Double> read = new LinkedHashMap<>();
        Responses.of(clip, List.of(clip.image().layer(unit.layer())))
                .images(
                        Stimulus.pictures(stimuli),
                        new ResponseSink() {
                            @Override
                            public void accept(int item, Layer each, float[] mean, float[] max) {
                                read.put(item, (double) mean[unit.index()]);
                            }

                            @Override
                            public void unreadable(int item, UserException fault) {
                                unreadable.put(item, fault.getMessage());
                            }
                        },
                        progress);
        if (read.size() < FEWEST)
            throw new UserException("At least " + FEWEST + " readable pictures are needed, found " + read.size()
                    + "; choose a folder with more, some hundred if possible.");
        Map<String, List<Double>> byModality = new LinkedHashMap<>();
        read.forEach((item, activation) -> byModality
                .computeIfAbsent(stimuli.get(item).modality(), name -> new ArrayList<>())
                .add(activation));
        Map<String, Usual> usual = new LinkedHashMap<>();
        byModality.forEach((modality, activations) -> usual.put(modality, Usual.of(activations)));
        List<Response> responses = new ArrayList<>();
        read.forEach((item, activation) -> {
            Stimulus stimulus = stimuli.get(item);
            responses.add(new Response(
                    stimulus, activation, usual.get(stimulus.modality()).deviations(activation)));
        });
        return responses;
    }

    /** Responses by modality, those to a concept before those to all else, where the set tells modalities. */
    public Map<String, List<Response>> byModality(String concept) {
        Map<String, List<Response>> groups = new LinkedHashMap<>();
        for (boolean own : new boolean[] {true, false})
            for (Response response : pictures) {
                Stimulus stimulus = response.stimulus();
                if (stimulus.modality().isEmpty() || stimulus.concept().equals(concept) != own) continue;
                String group = (own ? concept : "others") + ", " + stimulus.modality();
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(response);
            }
        return groups;
    }

    /**
     * How likely a picture shows a concept, and how, given how strongly the unit responds: by the names of the folders, from at
     * most {@value #PICTURES_OF_A_BUCKET} pictures of each bucket of one standard deviation.
     *
     * @param concept one of the pictures'
     * @return empty where the unit responds to all pictures alike
     */
    public List<ConditionalProbability.Share> conditionalProbability(String concept) {
        if (pictures.stream().mapToDouble(Response::activation).distinct().count() < 2) return List.of();
        BlindSample sample = BlindSample.draw(pictures, BUCKET, PICTURES_OF_A_BUCKET, SEED);
        return ConditionalProbability.of(
                sample.items(),
                sample.items().stream()
                        .map(item -> ConditionalProbability.label(item.stimulus(), concept))
                        .toList());
    }

    /** What responses to pictures of one kind are large or small against. */
    private record Usual(double mean, double deviation) {

        static Usual of(List<Double> activations) {
            var statistics = new DescriptiveStatistics();
            activations.forEach(statistics::addValue);
            return new Usual(statistics.getMean(), statistics.getStandardDeviation());
        }

        double deviations(double activation) {
            return deviation > 0 ? (activation - mean) / deviation : 0;
        }
    }

    private static Example example(ClipModel clip, Unit unit, Response response, boolean strongest) {
        PixelRows picture = response.stimulus().picture().get();
        return new Example(response, FiringWindow.of(clip, unit, picture, strongest));
    }

    private static List<Word> written(
            ClipModel clip, Unit unit, List<String> words, int count, WordAnswers answers, Progress progress) {
        if (words.isEmpty()) return List.of();
        return answers
                .written(clip, clip.image().layer(unit.layer()), words, progress)
                .top(unit.index(), count)
                .stream()
                .map(best -> new Word(words.get(best.word()), best.value(), best.deviations()))
                .toList();
    }

    private static List<Word> spoken(
            ClipModel clip, Unit unit, List<String> words, int count, WordAnswers answers, Progress progress) {
        if (words.isEmpty()) return List.of();
        return answers.said(clip, words, progress).top(unit.index(), count).stream()
                .filter(best -> best.deviations() > 0)
                .map(best -> new Word(words.get(best.word()), best.value(), best.deviations()))
                .toList();
    }

    /** Whether this is one of the last neurons: itself, or what a ResNet's last sum is before its ReLU. */
    private static boolean speaks(ClipModel clip, Unit unit) {
        String last = clip.image().neurons().name();
        return unit.layer().equals(last) || unit.layer().equals(last + ".add");
    }
}
