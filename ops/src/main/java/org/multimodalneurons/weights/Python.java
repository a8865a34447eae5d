package org.multimodalneurons.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.djl.ndarray.types.Shape;
import org.multimodalneurons.weights.Pickle.Tuple;

/**
 * What a pickle may name, and what that becomes. Dictionaries and tensors are built; objects that training scripts keep
 * beside the weights (options, paths, dates, random states) become instances that nothing looks into; TorchScript's
 * modules become instances whose attributes hold tensors. Every other name is refused.
 */
final class Python {

    /** A class or function, by its name alone. */
    record Name(String module, String name) {
        @Override
        public String toString() {
            return module + "." + name;
        }

        /** Whether it is a class of a TorchScript archive, described by the archive's own code, which is not looked at. */
        boolean isTorchScript() {
            return module.equals("__torch__") || module.startsWith("__torch__.");
        }
    }

    /** An object of which only its class and state are known. */
    static final class Instance {
        private final Name type;
        private Object state = Pickle.NONE;

        private Instance(Name type) {
            this.type = type;
        }

        Name type() {
            return type;
        }

        Object state() {
            return state;
        }

        void setState(Object state) {
            this.state = state;
        }
    }

    /**
     * Numbers in the archive.
     *
     * @param key the name of their entry, below {@code data/}
     * @param count how many
     */
    record Storage(String key, DType dtype, long count) {}

    /**
     * A tensor: a view of a storage.
     *
     * @param offset of its first element in the storage
     * @param strides steps in the storage from one element to the next, by axis
     */
    record Tensor(Storage storage, long offset, Shape shape, List<Long> strides) {}

    private static final Map<String, DType> STORAGES = Map.of(
            "torch.DoubleStorage", DType.F64,
            "torch.FloatStorage", DType.F32,
            "torch.HalfStorage", DType.F16,
            "torch.BFloat16Storage", DType.BF16,
            "torch.LongStorage", DType.I64,
            "torch.IntStorage", DType.I32,
            "torch.ShortStorage", DType.I16,
            "torch.CharStorage", DType.I8,
            "torch.ByteStorage", DType.U8,
            "torch.BoolStorage", DType.BOOL);

    /** Classes whose objects are kept as they are and never looked into, and names that stand for nothing but themselves. */
    private static final Set<String> INERT = Set.of(
            "argparse.Namespace",
            "types.SimpleNamespace",
            "collections.Counter",
            "collections.deque",
            "datetime.date",
            "datetime.datetime",
            "datetime.timedelta",
            "datetime.timezone",
            "pathlib.Path",
            "pathlib.PosixPath",
            "pathlib.PurePosixPath",
            "pathlib.WindowsPath",
            "pathlib.PureWindowsPath",
            "pathlib._local.PosixPath",
            "pathlib._local.WindowsPath",
            "_codecs.encode",
            "numpy.dtype",
            "numpy.ndarray",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray._reconstruct",
            "torch.Tensor",
            "torch.device",
            "torch.nn.parameter.Parameter");

    /** PyTorch's own limit. */
    private static final int MOST_AXES = 64;

    private static final Set<String> BUILTINS = Set.of(
            "bool",
            "bytearray",
            "bytes",
            "complex",
            "dict",
            "float",
            "frozenset",
            "int",
            "list",
            "object",
            "range",
            "set",
            "slice",
            "str",
            "tuple");

    private static final Set<String> TYPES =
            Set.of("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool");

    private final String source;
    private final Map<String, Function<List<Object>, Object>> constructors = new HashMap<>();

    /** @param source what messages call the pickle */
    Python(String source) {
        this.source = source;
        constructors.put("collections.OrderedDict", arguments -> empty(arguments, new LinkedHashMap<>()));
        constructors.put("collections.defaultdict", arguments -> new LinkedHashMap<>());
        constructors.put("torch.Size", arguments -> argument(arguments, 0, Tuple.class));
        constructors.put("torch._utils._rebuild_tensor", this::tensor);
        constructors.put("torch._utils._rebuild_tensor_v2", this::tensor);
        constructors.put("torch._utils._rebuild_parameter", this::parameter);
        constructors.put("torch._utils._rebuild_parameter_with_state", this::parameter);
        constructors.put("torch._tensor._rebuild_from_type_v2", this::typed);
        for (String kind : List.of("intlist", "tensorlist", "doublelist", "boollist"))
            constructors.put("torch.jit._pickle.build_" + kind, arguments -> argument(arguments, 0, ArrayList.class));
        constructors.put("torch.jit._pickle.restore_type_tag", arguments -> argument(arguments, 0, Object.class));
    }

