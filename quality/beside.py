"""The tables beside other extractors, as they stand in both READMEs and in docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import OFF
from benchmarks.report import GUIDE, amount, table
from quality.comparison import Comparison
from quality.sets import CHINESE, OTHERS, SETS

ROOT = Path(__file__).resolve().parents[1]
PART = "peers"
NONE = "–"
# That jingwen runs without rules is said under the table.
NAMES = {OFF: "jingwen", "gne": "GNE"}


@dataclass(frozen=True)
class Words:
    """A document's own words: the headings, and what is said under the table, with the places for the numbers."""

    chinese: str
    others: str
    perfect: str
    time: str
    title: str
    day: str
    authors: str
    note: str
    sets: str


ENGLISH = Words(
    chinese="Chinese press",
    others="other languages",
    perfect="perfect",
    time="CPU time",
    title="title",
    day="date",
    authors="authors",
    note=(
        "Means over {chinese} pages of Chinese press and {others} in other languages. *F1* is that of the text, "
        "over runs of four words or Chinese characters; *perfect* is the share of pages with an F1 of 0.98 or more "
        "and none of the boilerplate that the annotation names; *CPU time* is in units of jingwen’s, on every "
        "third of the pages, all in one run. *title*, *date* and *authors* are over the {title}, {day} and "
        "{authors} pages whose annotation has them: right to the letter, right to the day, and the F1 of the "
        "names. {none}: the extractor does not give it, or (GNE) is made for Chinese pages only. jingwen runs "
        "without its site rules, but was written with these pages at hand, which favours it. Where jingwen is unsure "
        "of a page it asks trafilatura for a second opinion; that time is jingwen’s. Measured on {date}; {versions}."
    ),
    sets=(
        "The pages are of public collections: press in five languages of "
        "[waddle](https://github.com/rundimeco/waddle) (`open-daniel-*`); Caijing, Hexun and The Economic Observer "
        "(`open-xmu`); NetEase (`open-cx163`); pages that [Fundus](https://github.com/flairNLP/fundus) tests its "
        "parsers with (`open-fundus`); articles of "
        "[WCXB](https://github.com/Murrough-Foley/web-content-extraction-benchmark) (`open-wcxb`)."
    ),
)
SIMPLIFIED = Words(
    chinese="中文新闻",
    others="其他语言",
    perfect="全对",
    time="CPU 时间",
    title="标题",
    day="日期",
    authors="作者",
    note=(
        "{chinese} 个中文新闻页面和 {others} 个其他语言页面的平均值。*F1* 是正文的 F1，以连续四个词（或汉字）为单位"
        "；*全对*是 F1 不低于 0.98、且不含标注所列杂质的页面的比例；*CPU 时间*以 jingwen 的用时为 1，在同一次运行中"
        "对每三页取一页测得。*标题*、*日期*、*作者*按标注中有该字段的页面计算（依次为 {title}、{day}、{authors} 个"
        "）：标题一字不差，日期精确到日，作者取姓名的 F1。{none} 表示该工具不提供，或（GNE）只面向中文页面。"
        "jingwen 未用站点规则，但开发时看得到这些页面，结果因此对它有利。jingwen 对正文没有把握时会请 trafilatura "
        "再判断一次，用时算在 jingwen 头上。测于 {date}；{versions}。"
    ),
    sets=(
        "页面来自公开数据集：[waddle](https://github.com/rundimeco/waddle) 的五种语言新闻（`open-daniel-*`）；财经"
        "网、和讯网、经济观察网（`open-xmu`）；网易（`open-cx163`）；[Fundus](https://github.com/flairNLP/fundus) "
        "测试其解析器所用的页面（`open-fundus`）；"
        "[WCXB](https://github.com/Murrough-Foley/web-content-extraction-benchmark) 中的文章（`open-wcxb`）。"
    ),
)
READMES = {ROOT / "README.md": ENGLISH, ROOT / "README.zh.md": SIMPLIFIED}


def documents(found: Comparison) -> dict[Path, str]:
    """What each document says between its markers."""
    texts = {path: overview(found, words) for path, words in READMES.items()}
    return texts | {GUIDE: f"{overview(found, ENGLISH)}\n\n{by_set(found)}"}


def overview(found: Comparison, words: Words) -> str:
    """The table for the READMEs, one row an extractor, and what its columns mean."""
    fields = {words.title: "title", words.day: "date_day", words.authors: "byline"}
    head = [""]
    for group in (words.chinese, words.others):
        head += [f"{group}: F1", words.perfect, words.time]
    rows = []
    for name in ranked(found):
        row = [NAMES.get(name, name)]
        for sets in (CHINESE, OTHERS):
            row += [
                score(found.mean(name, "f1", sets)),
                percent(found.mean(name, "perfect", sets)),
                times(found.seconds(name, sets), found.seconds(OFF, sets)),
            ]
        rows.append([*row, *(percent(found.mean(name, field, SETS)) for field in fields.values())])
    title, day, authors = (number(found.pages(SETS, field)) for field in fields.values())
    note = words.note.format(
        chinese=number(found.pages(CHINESE)),
        others=number(found.pages(OTHERS)),
        title=title,
        day=day,
        authors=authors,
        none=NONE,
        date=found.conditions["date"],
        versions=", ".join(f"{NAMES.get(name, name)} {version}" for name, version in found.versions.items()),
    )
    return "\n\n".join((table([*head, *fields], rows), note, words.sets))


def by_set(found: Comparison) -> str:
    """F1, CPU milliseconds a page and failures of each extractor on each set."""
    sets = [name for name in SETS if name in found.sets]

    def cells(of: Callable[[str, str], str]) -> str:
        head = ["", *(name.removeprefix("open-") for name in sets)]
        return table(head, [[NAMES.get(who, who), *(of(who, name) for name in sets)] for who in ranked(found)])

    def failures(who: str, name: str) -> str:
        result = found.sets[name].results.get(who)
        return NONE if result is None else str(result.failed)

    pages = ", ".join(f"`{name}` {number(found.sets[name].pages)}" for name in sets)
    parts = [f"F1 by set; pages: {pages}.", cells(lambda who, name: score(found.mean(who, "f1", [name])))]
    if found.rounds:
        parts += [
            f"CPU milliseconds a page by set, {found.rounds} rounds:",
            cells(lambda who, name: milliseconds(found.seconds(who, [name]))),
        ]
    parts += ["Pages on which an extractor raised, which count as empty:", cells(failures)]
    return "\n\n".join(parts)


def ranked(found: Comparison) -> list[str]:
    """The extractors, the highest mean F1 first: on Chinese press, or on the sets there are."""
    sets = [name for name in CHINESE if name in found.sets] or list(found.sets)
    return sorted(found.versions, key=lambda name: -(found.mean(name, "f1", sets) or 0))


def score(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    return NONE if value is None else f"{value:.0%}"


def times(value: float | None, base: float | None) -> str:
    return NONE if value is None or not base else f"{amount(value / base)}×"


def milliseconds(value: float | None) -> str:
    return NONE if value is None else amount(1000 * value)


def number(value: int) -> str:
    return f"{value:,}"
