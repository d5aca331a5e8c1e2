"""Plots as SVG, drawn by hand: lines on two logarithmic axes, and ranges on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

INK, GREY, RULE = "#24292f", "#6e7781", "#d8dee4"
ACCENT, PLAIN = "#cf222e", "#57606a"
COLOURS = (
    "#0969da", "#cf222e", "#1a7f37", "#8250df", "#bf8700", "#bc4c00", "#1b7c83", "#bf3989", "#6e7781", "#0a3069",
    "#7d4e00", "#116329", "#d4a72c", "#a475f9", "#fd8c73",
)  # fmt: skip
ROW, HEAD = 22, 34

Points = Sequence[tuple[float, float]]
Words = Callable[[float], str]


@dataclass(frozen=True)
class Range:
    """A row of a range plot: a dot at ``middle`` and a line from ``low`` to ``high``."""

    name: str
    low: float
    middle: float
    high: float
    ours: bool = False


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from ``low`` to ``high``, laid out from ``start`` to ``end`` in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """The powers of ten on the axis."""
        return [10.0**n for n in range(ceil(log10(self.low) - 1e-9), floor(log10(self.high) + 1e-9) + 1)]


def ranges(title: str, panels: Mapping[str, Sequence[Range]], words: Words) -> str:
    """One panel below the other, a row for each range, all on one logarithmic axis."""
    every = [row for rows in panels.values() for row in rows]
    axis = Axis(min(row.low for row in every) / 1.5, max(row.high for row in every) * 1.5, 190, 700)
    bottom = HEAD + sum(ROW * len(rows) + HEAD for rows in panels.values())
    drawn = [label(16, 22, title, INK, size=15)]
    drawn += [line(axis.at(tick), HEAD + 6, axis.at(tick), bottom, RULE) for tick in axis.ticks]
    drawn += [label(axis.at(tick), bottom + 16, words(tick), GREY, "middle") for tick in axis.ticks]
    y = HEAD
    for name, rows in panels.items():
        drawn.append(label(16, y + 22, name, INK, weight="bold"))
        y += HEAD
        for row in rows:
            colour, middle = ACCENT if row.ours else PLAIN, y + ROW / 2
            drawn += [
                label(180, middle + 4, row.name, colour if row.ours else INK, "end"),
                line(axis.at(row.low), middle, axis.at(row.high), middle, colour, 2),
                f'<circle cx="{axis.at(row.middle):.1f}" cy="{middle:.1f}" r="5" fill="{colour}"/>',
                label(axis.at(row.high) + 8, middle + 4, words(row.middle), GREY),
            ]
            y += ROW
    return svg(780, bottom + 28, title, drawn)


def lines(title: str, series: Mapping[str, Points], across: Words, up: Words) -> str:
    """A line for each of ``series`` on two logarithmic axes, and thin ones of slope 1 to hold them against."""
    every = [point for points in series.values() for point in points]
    x = Axis(min(x for x, _ in every), max(x for x, _ in every), 70, 560)
    y = Axis(min(y for _, y in every) / 1.5, max(y for _, y in every) * 1.5, 440, 50)
    drawn = [label(16, 22, title, INK, size=15)]
    for tick in x.ticks:
        drawn += [line(x.at(tick), 50, x.at(tick), 440, RULE), label(x.at(tick), 458, across(tick), GREY, "middle")]
    for tick in y.ticks:
        drawn += [line(70, y.at(tick), 560, y.at(tick), RULE), label(62, y.at(tick) + 4, up(tick), GREY, "end")]
        drawn += _slope(x, y, tick)
    for number, (name, points) in enumerate(sorted(series.items(), key=lambda one: -one[1][-1][1])):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x.at(a):.1f},{y.at(b):.1f}" for a, b in points)
        drawn += [
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>',
            line(580, 60 + ROW * number, 604, 60 + ROW * number, colour, 3),
            label(612, 64 + ROW * number, f"{name}  {up(points[-1][1])}", INK),
        ]
    return svg(780, 480, title, drawn)


def _slope(x: Axis, y: Axis, start: float) -> list[str]:
    """The dashed line through (``x.low``, ``start``) along which twice the size costs twice as much."""
    end = min(x.high, x.low * y.high / start)
    if end <= x.low:
        return []
    height = y.at(start * end / x.low)
    return [line(x.at(x.low), y.at(start), x.at(end), height, GREY, 0.7, 'stroke-dasharray="3 4"')]


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, more: str = "") -> str:
    """A straight line, with ``more`` attributes."""
    place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {place} stroke="{colour}" stroke-width="{width}"{" " + more if more else ""}/>'


def label(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: int = 12, weight: str = "normal"
) -> str:
    """``text`` as it is, with (``x``, ``y``) on its base line."""
    look = f'fill="{colour}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(text)}</text>'


def svg(width: float, height: float, title: str, drawn: Sequence[str]) -> str:
    """A picture of what is ``drawn``, on white."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" font-family="system-ui, sans-serif">'
    )
    ground = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *drawn, "</svg>"]) + "\n"
