package org.multimodalneurons.weights;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.djl.ndarray.types.Shape;

/**
 * The sizes of a CLIP model: two towers that end in one embedding space. With them all tensor shapes are settled.
 *
 * @param image the image tower
 * @param text the text tower
 * @param embeddingSize length of the embeddings
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, section 2.4 and tables 19, 20</a>
 */
public record Architecture(Image image, Text text, int embeddingSize) {

    /** An image tower. */
    public sealed interface Image permits ResNet, ViT {
        /** Rows and columns of the pixels that it takes. */
        int imageSize();

        /** A short name such as {@code ResNet 3-4-6-3 width 64}. */
        String describe();
    }

    /**
     * CLIP's modified ResNet: a stem of three convolutions, four stages of bottlenecks, attention pooling.
     *
     * @param width channels after the stem; the last stage has 32 times as many
     * @param blocks bottlenecks of each of the four stages
     * @param imageSize rows and columns of the pixels
     * @param heads heads of the attention pool
     */
    public record ResNet(int width, List<Integer> blocks, int imageSize, int heads) implements Image {

        /** Copies the list. */
        public ResNet {
            blocks = List.copyOf(blocks);
        }

        /** Channels of the last stage and width of the attention pool. */
        public int poolWidth() {
            return 32 * width;
        }

        /** Rows and columns of the last stage's maps. */
        public int poolGrid() {
            return imageSize / 32;
        }

        @Override
        public String describe() {
            return "ResNet " + blocks.stream().map(String::valueOf).collect(Collectors.joining("-")) + " width "
                    + width;
        }
    }

    /**
     * A vision transformer with a class token and normalisation before and after its blocks.
     *
     * @param width length of the tokens
     * @param layers residual attention blocks
     * @param heads attention heads of a block
     * @param mlpWidth neurons of a block's MLP
     * @param patchSize rows and columns of a patch
     * @param imageSize rows and columns of the pixels
     * @param activation of the MLP
     */
    public record ViT(int width, int layers, int heads, int mlpWidth, int patchSize, int imageSize, Gelu activation)
            implements Image {

        /** Patches along one side. */
        public int grid() {
            return imageSize / patchSize;
        }

        /** Tokens of an image, the class token included. */
        public int tokens() {
            return grid() * grid() + 1;
        }

        @Override
        public String describe() {
            return "ViT " + layers + " layers, width " + width + ", patch " + patchSize;
        }
    }

    /**
     * The text transformer: causal, read at the end token.
     *
     * @param width length of the tokens
     * @param layers residual attention blocks
     * @param heads attention heads of a block
     * @param mlpWidth neurons of a block's MLP
     * @param contextLength tokens of a row of ids
     * @param vocabularySize how many token ids there are
     * @param activation of the MLP
     */
    public record Text(
            int width, int layers, int heads, int mlpWidth, int contextLength, int vocabularySize, Gelu activation) {}

    /** Every tensor that such a model has, by open_clip's name, in forward order, with its shape. */
    public Map<String, Shape> tensors() {
        return TensorShapes.of(this);
    }

    /** Trained parameters of both towers and the logit scale; running statistics are not counted. */
    public long parameterCount() {
        return tensors().entrySet().stream()
                .filter(tensor -> !tensor.getKey().contains(".running_"))
                .mapToLong(tensor -> tensor.getValue().size())
                .sum();
    }

    /** One line for a person: towers, image size, embedding size. */
    public String describe() {
        return image.describe() + ", " + image.imageSize() + " px, embedding " + embeddingSize + "; text width "
                + text.width() + ", " + text.layers() + " layers";
    }
}
