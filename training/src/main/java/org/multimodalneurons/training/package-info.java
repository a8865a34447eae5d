/** Trains the embedded model. */
package org.multimodalneurons.training;
