"""The beginning of a rule file for a site: ``jingwen rules new``.

It says of each field where the general way finds it, in comments, and has a test page in the shape of the site's markup
with invented sentences. What has to come out of it is left empty, so that the checker refuses the file until somebody
has looked at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from ..model import Label
from .draft import BODY, Draft, Line, TestPage, write
from .samples import Sample, host_named
from .study import RUNNING, Study, study
from .testpages import test_pages

# So many elements may have the same name: captions do.
MOST = 50
LABELS = {"title": Label.TITLE, "date": Label.CREDITS, "captions": Label.CAPTION}


def new_rule(url: str, samples: Sequence[Sample]) -> str:
    """The text of a rule file for the site of ``url``, from its pages ``samples``. Raises ``InvalidOption``."""
    host = host_named(url)
    found = [study(sample) for sample in samples]
    site = next((each.article.site_name for each in found if each.article.site_name), None) or host
    lines = list(_places(found))
    tests, _ = test_pages(Draft(site, (host,), tuple(lines)), url)
    page = tests[0].page if tests else "<h1>…</h1>"
    empty = {key: "" for key in ("title", "date") if any(line.key == key for line in lines)}
    test = TestPage("what the page shows", page, empty | {"starts": "", "ends": "", "lacks": ""}, url)
    head = "Take away the # of a line for what the general way gets wrong, and fill in below what has to come out."
    begun = write(Draft(site, (host,), head=(head,)), [test])
    told = write(Draft(site, (host,), tuple(lines)), [])
    proposed = told.partition(f"{begun.splitlines()[2]}\n")[2].partition("tests:\n")[0]
    comments = "".join(f"# {line}\n" for line in proposed.splitlines())
    return begun.replace("tests:\n", f"{comments}tests:\n", 1)


def _places(found: Sequence[Study]) -> Iterator[Line]:
    """A line for each field that the general way finds in an element, with the number of pages that it finds it on."""
    for key, label in LABELS.items():
        yield from _most(found, key, label)
    held = Counter(
        name
        for each in found
        for name in {name for x in each.blocks if x.label in RUNNING for name, level in each.names(x.block) if level}
    )
    if held:
        name, number = max(held.items(), key=lambda pair: (pair[1], pair[0].startswith("#"), -len(pair[0])))
        yield Line(f"{BODY}select", name, note=f"{number} of {len(found)} pages")


def _most(found: Sequence[Study], key: str, label: Label) -> Iterator[Line]:
    counted: Counter[str] = Counter()
    for each in found:
        first = next((x.block for x in each.blocks if x.label is label), None)
        node = each.node(first) if first else None
        if node is not None and (name := _named(each, node)):
            counted[name] += 1
    for name, number in counted.most_common(1):
        yield Line(key, name, note=f"{number} of {len(found)} pages")


def _named(each: Study, node: LexborNode) -> str | None:
    return each.selectors.stable(node, MOST) if each.selectors else None
