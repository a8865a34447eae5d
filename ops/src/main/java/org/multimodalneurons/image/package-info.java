/** From any ImageJ pixel type to CLIP's pixels and back, exactly as the reference implementations do it. */
package org.multimodalneurons.image;
