/** Text on images, and what it does to a model that reads: typographic attacks and the Stroop test. */
package org.multimodalneurons.attack;
