/** Classifiers that are trained on labelled embeddings: training, what they are worth, and their file. */
package org.multimodalneurons.embed.classifier;
