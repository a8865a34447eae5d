/** Commands that draw what excites neurons: {@code Plugins > Multimodal Neurons > Visualize}. */
package org.multimodalneurons.plugin.visualize;
