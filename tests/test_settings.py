"""Settings from an environment: the defaults, what each variable takes, and the refusals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jingwen.errors import SettingError
from jingwen.model import Limits
from jingwen.settings import Settings, check_folder

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
        (
            {"JINGWEN_TOKEN": "a-secret", "JINGWEN_QUARANTINE_DIR": "/q"},
            Settings(token="a-secret", quarantine_dir="/q"),
        ),
        ({"JINGWEN_METRICS_PORT": "9000"}, Settings(metrics_port=9000)),
        ({"PATH": "/bin", "RULES": "off", "MY_JINGWEN_RULES": "off", "JINGWENX_RULES": "off"}, Settings()),
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


# What a pod is told of the Services beside it that are named jingwen, jingwen-metrics and jingwen-token.
BESIDE = {
    "JINGWEN_SERVICE_HOST": "10.0.171.239",
    "JINGWEN_SERVICE_PORT": "8000",
    "JINGWEN_SERVICE_PORT_HTTP": "8000",
    "JINGWEN_SERVICE_PORT_HTTP_ALT": "8080",
    "JINGWEN_PORT": "tcp://10.0.171.239:8000",
    "JINGWEN_PORT_8000_TCP": "tcp://10.0.171.239:8000",
    "JINGWEN_PORT_8000_TCP_PROTO": "tcp",
    "JINGWEN_PORT_8000_TCP_PORT": "8000",
    "JINGWEN_PORT_8000_TCP_ADDR": "10.0.171.239",
    "JINGWEN_PORT_53_UDP": "udp://10.0.171.239:53",
    "JINGWEN_METRICS_SERVICE_HOST": "10.0.171.240",
    "JINGWEN_METRICS_SERVICE_PORT": "9000",
    "JINGWEN_METRICS_SERVICE_PORT_METRICS": "9000",
    "JINGWEN_METRICS_PORT": "tcp://10.0.171.240:9000",
    "JINGWEN_METRICS_PORT_9000_TCP": "tcp://10.0.171.240:9000",
    "JINGWEN_METRICS_PORT_9000_TCP_PROTO": "tcp",
    "JINGWEN_METRICS_PORT_9000_TCP_PORT": "9000",
    "JINGWEN_METRICS_PORT_9000_TCP_ADDR": "10.0.171.240",
    "JINGWEN_TOKEN_SERVICE_HOST": "fd00::1",
    "JINGWEN_TOKEN_PORT": "tcp://[fd00::1]:80",
}


def test_what_kubernetes_puts_into_every_pod_is_passed_over() -> None:
    assert Settings.from_environ(BESIDE) == Settings()
    assert Settings.from_environ(BESIDE | {"JINGWEN_METRICS_PORT": "9000"}) == Settings(metrics_port=9000)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("JINGWEN_TOKNE", "did you mean JINGWEN_TOKEN? If not, unset it"),
        ("JINGWEN_RULE", "did you mean JINGWEN_RULES? If not, unset it"),
        ("JINGWEN_MAX_ANSWERS", "did you mean JINGWEN_MAX_ANSWER_BYTES? If not, unset it"),
        ("jingwen_rules", "did you mean JINGWEN_RULES? If not, unset it"),
        ("JINGWEN_COLOUR_OF_THE_SKY", "docs/settings.md lists them, unset it"),
        ("JINGWEN_PORT", "did you mean PORT? If not, unset it"),
        ("JINGWEN_HOST", "did you mean HOST? If not, unset it"),
        ("JINGWEN_", "docs/settings.md lists them, unset it"),
    ],
)
def test_a_name_that_is_no_setting_stops_the_start(name: str, said: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environ({name: "8000"})
    assert str(refusal.value).startswith(f"there is no setting {name}; {said}")


@pytest.mark.parametrize(
    "name", ["JINGWEN_TOKEN", "JINGWEN_TOKEN_FILE", "JINGWEN_RULES", "JINGWEN_QUARANTINE_DIR", "JINGWEN_LOG_LEVEL"]
)
def test_a_text_that_is_empty_is_refused(name: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name} is empty; set it to something, or unset it for its default$"):
        Settings.from_environ({name: ""})


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "http", "tcp", "８０", "1" * 5000])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match=r"^JINGWEN_METRICS_PORT is .*; expected a whole number from 1 to 65535$"):
        Settings.from_environ({"JINGWEN_METRICS_PORT": text})


@pytest.mark.parametrize("content", ["a-secret", "a-secret\n", "a-secret\r\n", "a-secret\n\n"])
def test_a_token_from_a_file(content: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(content.encode())
    assert Settings.from_environ({"JINGWEN_TOKEN_FILE": str(file)}) == Settings(token="a-secret", token_file=str(file))


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (b"", {}, "which is empty; expected a file with the token"),
        (b"\n", {}, "which is empty; expected a file with the token"),
        (None, {}, "which cannot be read: No such file or directory; expected a file"),
        (b"\xff\xfe", {}, "which is not UTF-8; expected a file with the token"),
        (b"a-secret", {"JINGWEN_TOKEN": "a-secret"}, "JINGWEN_TOKEN and JINGWEN_TOKEN_FILE are both set"),
        (b"a-secret\nanother", {}, "JINGWEN_TOKEN_FILE has a token that no header can carry"),
    ],
)
def test_a_token_file_that_is_none_is_refused(
    content: bytes | None, more: dict[str, str], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingError) as refusal:
        Settings.from_environ({"JINGWEN_TOKEN_FILE": str(file)} | more)
    assert said in str(refusal.value)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("token", [" ", "a secret", "secret ", "sécret", "密", "a\tb"])
def test_a_token_that_no_caller_can_send_is_refused(token: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environ({"JINGWEN_TOKEN": token})
    assert str(refusal.value).startswith("JINGWEN_TOKEN has a token that no header can carry")
    assert "cret" not in str(refusal.value)


def test_a_folder_that_a_setting_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_folder("FOLDER", str(tmp_path))
    (tmp_path / "file").touch()
    for path, said in (
        (tmp_path / "none", "which does not exist; make the folder, or mount it, before the start"),
        (tmp_path / "file" / "none", "which does not exist"),
        (tmp_path / "file", "which is no folder; expected one"),
    ):
        with pytest.raises(SettingError, match=rf"^FOLDER is {path}, {said}"):
            check_folder("FOLDER", str(path))
    assert not (tmp_path / "none").exists()
    monkeypatch.setattr("os.access", lambda _path, mode: not mode & 2)
    with pytest.raises(SettingError, match=r"which cannot be written to; give this user the right, or name another$"):
        check_folder("FOLDER", str(tmp_path))


@pytest.mark.parametrize("level", ["INFO", "trace", "10"])
def test_a_log_level_that_is_none_is_refused(level: str) -> None:
    with pytest.raises(SettingError, match=r"JINGWEN_LOG_LEVEL is .*; expected one of debug, info, warning, error"):
        Settings.from_environ({"JINGWEN_LOG_LEVEL": level})
