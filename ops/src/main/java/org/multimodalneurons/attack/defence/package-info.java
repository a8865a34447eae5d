/** What helps against written words: finding and removing them, and looking at pictures without reading. */
package org.multimodalneurons.attack.defence;
