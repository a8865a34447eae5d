/** The menu Plugins > Multimodal Neurons > Embed. */
package org.multimodalneurons.plugin.embed;
