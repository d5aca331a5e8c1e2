"""Fits the choice of the article's place to annotated pages: ``make fit``.

    python -m quality.fit                 fit, and write service/jingwen/finding/choice.json and the figures in docs/
    python -m quality.fit --look          cross-validate only

Every candidate of every annotated page is cleaned as if it had been chosen, and its text scored. The trees of
``ranking`` learn which candidate of a page is better than which (LambdaMART), those of ``estimate`` how good the chosen
one is. What is reported comes from trees that have seen no page of the same site: the sites are dealt into eight parts,
each scored by trees fitted to the seven others.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks import report
from jingwen.fields.title import find_headline
from jingwen.finding.candidates import candidates
from jingwen.finding.choice import TABLE
from jingwen.finding.figures import FIGURES, Figures
from jingwen.finding.labels import label_blocks
from jingwen.finding.locate import ALONE, prose_without_notices, region_of
from jingwen.finding.votes import count
from jingwen.labelled import blocks_of
from jingwen.model import Label, Options, Page
from jingwen.reading.decode import as_utf8, decode
from jingwen.reading.dump import is_markup
from jingwen.reading.embedded import read_data
from jingwen.reading.markup import parse, read_markup
from jingwen.tidying import mend_blocks, tidy_texts
from quality.gate import SHARED, Scorer, load_scorer
from quality.sites import site

# Those with whole texts, and those with some strings that must be in the text and some that must not.
SETS = (
    *("zh", "world", "open-daniel-el", "open-daniel-en", "open-daniel-pl", "open-daniel-ru", "open-daniel-zh"),
    *("open-fundus", "open-mhrest", "open-wcxb", "open-xmu", "open-cx163"),
)
PARTIAL = ("open-trafilatura", "open-snacktory", "open-ja-koron", "open-tw0archive")
PARTS, SEED, DEALS = 8, 5, 3
# What a forbidden string costs where there is no whole text to compare with.
LEAKED = 0.3
GOOD = 0.9
OPTIONS = Options(script="keep")  # as the annotations were made
GRADES = 100  # steps of F1 that the ranking tells apart
# What a candidate is worth before its furniture is told counts for so much of its grade: of two with the same text the
# one with less around it is better, for on another site some of that would not be told.
AS_IT_STANDS = 0.1
RANKING: Mapping[str, Any] = {
    "objective": "lambdarank",
    "label_gain": [*range(GRADES + 1)],
    "lambdarank_truncation_level": 5,
    "num_iterations": 60,
    "learning_rate": 0.15,
    "num_leaves": 6,
    "min_data_in_leaf": 100,
}
# What can only speak for a candidate, and what only against it, whatever the pages say that it is fitted to: across
# sites this raises the mean from 0.9345 to 0.9351, and two fits differ less.
FOR, AGAINST = ("of_plain", "votes", "described", "topic"), ("linked", "led", "furniture")
SIGNS = [(name in FOR) - (name in AGAINST) for name in FIGURES]
ESTIMATE: Mapping[str, Any] = {
    "objective": "regression",
    "num_iterations": 100,
    "learning_rate": 0.08,
    "num_leaves": 6,
    "min_data_in_leaf": 30,
}
COMMON: Mapping[str, Any] = {
    **{"feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5},
    **{"seed": SEED, "num_threads": 2, "verbosity": -1, "deterministic": True},
}
COMMAND, GUIDE = "make fit", Path(__file__).resolve().parents[1] / "docs" / "choice.md"


@dataclass(frozen=True)
class Choice:
    """A page's candidates: the figures of each, how good its text is, from 0 to 1, and its grade for the ranking."""

    set: str
    page: str
    site: str
    figures: Sequence[Sequence[float]]
    scores: Sequence[float]
    grades: Sequence[int]


@dataclass(frozen=True)
class Chosen:
    """The candidate that trees choose on a page: its figures with its lead, its score, and the estimate of that."""

    figures: Sequence[float]
    score: float
    estimate: float = 0.0


@cache
def _scorer() -> Scorer:
    if scorer := load_scorer(SHARED):
        return scorer
    raise FileNotFoundError(f"there are no annotated pages in {SHARED}")


