package org.multimodalneurons.model;

/**
 * CLIP's text tower. Its input is token ids: int64 [texts, context length], each row a start token, the text, an end
 * token, and zeros. A row is read at its largest id, the end token.
 */
public interface TextEncoder extends Encoder {

    /** Tokens of a row. */
    int contextLength();

    /** How many token ids there are; the end token is the last of them. */
    int vocabularySize();
}
