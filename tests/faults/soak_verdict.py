"""Says whether a process stays as it is: its memory flat to 5 %, and nothing in it that grows with the calls."""

import math
from itertools import combinations
from statistics import median
from typing import Any, Final

Sample = dict[str, float]
"""One moment: ``calls``, ``locks``, ``seconds`` and what was measured then."""

WHOLE: Final = 100_000
WHOLE_LOCKS: Final = 10_000
"""Calls or locks, whatever is reached first, for which it has to stay so; a shorter run is drawn out to as many."""
FLAT: Final = 0.05
WARM: Final = 0.3
"""The share of a run in which caches fill."""
MEMORY: Final = ("in_use", "private_dirty")
BYTES: Final = ("in_use", "objects", "wrappers")
"""What is counted so finely that a trend shows early."""
COUNTED: Final = ("descriptors", "threads", "children", "windows")
_SURE: Final = 3.29
"""Standard deviations: 999 of 1,000 honest trends are within them."""
_FEWEST: Final = 8


def judge(name: str, samples: list[Sample]) -> tuple[dict[str, Any], list[str]]:
    """Return the figures of a process, and what is wrong with it in sentences that begin with its ``name``."""
    steady = samples[math.ceil(len(samples) * WARM) :]
    if len(steady) < _FEWEST:
        return {"samples": len(samples)}, [f"{name}: too short to tell"]
    whole = min(WHOLE, WHOLE_LOCKS * samples[-1]["calls"] / max(1, samples[-1]["locks"]))
    wrong, figures = [], {"samples": len(samples), "calls": samples[-1]["calls"], "locks": samples[-1]["locks"]}
    for what in MEMORY:
        figures[f"{what}_grown_percent"] = round(grown(steady, what) * 100, 2)
        figures[f"{what}_mb"] = round(median(each[what] for each in steady) / 1e6, 2)
        most = slope_between([(each["calls"], each[what]) for each in steady])[1]
        figures[f"{what}_whole_at_most_percent"] = round(most * whole / steady[0][what] * 100, 2)
        if grown(steady, what) > FLAT:
            wrong.append(f"{name}: {what} has grown by {grown(steady, what):.1%}")
    for what in (*BYTES, *COUNTED):
        if what not in steady[0]:
            continue
        least, most = slope_between([(each["calls"], each[what]) for each in steady])
        figures[f"{what}_a_call"] = [round(least, 4), round(most, 4)]
        if least * whole > FLAT * median(each[what] for each in steady):
            wrong.append(f"{name}: {what} grows by at least {float(f'{least:.3g}'):,g} a call")
    figures |= {what: steady[-1][what] for what in COUNTED if what in steady[-1]}
    return figures, wrong


def grown(samples: list[Sample], what: str) -> float:
    """Return by which share the last fifth is above the first, each by its median."""
    fifth = max(1, len(samples) // 5)
    first, last = (median(each[what] for each in part) for part in (samples[:fifth], samples[-fifth:]))
    return last / first - 1


def slope_between(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return what the slope is at least and at most: the bounds of Theil and Sen's (P. K. Sen, 1968).

    They are 0 where most of the values are the same, and not moved by a step or by a few values that are far off.
    """
    points = _thinned(points)
    slopes = sorted((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2) if b[0] > a[0])
    count = len(points)
    within = _SURE * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, int((len(slopes) - within) / 2))
    return slopes[low], slopes[-1 - low]


def _thinned(points: list[tuple[float, float]], most: int = 400) -> list[tuple[float, float]]:
    """Every so many of them, so that the pairs of a long run can be counted."""
    return points[:: math.ceil(len(points) / most)]
