package org.multimodalneurons.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;

/**
 * A script and the weights that it computes with.
 *
 * @param script whose methods take the weights first
 * @param weights tensors by name, as the script expects them
 */
record Program(TorchScript script, IValue weights) {

    /**
     * Runs a method.
     *
     * @param owner of the result
     * @param method its name
     * @param arguments behind the weights; the caller's to close
     */
    NDArray run(NDManager owner, String method, IValue... arguments) {
        return script.run(owner, method, behindWeights(arguments));
    }

    /** Runs a method that gives no tensor; else as {@link #run}. */
    IValue call(NDManager owner, String method, IValue... arguments) {
        return script.call(owner, method, behindWeights(arguments));
    }

    private IValue[] behindWeights(IValue[] arguments) {
        IValue[] all = new IValue[arguments.length + 1];
        all[0] = weights;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
