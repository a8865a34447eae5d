package org.multimodalneurons;

import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;

/** A list whose elements are made when they are asked for, and not kept. */
public final class LazyList<T> extends AbstractList<T> {

    private final int size;
    private final IntFunction<T> element;
    private final boolean concurrent;

    /**
     * A list of so many elements.
     *
     * @param element makes the one at a place, from 0
     */
    public LazyList(int size, IntFunction<T> element) {
        this(size, element, false);
    }

    private LazyList(int size, IntFunction<T> element, boolean concurrent) {
        this.size = size;
        this.element = element;
        this.concurrent = concurrent;
    }

    /**
     * A list whose elements may be asked for in any order and by several threads at once, as the files of a folder.
     *
     * @param element makes the one at a place, from 0, whatever else is made meanwhile
     */
    public static <T> LazyList<T> concurrent(int size, IntFunction<T> element) {
        return new LazyList<>(size, element, true);
    }

    /**
     * Some elements of a list, each asked for there when it is asked for here; by several threads at once if those of the list
     * may be.
     *
     * @param places of the elements in the list
     */
    public static <T> LazyList<T> some(List<? extends T> all, List<Integer> places) {
        boolean concurrent = all instanceof LazyList<?> list && list.concurrent;
        return new LazyList<>(places.size(), index -> all.get(places.get(index)), concurrent);
    }

    /** Whether several threads may ask for elements at once. */
    public boolean isConcurrent() {
        return concurrent;
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
