"""Asks the engines in turn and compares what they took, round by round."""

import random
import statistics
from dataclasses import dataclass
from typing import Callable

from comparison.client import OURS

CALM = 0.05
"""A round is calm when processes outside the comparison took at most this part of the processors."""


@dataclass
class Turn:
    seconds: float
    processor: float
    """Seconds that all threads of the engine took together, in the whole turn."""
    others: float
    """The part of the processors that processes other than the engine took meanwhile."""


Round = dict[str, Turn]


@dataclass
class Ratio:
    """How many times as long another engine took: its time divided by ours in the same round."""

    median: float
    low: float
    high: float
    """The quartiles."""


def alternate(names: list[str], turn: Callable[[str], Turn], rounds: int, patience: int) -> list[Round]:
    """
    Rounds in which every engine has one turn, in an order that changes. On a machine that others use there are up to
    `patience` times as many, and the calmest are kept.
    """
    order = random.Random(7)
    made: list[Round] = []
    while len(made) < patience * rounds and sum(others(r) <= CALM for r in made) < rounds:
        made.append({name: turn(name) for name in order.sample(names, len(names))})
    return sorted(made, key=others)[:rounds]


def others(round: Round) -> float:
    return max(turn.others for turn in round.values())


def median_seconds(rounds: list[Round], name: str) -> float:
    return statistics.median(r[name].seconds for r in rounds)


def ratio(rounds: list[Round], name: str) -> Ratio:
    ratios = [r[name].seconds / r[OURS].seconds for r in rounds]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle, low, high)


def processor_ratio(rounds: list[Round], name: str) -> float:
    """The same of processor time, which does not count the time that other processes took."""
    return statistics.median(r[name].processor / r[OURS].processor for r in rounds)
