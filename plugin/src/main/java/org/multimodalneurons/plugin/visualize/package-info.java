/** Commands that draw what a model sees: {@code Plugins > Multimodal Neurons > Visualize}. */
package org.multimodalneurons.plugin.visualize;
