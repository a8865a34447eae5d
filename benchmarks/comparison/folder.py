"""The loops that people write around open_clip to embed a folder of pictures."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset

from comparison.engines import OpenClip


def one_by_one(engine: OpenClip, paths: list[Path]) -> np.ndarray:
    """The usual one, as in open_clip's README: open, preprocess, a batch of 1."""
    rows = []
    with torch.inference_mode():
        for path in paths:
            pixels = engine.preprocess(Image.open(path)).unsqueeze(0)
            rows.append(engine.model.encode_image(pixels).numpy())
    return np.concatenate(rows)


class Pictures(Dataset):
    def __init__(self, paths: list[Path], preprocess):
        self.paths = paths
        self.preprocess = preprocess

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> torch.Tensor:
        return self.preprocess(Image.open(self.paths[index]))


def in_batches(workers: int):
    """Batches of 16, preprocessed by so many processes beside the model; 0: in turn with it."""

    def run(engine: OpenClip, paths: list[Path]) -> np.ndarray:
        loader = DataLoader(Pictures(paths, engine.preprocess), batch_size=16, num_workers=workers)
        with torch.inference_mode():
            return np.concatenate([engine.model.encode_image(pixels).numpy() for pixels in loader])

    return run


LOOPS = {"one": one_by_one, "batch": in_batches(0), "loader": in_batches(2)}
