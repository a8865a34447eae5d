/** Commands of the menu Attack: words written on pictures, what they do to a model's answers, and what helps. */
package org.multimodalneurons.plugin.attack;
