"""Writes small archives as torch.save does, with Python's own pickler in each protocol that PyTorch can be told to use.

Needs no PyTorch: what the pickles name is set up here under PyTorch's names. Usage: python make_archives.py
"""
import argparse, collections, datetime, io, pathlib, pickle, struct, sys, types, zipfile


def module(name, **members):
    it = types.ModuleType(name)
    for key, member in members.items():
        member.__module__, member.__qualname__, member.__name__ = name, key, key
        setattr(it, key, member)
    sys.modules[name] = it
    return it


def function():
    def f(*arguments): raise AssertionError
    return f


KINDS = dict(DoubleStorage="d", FloatStorage="f", HalfStorage="e", BFloat16Storage="H", LongStorage="q", IntStorage="i",
             ShortStorage="h", CharStorage="b", ByteStorage="B", BoolStorage="?")
torch = module("torch", **{kind: type(kind, (), {}) for kind in KINDS}, Size=type("Size", (tuple,), {"__reduce__": lambda self: (torch.Size, (tuple(self),))}),
               device=type("device", (), {"__reduce__": lambda self: (torch.device, ("cuda", 0))}))
utils = module("torch._utils", _rebuild_tensor_v2=function(), _rebuild_parameter=function())
tensors = module("torch._tensor", _rebuild_from_type_v2=function())
Parameter = type("Parameter", (), {}); module("torch.nn"); module("torch.nn.parameter", Parameter=Parameter)
numpy = module("numpy", dtype=type("dtype", (), {"__reduce__": lambda self: (numpy.dtype, ("f8", False, True))}))
module("numpy.core"); multiarray = module("numpy.core.multiarray", scalar=function())


class Storage:
    def __init__(self, kind, numbers): self.kind, self.numbers = kind, numbers


class Reduced:
    def __init__(self, *how): self.how = how
    def __reduce__(self): return self.how


def tensor(storage, offset, shape, strides):
    return Reduced(utils._rebuild_tensor_v2, (storage, offset, tuple(shape), tuple(strides), False, collections.OrderedDict()))


class Pickler(pickle.Pickler):
    def __init__(self, file, protocol): super().__init__(file, protocol); self.storages = []
    def persistent_id(self, it):
        if not isinstance(it, Storage): return None
        if it not in self.storages: self.storages.append(it)
        return "storage", getattr(torch, it.kind), str(self.storages.index(it)), "cuda:0", len(it.numbers)


def save(file, value, protocol=2, **entries):
    code = io.BytesIO(); pickler = Pickler(code, protocol); pickler.dump(value)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as z:
        def put(name, content): z.writestr(zipfile.ZipInfo("archive/" + name), content)
        put("data.pkl", code.getvalue())
        for name, content in {"byteorder": "little", **entries}.items(): put(name, content)
        for key, storage in enumerate(pickler.storages):
            put(f"data/{key}", struct.pack(f"<{len(storage.numbers)}{KINDS[storage.kind]}", *storage.numbers))
        put("version", "3\n")


def weights():
    shared = Storage("FloatStorage", [float(n) for n in range(24)])
    state = collections.OrderedDict()
    state["module.plain"] = tensor(shared, 0, [2, 3], [3, 1])
    state["module.transposed"] = tensor(shared, 0, [3, 2], [1, 3])
    state["module.cut"] = tensor(shared, 3, [2, 2, 2], [12, 6, 2])
    state["module.scalar"] = tensor(shared, 23, [], [])
    state["module.empty"] = tensor(shared, 24, [0, 4], [4, 1])
    state["module.channels_last"] = tensor(shared, 0, [2, 3, 2, 2], [12, 1, 6, 3])
    state["module.parameter"] = Reduced(utils._rebuild_parameter, (tensor(shared, 4, [2], [1]), True, collections.OrderedDict()))
    state["module.subclass"] = Reduced(tensors._rebuild_from_type_v2, (utils._rebuild_tensor_v2, Parameter, (shared, 6, (2,), (1,), False, collections.OrderedDict()), {}))
    for kind, numbers in dict(DoubleStorage=[-.5], HalfStorage=[1.5], BFloat16Storage=[0x3fc0], LongStorage=[-2**62], IntStorage=[-8], ShortStorage=[-9],
                              CharStorage=[-10], ByteStorage=[200], BoolStorage=[True]).items():
        state["module." + kind] = tensor(Storage(kind, numbers), 0, [1], [1])
    state._metadata = collections.OrderedDict({"": dict(version=1)})
    return state


def checkpoint(state):
    loop = []; loop.append(loop)
    return dict(epoch=3, big=2**100, negative=-1, small=-2**40, rate=.1, none=None, yes=True, raw=b"\0\xff", longer=b"x" * 300, unicode="ä" * 200, empty="",
                array=bytearray(b"12"), set={1, 2}, frozen=frozenset([3]), pair=(1, 2), triple=(1, 2, 3), four=(1, 2, 3, 4), nothing=(), loop=loop,
                options=argparse.Namespace(lr=.1, where=pathlib.PurePosixPath("a/b")), when=datetime.datetime(2021, 3, 4), counts=collections.Counter("aab"),
                default=collections.defaultdict(list, a=[1]), size=torch.Size((1, 2)), device=torch.device(),
                loss=Reduced(multiarray.scalar, (numpy.dtype(), struct.pack("<d", .5))), keyed={(1, 2): 3, None: 4, 5: 6},
                optimizer=dict(state={0: dict(step=tensor(Storage("FloatStorage", [9.]), 0, [], []))}, param_groups=[dict(params=[0, 1])]), state_dict=state)


if __name__ == "__main__":
    for protocol in (2, 3, 4, 5): save(f"checkpoint-{protocol}.pt", checkpoint(weights()), protocol)
    save("state-dict.pt", weights())
    save("big-endian.pt", weights(), byteorder="big")
    save("stretched.pt", dict(a=tensor(Storage("FloatStorage", [1.]), 0, [1 << 40], [0])))
    save("beyond.pt", dict(a=tensor(Storage("FloatStorage", [1., 2.]), 1, [2], [1])))
    save("overflow.pt", dict(a=tensor(Storage("FloatStorage", [1., 2.]), 0, [1 << 40, 1 << 40], [1 << 40, 1])))
    save("negative-stride.pt", dict(a=tensor(Storage("FloatStorage", [1., 2.]), 1, [2], [-1])))
    save("no-weights.pt", dict(epoch=3, optimizer=dict(lr=.1)))
    module("open_clip")
    save("module.pt", Reduced(module("open_clip.model", CLIP=function()).CLIP, ()))
    one = Storage("FloatStorage", [float(n) for n in range(1000)])
    save("shared.pt", {f"t{n}": tensor(one, 0, [1000], [1]) for n in range(20)})
