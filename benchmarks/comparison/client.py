"""Starts engines, asks them in turn, and watches what else the machine was doing meanwhile."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
TARGET = BENCHMARKS / "target"
OURS = "multimodal-neurons"
REDUCED = "multimodal-neurons, 8 bit"
MAIN = "org.multimodalneurons.benchmarks.Worker"


def environment(threads: int) -> dict[str, str]:
    """Equal for all: so many threads, idle ones asleep, nothing fetched, no lower precision behind our back."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ONEDNN_", "DNNL_", "KMP_", "OMP_"))}
    for key in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        env[key] = str(threads)
    env.update(HF_HUB_OFFLINE="1", PYTHONPATH=str(BENCHMARKS))
    return env


def java(threads: int, *arguments: str) -> list[str]:
    classpath = f"{TARGET / 'classes'}:{(TARGET / 'classpath').read_text().strip()}"
    return ["java", "-Djava.awt.headless=true", f"-Dai.djl.pytorch.num_threads={threads}", "-cp", classpath, MAIN, *arguments]


def command(engine: str, threads: int) -> list[str]:
    if engine == OURS:
        return java(threads)
    if engine == REDUCED:
        return java(threads, "REDUCED")
    return [sys.executable, "-m", "comparison.worker", engine, str(threads)]


@dataclass
class Answer:
    values: list[str]
    others: float
    """The part of the machine's processors, 0 to 1, that processes other than the engine took meanwhile."""
    own: float
    """Processor seconds of the engine itself, all its threads together."""

    def numbers(self) -> list[float]:
        return [float(value) for value in self.values]


class Engine:
    """A process that answers requests; it sleeps until it is asked."""

    def __init__(self, name: str, threads: int, core: int | None = None):
        self.name = name
        pin = (lambda: os.sched_setaffinity(0, {core})) if core is not None else None
        self.process = subprocess.Popen(
            command(name, threads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(threads),
            preexec_fn=pin,
        )

    def ask(self, verb: str, *arguments) -> Answer:
        before = time.perf_counter(), busy_seconds(), self.processor_seconds()
        self.process.stdin.write("\t".join([verb, *map(str, arguments)]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line.startswith("ok"):
            raise SystemExit(f"{self.name} could not {verb}: {line.strip() or 'it ended'}")
        after = time.perf_counter(), busy_seconds(), self.processor_seconds()
        elapsed, busy, own = (b - a for a, b in zip(before, after))
        return Answer(line.rstrip("\n").split("\t")[1:], part_of_others(elapsed, busy, own), own)

    def processor_seconds(self) -> float:
        """Its own, and that of helpers that it started and that have ended."""
        return sum(stat_fields(self.process.pid)[13:17]) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *fault) -> None:
        self.close()


def part_of_others(elapsed: float, busy: float, own: float) -> float:
    """From seconds on the clock, of all busy processors, and of a process."""
    return max(0.0, busy - own) / (elapsed * os.cpu_count())


def stat_fields(pid: int) -> list[int]:
    """/proc/PID/stat as proc(5) counts it, from 0; the name and the state, which are no numbers, as 0."""
    text = Path(f"/proc/{pid}/stat").read_text()
    return [pid, 0, 0] + [int(field) for field in text[text.rindex(")") + 3 :].split()]


def busy_seconds() -> float:
    """Of all processors together: user, nice, system, interrupts, and what the host took."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return (sum(fields[:3]) + sum(fields[5:8])) / os.sysconf("SC_CLK_TCK")
