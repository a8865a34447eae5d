/** From what a person writes to CLIP's token ids: cleaning, byte-pair encoding, prompt templates. */
package org.multimodalneurons.text;
