package org.multimodalneurons.op;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.probe.BlindSample;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ConditionalProbability;
import org.multimodalneurons.probe.ConditionalProbability.Share;
import org.multimodalneurons.probe.FamilyMember;
import org.multimodalneurons.probe.KnownUnit;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.NeuronCard.Response;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.ResponseSink;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.Selectivity;
import org.multimodalneurons.probe.Stimulus;
import org.multimodalneurons.probe.TextLayers;
import org.multimodalneurons.probe.UnitScore;
import org.multimodalneurons.probe.WordAnswers;

/** Ops that tell what single neurons respond to. */
public final class ProbeOps {

    private ProbeOps() {}

    /**
     * Reads the responses of all units of a layer to several images: a tuning curve where one thing changes from image to
     * image.
     *
     * @implNote op names='clip.responses'
     * @param images of any type and size
     * @param layer a name that clip.layers lists; blank for the last with neurons
     * @param clip an open model
     * @return [units, images, 2]: the mean and the largest activation of each unit over the places of its map
     */
    public static Img<FloatType> responses(
            List<? extends RandomAccessibleInterval<?>> images, String layer, ClipModel clip) {
        Layer looked = Responses.layer(clip, layer);
        Img<FloatType> responses = ArrayImgs.floats(looked.units(), images.size(), 2);
        Responses.of(clip, List.of(looked))
                .images(images.stream().map(Pictures::of).toList(), into(responses), Progress.NONE);
        return responses;
    }

    /**
     * Reads the responses of all units of a layer of the text encoder to several texts.
     *
     * @implNote op names='clip.textResponses'
     * @param captions as they stand
     * @param textLayer a name of the text encoder, such as text.resblocks.3.mlp; blank for the hidden layer of its last MLP
     * @param clip an open model
     * @return [units, captions, 2]: the mean and the largest activation of each unit over the tokens of the text
     */
    public static Img<FloatType> textResponses(List<String> captions, String textLayer, ClipModel clip) {
        Layer looked = TextLayers.layer(clip, textLayer);
        Img<FloatType> responses = ArrayImgs.floats(looked.units(), captions.size(), 2);
        Responses.of(clip, List.of(looked)).captions(captions, into(responses), Progress.NONE);
        return responses;
    }

    private static ResponseSink into(Img<FloatType> responses) {
        var at = responses.randomAccess();
        return (item, read, mean, max) -> {
            for (int unit = 0; unit < mean.length; unit++) {
                at.setPositionAndGet(unit, item, 0).set(mean[unit]);
                at.setPositionAndGet(unit, item, 1).set(max[unit]);
            }
        };
    }

    /**
     * Finds the units that stand for a concept, however it is shown: chosen on one half of the pictures, scored on the
     * other.
     *
     * @implNote op names='clip.findNeurons'
     * @param set a folder with a subfolder of pictures for each modality and one named negative, or with folders family,
     *     concept, modality in each other; with an empty path the set that ships with the library
     * @param concept which of the concepts of the folder
     * @param layer a name that clip.layers lists; blank for the last with neurons
     * @param count how many units
     * @param seed of the split and the intervals
     * @param clip an open model
     * @return the best units, best first
     */
    public static List<UnitScore> findNeurons(
            File set, String concept, String layer, Integer count, Long seed, ClipModel clip) {
        return Selectivity.split(responses(set, layer, clip).sample(concept), seed)
                .top(count, Progress.NONE);
    }

    /**
     * Gathers what can be told of one unit: the pictures that excite and that suppress it, its responses to all, the
     * written words that it answers to and the words that it says.
     *
     * @implNote op names='clip.neuronCard'
     * @param set a folder with a subfolder of pictures for each modality and one named negative, or with folders family,
     *     concept, modality in each other; with an empty path the set that ships with the library
     * @param unit such as layer4.0.add:89, or a concept whose unit is known
     * @param words that it may answer to; none for no words
     * @param count how many examples and words
     * @param clip an open model
     * @return the card
     */
    public static NeuronCard neuronCard(File set, String unit, List<String> words, Integer count, ClipModel clip) {
        return NeuronCard.of(
                clip,
                KnownUnit.parse(clip, unit),
                set(set).stimuli(),
                words,
                count,
                WordAnswers.fresh(),
                Progress.NONE);
    }

    /**
     * Counts in which modality pictures show something, given how strongly a unit responds to them: as many pictures of each
     * bucket of responses.
     *
     * @implNote op names='clip.conditionalProbability'
     * @param set a folder with a subfolder of pictures for each modality and one named negative, or with folders family,
     *     concept, modality in each other; with an empty path the set that ships with the library
     * @param unit such as layer4.0.add:89, or a concept whose unit is known
     * @param width of a bucket in standard deviations of the response
     * @param count how many pictures of each bucket
     * @param seed of the choice of pictures
     * @param clip an open model
     * @return the share of each modality in each bucket; negatives without a modality count as one of their own
     */
    public static List<Share> conditionalProbability(
            File set, String unit, Double width, Integer count, Long seed, ClipModel clip) {
        List<Response> responses = NeuronCard.responses(
                clip, KnownUnit.parse(clip, unit), set(set).stimuli(), new HashMap<>(), Progress.NONE);
        BlindSample sample = BlindSample.draw(responses, width, count, seed);
        return ConditionalProbability.of(
                sample.items(),
                sample.items().stream()
                        .map(item -> item.stimulus().modality())
                        .map(modality -> modality.isEmpty() ? Stimulus.NEGATIVE : modality)
                        .toList());
    }

    /**
     * Finds one unit for each concept of a folder of families; of a model whose units are known those.
     *
     * @implNote op names='clip.neuronFamilies'
     * @param set a folder with folders family, concept, modality in each other; with an empty path the set that ships with
     *     the library
     * @param layer a name that clip.layers lists; blank for the last with neurons
     * @param seed of splits and intervals
     * @param clip an open model
     * @return the units by family, the best first; concepts with too few pictures are left out
     */
    public static List<FamilyMember> neuronFamilies(File set, String layer, Long seed, ClipModel clip) {
        return FamilyMember.of(responses(set, layer, clip), KnownUnit.of(clip), seed, new ArrayList<>(), Progress.NONE);
    }

    private static ConceptSet set(File folder) {
        return folder.getPath().isEmpty() ? ConceptSet.builtIn() : ConceptSet.open(folder.toPath());
    }

    private static ConceptResponses responses(File set, String layer, ClipModel clip) {
        return ConceptResponses.of(clip, set(set), Responses.layer(clip, layer), Pooling.MEAN, Progress.NONE);
    }
}