    /** What a name stands for; throws {@link InvalidModelException} for those that are not known. */
    Object named(String module, String name) {
        var known = new Name(module.equals("__builtin__") ? "builtins" : module, name);
        String full = known.toString();
        boolean allowed = constructors.containsKey(full)
                || STORAGES.containsKey(full)
                || INERT.contains(full)
                || (known.module().equals("builtins") && BUILTINS.contains(name))
                || (known.module().equals("torch") && TYPES.contains(name))
                || known.isTorchScript();
        if (allowed) return known;
        throw new InvalidModelException(
                source,
                "refused: the archive asks for " + full.replaceAll("\\p{Cntrl}", "?")
                        + ", which no weights file needs; nothing was run. Of a model that you trust, save the weights"
                        + " alone: torch.save(model.state_dict(), file)");
    }

    /** What a call of something that was named gives. */
    Object called(Object callable, List<Object> arguments) {
        if (!(callable instanceof Name name)) throw damaged("it calls what is no class or function");
        var constructor = constructors.get(name.toString());
        return constructor != null ? constructor.apply(arguments) : new Instance(name);
    }

    /** What a persistent id stands for, which PyTorch uses for storages. */
    Object persistent(Object id) {
        if (!(id instanceof Tuple tuple) || !"storage".equals(argument(tuple.items(), 0, Object.class)))
            throw damaged("a persistent id is no storage");
        DType dtype = STORAGES.get(argument(tuple.items(), 1, Name.class).toString());
        if (dtype == null) throw damaged(tuple.items().get(1) + " is no storage");
        return new Storage(argument(tuple.items(), 2, String.class), dtype, argument(tuple.items(), 4, Long.class));
    }

    private Tensor tensor(List<Object> arguments) {
        List<Long> shape = longs(argument(arguments, 2, Tuple.class));
        List<Long> strides = longs(argument(arguments, 3, Tuple.class));
        if (shape.size() != strides.size())
            throw damaged("a tensor of shape " + shape + " has strides " + strides + ", not one for each axis");
        if (Stream.concat(shape.stream(), strides.stream()).anyMatch(number -> number < 0))
            throw damaged("a tensor of shape " + shape + " has strides " + strides + ", expected none below zero");
        return new Tensor(
                argument(arguments, 0, Storage.class), argument(arguments, 1, Long.class), new Shape(shape), strides);
    }

    private Object parameter(List<Object> arguments) {
        return argument(arguments, 0, Tensor.class);
    }

    /** A tensor of a class of its own: the function that makes it, the class, the function's arguments, further state. */
    private Object typed(List<Object> arguments) {
        Name function = argument(arguments, 0, Name.class);
        if (!function.module().equals("torch._utils")) throw damaged("it makes a tensor with " + function);
        return called(function, argument(arguments, 2, Tuple.class).items());
    }

    private List<Long> longs(Tuple tuple) {
        if (tuple.items().size() > MOST_AXES)
            throw damaged("a tensor has " + tuple.items().size() + " axes, more than PyTorch's " + MOST_AXES);
        List<Long> longs = new ArrayList<>();
        for (int i = 0; i < tuple.items().size(); i++) longs.add(argument(tuple.items(), i, Long.class));
        return longs;
    }

    private Object empty(List<Object> arguments, Map<Object, Object> map) {
        if (!arguments.isEmpty()) throw damaged("a dictionary is made from what is not read");
        return map;
    }

    private <T> T argument(List<Object> arguments, int index, Class<T> type) {
        if (index < arguments.size() && type.isInstance(arguments.get(index))) return type.cast(arguments.get(index));
        throw damaged("argument " + index + " of a call or persistent id should be a " + type.getSimpleName());
    }

    private InvalidModelException damaged(String reason) {
        return new InvalidModelException(source, "the pickle is damaged: " + reason);
    }
}
