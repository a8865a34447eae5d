"""lucent draws: the tower of open_clip in PyTorch, eagerly, as lucent's own examples use a model."""

from pathlib import Path

import numpy as np

from comparison.engines import OpenClip


class Lucent(OpenClip):
    """
    lucent's loop with its Fourier picture in decorrelated colours and its standard transformations, the picture brought to
    the model's size by lucent itself and normalised for CLIP instead of for ImageNet.
    """

    def __init__(self, folder: Path, threads: int):
        super().__init__(folder, threads)
        self.tower = self.model.visual
        settings = self.model.visual.preprocess_cfg
        self.side = self.tower.image_size[0] if isinstance(self.tower.image_size, tuple) else self.tower.image_size
        shape = (1, 3, 1, 1)
        self.mean = self.torch.tensor(settings["mean"]).reshape(shape)
        self.std = self.torch.tensor(settings["std"]).reshape(shape)

    def visualize(self, layer: str, channel: int, steps: int) -> None:
        from lucent.optvis import objectives, param, render, transform

        render.render_vis(
            self.tower,
            objectives.channel(layer.replace(".", "_"), channel),
            lambda: param.image(self.side),
            transforms=[*transform.standard_transforms, self.normalise],
            thresholds=(steps,),
            preprocess=False,
            progress=False,
            show_image=False,
            fixed_image_size=self.side,
        )
        # Its hooks stay at the model and would slow each further call.
        for module in self.tower.modules():
            module._forward_hooks.clear()

    def normalise(self, pictures):
        return (pictures - self.mean) / self.std

    def slope(self, layer: str, channel: int) -> np.ndarray:
        """Derivative of the channel's mean by the pixels that were given."""
        from lucent.optvis.render import hook_model

        pixels = self.pixels.clone().requires_grad_(True)
        hook = hook_model(self.tower, lambda: pixels)
        self.tower(pixels)
        hook(layer.replace(".", "_"))[:, channel].mean().backward()
        for module in self.tower.modules():
            module._forward_hooks.clear()
        return pixels.grad.numpy()
