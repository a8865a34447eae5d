/** What single layers and units of the image encoder respond to. */
package org.multimodalneurons.probe;
