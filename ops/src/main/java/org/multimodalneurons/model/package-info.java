/** CLIP itself: two towers whose every layer can be read and differentiated, on DJL's PyTorch engine. */
package org.multimodalneurons.model;
