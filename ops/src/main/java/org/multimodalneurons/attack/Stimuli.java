package org.multimodalneurons.attack;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

import org.multimodalneurons.UserException;
import org.multimodalneurons.image.PixelRows;
import org.multimodalneurons.image.Preprocessing;
import org.multimodalneurons.image.RgbImage;

/**
 * Pictures and what is written on them, as squares of the model's own size; each is made when it is asked for. To be asked in
 * order: a picture is opened once for all that is written on it.
 */
final class Stimuli extends AbstractList<PixelRows> {

    /**
     * A picture with or without writing.
     *
     * @param picture its place in the list of pictures
     * @param writing what lies over it; nothing over a bare one
     */
    record Stimulus(int picture, Optional<TextLayer> writing) {}

    private final List<AttackPicture> pictures;
    private final Preprocessing preprocessing;
    private final List<Stimulus> stimuli;
    private int open = -1;
    private Optional<RgbImage> square = Optional.empty();
    private Optional<UserException> fault = Optional.empty();

    Stimuli(List<AttackPicture> pictures, Preprocessing preprocessing, List<Stimulus> stimuli) {
        this.pictures = pictures;
        this.preprocessing = preprocessing;
        this.stimuli = stimuli;
    }

    @Override
    public PixelRows get(int index) {
        Stimulus stimulus = stimuli.get(index);
        if (stimulus.picture() != open) open(stimulus.picture());
        if (fault.isPresent()) throw fault.get();
        RgbImage bare = square.orElseThrow();
        return stimulus.writing().map(layer -> layer.over(bare)).orElse(bare);
    }

    private void open(int picture) {
        open = picture;
        try {
            square = Optional.of(
                    preprocessing.resizeAndCrop(pictures.get(picture).picture().get()));
            fault = Optional.empty();
        } catch (UserException e) {
            fault = Optional.of(e);
        }
    }

    @Override
    public int size() {
        return stimuli.size();
    }
}
