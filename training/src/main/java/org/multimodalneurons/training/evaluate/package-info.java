/**
 * Measures a trained model on what training never saw: a drawing style, a font and words that were held out.
 * {@link org.multimodalneurons.training.evaluate.Evaluate} is the way in.
 */
package org.multimodalneurons.training.evaluate;
