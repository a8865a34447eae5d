/** Draws what the trained model responds to, to judge it by eye. */
package org.multimodalneurons.training.look;
