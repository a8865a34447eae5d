"""Makes the pictures beside this file: open_clip's validation transform (open_clip 3.3.0, torchvision 0.22.1, Pillow 11.3) of
../preprocess/NAME.png up to the crop, with the settings other than the usual ones, as NAME.MODE.FILTER.SIZE.png.

Pillow 13 resizes some upright pictures by rows first, and so rounds otherwise when it squashes them. The models were
trained before that: here the columns always come first, as in all earlier versions."""

from pathlib import Path

from open_clip.transform import image_transform
from PIL import Image

here = Path(__file__).parent
for source in sorted((here.parent / "preprocess").glob("*.png")):
    name = source.stem
    if ".to" in name:
        continue
    sizes = (64, 224) if name in ("gradient-301x517", "rgba-120x90", "noise-31x29") else (64,)
    for mode, filter in (("shortest", "bilinear"), ("squash", "bicubic"), ("squash", "bilinear")):
        for size in sizes:
            transform = image_transform(size, is_train=False, resize_mode=mode, interpolation=filter)
            picture = Image.open(source)
            for step in transform.transforms[:-2]:  # without the tensor and its normalisation
                picture = step(picture)
            picture.save(here / f"{name}.{mode}.{filter}.{size}.png", optimize=True)
