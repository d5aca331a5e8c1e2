"""What is counted, for Prometheus: requests, times, sizes and what pages lack. Labels are bounded: never a URL or host.

Under several workers each counts in files of its own, named by worker slot (see :mod:`~jingwen.web.slots`), and the
worker that is asked adds all of them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from ..model import Article, Version
from .slots import DIRECTORY

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4

# A page of 180 kB takes about 10 ms, of which each stage is a part; the deadline is 10 s.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STAGE_SECONDS = (0.0001, 0.00025, 0.0005, *SECONDS)
BYTES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000, 20_000_000)
# The limits that a page may be over and still get its answer, by the notice that says so.
LIMIT_OF: Mapping[str, str] = {"attributes_cut": "max_attributes", "depth_spliced": "max_depth"}
FIELDS = ("title", "source", "byline", "editors", "date", "captions")


class Metrics:
    """The counters of one process."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "jingwen_requests",
            "Pages sent to be cleaned, by outcome (an article's status or a problem's slug) and form of input",
            ("outcome", "input"),
            registry=self._registry,
        )
        self.request_seconds = Histogram(
            "jingwen_request_seconds",
            "Time to answer a page, reading its body included",
            buckets=SECONDS,
            registry=self._registry,
        )
        self._stage_seconds = Histogram(
            "jingwen_stage_seconds",
            "Time that one page spends in a stage of cleaning",
            ("stage",),
            buckets=STAGE_SECONDS,
            registry=self._registry,
        )
        self._input_bytes = Histogram(
            "jingwen_input_bytes",
            "Size of a page once its Content-Encoding is undone",
            buckets=BYTES,
            registry=self._registry,
        )
        self._fields_missing = Counter(
            "jingwen_fields_missing", "Articles that do not give a field", ("field",), registry=self._registry
        )
        self._encodings = Counter(
            "jingwen_encodings", "Pages by what decided their character encoding", ("from",), registry=self._registry
        )
        self._rule_hits = Counter(
            "jingwen_rule_hits", "Pages that a rule file fitted", ("rule",), registry=self._registry
        )
        self._rule_misses = Counter(
            "jingwen_rule_misses",
            "Pages that a rule file fitted and whose body it did not find: the site has been redesigned",
            ("rule",),
            registry=self._registry,
        )
        self._limit_hits = Counter(
            "jingwen_limit_hits",
            "Requests and pages that were over a limit, by the setting that holds it: refused, or cut with a notice",
            ("limit",),
            registry=self._registry,
        )
        self._notices = Counter("jingwen_notices", "Notices in answers, by code", ("code",), registry=self._registry)

    def page(self, size: int, article: Article) -> None:
        """Count a page of ``size`` bytes that was cleaned."""
        self._input_bytes.observe(size)
        self._encodings.labels(article.encoding.origin).inc()
        if article.status == "article":
            for name in FIELDS:
                if not getattr(article, name):
                    self._fields_missing.labels(name).inc()
        codes = [notice.code for notice in article.notices]
        for code in codes:
            self._notices.labels(code).inc()
            if code in LIMIT_OF:
                self.over(LIMIT_OF[code])
        if article.rule is not None:
            self._rule_hits.labels(article.rule).inc()
            if "rule_missed" in codes:
                self._rule_misses.labels(article.rule).inc()

    def over(self, limit: str) -> None:
        """Count something that was over ``limit``, the name of a setting."""
        self._limit_hits.labels(limit).inc()

    def stopwatch(self) -> StageWatch:
        """A watch for the stages of one page."""
        return StageWatch(self._stage_seconds)

    def exposition(self) -> bytes:
        """All counts in Prometheus's text format: this process's, or all workers' where they share a directory."""
        registry = self._registry
        if os.environ.get(DIRECTORY):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped
        return generate_latest(registry) + generate_latest(_BuildInfo(self._version))


class StageWatch:
    """Times stages: called with the name of each as it begins, and with ``done``."""

    def __init__(self, seconds: Histogram) -> None:
        self._seconds = seconds
        self._stage: str | None = None
        self._since = 0.0

    def __call__(self, stage: str) -> None:
        """``stage`` begins now; what was under way is over."""
        now = perf_counter()
        if self._stage is not None:
            self._seconds.labels(self._stage).observe(now - self._since)
        self._stage = None if stage == "done" else stage
        self._since = now


class _BuildInfo:
    """The versions at work, as a gauge that is always 1; not kept in the workers' files, where old ones would stay."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def collect(self) -> Iterator[GaugeMetricFamily]:
        info = GaugeMetricFamily(
            "jingwen_build_info", "The versions of the code and of the rule files", labels=("version", "rules")
        )
        info.add_metric((self._version.jingwen, self._version.rules), 1)
        yield info
