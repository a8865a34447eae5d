package org.multimodalneurons.visualize;

import java.util.Optional;
import java.util.random.RandomGenerator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.model.Constant;

/** A parametrization ready to draw with: its fixed tensors are made. */
final class Canvas {

    private final Parametrization parametrization;
    private final Field field;
    private final NDManager manager;
    private final NDArray shown; // [channels, 3]
    private final double level; // of the value of which all channels merge to grey, not to white

    Canvas(NDManager manager, Parametrization parametrization) {
        this.manager = manager;
        this.parametrization = parametrization;
        int channels = parametrization.channels().count();
        int planes = channels + (parametrization.hasAlpha() ? 1 : 0);
        field = parametrization.basis().open(manager, planes, parametrization.height(), parametrization.width());
        double grey = .5 / parametrization.channels().brightest();
        level = grey == .5 ? 0 : parametrization.squash().value(grey);
        shown = manager.create(parametrization.channels().matrix(), new Shape(channels, 3));
    }

    /** Variables to start from: [n, ...]. */
    NDArray start(int pictures, RandomGenerator random) {
        Shape one = field.variables();
        float[] all = new float[Math.toIntExact(pictures * one.size())];
        for (int picture = 0; picture < pictures; picture++)
            System.arraycopy(field.start(random), 0, all, (int) (picture * one.size()), (int) one.size());
        return manager.create(all, new Shape(pictures).addAll(one));
    }

    /** Variables that stand for pictures [n, channels (and opacity), height, width] in 0..1; opacity is 1 where there is none. */
    NDArray variables(NDArray pictures) {
        int channels = parametrization.channels().count();
        NDArray values = parametrization.squash().inverse(pictures);
        NDArray coloured = values.get(":, :{}", channels).sub(level).div(parametrization.gain());
        NDArray independent = parametrization.colours().apart(coloured);
        if (!parametrization.hasAlpha()) return field.variables(independent);
        return field.variables(independent.concat(opacity(values, channels), 1));
    }

    private NDArray opacity(NDArray values, int channels) {
        return values.get(":, {}:", channels).div(parametrization.gain());
    }

    /** The pictures of variables, which are a leaf. */
    Drawn draw(NDArray variables) {
        int channels = parametrization.channels().count();
        NDArray values = field.values(variables);
        NDArray independent = parametrization.hasAlpha() ? values.get(":, :{}", channels) : values;
        NDArray coloured = parametrization.colours().mixed(independent);
        Optional<NDArray> alpha =
                parametrization.hasAlpha() ? Optional.of(shades(values.get(":, {}:", channels), 0)) : Optional.empty();
        return new Drawn(variables, shades(coloured, level), alpha);
    }

    /** Shades of values multiplied by the contrast, about a level. */
    private NDArray shades(NDArray values, double about) {
        double gain = parametrization.gain();
        NDArray wide = gain == 1 ? values : values.mul(Constant.beside(values, gain));
        return parametrization.squash().of(about == 0 ? wide : wide.add(Constant.beside(wide, about)));
    }

    /** Pictures with their opacity as the last channel, where there is one. */
    static NDArray together(Drawn drawn) {
        return drawn.alpha()
                .map(alpha -> NDArrays.concat(new NDList(drawn.picture(), alpha), 1))
                .orElse(drawn.picture());
    }

    /** How pictures look to the model: red, green and blue, before a background where they are not opaque: [n, 3, height, width]. */
    NDArray seen(Drawn drawn, RandomGenerator random) {
        NDArray colours =
                parametrization.channels().equals(Channels.RGB) ? drawn.picture() : composite(drawn.picture());
        if (drawn.alpha().isEmpty()) return colours;
        NDArray alpha = drawn.alpha().get();
        NDArray background = background(colours, random);
        return background.add(colours.sub(background).mul(alpha));
    }

    private NDArray composite(NDArray picture) {
        NDArray sum = Colours.times(picture, shown);
        return sum.add(sum.clip(0, 1).sub(sum).stopGradient());
    }

    /** Another one in every step, so that what is not opaque cannot serve as a colour: a plain one with noise. */
    private static NDArray background(NDArray like, RandomGenerator random) {
        Shape shape = like.getShape();
        float[] plain = Noise.uniform(random, new Shape(shape.get(0), 3), 0, 1);
        float[] noise = Noise.normal(random, shape, .1);
        int places = (int) (shape.get(2) * shape.get(3));
        for (int i = 0; i < noise.length; i++) noise[i] = Math.min(1, Math.max(0, noise[i] + plain[i / places]));
        return like.getManager().create(noise, shape);
    }
}
