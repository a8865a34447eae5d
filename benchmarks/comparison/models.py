"""Makes full-size models with random weights that every engine reads: no trained weights are needed to time them."""

import argparse
import json
import logging
from pathlib import Path

import torch

IMAGE_MEAN = [0.48145466, 0.4578275, 0.40821073]
IMAGE_STD = [0.26862954, 0.26130258, 0.27577711]


def make(name: str, folder: Path, seed: int = 1) -> None:
    """Writes open_clip_model.safetensors, open_clip_config.json and visual.onnx (any batch size)."""
    import open_clip
    from safetensors.torch import save_file

    logging.disable(logging.WARNING)  # that weights are random is the point
    torch.backends.mha.set_fastpath_enabled(False)  # ONNX has no name for the fused operator
    torch.manual_seed(seed)
    model = open_clip.create_model(name)
    visual = model.visual
    side = visual.image_size[0] if isinstance(visual.image_size, tuple) else visual.image_size
    with torch.no_grad():
        vary(model)
        settle(visual, torch.randn(8, 3, side, side))
    model.eval()

    folder.mkdir(parents=True, exist_ok=True)
    export(visual, side, folder / "visual.onnx")
    config = {
        "model_cfg": open_clip.get_model_config(name),
        "preprocess_cfg": {"mean": IMAGE_MEAN, "std": IMAGE_STD},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config, indent=2))
    weights = {key: tensor.contiguous() for key, tensor in model.state_dict().items()}
    partial = folder / "partial"
    save_file(weights, str(partial), metadata={"format": "pt"})
    partial.rename(folder / "open_clip_model.safetensors")  # last: a folder that has it is complete


def vary(model: torch.nn.Module) -> None:
    """Nothing stays at a value at which a slip would not show: norms that scale by 1, biases of 0."""
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            branch_end = name.endswith("bn3") and "layer" in name
            module.weight.uniform_(0.3, 0.6) if branch_end else module.weight.uniform_(0.7, 1.3)
            module.bias.normal_(0, 0.2)
        elif isinstance(module, torch.nn.LayerNorm):
            module.weight.uniform_(0.7, 1.3)
            module.bias.normal_(0, 0.1)
    for name, parameter in model.named_parameters():
        if name.endswith("in_proj_bias") or (name.endswith(".bias") and "mlp" in name):
            parameter.normal_(0, 0.05)


def settle(visual: torch.nn.Module, images: torch.Tensor) -> None:
    """Gives batch norms the statistics of what they see, so that activations keep to a sane range."""
    norms = [module for module in visual.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain average
    visual.train()
    visual(images)


def export(visual: torch.nn.Module, side: int, file: Path) -> None:
    batch = {"pixels": {0: "batch"}, "embedding": {0: "batch"}}
    with torch.no_grad():
        torch.onnx.export(
            visual,
            torch.randn(2, 3, side, side),
            str(file),
            dynamo=False,
            opset_version=17,
            input_names=["pixels"],
            output_names=["embedding"],
            dynamic_axes=batch,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="as open_clip calls it, such as RN50")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    make(options.name, options.folder)
