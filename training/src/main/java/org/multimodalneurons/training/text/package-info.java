/** Fits the text tower to the vectors that the image tower gave each concept, through captions. */
package org.multimodalneurons.training.text;
