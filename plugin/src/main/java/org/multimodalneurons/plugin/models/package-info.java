/** Which model the commands look through: the choice of the session, the model in memory, and the menu entry for both. */
package org.multimodalneurons.plugin.models;
