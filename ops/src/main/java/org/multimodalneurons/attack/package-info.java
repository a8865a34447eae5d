/** Words written on pictures: typographic attacks, what helps against them, and the Stroop test. */
package org.multimodalneurons.attack;
