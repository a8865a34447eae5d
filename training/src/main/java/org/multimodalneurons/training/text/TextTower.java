package org.multimodalneurons.training.text;

import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import org.multimodalneurons.model.Tap;
import org.multimodalneurons.model.TextTransformer;
import org.multimodalneurons.model.Weights;
import org.multimodalneurons.training.net.Parameters;
import org.multimodalneurons.weights.Architecture.Text;
import org.multimodalneurons.weights.Gelu;

/** The text tower in training: the library's transformer over tensors that learn, and an embedding of known tokens. */
final class TextTower {

    /** The embedded model's text tower. */
    static final Text SIZES = new Text(192, 4, 3, 768, 77, 49_408, Gelu.QUICK);

    /** Name of the vectors of the tokens that occur, [tokens, width], in the order of {@link TokenRows#ids}. */
    static final String TOKENS = "tokens";

    private final Parameters parameters;
    private final TextTransformer transformer;

    /** A tower over tensors as {@link #create} makes them. */
    TextTower(Parameters parameters) {
        this.parameters = parameters;
        transformer = new TextTransformer(SIZES, new Weights(parameters.learned()));
    }

    /**
     * Fresh tensors by open_clip's names, initialised as CLIP does.
     *
     * @param tokens how many tokens occur
     * @param embedding length of the embedding
     */
    static Parameters create(NDManager manager, int tokens, int embedding, SplittableRandom random) {
        Parameters p = new Parameters(manager);
        int width = SIZES.width();
        double attention = 1 / Math.sqrt(width);
        double residual = attention / Math.sqrt(2.0 * SIZES.layers());
        p.addNormal(TOKENS, new Shape(tokens, width), .02, random);
        p.addNormal("positional_embedding", new Shape(SIZES.contextLength(), width), .01, random);
        for (int block = 0; block < SIZES.layers(); block++) {
            String name = "transformer.resblocks." + block + ".";
            norm(p, name + "ln_1");
            p.addNormal(name + "attn.in_proj_weight", new Shape(3L * width, width), attention, random);
            p.addConstant(name + "attn.in_proj_bias", new Shape(3L * width), 0);
            linear(p, name + "attn.out_proj", width, width, residual, random);
            norm(p, name + "ln_2");
            linear(p, name + "mlp.c_fc", width, SIZES.mlpWidth(), 1 / Math.sqrt(2.0 * width), random);
            linear(p, name + "mlp.c_proj", SIZES.mlpWidth(), width, residual, random);
        }
        norm(p, "ln_final");
        p.addNormal("text_projection", new Shape(width, embedding), attention, random);
        return p;
    }

    /** Raw embeddings of rows, [n, e], owned by {@code scope}. */
    NDArray embed(NDManager scope, TokenRows.Rows rows) {
        int n = rows.concepts().length;
        NDArray numbers = scope.create(rows.tokens(), new Shape(n, rows.length()));
        NDArray tokens = Embedding.embedding(numbers, parameters.get(TOKENS), SparseFormat.DENSE)
                .singletonOrThrow();
        return transformer.forward(tokens, scope.create(rows.ends()), Tap.NONE);
    }

    private static void linear(
            Parameters p, String name, long in, long out, double deviation, SplittableRandom random) {
        p.addNormal(name + ".weight", new Shape(out, in), deviation, random);
        p.addConstant(name + ".bias", new Shape(out), 0);
    }

    private static void norm(Parameters p, String name) {
        p.addConstant(name + ".weight", new Shape(SIZES.width()), 1);
        p.addConstant(name + ".bias", new Shape(SIZES.width()), 0);
    }
}