def choice(task: tuple[str, Mapping[str, Any], bytes, str]) -> Choice:
    """The candidates on an annotated page."""
    name, gold, body, content_type = task
    text, encoding, notices = decode(body, content_type)
    found = Choice(name, gold["id"], site(gold), [], [], [])
    if not is_markup(text, content_type):
        return found
    tree = parse(as_utf8(text, body, encoding, notices))
    blocks, elements = read_markup(tree)
    mended = mend_blocks(blocks, OPTIONS)
    page = Page("html", mended.blocks, elements, read_data(tree), gold.get("url"), mended.traits.script == "hant")
    headline = find_headline(page, tree)
    values = prose_without_notices(page)
    votes = count(page, values)
    if not votes.own:
        return found
    block = headline.block if headline else None
    describe = Figures(page, values, votes, block)
    known = candidates(page, values, votes, block)
    scores, grades = [], []
    for candidate in known:
        region = region_of(page, votes, candidate.element)
        labelled = label_blocks(page, region, headline.text if headline else None, {})
        shown = [each.text for each in blocks_of(labelled, Label.BODY, Label.HEADING)]
        whole = [page.blocks[i].text for i in region.blocks]
        clean, raw = (
            worth("\n\n".join(filter(None, tidy_texts(texts, OPTIONS, mended.traits))), gold)
            for texts in (shown, whole)
        )
        scores.append(clean)
        grades.append(round(GRADES * ((1 - AS_IT_STANDS) * clean + AS_IT_STANDS * raw)))
    return replace(found, figures=[describe.of(candidate) for candidate in known], scores=scores, grades=grades)


def worth(text: str, gold: Mapping[str, Any]) -> float:
    """How good a ``text`` is: its F1, or the share of what must be in it, less for what must not."""
    scores = _scorer().metrics.score({"text": text}, gold)
    if "f1" in scores:
        return scores["f1"]
    return scores.get("required", 1.0) * (1 if scores.get("clean", 1.0) else 1 - LEAKED)


def gather(sets: Sequence[str]) -> list[Choice]:
    """All pages of ``sets`` that have more than nothing to choose from."""
    tasks = [
        (name, *page)
        for name in sets
        for page in _scorer().pages(name)
        if page[0].get("body") or page[0].get("required")
    ]
    with ProcessPoolExecutor() as pool:
        return [found for found in pool.map(choice, tasks, chunksize=8) if found.figures]


def fit_ranking(choices: Sequence[Choice]) -> Any:
    rows = np.array([row for each in choices for row in each.figures])
    grades = [grade for each in choices for grade in each.grades]
    data = lightgbm.Dataset(rows, grades, group=[len(each.figures) for each in choices])
    return lightgbm.train({**RANKING, **COMMON, "monotone_constraints": SIGNS}, data)


def fit_estimate(chosen: Sequence[Chosen]) -> Any:
    data = lightgbm.Dataset(np.array([each.figures for each in chosen]), [each.score for each in chosen])
    return lightgbm.train({**ESTIMATE, **COMMON}, data)


def chosen_by(model: Any, choices: Sequence[Choice]) -> list[Chosen]:
    """What ``model`` chooses on each page."""
    found = []
    for each in choices:
        ranks = model.predict(np.array(each.figures))
        order = np.argsort(-ranks, kind="stable")
        lead = float(ranks[order[0]] - ranks[order[1]]) if len(order) > 1 else ALONE
        found.append(Chosen((*each.figures[order[0]], lead), each.scores[order[0]]))
    return found


def across_sites(choices: Sequence[Choice], deal: int) -> list[Chosen]:
    """What is chosen on each page by trees that have not seen its site, and estimated by such trees."""
    sites = sorted({each.site for each in choices})
    random.Random(deal).shuffle(sites)
    part = {name: number % PARTS for number, name in enumerate(sites)}
    held = [[i for i, each in enumerate(choices) if part[each.site] == number] for number in range(PARTS)]
    chosen: dict[int, Chosen] = {}
    for number, places in enumerate(held):
        model = fit_ranking([each for each in choices if part[each.site] != number])
        chosen |= zip(places, chosen_by(model, [choices[i] for i in places]), strict=True)
    estimated: dict[int, Chosen] = {}
    for number, places in enumerate(held):
        others = (i for i, each in enumerate(choices) if part[each.site] != number and each.set in SETS)
        model = fit_estimate([chosen[i] for i in others])
        for place, estimate in zip(places, model.predict(np.array([chosen[i].figures for i in places])), strict=True):
            estimated[place] = replace(chosen[place], estimate=float(estimate))
    return [estimated[i] for i in range(len(choices))]


