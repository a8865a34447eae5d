package org.multimodalneurons.training.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.multimodalneurons.UserException;
import org.multimodalneurons.training.data.Concept;

/** The things the model learns, in a fixed order: the index of a concept is its class. */
public final class Concepts {

    private final List<Concept> concepts;
    private final Map<String, Integer> indices = new HashMap<>();

    /** The given concepts, in this order. */
    public Concepts(List<Concept> concepts) {
        this.concepts = List.copyOf(concepts);
        for (int i = 0; i < concepts.size(); i++) indices.put(concepts.get(i).word(), i);
    }

    /** How many there are. */
    public int size() {
        return concepts.size();
    }

    /** The concept of an index. */
    public Concept get(int index) {
        return concepts.get(index);
    }

    /** All of them, in order. */
    public List<Concept> list() {
        return concepts;
    }

    /** Whether a word names a concept. */
    public boolean contains(String word) {
        return indices.containsKey(word);
    }

    /**
     * The index of a word.
     *
     * @throws UserException when it is no concept
     */
    public int index(String word) {
        Integer index = indices.get(word);
        if (index == null)
            throw new UserException("'" + word + "' is none of the " + size() + " concepts. Build the data again.");
        return index;
    }
}
