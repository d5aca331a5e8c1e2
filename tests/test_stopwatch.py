"""How long a stage lasts."""

from __future__ import annotations

from jingwen.stopwatch import Stopwatch


def test_a_stage_lasts_until_the_next_begins() -> None:
    ticks = iter([0.0, 2.0, 5.0, 6.0, 10.0, 11.0])
    watch = Stopwatch(clock=lambda: next(ticks))
    for stage in ("decode", "parse", "done", "decode", "parse", "done"):
        watch(stage)
    assert watch.stages == [("decode", 2.0), ("parse", 3.0), ("decode", 4.0), ("parse", 1.0)]
