"""What is shown and what is told of, against the real service and a real Prometheus: nothing is empty."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs import panels

from .stage import DASHBOARD, DEPLOY, PROMETHEUS, WINDOW, Prometheus, acted

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not shutil.which("prometheus"), reason="there is no prometheus"),
]
ADAPTER = DEPLOY / "kubernetes" / "components" / "autoscaling" / "prometheus-adapter.yaml"
BOARD = json.loads(DASHBOARD.read_text(encoding="utf-8"))
ROWS = panels.rows(BOARD)
PANELS = [panel for row in ROWS.values() for panel in row]
RULES = [
    rule for group in yaml.safe_load((PROMETHEUS / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
]
Over = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Prometheus, Over]]:
    """Prometheus after a load, and what gives an expression's series over its time."""
    with acted() as played:
        yield played


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel["title"]))
def test_a_panel_has_data(panel: dict[str, Any], stage: tuple[Prometheus, Over]) -> None:
    seen = panels.answered(panel, stage[1], WINDOW)
    assert seen.series
    assert all(points for name, points in seen.series.items() if "{{" not in name)
    if not seen.number:
        assert max(value for points in seen.series.values() for _, value in points) > 0, "the load did not show it"


@pytest.mark.parametrize("row", [*ROWS])
def test_a_row_can_be_drawn_and_has_its_picture(row: str, stage: tuple[Prometheus, Over]) -> None:
    drawn = panels.draw(row, [panels.answered(panel, stage[1], WINDOW) for panel in ROWS[row]])
    kept = panels.picture(row).read_text(encoding="utf-8")
    for panel in ROWS[row]:
        assert panel["title"] in drawn
        assert panel["title"] in kept, "run: python -m docs.panels"


@pytest.mark.parametrize("variable", ["job", "instance"])
def test_a_variable_has_values(variable: str, stage: tuple[Prometheus, Over]) -> None:
    (asked,) = [each["query"] for each in BOARD["templating"]["list"] if each["name"] == variable]
    expr, label = re.fullmatch(r"label_values\((.+), (\w+)\)", asked).groups()  # type: ignore[union-attr]
    assert label == variable
    assert all(found["metric"][label] for found in stage[0].now(expr.replace("$job", ".*")))


def test_prometheus_takes_every_rule(stage: tuple[Prometheus, Over]) -> None:
    taken = [rule for group in stage[0].get("rules")["groups"] for rule in group["rules"]]
    assert [rule["name"] for rule in taken] == [rule.get("alert", rule.get("record")) for rule in RULES]
    assert {rule["health"] for rule in taken} == {"ok"}
    assert {rule["name"] for rule in taken if rule.get("state") in ("pending", "firing")} >= {
        "JingwenPagesGivenUp",
        "JingwenRuleMissesRise",
        "JingwenRulesRefused",
    }


@pytest.mark.parametrize("name", [rule["record"] for rule in RULES if "record" in rule])
def test_what_is_recorded_is_not_empty(name: str, stage: tuple[Prometheus, Over]) -> None:
    assert stage[0].now(name)


@pytest.mark.parametrize("rule", [rule for rule in RULES if "alert" in rule], ids=lambda rule: str(rule["alert"]))
def test_what_an_alert_compares_is_there(rule: dict[str, Any], stage: tuple[Prometheus, Over]) -> None:
    """An alert that is silent is empty; each metric that it looks at, with the labels that it picks, is not."""
    selectors = re.findall(r"[a-z][\w:]*(?:\{[^}]*\})?", re.sub(r"by \([^)]*\)|on \([^)]*\)", "", rule["expr"]))
    asked = {each for each in selectors if re.match(r"jingwen_|job|up\b", each)}
    assert asked
    for selector in asked:
        assert stage[0].now(selector), selector


def test_what_the_autoscaler_asks_for_is_there(stage: tuple[Prometheus, Over]) -> None:
    (rule,) = yaml.safe_load(ADAPTER.read_text(encoding="utf-8"))["rules"]["custom"]
    query = rule["metricsQuery"].replace("<<.GroupBy>>", "instance").replace("<<.LabelMatchers>>", 'job="jingwen"')
    (found,) = stage[0].now(query)
    assert 0 < float(found["value"][1]) < 3


def test_the_alerts_fire_and_clear(tmp_path: Path) -> None:
    tool = shutil.which("promtool") or "promtool"
    for command in (["check", "rules", "alerts.yaml"], ["test", "rules", "alerts-test.yaml", "alerts-weeks-test.yaml"]):
        done = subprocess.run([tool, *command], cwd=PROMETHEUS, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_dashboard_is_what_the_kit_builds() -> None:
    kit = pytest.importorskip("docs.kit")
    assert DASHBOARD.read_text(encoding="utf-8") == kit.build(), "run: python -m docs.kit"
