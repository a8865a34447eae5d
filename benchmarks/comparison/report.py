"""Prints results as a table and keeps them as Markdown and CSV."""

import csv
import os
from pathlib import Path

from comparison.client import OURS
from comparison.rounds import CALM, Round, median_seconds, ratio

COLUMNS = ["what", "engine", "median", "unit", "ratio", "lower quartile", "upper quartile", "rounds", "busy elsewhere"]


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
        others = max(r.others for r in rounds)
        for name in sorted(rounds[0].seconds, key=lambda name: name != OURS):
            seconds = median_seconds(rounds, name)
            middle = amount / seconds if amount else seconds
            ours = name == OURS
            spread = ratio(rounds, name)
            ratios = [1, 1, 1] if ours else [spread.median, spread.low, spread.high]
            self.row([what, name, middle, unit, *ratios, len(rounds), others])

    def row(self, values: list) -> None:
        self.rows.append(values)
        what, name, middle, unit, median, low, high, rounds, others = values
        shown = ["", "", ""] if name == OURS else [f"**{median:.2f}**", f"{low:.2f}", f"{high:.2f}"]
        cells = [what, name, f"{middle:.3g}", unit, *shown, str(rounds), f"{100 * others:.0f} %"]
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
        print(f"\nA ratio above 1 means that the other engine took longer than {OURS}. Kept in {self.markdown} and .csv.")
        if any(row[-1] > CALM for row in self.rows):
            print("Other processes were at work in some rounds; see the last column. Repeat it on an idle machine.")


def hardware() -> str:
    flags = Path("/proc/cpuinfo").read_text().split("flags", 1)[-1].split("\n", 1)[0].split()
    has = lambda flag: flag in flags
    width = "AVX-512" if has("avx512f") else "AVX2" if has("avx2") else "neither AVX2 nor AVX-512"
    extras = [name for flag, name in [("avx512_vnni", "VNNI"), ("avx512_bf16", "BF16"), ("amx_tile", "AMX")] if has(flag)]
    return f"{os.cpu_count()} cores with {width}" + (f" ({', '.join(extras)})" if extras else "")
