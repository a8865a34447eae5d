/** Files of weights: what they hold, whose names they use, which architecture they fit. No tensor engine is needed here. */
package org.multimodalneurons.weights;
