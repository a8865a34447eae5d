/** The only place that knows ImagePlus, ResultsTable, Plot, Roi and Overlay: their meaning for the library, and back. */
package org.multimodalneurons.plugin.imagej;
