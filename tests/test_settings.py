"""Settings from an environment: the defaults, what each variable takes, and the refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.errors import SettingError
from jingwen.model import Limits
from jingwen.settings import Settings

LIMITS = ("max_pages", "max_parts", "max_tags", "max_depth", "max_attributes", "max_text", "max_answer_bytes")


def test_what_a_page_may_hold() -> None:
    assert Settings().limits == Limits() == Limits(tags=300_000, depth=512, attributes=500, text=2_000_000)
    assert Settings(max_tags=1, max_depth=2, max_attributes=3, max_text=4).limits == Limits(1, 2, 3, 4)


def test_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()
    assert Settings() == Settings(
        rules="packaged", max_wire_bytes=10_000_000, max_page_bytes=20_000_000, log_level="info"
    )


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"JINGWEN_RULES": "off"}, Settings(rules="off")),
        ({"JINGWEN_RULES": "/srv/rules"}, Settings(rules="/srv/rules")),
        ({"JINGWEN_MAX_WIRE_BYTES": "1"}, Settings(max_wire_bytes=1)),
        ({"JINGWEN_MAX_PAGE_BYTES": "5000000"}, Settings(max_page_bytes=5_000_000)),
        *(
            ({f"JINGWEN_{name.upper()}": "7"}, replace(Settings(), **{name: 7}))  # type: ignore[arg-type]  # a setting of whole numbers
            for name in LIMITS
        ),
        ({"JINGWEN_LOG_LEVEL": "debug"}, Settings(log_level="debug")),
        ({"JINGWEN_CHILDREN": "4", "JINGWEN_QUEUE": "100"}, Settings(children=4, queue=100)),
        ({"JINGWEN_DEADLINE": "20", "JINGWEN_SOFT_DEADLINE": "0.5"}, Settings(deadline=20, soft_deadline=0.5)),
        ({"JINGWEN_RULES_WATCH": "1"}, Settings(rules_watch=True)),
        ({"JINGWEN_TOKEN": "", "JINGWEN_QUARANTINE_DIR": "/q"}, Settings(quarantine_dir="/q")),
        ({"PATH": "/bin", "RULES": "off", "jingwen_rules": "off", "JINGWEN_OTHER": "1"}, Settings()),
    ],
    ids=str,
)
def test_a_setting_is_read(environ: dict[str, str], expected: Settings) -> None:
    assert Settings.from_environ(environ) == expected


@pytest.mark.parametrize("name", ["JINGWEN_MAX_WIRE_BYTES", "JINGWEN_MAX_PAGE_BYTES"])
@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "10MB", "1e6", "１０", "²", " 1"])
def test_a_size_that_is_none_is_refused(name: str, text: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environ({name: text})
    assert str(refusal.value) == f"{name} is {text!r}; expected a whole number greater than 0"


@pytest.mark.parametrize("text", ["", "0", "0.0", "-1", "1e1", "inf", "nan", "10s", "１", " 1", "1.", ".5", "1234567"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match=r"^JINGWEN_DEADLINE is .*; expected a number of seconds greater than 0$"):
        Settings.from_environ({"JINGWEN_DEADLINE": text})


def test_a_soft_deadline_after_the_hard_one_is_refused() -> None:
    with pytest.raises(
        SettingError, match=r"^JINGWEN_SOFT_DEADLINE is 5; expected no more than JINGWEN_DEADLINE, .* 4$"
    ):
        Settings.from_environ({"JINGWEN_DEADLINE": "4"})


@pytest.mark.parametrize("text", ["", "yes", "true", "2"])
def test_a_switch_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match=r"^JINGWEN_RULES_WATCH is .*; expected 1 or 0$"):
        Settings.from_environ({"JINGWEN_RULES_WATCH": text})


def test_the_token_is_not_shown() -> None:
    assert "geheim" not in repr(Settings(token="geheim"))


@pytest.mark.parametrize("level", ["", "INFO", "trace", "10"])
def test_a_log_level_that_is_none_is_refused(level: str) -> None:
    with pytest.raises(SettingError, match=r"JINGWEN_LOG_LEVEL is .*; expected one of debug, info, warning, error"):
        Settings.from_environ({"JINGWEN_LOG_LEVEL": level})
