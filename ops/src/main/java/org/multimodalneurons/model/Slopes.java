package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import org.multimodalneurons.weights.Architecture.ResNet;

/**
 * The maps of a ResNet and their derivative by the pixels, compiled: weights are packed for both ways, and nothing is
 * differentiated by them.
 *
 * @param program the script {@code slopes}, and the weights of the way there
 * @param back the weights of the way back
 * @param sizes of the tower
 */
record Slopes(Program program, IValue back, ResNet sizes) {

    /** A pass of pixels as far as a bottleneck. */
    Pass pass(NDArray pixels, BottleneckName end) {
        try (IValue x = IValue.from((PtNDArray) pixels);
                Place place = place(end)) {
            IValue kept =
                    program.call(pixels.getManager(), "there", x, place.blocks, place.stages, place.last, place.signed);
            NDArray out = program.script().run(pixels.getManager(), "out", kept);
            return new Pass(this, end, kept, differentiable(out));
        }
    }

    /** A copy that can take part in a differentiation: what a script gives cannot. */
    private static NDArray differentiable(NDArray result) {
        try (result) {
            return result.duplicate();
        }
    }

    private Place place(BottleneckName end) {
        return new Place(
                IValue.listFrom(
                        sizes.blocks().stream().mapToLong(Integer::longValue).toArray()),
                IValue.from((long) end.stage()),
                IValue.from((long) end.block()),
                IValue.from(end.isSigned()));
    }

    /** How the script is told where a pass ends. */
    private record Place(IValue blocks, IValue stages, IValue last, IValue signed) implements AutoCloseable {
        @Override
        public void close() {
            blocks.close();
            stages.close();
            last.close();
            signed.close();
        }
    }

    /**
     * What a pass gave and what its way back needs.
     *
     * @param slopes that passed
     * @param end where
     * @param kept the maps on the way
     * @param activation the last of them
     */
    record Pass(Slopes slopes, BottleneckName end, IValue kept, NDArray activation) {

        /** As {@link Passage#back}. */
        NDArray back(NDArray gradient, double leak) {
            try (IValue g = IValue.from((PtNDArray) gradient);
                    IValue part = IValue.from(leak);
                    Place place = slopes.place(end)) {
                return differentiable(slopes.program.run(
                        gradient.getManager(),
                        "back",
                        slopes.back,
                        kept,
                        g,
                        place.blocks,
                        place.stages,
                        place.last,
                        place.signed,
                        part));
            }
        }
    }
}
