"""Writes what is made of ``deploy/``: the Grafana dashboard, and the alerts as the Prometheus operator takes them.

``python -m docs.kit``, in the environment of ``make test-integration``: the dashboard is built with Grafana's own SDK,
so that it has the form that Grafana reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from textwrap import indent
from typing import Any

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import (
    BigValueGraphMode,
    BigValueTextMode,
    LegendDisplayMode,
    LegendPlacement,
    StackingMode,
    TooltipDisplayMode,
)
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DataSourceRef, VariableOption, VariableRefresh

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
DASHBOARD = DEPLOY / "grafana" / "jingwen.json"
ALERTS, OPERATOR = DEPLOY / "prometheus" / "alerts.yaml", DEPLOY / "prometheus" / "prometheusrule.yaml"

SOURCE = DataSourceRef("prometheus", "$datasource")
THESE = 'job=~"$job",instance=~"$instance"'
OPERATOR_HEAD = """\
# alerts.yaml as the Prometheus operator takes it, written by `python -m docs.kit`.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: jingwen
  labels: {app.kubernetes.io/name: jingwen}
spec:
"""


@dataclass(frozen=True)
class Panel:
    """``queries``: expressions by their legend, where ``{{label}}`` stands for a label's value. ``unit`` is Grafana's
    name of one. ``number``: the last value in large figures, in place of lines; ``stacked``: the lines add up."""

    title: str
    description: str
    unit: str
    queries: Mapping[str, str]
    number: bool = False
    stacked: bool = False


def rate(metric: str, by: str = "", only: str = "") -> str:
    """How many ``metric`` grows by in a second, over the instances that are chosen."""
    counted = f"rate({metric}{{{only}{THESE}}}[$__rate_interval])"
    return f"sum by ({by}) ({counted})" if by else f"sum({counted})"


def total(metric: str) -> str:
    return f"sum({metric}{{{THESE}}})"


def quantiles(metric: str, *shares: float) -> dict[str, str]:
    buckets = rate(f"{metric}_bucket", "le")
    return {f"{share * 100:g} %": f"histogram_quantile({share:g}, {buckets})" for share in shares}


PAGES = rate("jingwen_requests_total")
ARTICLES = rate("jingwen_requests_total", only='outcome="article",')

ROWS: Mapping[str, Sequence[Panel]] = {
    "Now": (
        Panel(
            "Instances",
            "Instances that answer Prometheus. Fewer than you started: see why the others do not.",
            "none",
            {"instances": f"count(jingwen_build_info{{{THESE}}})"},
            number=True,
        ),
        Panel(
            "Pages a second",
            "All pages that were sent, those with a problem included.",
            "reqps",
            {"pages": PAGES},
            number=True,
        ),
        Panel(
            "Articles",
            "The share of the pages on which an article was found. Lists, login walls and refused pages are none.",
            "percentunit",
            {"articles": f"{ARTICLES} / {PAGES}"},
            number=True,
        ),
        Panel(
            "Version",
            "The versions at work. Two of them: a roll-out is under way, or has stopped half-way.",
            "none",
            {"{{version}}": f"sum by (version) (jingwen_build_info{{{THESE}}})"},
            number=True,
        ),
    ),
    "Load": (
        Panel(
            "Pages by outcome",
            "What became of the pages: the status of an article, or the problem that was answered. "
            "overloaded: the queue was full; deadline-exceeded: given up.",
            "reqps",
            {"{{outcome}}": f"{rate('jingwen_requests_total', 'outcome')} > 0"},
            stacked=True,
        ),
        Panel(
            "Time to answer",
            "From a page's first byte to its answer, for half, 95 and 99 of a hundred pages. At the deadline (10 s) a "
            "page is given up; where all rise together, pages wait for a child.",
            "s",
            quantiles("jingwen_request_seconds", 0.5, 0.95, 0.99),
        ),
        Panel(
            "Children at work",
            "The processes that clean pages, and those of them that are at it. Nearly all of them for minutes: too "
            "few processors.",
            "none",
            {"all": total("jingwen_children"), "busy": total("jingwen_children_busy")},
        ),
        Panel(
            "Pages that wait",
            "Pages in the queue for a child. Above zero for minutes: too few processors; a full queue turns pages away "
            "(overloaded).",
            "none",
            {"waiting": total("jingwen_queue_length")},
        ),
    ),
    "Pages": (
        Panel(
            "Articles that have a field",
            "The share of the articles in which each field was found. One that falls: a site has been redesigned, or "
            "other sites are crawled.",
            "percentunit",
            {"{{field}}": f"1 - {rate('jingwen_fields_missing_total', 'field')} / on () group_left () {ARTICLES}"},
        ),
        Panel(
            "Time of a page by stage",
            "The seconds that a page spends in each stage, on average. One that grows: larger or odder pages.",
            "s",
            {
                "{{stage}}": f"{rate('jingwen_stage_seconds_total', 'stage')} / on () group_left () "
                + rate("jingwen_input_bytes_count")
            },
            stacked=True,
        ),
        Panel(
            "Size of a page",
            "Bytes of a page once its Content-Encoding is undone, for half and 95 of a hundred pages.",
            "decbytes",
            quantiles("jingwen_input_bytes", 0.5, 0.95),
        ),
        Panel(
            "What decided the encoding",
            "How the encoding of pages became known. Many by detected: the crawler drops the Content-Type header.",
            "reqps",
            {"{{from}}": rate("jingwen_encodings_total", "from")},
            stacked=True,
        ),
        Panel(
            "Notices",
            "What answers warn of, by its code: docs/api.md has what each means.",
            "reqps",
            {"{{code}}": f"{rate('jingwen_notices_total', 'code')} > 0"},
        ),
        Panel(
            "Over a limit",
            "Pages and requests over a limit, by its setting: docs/settings.md has each with its reason.",
            "reqps",
            {"{{limit}}": rate("jingwen_limit_hits_total", "limit")},
        ),
    ),
    "Rules and faults": (
        Panel(
            "Pages by rule",
            "Pages that each rule file fitted. One that falls to nothing: the site has moved to another host.",
            "reqps",
            {"{{rule}}": rate("jingwen_rule_hits_total", "rule")},
            stacked=True,
        ),
        Panel(
            "Rules that miss",
            "The share of a rule's pages on which it did not find the body. One that rises: the site was redesigned.",
            "percentunit",
            {"{{rule}}": f"{rate('jingwen_rule_misses_total', 'rule')} / {rate('jingwen_rule_hits_total', 'rule')}"},
        ),
        Panel(
            "Rules read again",
            "Times that the rule files were read again. refused: what is on disk is not what is at work.",
            "none",
            {"{{outcome}}": f"sum by (outcome) (jingwen_rules_reloads_total{{{THESE}}})"},
        ),
        Panel(
            "Pages given up",
            "Pages a second that met their deadline: hostile or very odd ones, or a machine that is starved.",
            "reqps",
            {"given up": rate("jingwen_deadline_kills_total")},
        ),
        Panel(
            "Children replaced",
            "pages and memory are routine; deadline comes with a page that was given up; died means crashes, or too "
            "little memory for the container.",
            "ops",
            {"{{reason}}": rate("jingwen_child_restarts_total", "reason")},
        ),
    ),
}


def build() -> str:
    """The dashboard as JSON."""
    board = (
        dashboard.Dashboard("jingwen")
        .uid("jingwen")
        .description("The jingwen service: load, pages, rules and faults. Alerts and what to do: docs/deploy.md")
        .tags(["jingwen"])
        .time("now-3h", "now")
        .refresh("30s")
        .timezone("browser")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .with_variable(dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus"))
        .with_variable(_variable("job", "Job", "label_values(jingwen_build_info, job)"))
        .with_variable(_variable("instance", "Instance", 'label_values(jingwen_build_info{job=~"$job"}, instance)'))
    )
    ids = count(1)
    for title, panels in ROWS.items():
        board.with_row(dashboard.Row(title).id(next(ids)))
        for panel in panels:
            board.with_panel(_panel(panel).id(next(ids)))
    return json.dumps(board.build(), cls=JSONEncoder, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _variable(name: str, label: str, query: str) -> Any:
    return (
        dashboard.QueryVariable(name)
        .label(label)
        .query(query)
        .datasource(SOURCE)
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        .multi(True)
        .include_all(True)
        .all_value(".*")
        .current(VariableOption(text=["All"], value=["$__all"], selected=True))
    )


def _panel(panel: Panel) -> Any:
    drawn = _number(panel) if panel.number else _lines(panel)
    drawn.title(panel.title).description(panel.description).datasource(SOURCE).unit(panel.unit).min(0)
    if panel.unit == "percentunit":
        drawn.max(1)
    for number, (legend, expr) in enumerate(panel.queries.items()):
        drawn.with_target(
            prometheus.Dataquery().expr(expr).legend_format(legend).ref_id("ABC"[number]).datasource(SOURCE)
        )
    return drawn


def _number(panel: Panel) -> Any:
    names = any("{{" in legend for legend in panel.queries)
    return (
        stat.Panel()
        .height(4)
        .span(6)
        .graph_mode(BigValueGraphMode.AREA)
        .text_mode(BigValueTextMode.VALUE_AND_NAME if names else BigValueTextMode.VALUE)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
    )


def _lines(panel: Panel) -> Any:
    drawn = (
        timeseries.Panel()
        .height(8)
        .span(12)
        .fill_opacity(10)
        .legend(
            common.VizLegendOptions()
            .display_mode(LegendDisplayMode.LIST)
            .placement(LegendPlacement.BOTTOM)
            .show_legend(True)
        )
        .tooltip(common.VizTooltipOptions().mode(TooltipDisplayMode.MULTI))
    )
    return drawn.stacking(common.StackingConfig().mode(StackingMode.NORMAL)) if panel.stacked else drawn


def for_the_operator(alerts: str) -> str:
    """The alerts as a Kubernetes object."""
    return OPERATOR_HEAD + indent(alerts, "  ")


if __name__ == "__main__":
    DASHBOARD.write_text(build(), encoding="utf-8")
    OPERATOR.write_text(for_the_operator(ALERTS.read_text(encoding="utf-8")), encoding="utf-8")
