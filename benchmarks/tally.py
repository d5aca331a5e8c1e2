"""What ``/metrics`` must say, counted by the caller from the answers alone, and where it says otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from jingwen.errors import TYPE_PREFIX
from jingwen.isolation.answer import FIELDS
from jingwen.web.metrics import LIMIT_OF

# A sample's name without its prefix, and its labels, sorted.
Sample = tuple[str, tuple[tuple[str, str], ...]]
PREFIX = "jingwen_"
# What the caller can tell to the last one; a sample of these that the caller does not expect is a fault.
COUNTED = frozenset(
    "requests_total request_seconds_count input_bytes_count encodings_total notices_total fields_missing_total "
    "rule_hits_total rule_misses_total limit_hits_total deadline_kills_total children_busy queue_length".split()
)
# Children are replaced for these reasons as often as an answer says so, or never.
TOLD_REASONS = ("deadline", "degraded", "died")
DEADLINE = "deadline-exceeded"


def sample(name: str, **labels: str) -> Sample:
    """The sample ``name`` with ``labels``."""
    return name, tuple(sorted(labels.items()))


def outcome(told: Mapping[str, Any]) -> str:
    """The outcome that an answer is counted under: an article's status, or a problem's slug."""
    return str(told.get("type") or told["status"]).removeprefix(TYPE_PREFIX)


def samples(form: str, status: int, told: Mapping[str, Any]) -> Counter[Sample]:
    """What the service counts of one answer to a request in the ``form`` raw, json or multipart.

    A problem that is found once the page is clean (``no-article``, ``answer-too-large``) hides some of it.
    """
    found = Counter([sample("requests_total", outcome=outcome(told), input=form), sample("request_seconds_count")])
    if status != 200:
        if status == 413:
            found[sample("limit_hits_total", limit=told["limit_name"])] += 1
        if outcome(told) == DEADLINE:
            found.update([sample("deadline_kills_total"), sample("child_restarts_total", reason="deadline")])
        return found
    found.update([sample("input_bytes_count"), sample("encodings_total", **{"from": told["encoding"]["from"]})])
    if told["status"] == "article":
        found.update(sample("fields_missing_total", field=name) for name in FIELDS if not told[name])
    codes = [notice["code"] for notice in told["notices"]]
    for code in codes:
        found[sample("notices_total", code=code)] += 1
        if code in LIMIT_OF:
            found[sample("limit_hits_total", limit=LIMIT_OF[code])] += 1
    if "degraded" in codes:
        found[sample("child_restarts_total", reason="degraded")] += 1
    if told["rule"]:
        found[sample("rule_hits_total", rule=told["rule"])] += 1
        if "rule_missed" in codes:
            found[sample("rule_misses_total", rule=told["rule"])] += 1
    return found


class Tally:
    """Adds up answers; safe to use from any thread."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, bytes]] = Counter()
        self._total: Counter[Sample] = Counter()
        self._lock = Lock()

    def add(self, form: str, status: int, body: bytes) -> None:
        """Count an answer. A good one comes again, so it is read at the end; a problem has an id of its own."""
        counted = None if status == 200 else samples(form, status, json.loads(body))
        with self._lock:
            if counted is None:
                self._counts[form, body] += 1
            else:
                self._total.update(counted)

    def expected(self) -> Counter[Sample]:
        """What the service must have counted."""
        total = Counter(self._total)
        for (form, body), times in self._counts.items():
            for one, count in samples(form, 200, json.loads(body)).items():
                total[one] += count * times
        return total

    @property
    def outcomes(self) -> Counter[str]:
        """How many requests had each outcome."""
        found: Counter[str] = Counter()
        for (name, labels), count in self.expected().items():
            if name == "requests_total":
                found[dict(labels)["outcome"]] += count
        return found


def read(exposition: bytes) -> dict[Sample, float]:
    """The service's own samples in what ``/metrics`` answers."""
    return {
        sample(one.name.removeprefix(PREFIX), **one.labels): one.value
        for family in text_string_to_metric_families(exposition.decode())
        for one in family.samples
        if one.name.startswith(PREFIX)
    }


def differences(expected: Mapping[Sample, float], got: Mapping[Sample, float]) -> Iterator[str]:
    """Where the service has counted otherwise than its caller."""
    for one in sorted({*expected, *(each for each in got if _is_told(each))}):
        if expected.get(one, 0) != got.get(one, 0):
            name, labels = one
            told = ",".join(f'{key}="{value}"' for key, value in labels)
            yield (
                f"{PREFIX}{name}{{{told}}} is {got.get(one, 0):.0f}, expected {expected.get(one, 0):.0f} by the answers"
            )


def _is_told(one: Sample) -> bool:
    name, labels = one
    return name in COUNTED or (name == "child_restarts_total" and dict(labels)["reason"] in TOLD_REASONS)
