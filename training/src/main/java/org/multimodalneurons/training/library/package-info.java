/** The drawings and rendered words that training reads, as the data builder wrote them. */
package org.multimodalneurons.training.library;
