"""Prints results as a table and keeps them as Markdown and CSV."""

import csv
import os
from pathlib import Path

from comparison.client import OURS
from comparison.rounds import CALM, Round, median_seconds, others, processor_ratio, ratio

RATIOS = ["ratio", "lower quartile", "upper quartile", "of processor time"]
COLUMNS = ["what", "engine", "median", "unit", *RATIOS, "rounds", "busy elsewhere"]


class Report:
    def __init__(self, folder: Path, mode: str):
        folder.mkdir(parents=True, exist_ok=True)
        self.markdown = folder / f"{mode}.md"
        self.csv = folder / f"{mode}.csv"
        self.lines = [f"On {hardware()}.", "", "| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
        self.rows: list[list] = []
        print("\n".join(self.lines))

    def add(self, what: str, rounds: list[Round], amount: float, unit: str) -> None:
        """One row an engine, ours first. With an amount of 0 the median is the seconds themselves."""
        busy = max(map(others, rounds))
        for name in sorted(rounds[0], key=lambda name: name != OURS):
            seconds = median_seconds(rounds, name)
            middle = amount / seconds if amount else seconds
            spread = ratio(rounds, name)
            ratios = [spread.median, spread.low, spread.high, processor_ratio(rounds, name)]
            self.row([what, name, middle, unit, *ratios, len(rounds), busy])

    def row(self, values: list) -> None:
        self.rows.append(values)
        what, name, middle, unit, median, low, high, processor, rounds, busy = values
        shown = [f"{number:.2f}" for number in (median, low, high, processor)]
        if name == OURS:
            shown = [""] * len(shown)
        cells = [what, name, f"{middle:.3g}", unit, *shown, str(rounds), f"{100 * busy:.0f} %"]
        line = "| " + " | ".join(cells) + " |"
        self.lines.append(line)
        print(line, flush=True)
        self.markdown.write_text("\n".join(self.lines) + "\n")
        with self.csv.open("w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *self.rows])

    def note(self, text: str) -> None:
        self.lines.append(text)
        print(text, flush=True)

    def close(self) -> None:
        print(f"\nA ratio above 1: the other engine took longer than {OURS}. Kept in {self.markdown} and .csv.")
        if any(row[-1] > CALM for row in self.rows):
            print("Other processes were at work in some rounds; see the last column. Repeat it on an idle machine.")


def hardware() -> str:
    flags = Path("/proc/cpuinfo").read_text().split("flags", 1)[-1].split("\n", 1)[0].split()
    width = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "neither AVX2 nor AVX-512"
    extras = {"avx512_vnni": "VNNI", "avx512_bf16": "BF16", "amx_tile": "AMX"}
    found = ", ".join(name for flag, name in extras.items() if flag in flags)
    return f"{os.cpu_count()} cores with {width}" + (f" ({found})" if found else "")
