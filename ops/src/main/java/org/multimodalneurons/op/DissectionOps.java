package org.multimodalneurons.op;

import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import org.multimodalneurons.Progress;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.probe.Dissection;
import org.multimodalneurons.probe.Dissection.UnitNames;
import org.multimodalneurons.text.Prompts;

/** Ops that name units. */
public final class DissectionOps {

    private DissectionOps() {}

    /**
     * Names every unit of a layer by the words that fit best to the images that excite it most (soft-WPMI of CLIP-Dissect,
     * top 100, a = 10, lambda = 1).
     *
     * @implNote op names='clip.dissect'
     * @param images of any type and size, some hundreds of many kinds
     * @param layer a name that clip.layers lists, such as layer4.0.add
     * @param words to choose from
     * @param clip an open model
     * @return the best words of each unit with their scores, in the order of the units
     */
    public static List<UnitNames> dissect(
            List<? extends RandomAccessibleInterval<?>> images, String layer, List<String> words, ClipModel clip) {
        List<String> labels = IntStream.rangeClosed(1, images.size())
                .mapToObj(Integer::toString)
                .toList();
        return Dissection.of(clip, clip.image().layer(layer))
                .withWords(words, Prompts.NONE)
                .run(images.stream().map(Pictures::of).toList(), labels, Progress.NONE)
                .units();
    }
}
