package org.multimodalneurons.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the weights in what a PyTorch archive's pickle describes. That is one of
 * <ul>
 *   <li>a dictionary of tensors: {@code torch.save(model.state_dict(), file)};
 *   <li>a training checkpoint: a dictionary that holds the former under {@code state_dict}, {@code model_state_dict} or
 *       {@code model}, beside epochs, optimizers and options;
 *   <li>a TorchScript module, whose attributes are tensors and further modules.
 * </ul>
 * What wrappers put before every name ({@code module.} when trained on several devices, {@code _orig_mod.} when
 * compiled) is taken away.
 */
final class StateDict {

    private static final List<String> KEYS = List.of("state_dict", "model_state_dict", "model");
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");
    private static final int DEEPEST_KEYS = 3;
    private static final int DEEPEST_MODULES = 64;
    private static final int LONGEST_NAME = 1000;
    private static final int MOST_ATTRIBUTES = 1 << 17;

    private final String source;
    private final Map<String, Python.Tensor> tensors = new LinkedHashMap<>();
    private int visited;

    private StateDict(String source) {
        this.source = source;
    }

    /**
     * The tensors by name, in the order of the file.
     *
     * @throws InvalidModelException when there are none, saying what there is
     */
    static Map<String, Python.Tensor> find(String source, Object root) {
        var found = new StateDict(source);
        if (root instanceof Python.Instance module) found.module("", module, 0);
        else if (root instanceof Map<?, ?> map) found.dictionary(map, 0);
        if (found.tensors.isEmpty()) throw found.invalid("no weights in the archive: " + describe(root));
        return unwrapped(found.tensors);
    }

    private void dictionary(Map<?, ?> map, int depth) {
        for (String key : KEYS)
            if (tensors.isEmpty() && depth < DEEPEST_KEYS && map.get(key) instanceof Map<?, ?> inner)
                dictionary(inner, depth + 1);
        if (tensors.isEmpty())
            map.forEach((name, value) -> {
                if (name instanceof String text && value instanceof Python.Tensor tensor) tensors.put(text, tensor);
            });
    }

    private void module(String prefix, Python.Instance module, int depth) {
        if (!module.type().isTorchScript() || !(module.state() instanceof Map<?, ?> attributes)) return;
        if (depth == DEEPEST_MODULES || prefix.length() > LONGEST_NAME)
            throw invalid("its modules lie in each other more than " + DEEPEST_MODULES
                    + " deep or have names of more than " + LONGEST_NAME + " letters");
        attributes.forEach((name, value) -> {
            if (++visited > MOST_ATTRIBUTES)
                throw invalid("its modules have more than " + MOST_ATTRIBUTES + " attributes");
            if (value instanceof Python.Tensor tensor) tensors.put(prefix + name, tensor);
            else if (value instanceof Python.Instance inner) module(prefix + name + ".", inner, depth + 1);
        });
    }

    private static Map<String, Python.Tensor> unwrapped(Map<String, Python.Tensor> tensors) {
        for (String wrapper : WRAPPERS) {
            if (!tensors.keySet().stream().allMatch(name -> name.startsWith(wrapper))) continue;
            Map<String, Python.Tensor> bare = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> bare.put(name.substring(wrapper.length()), tensor));
            return unwrapped(bare);
        }
        return tensors;
    }

    private static String describe(Object root) {
        String looked = "looked for a dictionary of tensors, alone or under " + String.join(" or ", KEYS) + ", found ";
        if (root instanceof Python.Instance instance) return looked + "an object of " + instance.type();
        if (!(root instanceof Map<?, ?> map)) return looked + "none";
        List<String> keys = new ArrayList<>(map.keySet().stream()
                .filter(String.class::isInstance)
                .map(Objects::toString)
                .toList());
        return looked + (keys.isEmpty() ? "an empty one" : "one of " + Faults.some(keys));
    }

    private InvalidModelException invalid(String reason) {
        return new InvalidModelException(source, reason);
    }
}
