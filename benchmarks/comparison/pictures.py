"""Pictures to look at, made from the sample photographs: other cuts, colours and sizes of them."""

import random
from pathlib import Path

from PIL import Image, ImageEnhance

PHOTOS = Path(__file__).resolve().parent.parent.parent / "sample-images" / "photos"
SIZES = [(640, 480), (480, 640), (800, 600), (1024, 768), (500, 375), (1280, 960)]


def make(folder: Path, count: int, suffix: str, sizes: list[tuple[int, int]], seed: int = 5) -> Path:
    """A folder of so many pictures, which is left alone when it is there already."""
    if folder.exists():
        return folder
    rng = random.Random(seed)
    photos = [Image.open(path).convert("RGB") for path in sorted(PHOTOS.glob("*.jpg"))]
    partial = folder.with_suffix(".partial")
    partial.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        width, height = sizes[index % len(sizes)]
        picture = cut(rng, photos[index % len(photos)], width, height)
        picture.save(partial / f"{index:04}.{suffix}", quality=90)
    return partial.rename(folder)


def cut(rng: random.Random, photo: Image.Image, width: int, height: int) -> Image.Image:
    scale = rng.uniform(0.6, 1.0) * min(photo.width / width, photo.height / height)
    w, h = scale * width, scale * height
    left, top = rng.uniform(0, photo.width - w), rng.uniform(0, photo.height - h)
    picture = photo.resize((width, height), Image.Resampling.LANCZOS, box=(left, top, left + w, top + h))
    return ImageEnhance.Color(picture).enhance(rng.uniform(0.2, 1.8))
