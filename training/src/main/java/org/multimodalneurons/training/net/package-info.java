/** The networks that are trained, as functions of named tensors, and how their tensors are updated. */
package org.multimodalneurons.training.net;
