"""The image tower in each of the Python engines: pixels in, embeddings out, float32 throughout."""

from pathlib import Path

import numpy as np


class OpenClip:
    """open_clip as it stands: PyTorch, eagerly."""

    def __init__(self, folder: Path, threads: int):
        import open_clip
        import torch

        torch.set_num_threads(threads)
        self.torch = torch
        self.model, self.preprocess = open_clip.create_model_from_pretrained(f"local-dir:{folder}")
        self.model.eval()

    def prepare(self, pixels: np.ndarray) -> None:
        self.pixels = self.torch.from_numpy(pixels)

    def embed(self) -> np.ndarray:
        with self.torch.inference_mode():
            return self.model.encode_image(self.pixels).numpy()


class OnnxRuntime:
    """All graph optimisations, for the one batch size."""

    def __init__(self, folder: Path, threads: int):
        import onnxruntime

        self.runtime = onnxruntime
        self.file = str(folder / "visual.onnx")
        self.threads = threads

    def prepare(self, pixels: np.ndarray) -> None:
        settings = self.runtime.SessionOptions()
        settings.intra_op_num_threads = self.threads
        settings.inter_op_num_threads = 1
        settings.graph_optimization_level = self.runtime.GraphOptimizationLevel.ORT_ENABLE_ALL
        settings.add_free_dimension_override_by_name("batch", len(pixels))
        # Its threads spin while it computes, as usual, but leave the processor to the other engines afterwards.
        settings.add_session_config_entry("session.force_spinning_stop", "1")
        self.session = self.runtime.InferenceSession(self.file, settings, providers=["CPUExecutionProvider"])
        self.pixels = pixels

    def embed(self) -> np.ndarray:
        return self.session.run(None, {"pixels": self.pixels})[0]


class OpenVino:
    """Compiled for the one batch size; left alone it would compute in bfloat16 where the processor can."""

    def __init__(self, folder: Path, threads: int):
        import openvino

        self.core = openvino.Core()
        self.graph = self.core.read_model(str(folder / "visual.onnx"))
        self.settings = {
            "INFERENCE_PRECISION_HINT": "f32",
            "INFERENCE_NUM_THREADS": threads,
            "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": 1,
        }

    def prepare(self, pixels: np.ndarray) -> None:
        self.graph.reshape({"pixels": list(pixels.shape)})
        self.request = self.core.compile_model(self.graph, "CPU", self.settings).create_infer_request()
        self.pixels = pixels

    def embed(self) -> np.ndarray:
        return self.request.infer({"pixels": self.pixels}, share_inputs=True)[0].copy()


ENGINES = {"open_clip": OpenClip, "onnxruntime": OnnxRuntime, "openvino": OpenVino}
