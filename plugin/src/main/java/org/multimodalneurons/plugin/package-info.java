/** The menu commands of Multimodal Neurons. */
package org.multimodalneurons.plugin;
