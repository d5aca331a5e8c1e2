"""Where the time goes: the stages add up, and are those of the metric."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingwen.cleaner import Cleaner
from jingwen.workshop.profile import profile, read_pages

PAGE = "<html><body><h1>桥</h1><p>新桥今天上午通车，两岸居民步行过河只要五分钟。</p></body></html>".encode()
DUMP = "新桥今天上午通车，两岸居民步行过河只要五分钟。".encode()


def test_the_stages_of_a_profile_are_those_that_the_cleaner_names() -> None:
    cleaner = Cleaner("off")
    named: list[str] = []
    cleaner.clean(PAGE, on_stage=named.append)
    found = profile(cleaner, [(PAGE, None), (b" ", None), (DUMP, "text/plain")], rounds=2)
    assert [stage.name for stage in found.stages] == named[:-1]
    assert found.pages == 2, "an empty page is passed over"
    assert sum(stage.share for stage in found.stages) == pytest.approx(1)
    assert sum(stage.mean for stage in found.stages) * found.pages == pytest.approx(found.total)


def test_the_pages_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(DUMP)
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / ".hidden").write_bytes(PAGE)
    (tmp_path / "folder").mkdir()
    assert list(read_pages(tmp_path)) == [(PAGE, None), (DUMP, "text/plain; charset=utf-8")]


def test_no_pages_at_all() -> None:
    found = profile(Cleaner("off"), [])
    assert (found.pages, found.stages, found.total) == (0, (), 0)
