"""What a rule makes of a page: which blocks the body may hold, which labels it forces, what it says of the fields.

HTML and dumps go the same way. In HTML, :func:`points` finds the elements that the rule's selectors point at, before
the page is cut into blocks; the blocks then carry those addresses as ``marks``. What a rule says by text is looked for
in the blocks' texts (trimmed), for both kinds. A dump has no markup, so nothing that is said by CSS applies to it, and
that is not a miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from ..block import Block
from ..model import Label
from .model import BodyRule, Condition, Match, Rule, Selector
from .pick import captured, pick

# The fields of which a page may hold several; of the others the first counts.
NAMES = ("byline", "editors")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of a page's blocks, by ``Block.index``.

    ``inside``: the blocks that the body may hold; None where the rule does not say where the body is (no ``select`` and
    no ``start_after`` that applies to this kind of page) or has missed. ``verdicts``: the labels that the rule forces,
    with the reason (``rule rules/x.yaml body.drop[2]``); they hold after a miss as well. ``missed``: ``select`` found
    no text, ``start_after`` found no block, or nothing was left between the two ends.
    """

    inside: frozenset[int] | None = None
    verdicts: Mapping[int, tuple[Label, str]] = field(default_factory=dict)
    missed: bool = False


@dataclass(frozen=True, slots=True)
class RuleFields:
    """What a rule says of the fields.

    ``values``: the raw texts found, by field; a field that the rule does not name, or does not find, is left out.
    ``off``: the fields that are never reported (``captions`` may be among them). ``zone``: the zone of the site's
    dates; ``edit_zone``: that of its ``modified``, where the rule says one.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    zone: str | None = None
    edit_zone: str | None = None


def points(rule: Rule, tree: LexborHTMLParser) -> Mapping[int, frozenset[str]]:
    """The elements that the rule's block-pointing selectors find: ``mem_id`` to the addresses that point at it.

    A block's ``marks`` are those of the element that it stands in and of all elements around that.
    """
    found: dict[int, set[str]] = {}
    for where, css in _pointing(rule):
        for node in tree.css(css):
            found.setdefault(node.mem_id, set()).add(where)
    return {node: frozenset(marks) for node, marks in found.items()}


def _pointing(rule: Rule) -> Iterable[tuple[str, str]]:
    if rule.body:
        yield from ((selector.where, selector.css) for selector in rule.body.select)
        yield from ((condition.where, condition.css) for condition in rule.body.conditions if condition.css)
    captions = rule.fields.get("captions")
    if captions:
        yield from ((selector.where, selector.css) for selector in captions.select)


def rule_body(rule: Rule, blocks: Sequence[Block]) -> Ruling:
    """What ``rule`` says of ``blocks``, all blocks of one page in order.

    Where several parts of a rule claim a block, ``drop`` and ``stop_before`` win over ``captions``, and ``captions``
    over ``start_after``: a picture often stands above the first paragraph, while those below the end are of others.
    """
    met = _met(rule, blocks)
    region = _region(rule.body, blocks, met) if rule.body else _Region(range(len(blocks)))
    verdicts: dict[int, tuple[Label, str]] = {}
    for i, where in region.before.items():
        verdicts[blocks[i].index] = (Label.OTHER, rule.reason(where))
    for i, where in _captions(rule, met).items():
        verdicts[blocks[i].index] = (Label.CAPTION, rule.reason(where))
    for i, where in region.after.items():
        verdicts[blocks[i].index] = (Label.OTHER, rule.reason(where))
    for i, where in _hits(rule.body.drop if rule.body else (), region.kept, met):
        verdicts[blocks[i].index] = (Label.OTHER, rule.reason(where))
    inside = frozenset(blocks[i].index for i in region.kept) - verdicts.keys() if region.bounded else None
    return Ruling(inside, verdicts, region.missed)


def rule_fields(rule: Rule, tree: LexborHTMLParser | None, blocks: Sequence[Block]) -> RuleFields:
    """What ``rule`` says of the fields of the page with ``tree`` (None for a dump) and ``blocks``.

    Selectors look at the whole tree (``<head>`` too), a ``match`` without ``select`` at the lines from the top.
    """
    values = _lines(rule, blocks)
    for name, wanted in rule.fields.items():
        if tree is not None and wanted.select and name != "captions":
            found = pick(tree, wanted, single=name not in NAMES, tight=name == "title")
            if found:
                values[name] = found
    date, modified = rule.fields.get("date"), rule.fields.get("modified")
    off = frozenset(name for name, wanted in rule.fields.items() if wanted.off)
    return RuleFields(values, off, date.zone if date else None, modified.zone if modified else None)


def _lines(rule: Rule, blocks: Sequence[Block]) -> dict[str, tuple[str, ...]]:
    wanted, patterns = rule.line_texts
    best: dict[str, tuple[int, str]] = {}
    for block in blocks if wanted else ():
        text = block.text.strip()
        for hit in patterns.hits(text):
            name, pattern = wanted[hit]
            value = captured(pattern, text)
            # the patterns of a field are tried in order, each on all lines; so an earlier pattern's hit wins
            if value and (name not in best or hit < best[name][0]):
                best[name] = (hit, value)
    return {name: (value,) for name, (_, value) in best.items()}


@dataclass(frozen=True, slots=True)
class _Region:
    """Places in the list of blocks: what is ``kept`` between the ends, and what each end cuts off, by which line."""

    kept: Sequence[int]
    before: Mapping[int, str] = field(default_factory=dict)
    after: Mapping[int, str] = field(default_factory=dict)
    bounded: bool = False
    missed: bool = False


def _region(body: BodyRule, blocks: Sequence[Block], met: Sequence[frozenset[str]]) -> _Region:
    dump = all(block.tag == "line" for block in blocks)
    everything = range(len(blocks))
    region: Sequence[int] = everything
    select = () if dump else body.select
    if select:
        region = next(filter(None, (_selected(s.where, blocks, met) for s in select)), ())
        if not region:
            return _Region(everything, missed=True)
    start_after = [c for c in body.start_after if c.text or not dump]
    start, start_where = _start(start_after, region, met)
    if start_after and not start_where:
        return _Region(region, missed=True)
    end, stop_where = next(_hits(body.stop_before, region[start:], met), (None, ""))
    stop = len(region) if end is None else region.index(end)
    kept = region[start:stop]
    bounded = bool(select or start_after)
    if bounded and not any(blocks[i].text.strip() for i in kept):
        return _Region(region, missed=True)
    return _Region(
        kept,
        dict.fromkeys(region[:start], start_where),
        dict.fromkeys(region[stop:], stop_where),
        bounded=bounded,
    )


def _selected(where: str, blocks: Sequence[Block], met: Sequence[frozenset[str]]) -> Sequence[int]:
    found = [i for i, marks in enumerate(met) if where in marks]
    return found if any(blocks[i].text.strip() for i in found) else ()


def _start(conditions: Iterable[Condition], region: Sequence[int], met: Sequence[frozenset[str]]) -> tuple[int, str]:
    """How many places of ``region`` the first condition that is met cuts off, with the block that meets it.

    An element that CSS points at may hold several blocks: all of them are cut off.
    """
    for condition in conditions:
        for place, i in enumerate(region):
            if condition.where in met[i]:
                end = place + 1
                while condition.css and end < len(region) and condition.where in met[region[end]]:
                    end += 1
                return end, condition.where
    return 0, ""


def _captions(rule: Rule, met: Sequence[frozenset[str]]) -> dict[int, str]:
    """The places that the rule calls captions. With ``select`` and ``match``, both have to be met."""
    wanted = rule.fields.get("captions")
    if wanted is None:
        return {}
    matched = dict(_hits(wanted.match, range(len(met)), met))
    if not wanted.select:
        return matched
    selected = dict(_hits(wanted.select, range(len(met)), met))
    return {i: where for i, where in selected.items() if i in matched} if wanted.match else selected


def _hits(
    wanted: Iterable[Condition | Selector | Match], places: Iterable[int], met: Sequence[frozenset[str]]
) -> Iterator[tuple[int, str]]:
    """Those of ``places`` whose block meets any of ``wanted``, in order, each with the first address that it meets."""
    wheres = [item.where for item in wanted]
    any_of = frozenset(wheres)
    for i in places:
        if not any_of.isdisjoint(met[i]):
            yield i, next(where for where in wheres if where in met[i])


def _met(rule: Rule, blocks: Sequence[Block]) -> list[frozenset[str]]:
    """For each block, the addresses of all that it meets, by its marks or by its text."""
    wheres, patterns = rule.block_texts
    if not wheres:
        return [block.marks for block in blocks]
    met = []
    for block in blocks:
        hits = patterns.hits(block.text.strip())
        met.append(block.marks.union(wheres[hit] for hit in hits) if hits else block.marks)
    return met
