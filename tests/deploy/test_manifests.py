"""The kustomizations build, and what they build is what Kubernetes and the Prometheus operator take."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import Any

import pytest
import yaml

from .stage import DEPLOY


def kustomize() -> list[str]:
    """The command that builds a kustomization, as far as there is one that knows components."""
    if shutil.which("kustomize"):
        return ["kustomize", "build"]
    if not shutil.which("kubectl"):
        return []
    told = subprocess.run(["kubectl", "version", "--client"], capture_output=True, text=True, check=False).stdout
    return ["kubectl", "kustomize"] if "Kustomize Version: v5" in told else []


validator = pytest.importorskip("kubernetes_validate")
BUILD = kustomize()
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not BUILD, reason="there is no kustomize, and no kubectl that brings one of version 5"),
]
KUBERNETES = DEPLOY / "kubernetes"
BUILDS = ("base", "overlays/production", "overlays/crawler-sidecar")
VERSIONS = ("1.29", "1.33", "1.37")  # the first with native sidecars, and newer ones
OPERATOR = "monitoring.coreos.com/v1"
Object = dict[str, Any]

# What the operator's API reference lists, as far as it is used here; the schema of its own objects ships nowhere.
SPECS = {
    "ServiceMonitor": {"jobLabel", "selector", "endpoints"},
    "PodMonitor": {"selector", "podMetricsEndpoints"},
    "PrometheusRule": {"groups"},
}
ENDPOINT = {"port", "interval", "relabelings"}
RULE = {"alert", "record", "expr", "for", "labels", "annotations"}


@cache
def built(name: str) -> tuple[Object, ...]:
    done = subprocess.run(["kubectl", "kustomize", str(KUBERNETES / name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "deprecated" not in done.stderr
    return tuple(yaml.safe_load_all(done.stdout))


def the(name: str, kind: str) -> Object:
    (found,) = [each for each in built(name) if each["kind"] == kind]
    return found


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", BUILDS)
def test_kubernetes_takes_it(name: str, version: str, subtests: pytest.Subtests) -> None:
    objects = [each for each in built(name) if each["apiVersion"] != OPERATOR]
    assert objects
    for each in objects:
        with subtests.test(each["kind"], name=each["metadata"]["name"]):
            assert validator.validate(each, version, strict=True).startswith(version)


def test_the_validator_refuses_what_is_wrong() -> None:
    wrong = {**the("base", "Deployment"), "spec": {**the("base", "Deployment")["spec"], "replica": 2}}
    with pytest.raises(validator.ValidationError):
        validator.validate(wrong, VERSIONS[0], strict=True)


@pytest.mark.parametrize("name", BUILDS)
def test_the_operator_takes_it(name: str) -> None:
    for each in (one for one in built(name) if one["apiVersion"] == OPERATOR):
        spec = each["spec"]
        assert spec.keys() <= SPECS[each["kind"]]
        for endpoint in (*spec.get("endpoints", ()), *spec.get("podMetricsEndpoints", ())):
            assert "port" in endpoint
            assert endpoint.keys() <= ENDPOINT
        for rule in (rule for group in spec.get("groups", ()) for rule in group["rules"]):
            assert rule.keys() <= RULE
            assert ("alert" in rule) != ("record" in rule)


def test_production_holds_all_of_it() -> None:
    kinds = {each["kind"] for each in built("overlays/production")}
    assert kinds == {
        *("Namespace", "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy", "ConfigMap"),
        *("HorizontalPodAutoscaler", "ServiceMonitor", "PrometheusRule"),
    }
    assert {each["metadata"].get("namespace") for each in built("overlays/production")} == {None, "jingwen"}
    deployment = the("overlays/production", "Deployment")
    assert "replicas" not in deployment["spec"], "an apply would undo what the autoscaler did"
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert {"name": "JINGWEN_TOKEN_FILE", "value": "/run/secrets/jingwen/token"} in container["env"]
    assert container["image"].startswith("registry.example.org/jingwen:")


@pytest.mark.parametrize("name", ["base", "overlays/production"])
def test_everything_finds_the_pods(name: str) -> None:
    template = the(name, "Deployment")["spec"]["template"]
    labels = template["metadata"]["labels"].items()
    ports = {port["name"] for port in template["spec"]["containers"][0]["ports"]}
    service = the(name, "Service")
    assert service["spec"]["selector"].items() <= labels
    assert {port["targetPort"] for port in service["spec"]["ports"]} == ports
    policy = the(name, "NetworkPolicy")["spec"]
    for selector in (policy["podSelector"], the(name, "PodDisruptionBudget")["spec"]["selector"]):
        assert selector["matchLabels"].items() <= labels
    assert {port["port"] for way in policy["ingress"] for port in way["ports"]} == ports
    assert (policy["egress"], sorted(policy["policyTypes"])) == ([], ["Egress", "Ingress"])
    if name != "base":
        monitor = the(name, "ServiceMonitor")["spec"]
        assert monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
        assert {each["port"] for each in monitor["endpoints"]} <= {port["name"] for port in service["spec"]["ports"]}
        assert the(name, "HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]["name"] == "jingwen"


def test_the_sidecar_is_one() -> None:
    template = the("overlays/crawler-sidecar", "Job")["spec"]["template"]
    (sidecar,) = template["spec"]["initContainers"]
    assert sidecar["restartPolicy"] == "Always"
    assert sidecar["startupProbe"]
    assert [container["name"] for container in template["spec"]["containers"]] == ["crawler"]
    monitor = the("overlays/crawler-sidecar", "PodMonitor")["spec"]
    assert monitor["selector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert [each["port"] for each in monitor["podMetricsEndpoints"]] == [port["name"] for port in sidecar["ports"]]
    (base,) = the("base", "Deployment")["spec"]["template"]["spec"]["containers"]
    assert sidecar["image"].rpartition("/")[2] == base["image"]
    assert sidecar["resources"] == base["resources"]
