"""The files under ``deploy/`` agree with the code, with each other and with the guide. Needs nothing but the files."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from docs import panels
from jingwen.rules.load import load as load_rules
from jingwen.rules.model import RuleSet
from jingwen.serving import Serving
from jingwen.settings import Settings
from jingwen.version import VERSION
from jingwen.web.app import OPEN_PATHS
from jingwen.web.metrics import Metrics
from jingwen.workshop.check import check

from ..test_repository import anchors
from .stage import DASHBOARD, DEPLOY, PROMETHEUS, ROOT

KUBERNETES = DEPLOY / "kubernetes"
GRACE = math.ceil(2 * Settings().deadline) + 5  # what service/gunicorn.conf.py gives requests in flight
SPARE = 5
WORKER = 200_000_000  # bytes that a worker and its nursery may come to, well beyond what was measured


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


BOARD = json.loads(DASHBOARD.read_text(encoding="utf-8"))
PANELS = [panel for row in panels.rows(BOARD).values() for panel in row]
RULES = [rule for group in load(PROMETHEUS / "alerts.yaml")["groups"] for rule in group["rules"]]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
ADAPTER = KUBERNETES / "components" / "autoscaling" / "prometheus-adapter.yaml"
COMPOSE = load(DEPLOY / "compose.yaml")
POD = load(KUBERNETES / "base" / "deployment.yaml")["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
SIDECAR_POD = load(KUBERNETES / "components" / "sidecar" / "sidecar.yaml")["spec"]["template"]["spec"]
(SIDECAR,) = SIDECAR_POD["initContainers"]
UNIT = (DEPLOY / "systemd" / "jingwen.service").read_text(encoding="utf-8")

containers = pytest.mark.parametrize("container", [CONTAINER, SIDECAR], ids=["base", "sidecar"])


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.yaml")), ids=lambda path: str(path.relative_to(DEPLOY)))
def test_a_file_is_yaml(path: Path) -> None:
    assert load(path)


# What is asked of Prometheus


def expressions() -> Iterator[tuple[str, str]]:
    for panel in PANELS:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]
    for rule in RULES:
        yield rule.get("alert", rule.get("record")), rule["expr"]
    (rule,) = load(ADAPTER)["rules"]["custom"]
    yield "prometheus-adapter", f"{rule['seriesQuery']} {rule['metricsQuery']}"


def exposed() -> dict[str, set[str]]:
    """The labels of every series that the service has before its first page, by the series' name."""
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(Metrics(RuleSet()).exposition().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found | {name: {"rule"} for name in ("jingwen_rule_hits_total", "jingwen_rule_misses_total")}


SERIES = exposed()
THEIRS = {"job", "instance", "namespace", "pod", "alertname"}  # labels that Prometheus puts there


@pytest.mark.parametrize(("name", "expr"), [*expressions()], ids=lambda text: text if len(text) < 40 else "")
def test_an_expression_asks_for_what_the_service_exposes(name: str, expr: str) -> None:
    recorded = {rule["record"] for rule in RULES if "record" in rule}
    asked = {*re.findall(r"(?<![\w:])(?:jingwen_\w+|job\w*:[\w:]+)", expr)}
    assert asked or name == "JingwenDown"
    assert asked - recorded <= SERIES.keys()
    labels = {label for part in re.findall(r"(?:by|on) \(([^)]*)\)", expr) for label in part.split(", ") if label}
    labels |= {*re.findall(r"(\w+)(?:=~|!=|=)\"", expr)}
    assert labels <= THEIRS | {"<<.GroupBy>>"} | {label for each in SERIES.values() for label in each}


def test_the_labels_that_are_picked_have_such_values() -> None:
    values: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(Metrics(RuleSet()).exposition().decode()):
        for sample in family.samples:
            for label, value in sample.labels.items():
                values.setdefault(label, set()).add(value)
    for name, expr in expressions():
        for label, picked in re.findall(r"(outcome|reason)=~?\"([^\"]*)\"", expr):
            assert {*picked.split("|")} <= values[label], name


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel["title"]))
def test_a_panel_says_what_it_is(panel: dict[str, Any]) -> None:
    assert len(panel["description"]) > 40
    assert panel["fieldConfig"]["defaults"]["unit"] in panels.UNITS
    for target in panel["targets"]:
        assert panel["title"] == "Version" or 'job=~"$job",instance=~"$instance"' in target["expr"]
        assert target["datasource"]["uid"] == "$datasource"
        assert target["legendFormat"]


