package org.multimodalneurons;

import java.util.AbstractList;
import java.util.function.IntFunction;

/** A list whose elements are made when they are asked for, and not kept. */
public final class LazyList<T> extends AbstractList<T> {

    private final int size;
    private final IntFunction<T> element;

    /**
     * A list of so many elements.
     *
     * @param element makes the one at a place, from 0
     */
    public LazyList(int size, IntFunction<T> element) {
        this.size = size;
        this.element = element;
    }

    @Override
    public T get(int index) {
        return element.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
