/**
 * Makes the training data: fetches open emoji art and fonts, draws every concept as pictures and as words, and writes
 * them as flat record files. {@link org.multimodalneurons.training.data.MakeData} is the way in.
 */
package org.multimodalneurons.training.data;
