"""The statistics."""

from __future__ import annotations

import pytest

from benchmarks.figures import exponent, interval, percentile, ratio, spaced


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.5),
        ([1.0, 2.0], 0.99, 1.99),
        ([5.0], 0.99, 5.0),
        ([1.0, 9.0], 0.0, 1.0),
        ([1.0, 9.0], 1.0, 9.0),
    ],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == pytest.approx(expected)


def test_a_ratio_is_of_sums() -> None:
    assert ratio([10.0, 30.0], [1.0, 9.0]) == 4.0


def test_an_interval_holds_the_ratio_and_is_the_same_each_time() -> None:
    above, below = [10.0, 12.0, 30.0, 8.0], [1.0, 2.0, 4.0, 1.0]
    low, high = interval(above, below)
    assert low < ratio(above, below) < high
    assert interval(above, below) == (low, high)
    assert interval([2.0, 4.0], [1.0, 2.0]) == (2.0, 2.0)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_an_exponent_is_the_slope_on_logarithmic_axes(power: float) -> None:
    sizes = [1e3, 1e4, 1e6]
    assert exponent(sizes, [7 * size**power for size in sizes]) == pytest.approx(power)


def test_one_size_has_no_slope() -> None:
    with pytest.raises(ValueError, match="at least two sizes"):
        exponent([5, 5], [1, 2])


def test_sizes_are_evenly_spaced_on_a_logarithmic_axis() -> None:
    assert spaced(1000, 1_000_000, 4) == [1000, 10_000, 100_000, 1_000_000]
