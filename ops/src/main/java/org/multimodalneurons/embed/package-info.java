/**
 * Images and texts as vectors of CLIP's shared space, and what their cosines tell: zero-shot classes, cosine matrices
 * and similarity maps.
 */
package org.multimodalneurons.embed;