def area(estimates: Sequence[float], good: Sequence[bool]) -> float:
    """How well ``estimates`` tell the good from the others: the chance that of one of each the good one has more."""
    ranks = np.argsort(np.argsort(estimates))
    hits = np.array(good)
    above = ranks[hits].sum() - hits.sum() * (hits.sum() - 1) / 2
    return float(above / (hits.sum() * (~hits).sum()))


def table(model: Any) -> list[dict[str, Any]]:
    """The trees of ``model`` as ``choice.json`` holds them."""

    def walk(node: Mapping[str, Any], tree: dict[str, list[Any]]) -> int:
        if "leaf_value" in node:
            tree["leaves"].append(round(node["leaf_value"], 5))
            return -len(tree["leaves"])
        place = len(tree["split"])
        tree["split"].append(None)
        bound = float(f"{node['threshold']:.6g}")
        tree["split"][place] = [
            node["split_feature"],
            bound,
            walk(node["left_child"], tree),
            walk(node["right_child"], tree),
        ]
        return place

    found = []
    for each in model.dump_model()["tree_info"]:
        tree: dict[str, list[Any]] = {"split": [], "leaves": []}
        walk(each["tree_structure"], tree)
        found.append(tree)
    return found


def as_text(choices: Sequence[Choice], by_deal: Sequence[Sequence[Chosen]]) -> str:
    """What the choice is worth on sites that it has not seen, by set and in all; and how its estimate ranks."""
    rows = []
    for name in (*dict.fromkeys(each.set for each in choices), None):
        places = [i for i, each in enumerate(choices) if name in (each.set, None)]
        first = np.mean([choices[i].scores[0] for i in places])
        found = np.mean([chosen[i].score for chosen in by_deal for i in places])
        best = np.mean([max(choices[i].scores) for i in places])
        rows.append((name or "all", str(len(places)), f"{first:.3f}", f"{found:.3f}", f"{best:.3f}"))
    whole = [chosen for each, chosen in zip(choices, by_deal[0], strict=True) if each.set in SETS]
    rightly = area([each.estimate for each in whole], [each.score >= GOOD for each in whole])
    bands = []
    for low in range(10):
        inside = [each.score for each in whole if low <= min(9, int(10 * each.estimate)) < low + 1]
        if inside:
            bands.append((f"{low / 10:.1f} to {(low + 1) / 10:.1f}", str(len(inside)), f"{np.mean(inside):.3f}"))
    return "\n\n".join(
        (
            report.table(("set", "pages", "most votes", "chosen", "best candidate"), rows),
            f"Of two pages, one with an F1 of {GOOD} and one with less, the estimate ranks {rightly:.1%} rightly.",
            report.table(("estimate", "pages", "F1"), bands),
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits; gives the exit status."""
    parser = argparse.ArgumentParser(description="Fit the choice of the article's place to annotated pages.")
    parser.add_argument("--look", action="store_true", help="cross-validate only, and write nothing")
    args = parser.parse_args(arguments)
    if load_scorer(SHARED) is None:
        print(f"fit: skipped, there are no annotated pages in {SHARED}")
        return 0
    choices = gather((*SETS, *PARTIAL))
    by_deal = [across_sites(choices, deal) for deal in range(DEALS)]
    text = as_text(choices, by_deal)
    print(text)
    if not args.look:
        model = fit_ranking(choices)
        # fitted to what trees choose that have not seen the page: of their own pages they are too sure
        whole = [of[i] for of in by_deal for i, each in enumerate(choices) if each.set in SETS]
        estimate = fit_estimate(whole)
        write(TABLE, {"ranking": table(model), "estimate": table(estimate)})
        report.write_part("choice", COMMAND, text, GUIDE)
    return 0


def write(path: Path, trees: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """A tree a line, so that a change can be read."""
    parts = [f'"{name}": [\n' + ",\n".join(json.dumps(tree) for tree in each) + "\n]" for name, each in trees.items()]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
