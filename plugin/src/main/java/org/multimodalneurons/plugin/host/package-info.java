/**
 * What imagej-legacy does in Fiji, for plain ImageJ 1.x and for runs with no display: menu, dialogs, macro options,
 * recording, outputs. Fiji uses none of it.
 */
package org.multimodalneurons.plugin.host;
