"""Engines that do not compute the same are not worth comparing."""

import numpy as np


def lowest_cosine(rows: np.ndarray, reference: np.ndarray) -> float:
    """
    Of each image's embedding and its reference; also after the mean over the images is taken from both, since random
    weights give all images much in common. Of a single image nothing would be left.
    """
    as_they_are = cosines(rows, reference).min()
    if len(rows) == 1:
        return as_they_are
    return min(as_they_are, cosines(rows - rows.mean(0), reference - reference.mean(0)).min())


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    a, b = a.astype(np.float64), b.astype(np.float64)
    return (a * b).sum(1) / np.maximum(np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1), 1e-30)


def require(cosine: float, least: float, what: str) -> None:
    if not cosine > least:
        raise SystemExit(f"{what} differ, their lowest cosine is {cosine:.6f}; nothing was timed")
