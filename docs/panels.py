"""Draws the panels of the dashboard as a test sees them: ``docs/dashboard-*.svg``, one for each row.

``python -m docs.panels`` starts the service and Prometheus as ``tests/deploy/test_dashboard.py`` does, which takes most
of a minute, and asks for what Grafana would ask for. Needs Prometheus.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10
from pathlib import Path
from typing import Any

from benchmarks.plot import COLOURS, GREY, INK, RULE, Points, label, line, svg

FOLDER = Path(__file__).resolve().parent
WIDTH, TALL, NUMBER = 480, 240, 96  # of a panel with lines, and the height of one with a number
LEFT, RIGHT, TOP, BOTTOM = 58, 12, 40, 70  # what the lines leave free
LEGEND = 7.4  # pixels a letter takes in the legend: a safe guess, as fonts differ
ROOM = 3  # lines of legend

Series = Mapping[str, Points]
Answers = Callable[[str], list[dict[str, Any]]]  # the series of an expression, as Prometheus gives them


@dataclass(frozen=True)
class Panel:
    """What is drawn of a panel: its ``series`` by their legends, their points over seconds."""

    title: str
    unit: str
    stacked: bool
    number: bool
    series: Series


def rows(dashboard: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The panels of each row of a dashboard."""
    found: dict[str, list[dict[str, Any]]] = {}
    for panel in dashboard["panels"]:
        if panel["type"] == "row":
            found[panel["title"]] = []
        else:
            found[[*found][-1]].append(panel)
    return found


def expression(expr: str, window: str) -> str:
    """An expression of a panel over all jobs and instances, its rates over ``window``."""
    return expr.replace("$__rate_interval", window).replace("$job", ".*").replace("$instance", ".*")


def answered(panel: Mapping[str, Any], answers: Answers, window: str) -> Panel:
    """What the panel shows of what its expressions are answered."""
    series: dict[str, Points] = {}
    for target in panel["targets"]:
        for found in answers(expression(target["expr"], window)):
            points = [(float(at), float(value)) for at, value in found["values"]]
            series[_legend(target["legendFormat"], found["metric"])] = [one for one in points if isfinite(one[1])]
    defaults = panel["fieldConfig"]["defaults"]
    stacking = defaults.get("custom", {}).get("stacking", {}).get("mode")
    return Panel(panel["title"], defaults["unit"], stacking == "normal", panel["type"] == "stat", series)


def _legend(form: str, labels: Mapping[str, str]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda name: labels.get(name[1], ""), form)


def draw(title: str, panels: Sequence[Panel]) -> str:
    """A row of the dashboard: two panels with lines beside each other, or four with a number."""
    across, tall = (4, NUMBER) if panels[0].number else (2, TALL)
    width = 2 * WIDTH / across
    drawn = []
    for number, panel in enumerate(panels):
        x, y = number % across * width, number // across * tall
        inside = _number(panel, width) if panel.number else _lines(panel, width)
        edge = f'<rect x="4" y="4" width="{width - 8:g}" height="{tall - 8}" rx="4" fill="none" stroke="{RULE}"/>'
        drawn.append(f'<g transform="translate({x:g} {y:g})">{edge}')
        drawn += [label(16, 24, panel.title, INK, weight="bold"), *inside, "</g>"]
    return svg(2 * WIDTH, -(-len(panels) // across) * tall, title, drawn)


def _number(panel: Panel, width: float) -> Iterator[str]:
    ((name, points),) = panel.series.items()
    shown = name if panel.title == "Version" else _words(points[-1][1], panel.unit)
    yield label(width / 2, 68, shown, COLOURS[2], "middle", 30)


def _lines(panel: Panel, width: float) -> Iterator[str]:
    series = _stacked(panel.series) if panel.stacked else panel.series
    every = [point for points in series.values() for point in points]
    start, end = min(at for at, _ in every), max(at for at, _ in every)
    step = _step(max(value for _, value in every) or 1.0)
    top = step * max(1, -(-max(value for _, value in every) // step))

    def x(at: float) -> float:
        return LEFT + (at - start) / (end - start) * (width - LEFT - RIGHT)

    def y(value: float) -> float:
        return TALL - BOTTOM - value / top * (TALL - BOTTOM - TOP)

    for number in range(round(top / step) + 1):
        value = number * step
        yield line(LEFT, y(value), width - RIGHT, y(value), RULE)
        yield label(LEFT - 6, y(value) + 4, _words(value, panel.unit), GREY, "end", 11)
    for at in range(0, int(end - start) + 1, 10):
        yield label(x(start + at), TALL - BOTTOM + 15, f"{at} s", GREY, "middle", 11)
    for number, points in reversed([*enumerate(series.values())]):  # the highest of a stack lies below the others
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x(at):.0f},{y(value):.1f}" for at, value in points)
        if panel.stacked:
            yield f'<polygon points="{path} {x(end):.0f},{y(0):.1f} {x(start):.0f},{y(0):.1f}" fill="{colour}"/>'
        else:
            yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    yield from _legends([*series], width)


def _stacked(series: Series) -> dict[str, Points]:
    """Each line on top of those before it; where a line has no point, nothing was counted."""
    heights = dict.fromkeys(sorted({at for points in series.values() for at, _ in points}), 0.0)
    found: dict[str, Points] = {}
    for name, points in series.items():
        for at, value in points:
            heights[at] += value
        found[name] = [*heights.items()]
    return found


def _legends(names: Sequence[str], width: float) -> Iterator[str]:
    x, row = 16.0, 0
    for number, name in enumerate(names):
        room = 20 + LEGEND * len(name)
        if x + room > width - 8:
            x, row = 16.0, row + 1
        if row == ROOM:
            return
        y = TALL - BOTTOM + 32 + 14 * row
        yield f'<rect x="{x:g}" y="{y - 8:g}" width="9" height="9" fill="{COLOURS[number % len(COLOURS)]}"/>'
        yield label(x + 13, y, name, INK, size=11)
        x += room


def _step(most: float) -> float:
    """From tick to tick, so that there are two to five of them up to ``most``."""
    power = 10.0 ** floor(log10(most))
    return next(power * part for part in (0.2, 0.5, 1.0, 2.0, 5.0) if most / (power * part) <= 5)


UNITS: Mapping[str, Sequence[tuple[float, str]]] = {
    "s": ((1, " s"), (1e-3, " ms"), (1e-6, " µs")),
    "decbytes": ((1e6, " MB"), (1e3, " kB"), (1, " B")),
    "percentunit": ((0.01, " %"),),
    "reqps": ((1, " /s"),),
    "ops": ((1, " /s"),),
    "none": ((1, ""),),
}


def _words(value: float, unit: str) -> str:
    """``value`` as Grafana would write it."""
    factor, name = next(((size, name) for size, name in UNITS[unit] if value >= size), UNITS[unit][-1])
    return f"{value / factor:.3g}{name}" if value else "0"


def picture(row: str) -> Path:
    """Where the picture of a row lies."""
    return FOLDER / f"dashboard-{row.split()[0].lower()}.svg"


if __name__ == "__main__":
    from tests.deploy.stage import DASHBOARD, WINDOW, acted

    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    with acted() as (_, over):
        for row, panels in rows(board).items():
            seen = [answered(panel, over, WINDOW) for panel in panels]
            picture(row).write_text(draw(f"The row {row} of the dashboard", seen), encoding="utf-8")
