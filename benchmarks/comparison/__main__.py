"""
Times this project beside open_clip, ONNX Runtime and OpenVINO, in alternation, and prints ratios with their spread.

encoder     the image tower alone, by batch size
folder      a folder of JPEG files to embeddings, beside the loops that people write around open_clip
preprocess  pictures in memory to pixels, on one core
visualize   steps of a feature visualization beside lucent
reduced     the image tower of the ViTs with 8 bits beside our own with 32
load        from the start of the process to the first embedding, and the peak of resident memory
"""

import argparse
import os
from pathlib import Path

from comparison import modes
from comparison.client import TARGET

MODELS = ["RN50", "RN50x4", "ViT-B-32", "ViT-B-16"]
MODES = {"encoder": modes.encoder, "folder": modes.folder, "preprocess": modes.preprocess, "load": modes.load, "reduced": modes.reduced}
MODES["visualize"] = modes.visualize


def names(text: str) -> list[str]:
    return text.split(",")


def sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks/compare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modes", nargs="*", default=list(MODES), help="which of them; all unless told")
    parser.add_argument("--models", type=names, default=MODELS, help="as open_clip calls them, with commas between")
    parser.add_argument("--batch", type=sizes, help="batch sizes of encoder; 8 for ResNets and 16 for ViTs unless told")
    parser.add_argument("--engines", type=names, default=["open_clip", "onnxruntime", "openvino"])
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="the same for all; all cores unless told")
    parser.add_argument("--rounds", type=int, default=11, help="turns of each engine")
    parser.add_argument("--patience", type=int, default=2, help="so many times the rounds at most, to find calm ones")
    parser.add_argument("--images", type=int, default=64, help="pictures of folder")
    parser.add_argument("--output", type=Path, default=TARGET / "results")
    options = parser.parse_args()
    for mode in options.modes:
        if mode not in MODES:
            parser.error(f"no mode {mode!r}; there are {', '.join(MODES)}")
        print(f"\n## {mode}\n", flush=True)
        MODES[mode](options)


if __name__ == "__main__":
    main()
