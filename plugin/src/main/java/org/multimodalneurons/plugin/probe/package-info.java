/** Commands that find and read single neurons: {@code Plugins > Multimodal Neurons > Probe}. */
package org.multimodalneurons.plugin.probe;
