"""Asks the engines in turn and compares what they took, round by round."""

import random
import statistics
from dataclasses import dataclass
from typing import Callable

from comparison.client import OURS

CALM = 0.05
"""A round is calm when processes outside the comparison took at most this part of the processors."""


@dataclass
class Round:
    seconds: dict[str, float]
    others: float


@dataclass
class Ratio:
    """How many times as long another engine took: its time divided by ours in the same round."""

    median: float
    low: float
    high: float
    """The quartiles."""


def alternate(names: list[str], turn: Callable[[str], tuple[float, float]], rounds: int, seed: int = 7) -> list[Round]:
    """
    Rounds in which every engine has one turn, in an order that changes. On a machine that others use there are up to
    three times as many, and the calmest are kept.

    :param turn: gives the seconds and the part of the processors that others took meanwhile
    """
    order = random.Random(seed)
    made: list[Round] = []
    while len(made) < 3 * rounds and sum(r.others <= CALM for r in made) < rounds:
        taken = {name: turn(name) for name in order.sample(names, len(names))}
        made.append(
            Round({name: seconds for name, (seconds, _) in taken.items()}, max(o for _, o in taken.values()))
        )
    return sorted(made, key=lambda r: r.others)[:rounds]


def median_seconds(rounds: list[Round], name: str) -> float:
    return statistics.median(r.seconds[name] for r in rounds)


def ratio(rounds: list[Round], name: str) -> Ratio:
    ratios = [r.seconds[name] / r.seconds[OURS] for r in rounds]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle, low, high)
