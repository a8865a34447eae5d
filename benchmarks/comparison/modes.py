"""The comparisons."""

import json
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from PIL import Image

from comparison import agreement, pictures
from comparison.client import OURS, REDUCED, TARGET, Engine, busy_seconds, environment, part_of_others
from comparison.report import Report
from comparison.rounds import Turn, alternate

SAME = 0.9999
DECODERS_DIFFER = 0.999
"""JPEG decoders may round differently: embeddings of the same file are a little less alike."""
CLOSE = 0.99
"""What is asked of 8 bits."""
REPEATS = 3
CHANNEL = 7
STEPS = 40
"""Of a feature visualization."""
WARM_UP = 3
"""Seconds that each engine preprocesses before its first turn: Java compiles what runs often, and better after a while."""
LOOPS = {
    "one": "open_clip, one by one",
    "batch": "open_clip, batches of 16",
    "loader": "open_clip, batches of 16, 2 loaders",
}


def model(name: str) -> Path:
    """The folder of a model with random weights, made when it is not there."""
    folder = TARGET / "models" / name
    if not (folder / "open_clip_model.safetensors").exists():
        print(f"Making {name} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "comparison.models", name, folder], env=environment(2), check=True)
    return folder


def started(stack: ExitStack, names: list[str], folder: Path, options, core: int | None = None) -> dict[str, Engine]:
    threads = 1 if core is not None else options.threads
    engines = {name: stack.enter_context(Engine(name, threads, core)) for name in names}
    for engine in engines.values():
        engine.ask("open", folder)
    return engines


def encoder(options) -> None:
    report = Report(options.output, "encoder")
    for name in options.models:
        with ExitStack() as stack:
            engines = started(stack, [OURS, *options.engines], model(name), options)
            for batch in options.batch or [8 if name.startswith("RN") else 16]:
                encode(report, name, batch, engines, SAME, options)
    report.close()


def reduced(options) -> None:
    report = Report(options.output, "reduced")
    for name in options.models:
        if name.startswith("RN"):
            continue
        with ExitStack() as stack:
            engines = started(stack, [OURS, REDUCED], model(name), options)
            for batch in options.batch or [1, 16]:
                encode(report, name, batch, engines, CLOSE, options)
            for who, engine in engines.items():
                report.note(f"{name}, {who}: peak resident memory {engine.peak_megabytes():.0f} MB")
    report.close()


def encode(report: Report, name: str, batch: int, engines: dict[str, Engine], least: float, options) -> None:
    what = f"{name}, batch {batch}"
    file, side = pixels(name, batch)
    for engine in engines.values():
        engine.ask("pixels", file, batch, side)
    check(what, {who: array(engine, "embeddings") for who, engine in engines.items()}, least)

    def turn(who: str) -> Turn:
        answer = engines[who].ask("encode", REPEATS)
        return Turn(statistics.median(answer.numbers()), answer.own, answer.others)

    report.add(what, alternate(list(engines), turn, options.rounds, options.patience), batch, "images/s")


def folder(options) -> None:
    report = Report(options.output, "folder")
    jpegs = pictures.make(TARGET / "pictures" / f"{options.images}-jpegs", options.images, "jpg", pictures.SIZES)
    file = TARGET / "answer.f32"
    for name in options.models:
        with ExitStack() as stack:
            engines = started(stack, [OURS, "open_clip"], model(name), options)
            styles = {OURS: (OURS, "whole")}
            styles |= {text: ("open_clip", style) for style, text in LOOPS.items()}
            rows = {}
            for text, (who, style) in styles.items():
                shape = engines[who].ask("folder", jpegs, file, style).values[1:]
                rows[text] = np.fromfile(file, np.float32).reshape([int(length) for length in shape])
            check(name, rows, DECODERS_DIFFER)

            def turn(text: str) -> Turn:
                who, style = styles[text]
                answer = engines[who].ask("folder", jpegs, file, style)
                return Turn(answer.numbers()[0], answer.own, answer.others)

            report.add(name, alternate(list(styles), turn, options.rounds, options.patience), options.images, "images/s")
    report.close()


def visualize(options) -> None:
    """One picture of one channel of the last layer."""
    report = Report(options.output, "visualize")
    for name in options.models:
        if not name.startswith("RN"):
            continue  # lucent asks for maps
        with ExitStack() as stack:
            engines = started(stack, [OURS, "lucent"], model(name), options)
            layer = f"layer4.{blocks(name) - 1}"
            file, side = pixels(name, 1)
            slopes = {}
            for who, engine in engines.items():
                engine.ask("pixels", file, 1, side)
                slopes[who] = array(engine, "slope", layer, CHANNEL).reshape(1, -1)
            cosine = agreement.lowest_cosine(slopes["lucent"], slopes[OURS])
            agreement.require(cosine, SAME, f"{name}: the derivatives of {layer} by the pixels")

            def turn(who: str) -> Turn:
                answer = engines[who].ask("visualize", layer, CHANNEL, STEPS)
                return Turn(answer.numbers()[0], answer.own, answer.others)

            rounds = alternate(list(engines), turn, options.rounds, options.patience)
            report.add(f"{name}, {side} x {side}, {layer}", rounds, STEPS, "steps/s")
    report.close()


def preprocess(options) -> None:
    report = Report(options.output, "preprocess")
    with ExitStack() as stack:
        engines = started(stack, [OURS, "open_clip"], model("ViT-B-32"), options, core=0)
        for width, height in [(320, 240), (640, 480), (1280, 960), (4000, 3000)]:
            what, count = f"{width} x {height} to 224", max(2, 12_000_000 // (width * height) // 4)
            pngs = pictures.make(TARGET / "pictures" / f"{count}-of-{width}x{height}", count, "png", [(width, height)])
            for engine in engines.values():
                engine.ask("pictures", pngs)
            ours, theirs = (array(engine, "preprocessed") for engine in engines.values())
            if np.abs(ours - theirs).max() > 1e-5:
                raise SystemExit(f"{what}: the pixels differ by up to {np.abs(ours - theirs).max()}; nothing was timed")

            for engine in engines.values():
                engine.ask("warm up", WARM_UP)

            def turn(who: str) -> Turn:
                answer = engines[who].ask("preprocess", REPEATS)
                return Turn(statistics.median(answer.numbers()), answer.own, answer.others)

            report.add(what, alternate(list(engines), turn, options.rounds, options.patience), count, "images/s")
    report.close()


def load(options) -> None:
    report = Report(options.output, "load")
    one = pictures.make(TARGET / "pictures" / "1-jpegs", 1, "jpg", pictures.SIZES)
    for name in options.models:
        path = model(name)
        opening: dict[str, list[float]] = {OURS: [], "open_clip": []}
        peaks: dict[str, list[float]] = {OURS: [], "open_clip": []}

        def turn(who: str) -> Turn:
            start, busy = time.perf_counter(), busy_seconds()
            with Engine(who, options.threads) as engine:
                ready = engine.ask("open", path).numbers()[0]
                first = engine.ask("folder", one, TARGET / "answer.f32", "one").numbers()[0]
                taken = time.perf_counter() - start
                opening[who].append(ready + first)
                peaks[who].append(engine.peak_megabytes())
                own = engine.processor_seconds()
                return Turn(taken, own, part_of_others(taken, busy_seconds() - busy, own))

        report.add(name, alternate([OURS, "open_clip"], turn, options.rounds, options.patience), 0, "s")
        weights = (path / "open_clip_model.safetensors").stat().st_size / 2**20
        for who in opening:
            report.note(
                f"{name}, {who}: {statistics.median(opening[who]):.2f} s from opening the file of {weights:.0f} MB"
                f" to the first embedding; peak resident memory {max(peaks[who]):.0f} MB"
            )
    report.close()


def pixels(name: str, batch: int) -> tuple[Path, int]:
    """Normalised pixels of sample pictures, [batch, 3, side, side] in a file, and their side."""
    config = json.loads((model(name) / "open_clip_config.json").read_text())
    side = config["model_cfg"]["vision_cfg"]["image_size"]
    folder = pictures.make(TARGET / "pictures" / f"{batch}-of-{side}", batch, "png", [(side, side)])
    squares = np.stack([np.asarray(Image.open(path)) for path in sorted(folder.iterdir())])
    settings = config["preprocess_cfg"]
    values = (squares / 255 - settings["mean"]) / settings["std"]
    file = TARGET / "pixels.f32"
    values.transpose(0, 3, 1, 2).astype(np.float32).tofile(file)
    return file, side


def blocks(name: str) -> int:
    """How many blocks the last stage of a ResNet has."""
    config = json.loads((model(name) / "open_clip_config.json").read_text())
    return config["model_cfg"]["vision_cfg"]["layers"][-1]


def array(engine: Engine, verb: str, *arguments) -> np.ndarray:
    """What an engine writes when asked."""
    file = TARGET / "answer.f32"
    shape = [int(length) for length in engine.ask(verb, *arguments, file).values]
    return np.fromfile(file, np.float32).reshape(shape)


def check(what: str, rows: dict[str, np.ndarray], least: float) -> None:
    """All engines give what ours does."""
    for name, found in rows.items():
        agreement.require(agreement.lowest_cosine(found, rows[OURS]), least, f"{what}: the embeddings of {name} and {OURS}")
