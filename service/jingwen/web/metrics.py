"""What is counted, for Prometheus: requests, times, sizes and what pages lack. Labels are bounded: never a URL or host.

Under several workers each counts in files of its own, named by worker slot (see :mod:`~jingwen.web.slots`), and the
worker that is asked adds all of them up. Whatever can be counted is there from the start, at 0: Prometheus sees no
increase in a series that begins with its first event.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import product
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from ..errors import InputError, ServiceError, Unauthorized, UnknownRule
from ..isolation.answer import FIELDS, Answer
from ..isolation.watcher import REASONS, Watcher
from ..model import ENCODING_ORIGINS, NOTICE_CODES, Status, Version
from ..pipeline import STAGES
from ..rules.model import RuleSet
from ..settings import Settings
from ..version import VERSION
from . import logs
from .intake import STREAMED, TRIED, Input
from .slots import DIRECTORY

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4

# A page of 180 kB takes about 10 ms, of which each stage is a part; the deadline is 10 s.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
BYTES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000, 20_000_000)
# The limits that a page may be over and still get its answer, by the notice that says so.
LIMIT_OF: Mapping[str, str] = {"attributes_cut": "max_attributes", "depth_spliced": "max_depth"}
LIMITS = tuple(setting.name for setting in fields(Settings) if setting.name.startswith("max_"))
# How a page that was sent can be answered; a token is asked for, and a rule, before there is a page.
OUTCOMES = tuple(
    dict.fromkeys(
        outcome
        for outcome in (*get_args(Status), *InputError.slugs(), *ServiceError.slugs())
        if outcome not in (Unauthorized.slug, UnknownRule.slug)
    )
)
FORMS = (*get_args(Input), STREAMED, TRIED)
RELOADS: Mapping[str, int] = {"done": 0, "refused": 0}


class Metrics(Watcher):
    """The counters of one process, which works with ``rules``; what becomes of its children is counted and logged."""

    def __init__(self, rules: RuleSet, reloads: Mapping[str, int] = RELOADS) -> None:
        self._unstored = _Unstored(Version(VERSION, rules.version), reloads)
        self._registry = CollectorRegistry()
        requests = Counter(
            "jingwen_requests",
            "Pages sent to be cleaned, by outcome (an article's status or a problem's slug) and form of input",
            ("outcome", "input"),
            registry=self._registry,
        )
        self._requests = cache(requests.labels)
        self._request_seconds = Histogram(
            "jingwen_request_seconds",
            "Time to answer a page, reading its body included",
            buckets=SECONDS,
            registry=self._registry,
        )
        # Added up, not spread over buckets: eight histograms a page were a third of what the worker does for it.
        stage_seconds = Counter(
            "jingwen_stage_seconds", "Time that pages spent in a stage of cleaning", ("stage",), registry=self._registry
        )
        self._stage = cache(stage_seconds.labels)
        self._input_bytes = Histogram(
            "jingwen_input_bytes",
            "Size of a page once its Content-Encoding is undone",
            buckets=BYTES,
            registry=self._registry,
        )
        fields_missing = Counter(
            "jingwen_fields_missing", "Articles that do not give a field", ("field",), registry=self._registry
        )
        self._fields_missing = cache(fields_missing.labels)
        encodings = Counter(
            "jingwen_encodings", "Pages by what decided their character encoding", ("from",), registry=self._registry
        )
        self._encodings = cache(encodings.labels)
        rule_hits = Counter("jingwen_rule_hits", "Pages that a rule file fitted", ("rule",), registry=self._registry)
        self._rule_hits = cache(rule_hits.labels)
        rule_misses = Counter(
            "jingwen_rule_misses",
            "Pages that a rule file fitted and whose body it did not find: the site has been redesigned",
            ("rule",),
            registry=self._registry,
        )
        self._rule_misses = cache(rule_misses.labels)
        limit_hits = Counter(
            "jingwen_limit_hits",
            "Requests and pages that were over a limit, by the setting that holds it: refused, or cut with a notice",
            ("limit",),
            registry=self._registry,
        )
        self._limit_hits = cache(limit_hits.labels)
        notices = Counter("jingwen_notices", "Notices in answers, by code", ("code",), registry=self._registry)
        self._notices = cache(notices.labels)
        self._children = self._gauge("jingwen_children", "Processes that clean pages")
        self._busy = self._gauge("jingwen_children_busy", "Processes that are cleaning a page now")
        self._queue = self._gauge("jingwen_queue_length", "Pages that wait for a process to clean them")
        self._deadline_kills = Counter(
            "jingwen_deadline_kills", "Pages given up at the deadline", registry=self._registry
        )
        child_restarts = Counter(
            "jingwen_child_restarts", "Processes replaced, by reason", ("reason",), registry=self._registry
        )
        self._child_restarts = cache(child_restarts.labels)
        self._begin(rules)

    def _begin(self, rules: RuleSet) -> None:
        """Have all that can be counted there, at 0 or where the slot's last worker left it."""
        for outcome, form in product(OUTCOMES, FORMS):
            self._requests(outcome, form)
        for counter, values in (
            (self._stage, STAGES),
            (self._fields_missing, FIELDS),
            (self._encodings, ENCODING_ORIGINS),
            (self._notices, NOTICE_CODES),
            (self._limit_hits, LIMITS),
            (self._child_restarts, REASONS),
            (self._rule_hits, [rule.file for rule in rules]),
            (self._rule_misses, [rule.file for rule in rules]),
        ):
            for value in values:
                counter(value)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, multiprocess_mode="livesum", registry=self._registry)

    def answered(self, outcome: str | None, form: str, seconds: float) -> None:
        """Count a page, sent in this ``form``, that was answered with ``outcome`` after so many seconds."""
        self._requests(outcome, form).inc()
        self._request_seconds.observe(seconds)

    def page(self, size: int, answer: Answer) -> None:
        """Count a page of ``size`` bytes that was cleaned."""
        facts = answer.facts
        for stage, seconds in answer.stages:
            self._stage(stage).inc(seconds)
        self._input_bytes.observe(size)
        self._encodings(facts.encoding).inc()
        for name in facts.missing:
            self._fields_missing(name).inc()
        for code in facts.notices:
            self._notices(code).inc()
            if code in LIMIT_OF:
                self.over(LIMIT_OF[code])
        if facts.rule is not None:
            self._rule_hits(facts.rule).inc()
            if "rule_missed" in facts.notices:
                self._rule_misses(facts.rule).inc()

    def born(self) -> None:
        """A child was started."""
        self._children.inc()

    def ended(self, reason: str) -> None:
        """A child was ended, for this ``reason``."""
        self._children.dec()
        self._child_restarts(reason).inc()

    def began(self) -> None:
        """A child has a page."""
        self._busy.inc()

    def done(self) -> None:
        """A child has none any more."""
        self._busy.dec()

    def waits(self) -> None:
        """A page waits for a child."""
        self._queue.inc()

    def goes_on(self) -> None:
        """It waits no more."""
        self._queue.dec()

    def gave_up(self) -> None:
        """A page met its deadline."""
        self._deadline_kills.inc()

    def closed(self) -> None:
        """This process has no children any more."""
        for gauge in (self._children, self._busy, self._queue):
            gauge.set(0)

    def event(self, name: str, *, level: str = "warning", **fields: object) -> None:
        """Log what an operator should know of."""
        logs.event(name, level=level, **fields)

    def over(self, limit: str) -> None:
        """Count something that was over ``limit``, the name of a setting."""
        self._limit_hits(limit).inc()

    def exposition(self) -> bytes:
        """All counts in Prometheus's text format: this process's, or all workers' where they share a directory."""
        registry = self._registry
        if os.environ.get(DIRECTORY):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped
        return generate_latest(registry) + generate_latest(self._unstored)


class _Unstored:
    """What each worker was told by the process that started it, so that any of them can tell it for all.

    The versions at work, as a gauge that is always 1 (in the workers' files, old ones would stay), and the reloads.
    """

    def __init__(self, version: Version, reloads: Mapping[str, int]) -> None:
        self._version = version
        self._reloads = reloads

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        info = GaugeMetricFamily(
            "jingwen_build_info", "The versions of the code and of the rule files", labels=("version", "rules")
        )
        info.add_metric((self._version.jingwen, self._version.rules), 1)
        yield info
        reloads = CounterMetricFamily(
            "jingwen_rules_reloads", "Times that the rule files were read again, by outcome", labels=("outcome",)
        )
        for outcome, count in self._reloads.items():
            reloads.add_metric((outcome,), count)
        yield reloads
