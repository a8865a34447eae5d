package org.multimodalneurons.plugin.models;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import javax.swing.AbstractButton;
import javax.swing.SwingUtilities;

import org.multimodalneurons.plugin.OpenDialog;

/** What is on the screen, for tests that use it as a person does. */
final class Screen {

    private Screen() {}

    /** Waits until something is there. */
    static <T> T await(String what, Supplier<Optional<T>> glance) {
        return OpenDialog.await(what, () -> onEventThread(glance::get).orElse(null));
    }

    /** The window of a type, once it is shown. */
    static <W extends Window> W window(Class<W> type) {
        return await(type.getSimpleName(), () -> Arrays.stream(Window.getWindows())
                .filter(window -> type.isInstance(window) && window.isShowing())
                .map(type::cast)
                .findFirst());
    }

    /** Presses a Swing button by its label, without waiting for what it does. */
    static void press(Container parent, String label) {
        AbstractButton button = await(label, () -> find(parent, AbstractButton.class, it -> label.equals(it.getText()))
                .filter(Component::isEnabled));
        SwingUtilities.invokeLater(button::doClick);
    }

    /** The component of a name. */
    static <C extends Component> C named(Container parent, String name, Class<C> type) {
        return await(name, () -> find(parent, type, it -> name.equals(it.getName())));
    }

    private static <C extends Component> Optional<C> find(
            Container parent, Class<C> type, java.util.function.Predicate<C> wanted) {
        for (Component child : parent.getComponents()) {
            if (type.isInstance(child) && wanted.test(type.cast(child))) return Optional.of(type.cast(child));
            if (child instanceof Container container) {
                Optional<C> deeper = find(container, type, wanted);
                if (deeper.isPresent()) return deeper;
            }
        }
        return Optional.empty();
    }

    /** Runs where Swing's components may be touched. */
    static <T> T onEventThread(Callable<T> work) {
        Object[] result = new Object[1];
        try {
            SwingUtilities.invokeAndWait(() -> {
                try {
                    result[0] = work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InterruptedException | java.lang.reflect.InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }
}