def test_what_is_watched_has_a_panel() -> None:
    """Every metric that the guide lists."""
    shown = " ".join(target["expr"] for panel in PANELS for target in panel["targets"])
    rows = re.findall(r"^\| `(jingwen_\w+)` \|", (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8"), re.M)
    assert len(rows) > 15
    assert [name for name in rows if name not in shown] == []


@pytest.mark.parametrize("row", [*panels.rows(BOARD)])
def test_a_row_has_its_picture(row: str) -> None:
    kept = panels.picture(row).read_text(encoding="utf-8")
    assert all(panel["title"] in kept for panel in panels.rows(BOARD)[row]), "run: python -m docs.panels"
    assert panels.picture(row).name in (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*ALERTS])
def test_an_alert_says_what_to_do(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert {*rule["annotations"]} == {"summary", "action", "runbook"}
    page, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert anchor == name.lower()
    assert anchor in anchors((ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*ALERTS])
def test_an_alert_has_a_test(name: str) -> None:
    tested = "".join(path.read_text(encoding="utf-8") for path in PROMETHEUS.glob("alerts-*test.yaml"))
    assert f'alertname="{name}"' in tested


def test_the_guide_knows_no_other_alert() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (Jingwen\w+)$", guide, re.MULTILINE) == [*ALERTS]


def test_the_operator_gets_the_same_alerts() -> None:
    rule = load(PROMETHEUS / "prometheusrule.yaml")
    assert rule["kind"] == "PrometheusRule"
    assert rule["spec"] == load(PROMETHEUS / "alerts.yaml"), "run: python -m docs.kit"


# What the guide has typed


def commands(heading: str) -> str:
    """The first commands under a heading of the guide."""
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}$.*?^```shell\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_an_overlay_of_ones_own_is_made_as_the_guide_says(tmp_path: Path) -> None:
    said = commands("Kubernetes")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    before = {*tmp_path.rglob("*")}
    script = said.replace("registry.example.org/", "registry.example.net/news/")
    tools = "docker() { :; }; kubectl() { :; }; set -eu\n"
    subprocess.run(["bash", "-c", tools + script], cwd=tmp_path, check=True)
    mine = tmp_path / "deploy" / "kubernetes" / "overlays" / "mine"
    made = {*tmp_path.rglob("*")} - before
    assert made == {mine, *mine.iterdir()}, "no token is left in the checkout"
    overlay = load(mine / "kustomization.yaml")
    assert overlay["images"] == [{"name": "jingwen", "newName": "registry.example.net/news/jingwen"}]
    assert all((mine / path).exists() for path in (*overlay["resources"], *overlay["components"]))
    assert re.findall(r"--kustomize (\S+)", said) == [str(mine.relative_to(tmp_path))]


def test_the_unit_finds_what_the_guide_has_installed() -> None:
    said = commands("systemd")
    (program,) = re.findall(r"^ExecStart=(\S+)/jingwen serve$", UNIT, re.MULTILINE)
    (rules,) = re.findall(r"JINGWEN_RULES=packaged:(\S+)", UNIT)
    assert f"{program}/pip install" in said
    assert f"install --directory {rules}\n" in said


# What starts the service


def environment(container: dict[str, Any]) -> dict[str, str]:
    """The variables as the service would find them, with the image's."""
    return {"HOST": "0.0.0.0", "PORT": "8000"} | {
        entry["name"]: entry.get("value", container["resources"]["limits"]["cpu"]) for entry in container["env"]
    }


def environments() -> Iterator[Any]:
    yield pytest.param(environment(CONTAINER), id="base")
    yield pytest.param(environment(SIDECAR), id="sidecar")
    yield pytest.param(COMPOSE["services"]["jingwen"]["environment"], id="compose")
    said = " ".join(re.findall(r"^Environment=(.*)$", UNIT, re.MULTILINE))
    yield pytest.param(dict(pair.split("=", 1) for pair in said.split()), id="systemd")


@pytest.mark.parametrize("environ", [*environments()])
def test_the_settings_can_be_used(environ: dict[str, str]) -> None:
    settings = Settings.from_environ(environ)
    assert Serving.from_environ(environ, settings.metrics_port).ports == {"PORT": 8000, "JINGWEN_METRICS_PORT": 9000}
    assert settings.deadline == Settings().deadline, "the times to stop below are made for that one"


@pytest.mark.parametrize("environ", [each for each in environments() if "JINGWEN_RULES" in each.values[0]])
def test_the_folder_of_rules_may_be_empty(environ: dict[str, str], tmp_path: Path) -> None:
    """As the guide leaves it behind, and as it is once the example is taken out."""
    rules = environ["JINGWEN_RULES"].replace("/etc/jingwen/rules", str(tmp_path))
    assert str(tmp_path) in rules
    assert list(load_rules(rules)) == list(load_rules("packaged"))


@containers
def test_a_page_that_eats_memory_ends_its_child_only(container: dict[str, Any]) -> None:
    settings = Settings.from_environ(environment(container))
    limits = container["resources"]["limits"]
    workers, most = int(limits["cpu"]), int(limits["memory"].removesuffix("Gi")) * 2**30
    assert workers * (WORKER + settings.children * settings.child_address_space) <= most


def test_so_does_compose() -> None:
    service = COMPOSE["services"]["jingwen"]
    settings = Settings.from_environ(service["environment"])
    most = int(service["deploy"]["resources"]["limits"]["memory"].removesuffix("G")) * 2**30
    workers = int(service["environment"]["WORKERS"])
    assert workers * (WORKER + settings.children * settings.child_address_space) <= most


@containers
def test_a_container_can_do_nothing_that_it_need_not(container: dict[str, Any]) -> None:
    allowed = container["securityContext"]
    assert (allowed["allowPrivilegeEscalation"], allowed["readOnlyRootFilesystem"]) == (False, True)
    assert allowed["capabilities"] == {"drop": ["ALL"]}
    whole = (POD["securityContext"] if container is CONTAINER else {}) | allowed
    image = re.search(r"^USER (\d+):(\d+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert image
    assert (whole["runAsNonRoot"], whole["runAsUser"], whole["runAsGroup"]) == (True, int(image[1]), int(image[2]))
    assert whole["seccompProfile"] == {"type": "RuntimeDefault"}


@containers
def test_probes_ask_for_what_needs_no_token(container: dict[str, Any]) -> None:
    ports = {8000} | {port["name"] for port in container["ports"] if port["containerPort"] == 8000}
    probes = [container[name]["httpGet"] for name in container if name.endswith("Probe")]
    assert len(probes) >= 2
    assert all(probe["path"] in OPEN_PATHS and probe["port"] in ports for probe in probes)


def test_nobody_is_cut_off_at_a_stop() -> None:
    (command, seconds) = CONTAINER["lifecycle"]["preStop"]["exec"]["command"]
    assert command == "sleep"
    assert POD["terminationGracePeriodSeconds"] == int(seconds) + GRACE + SPARE
    assert COMPOSE["services"]["jingwen"]["stop_grace_period"] == f"{GRACE + SPARE}s"
    assert f"\nTimeoutStopSec={GRACE + SPARE}\n" in UNIT


def test_what_is_scraped_is_there() -> None:
    (job,) = load(PROMETHEUS / "prometheus.yaml")["scrape_configs"]
    assert job["job_name"] == "jingwen"
    assert job["static_configs"] == [{"targets": ["jingwen:9000"]}]
    (source,) = load(DEPLOY / "grafana" / "provisioning" / "datasources" / "prometheus.yaml")["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert {"jingwen", "prometheus"} <= COMPOSE["services"].keys()


@pytest.mark.parametrize("service", [*COMPOSE["services"].values()], ids=[*COMPOSE["services"]])
def test_compose_opens_nothing_to_others(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert {"cpus", "memory"} <= service["deploy"]["resources"]["limits"].keys()
    for volume in service["volumes"]:
        place = volume.partition(":")[0]
        assert place in COMPOSE["volumes"] if "/" not in place else (DEPLOY / place).exists(), volume


def test_versions_agree() -> None:
    assert COMPOSE["services"]["jingwen"]["image"] == f"jingwen:{VERSION}"
    tags = [
        image["newTag"]
        for path in KUBERNETES.rglob("kustomization.yaml")
        for image in load(path).get("images", [])
        if "newTag" in image
    ]
    assert tags == [VERSION, VERSION]


def test_the_example_of_a_rule_is_right() -> None:
    rules = [*(KUBERNETES / "base" / "rules").glob("*.yaml")]
    assert rules
    assert check(rules).problems == []
