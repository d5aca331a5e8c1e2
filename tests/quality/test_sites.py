"""Which site a page is of, and which sites lose most."""

from __future__ import annotations

from typing import Any

import pytest

from quality.sites import most_lost, site


@pytest.mark.parametrize(
    ("gold", "name"),
    [
        ({"id": "a", "url": "https://news.example.com/a/1"}, "news.example.com"),
        ({"id": "20120104_www.example.pl_0a1b2c3d"}, "www.example.pl"),
        ({"id": "example-12"}, "example"),
        ({"id": "a", "url": "no address"}, "no address"),
    ],
)
def test_the_site_of_a_page(gold: dict[str, Any], name: str) -> None:
    assert site(gold) == name


def test_the_sites_that_lose_most() -> None:
    pages = [("a", 0.5), ("b", 0.25), ("a", 0.5), ("a", 1.0), ("c", 1.0)]
    assert most_lost(pages, 3) == [("a", 1.0, 3), ("b", 0.75, 1)]
    assert most_lost(pages, 1) == [("a", 1.0, 3)]
