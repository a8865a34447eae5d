"""One engine in a process of its own, which sleeps while the others are at work. See protocol.py."""

import sys
import time
from pathlib import Path

import numpy as np

from comparison.engines import ENGINES
from comparison.lucent_engine import Lucent
from comparison.protocol import serve


class Worker:
    def __init__(self, engine: str, threads: int):
        self.engine_name = engine
        self.threads = threads

    def open(self, folder: str) -> list[float]:
        start = time.perf_counter()
        self.engine = (ENGINES | {"lucent": Lucent})[self.engine_name](Path(folder), self.threads)
        return [time.perf_counter() - start]

    def pixels(self, file: str, count: str, side: str) -> list:
        shape = (int(count), 3, int(side), int(side))
        self.engine.prepare(np.fromfile(file, np.float32).reshape(shape))
        return []

    def encode(self, repeats: str) -> list[float]:
        """Seconds of each pass, after one that is not counted: it brings the weights back into the caches."""
        self.engine.embed()
        return [seconds(self.engine.embed) for _ in range(int(repeats))]

    def embeddings(self, file: str) -> list[int]:
        return save(self.engine.embed(), file)

    def visualize(self, layer: str, channel: str, steps: str) -> list[float]:
        """Seconds of a run of so many steps, after one of two that is not counted."""
        self.engine.visualize(layer, int(channel), 2)
        return [seconds(lambda: self.engine.visualize(layer, int(channel), int(steps)))]

    def slope(self, layer: str, channel: str, file: str) -> list[int]:
        return save(self.engine.slope(layer, int(channel)), file)

    def folder(self, folder: str, file: str, style: str) -> list:
        from comparison.folder import LOOPS

        start = time.perf_counter()
        rows = LOOPS[style](self.engine, sorted(Path(folder).iterdir()))
        taken = time.perf_counter() - start
        return [taken, *save(rows, file)]

    def pictures(self, folder: str) -> list[int]:
        from PIL import Image

        self.loaded = [Image.open(path) for path in sorted(Path(folder).iterdir())]
        for picture in self.loaded:
            picture.load()
        return [len(self.loaded)]

    def warm_up(self, seconds: str) -> list:
        """Preprocesses for so many seconds that are not counted."""
        start = time.perf_counter()
        while time.perf_counter() - start < float(seconds):
            self.preprocess_all()
        return []

    def preprocess(self, repeats: str) -> list[float]:
        """Seconds for all pictures, after one walk over them that is not counted."""
        self.preprocess_all()
        return [seconds(self.preprocess_all) for _ in range(int(repeats))]

    def preprocessed(self, file: str) -> list[int]:
        return save(np.stack([pixels.numpy() for pixels in self.preprocess_all()]), file)

    def preprocess_all(self) -> list:
        return [self.engine.preprocess(picture) for picture in self.loaded]


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def save(values: np.ndarray, file: str) -> list[int]:
    values.astype(np.float32).tofile(file)
    return list(values.shape)


if __name__ == "__main__":
    worker = Worker(sys.argv[1], int(sys.argv[2]))
    names = ["open", "pixels", "encode", "embeddings", "folder", "pictures", "warm up", "preprocess", "preprocessed"]
    names += ["visualize", "slope"]
    serve({name: getattr(worker, name.replace(" ", "_")) for name in names})
