/** Commands that write words on images and see what becomes of it: {@code Plugins > Multimodal Neurons > Attack}. */
package org.multimodalneurons.plugin.attack;
