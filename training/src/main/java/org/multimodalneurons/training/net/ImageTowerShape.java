package org.multimodalneurons.training.net;

import java.util.SplittableRandom;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The sizes of a ModifiedResNet, and its tensors before training.
 *
 * @param width channels after the stem
 * @param blocks bottlenecks in each of the four stages
 * @param embedding length of the embedding
 * @param headWidth channels of one head of the attention pool
 * @param size side of the images in pixels, a multiple of 32
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record ImageTowerShape(int width, int[] blocks, int embedding, int headWidth, int size) {

    /** The embedded model's image tower. */
    public static final ImageTowerShape EMBEDDED = new ImageTowerShape(32, new int[] {1, 2, 2, 1}, 256, 64, 64);

    /** The same tower for images of another size. */
    public ImageTowerShape withSize(int other) {
        return new ImageTowerShape(width, blocks, embedding, headWidth, other);
    }

    /** Channels of the last map. */
    public int features() {
        return width * 32;
    }

    /** Cells along one side of the last map. */
    public int cells() {
        return size / 32;
    }

    /**
     * Fresh tensors: He's normal initialisation for convolutions, ones and zeros for batch norms with the last of each
     * block at zero, and CLIP's own initialisation of the attention pool (normal, width^-1/2, no bias).
     */
    public Parameters create(NDManager manager, SplittableRandom random) {
        Parameters p = new Parameters(manager);
        convolution(p, "conv1", "bn1", 3, width / 2, 3, 1, random);
        convolution(p, "conv2", "bn2", width / 2, width / 2, 3, 1, random);
        convolution(p, "conv3", "bn3", width / 2, width, 3, 1, random);
        int channels = width;
        for (int stage = 0; stage < 4; stage++)
            for (int block = 0; block < blocks[stage]; block++)
                channels = bottleneck(p, "layer" + (stage + 1) + "." + block + ".", channels, width << stage, random);
        attentionPool(p, random);
        return p;
    }

    private static int bottleneck(Parameters p, String name, int in, int planes, SplittableRandom random) {
        int out = planes * 4;
        convolution(p, name + "conv1", name + "bn1", in, planes, 1, 1, random);
        convolution(p, name + "conv2", name + "bn2", planes, planes, 3, 1, random);
        convolution(p, name + "conv3", name + "bn3", planes, out, 1, 0, random);
        if (name.endsWith(".0.")) convolution(p, name + "downsample.0", name + "downsample.1", in, out, 1, 1, random);
        return out;
    }

    private static void convolution(
            Parameters p, String name, String norm, int in, int out, int side, double gain, SplittableRandom random) {
        p.addNormal(name + ".weight", new Shape(out, in, side, side), Math.sqrt(2.0 / (in * side * side)), random);
        p.addConstant(norm + ".weight", new Shape(out), gain);
        p.addConstant(norm + ".bias", new Shape(out), 0);
        p.addBuffer(norm + ".running_mean", new Shape(out), 0);
        p.addBuffer(norm + ".running_var", new Shape(out), 1);
    }

    private void attentionPool(Parameters p, SplittableRandom random) {
        int c = features();
        double deviation = 1 / Math.sqrt(c);
        p.addNormal("attnpool.positional_embedding", new Shape((long) cells() * cells() + 1, c), deviation, random);
        for (String projection : new String[] {"q", "k", "v", "c"}) {
            int out = projection.equals("c") ? embedding : c;
            p.addNormal("attnpool." + projection + "_proj.weight", new Shape(out, c), deviation, random);
            p.addConstant("attnpool." + projection + "_proj.bias", new Shape(out), 0);
        }
    }
}
