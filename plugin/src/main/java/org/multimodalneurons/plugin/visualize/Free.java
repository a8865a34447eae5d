package org.multimodalneurons.plugin.visualize;

import java.util.List;

import org.multimodalneurons.UserException;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.visualize.Channels;
import org.multimodalneurons.visualize.Colours;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.Magnitude;
import org.multimodalneurons.visualize.Optimiser;
import org.multimodalneurons.visualize.Optimisers;
import org.multimodalneurons.visualize.Parametrization;
import org.multimodalneurons.visualize.Recipe;
import org.multimodalneurons.visualize.StepSize;

/** What is free in a picture, as the choices of the dialogs name it. */
final class Free {

    static final String FOURIER = "fourier";
    static final String PYRAMID = "pyramid";
    static final String PIXELS = "pixels";
    static final String MACO = "maco";
    static final String CPPN = "cppn";

    private static final int LEVELS = 4;

    /** Contrast of what would else stay pale: of phases, and of pixels, which hinder each other. */
    private static final double PHASES_GAIN = 5;

    private static final double PIXELS_GAIN = 3;

    /** With less, a network paints a plain colour and stays with it. */
    private static final double PAINTED_GAIN = 4;

    private Free() {}

    /**
     * A parametrization.
     *
     * @param samples of which the spectrum is learned; where there are none, the phases' magnitude is the one that ships
     */
    static Parametrization of(String basis, ClipModel clip, Channels channels, Colours colours, List<Drawing> samples) {
        Parametrization free =
                switch (basis) {
                    case FOURIER -> Recipe.parametrization(clip, colours);
                    case PYRAMID -> Parametrization.pyramid(LEVELS);
                    case PIXELS -> Parametrization.pixels().gain(PIXELS_GAIN);
                    case MACO ->
                        Parametrization.maco(
                                        samples.isEmpty() ? Magnitude.shipped() : Magnitude.learned(samples, colours),
                                        Colours.INDEPENDENT)
                                .gain(PHASES_GAIN);
                    case CPPN -> Parametrization.cppn().gain(PAINTED_GAIN);
                    default ->
                        throw new UserException("The parameter \"basis\" is \"" + basis + "\"; write one of "
                                + String.join(", ", FOURIER, PYRAMID, PIXELS, MACO, CPPN) + ".");
                };
        return free.channels(channels).decorrelated(colours);
    }

    /** How that is best moved: phases turn far, the weights of a network little. */
    static Optimiser optimiser(String basis) {
        return switch (basis) {
            case MACO -> Optimisers.nadam(.3).scheduled(StepSize.COSINE);
            case CPPN -> Optimisers.adam(.003).scheduled(StepSize.COSINE);
            default -> Recipe.optimiser();
        };
    }
}
