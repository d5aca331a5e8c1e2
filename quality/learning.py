"""What learned rules are worth: each page of a site left out in turn, and cleaned by what the others teach.

    python -m quality.learning               every site with three pages or more in the open sets of ../shared
    python -m quality.learning --most 5      of each site no more pages than these are left out
    python -m quality.learning --docs        and write the table into docs/learning.md

The pages and the scorer lie in ``../shared``; where they are missing there is nothing to measure, and it says so.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from jingwen.model import RawPage
from jingwen.workshop.draft import Line
from jingwen.workshop.learning import MOST_PAGES, propose, ruled
from jingwen.workshop.samples import Sample, evenly
from jingwen.workshop.study import FEWEST, Study, single, study
from quality.gate import SHARED, Scorer, load_scorer
from quality.sites import site

SETS = ("open",)
FIELDS = ("f1", "title", "date", "source")
WORST = 10
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "learning.md"
MARK = "<!-- measured -->"


@dataclass(frozen=True)
class Held:
    """A page that was left out: its site, its scores without a rule and with what the other pages taught, and how many
    lines that was."""

    site: str
    without: Mapping[str, float]
    learned: Mapping[str, float]
    lines: int


def held_out(scorer: Scorer, most: int) -> Iterator[Held]:
    """Every page of a site with enough of them, up to ``most`` of one site, taken evenly."""
    sites = defaultdict(list)
    for name in scorer.set_names(SETS):
        for gold, body, content_type in scorer.pages(name):
            sites[site(gold)].append((gold, RawPage(body, gold.get("url"), content_type)))
    for name, pages in sorted(sites.items()):
        if len(pages) < FEWEST:
            continue
        taken = evenly(pages, most)
        studied = [(gold, study(Sample(str(gold["id"]), raw))) for gold, raw in taken]
        for gold, each in studied:
            lines = taught([other for _, other in studied if other is not each])
            without = scorer.metrics.score(each.article.to_dict(), gold)
            learned = scorer.metrics.score(ruled(each, lines).to_dict(), gold) if lines else without
            yield Held(name, without, learned, len(lines))


def taught(others: Sequence[Study]) -> list[Line]:
    """The lines that the articles among ``others`` teach."""
    articles = single([each for each in others if each.article.status == "article"])
    return propose(articles)[0] if len(articles) >= FEWEST - 1 else []


def table(held: Sequence[Held]) -> Iterator[str]:
    """The means as Markdown: over all pages, and of the sites whose text was worst without a rule."""
    yield "| pages left out | | " + " | ".join(FIELDS) + " |"
    yield "| --- | --- | " + " | ".join("---:" for _ in FIELDS) + " |"
    worst = _worst(held)
    for what, rows in (
        (f"all {len(held)}, of {len({each.site for each in held})} sites", held),
        *((f"{name}, {len(rows)}", rows) for name, rows in worst),
    ):
        yield f"| {what} | without | " + " | ".join(_mean(rows, name, learned=False) for name in FIELDS) + " |"
        yield "| | learned | " + " | ".join(_mean(rows, name, learned=True) for name in FIELDS) + " |"


def _worst(held: Sequence[Held]) -> list[tuple[str, list[Held]]]:
    sites: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        if "f1" in each.without:
            sites[each.site].append(each)
    return sorted(sites.items(), key=lambda pair: sum(x.without["f1"] for x in pair[1]) / len(pair[1]))[:WORST]


def _mean(rows: Sequence[Held], name: str, *, learned: bool) -> str:
    values = [(row.learned if learned else row.without)[name] for row in rows if name in row.without]
    return f"{sum(values) / len(values):.3f}" if values else "-"


def main(arguments: Sequence[str] | None = None, shared: Path = SHARED, guide: Path = GUIDE) -> int:
    """Measures and prints; the exit status is 1 where a mean over all pages is lower with learned rules."""
    parser = argparse.ArgumentParser(description="Measure rules that are learned, on pages that are left out.")
    parser.add_argument("--most", type=int, default=10, metavar="N", help="leave out N pages of a site at most")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/learning.md")
    args = parser.parse_args(arguments)
    scorer = load_scorer(shared)
    if scorer is None:
        print(f"learning: skipped, there are no annotated pages and no scorer in {shared}")
        return 0
    began = process_time()
    held = list(held_out(scorer, min(args.most, MOST_PAGES)))
    lines = list(table(held))
    print("\n".join(lines))
    changed = sum(each.learned != each.without for each in held)
    print(f"\n{changed} pages changed; {(process_time() - began) / max(1, len(held)):.2f} s of CPU a page")
    if args.docs:
        before, mark, _ = guide.read_text(encoding="utf-8").partition(MARK)
        guide.write_text(f"{before}{mark}\n\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    lower = [name for name in FIELDS if _mean(held, name, learned=True) < _mean(held, name, learned=False)]
    return 1 if lower else 0


if __name__ == "__main__":
    sys.exit(main())
