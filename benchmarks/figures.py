"""The few statistics that are used, on plain lists."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, floor, log
from random import Random

RESAMPLES = 2000
SEED = 1


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of ``values`` lie below, interpolated between neighbours."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The sum of ``above`` over the sum of ``below``: how many times the whole set costs."""
    return sum(above) / sum(below)


def interval(above: Sequence[float], below: Sequence[float]) -> tuple[float, float]:
    """Where ``ratio`` lies with 95 % on other pages of this kind: the percentile bootstrap over pages."""
    random, places = Random(SEED), range(len(above))
    found = []
    for _ in range(RESAMPLES):
        chosen = random.choices(places, k=len(above))
        found.append(sum(above[i] for i in chosen) / sum(below[i] for i in chosen))
    return percentile(found, 0.025), percentile(found, 0.975)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of ``values`` over ``sizes`` on logarithmic axes, by least squares: 1 is linear, 2 quadratic.

    Raises ``ValueError`` for fewer than two sizes.
    """
    if len(set(sizes)) < 2:
        raise ValueError("a slope needs at least two sizes")
    x, y = [log(size) for size in sizes], [log(value) for value in values]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - mean_x) ** 2 for a in x)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread


def spaced(low: float, high: float, count: int) -> list[int]:
    """``count`` whole numbers from ``low`` to ``high``, evenly spaced on a logarithmic axis."""
    step = (log(high) - log(low)) / (count - 1)
    return [round(exp(log(low) + step * i)) for i in range(count)]
