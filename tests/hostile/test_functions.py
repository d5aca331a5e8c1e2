"""The functions that touch a page's own text take any text: they answer, raise nothing, and lose no words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingwen import Cleaner
from jingwen.block import Block
from jingwen.errors import EmptyBody, RuleError
from jingwen.model import Data, Limits, Options, RawPage
from jingwen.reading import addresses, blocks
from jingwen.reading.as_shown import as_shown
from jingwen.reading.bodies import hidden_bodies, with_body
from jingwen.reading.decode import decode
from jingwen.reading.dump import is_markup, read_dump
from jingwen.reading.embedded import read_data, script_date
from jingwen.reading.markup import parse, read_markup
from jingwen.reading.payloads import Told
from jingwen.reading.rich import RichWalk, moved
from jingwen.reading.runaway import with_short_links
from jingwen.reading.scan import bounded
from jingwen.reading.shadow import compose
from jingwen.rules.load import load
from jingwen.tidying import (
    Traits,
    glosses,
    mend_blocks,
    mojibake,
    punctuation,
    script,
    space,
    tidy_block,
    tidy_text,
    width,
)

PIECES = st.sampled_from(
    (
        *"<p> </p> <div> </div> <table> <tr><td> </table> <b> </b> <a/href=/x> </a> <script> </script> <!--".split(),
        *'<svg> <pre> <img/src=a> <br> &lt; &#x6e05; &amp &#0; [ ] } {"content":" "} window.a= \\u6e05 \'\\\''.split(),
        *"<template/shadowrootmode=open> </template> <slot> <noscript> </noscript> <xmp> </xmp>".split(),
        *"--> 清晨 創(chuàng)新 æ¸… ?/p> 2024-03-01 来源： 記者 ︰ 〔 Ａ１ … “ ” 0 9:".split(),
        *"\ufffd\u200b\u3000\0\x1b\U0001f600\ud800 \n",
    )
)
TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))
CLEAN = TEXT.map(lambda text: text.encode("utf-8", "replace").decode())  # what decode gives holds no half characters
BYTES = st.one_of(
    st.binary(),
    CLEAN.map(str.encode),
    CLEAN.map(lambda text: text.encode("gb18030", "replace")),
    CLEAN.map(lambda text: text.encode("utf-16-le")),
    st.tuples(CLEAN, st.binary(max_size=4)).map(lambda pair: pair[0].encode() + pair[1]),
)
TYPES = st.sampled_from(
    (None, "text/html", "text/html; charset=gbk", "text/plain; charset=utf-16", "text/html; charset=\xff")
)
OPTIONS = st.builds(
    Options,
    script=st.sampled_from(("hans", "hant", "tw", "hk", "keep")),
    punctuation=st.sampled_from(("keep", "cjk")),
    format=st.sampled_from(("text", "markdown", "html")),
    explain=st.booleans(),
)
OFF = Cleaner("off")
RULE = """
site: 示例新闻网
hosts: [news.example.com]
source: {select: ['.a'], match: 'PATTERN'}
body:
  select: ['.a']
  drop: [{text: 'PATTERN'}]
  stop_before: [{text: 'PATTERN'}]
tests:
  - name: an article
    url: https://news.example.com/a/1
    html: |
      <h1>题目</h1><div class="a"><p>甲在这里。</p></div><p>页脚</p>
    expect: {starts: 甲在这里。, ends: 甲在这里。, lacks: [页脚]}
"""
many = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@many
@given(BYTES, TYPES)
def test_decode(body: bytes, content_type: str | None) -> None:
    text, encoding, _ = decode(body, content_type)
    assert "\0" not in text
    assert encoding.origin in ("bom", "utf-8", "http", "meta", "detected")
    text.encode()


@many
@given(CLEAN)
def test_reading_markup(text: str) -> None:
    tree = parse(bounded(with_short_links(as_shown(text)), Limits(depth=8, attributes=3))[0])
    compose(tree)
    found, elements = read_markup(tree)
    assert [block.index for block in found] == list(range(len(found)))
    assert all(element.parent < n for n, element in enumerate(elements))
    rich, _ = read_markup(tree, walker=RichWalk)
    assert [block.text for block in rich] == [block.text for block in found]
    for block in rich:
        assert all(0 <= at <= len(block.text) for at in block.rich.offsets()) if block.rich else True
        assert moved(block, 2, 3).element == block.element + 3


@many
@given(CLEAN, CLEAN)
def test_reading_data(head: str, body: str) -> None:
    tree = parse(f"{head}<script type='application/ld+json'>{body}</script><script>{body}</script>")
    data = read_data(tree)
    script_date(tree)
    for told in [*hidden_bodies(tree), Told("html", body)]:
        with_body(read_dump(head), told)
    addresses.base_of(head, replace(data, canonical=body))


@many
@given(CLEAN, TYPES)
def test_reading_dumps(text: str, content_type: str | None) -> None:
    is_markup(text, content_type)
    page = read_dump(text)
    assert all(block.text.strip() for block in page.blocks)


@many
@given(TEXT, TEXT)
def test_addresses_and_measures(text: str, base: str) -> None:
    addresses.resolve(text, base)
    addresses.is_web(text)
    addresses.base_of(text, Data(base=base))
    safe = addresses.safe(text, base)
    assert safe is None or safe.lower().startswith(("http://", "https://", "mailto:"))
    han, kana = blocks.han_and_kana(text)
    assert kana <= han == blocks.han_count(text)
    assert len(text) <= blocks.weight(text)
    assert blocks.collapse(blocks.collapse(text)) == blocks.collapse(text)
    blocks.paragraphs(text)
    blocks.garbled(text)


@many
@given(CLEAN, OPTIONS, st.sampled_from((None, "hans", "hant")))
def test_tidying(text: str, options: Options, source: str | None) -> None:
    glosses.page_is_glossed([text])
    glosses.strip_glosses(text)
    mojibake.mend_breaks(text)
    mojibake.undo_double_encoding(text)
    mojibake.notice_of_loss([text])
    punctuation.to_cjk(text)
    script.detect(text)
    script.fold(text)
    script.count_traditional(text)
    width.to_half(text)
    once = space.tidy_space(text)
    assert space.tidy_space(once) == once
    traits = Traits(script=source) if source else None  # type: ignore[arg-type]  # one of the two
    tidied = tidy_text(text, options, traits)
    block = tidy_block(Block(0, text), lambda words: [tidy_text(each, options, traits) for each in words])
    assert block.text == tidied
    mend_blocks((Block(0, text), Block(1, tidied)), options)


@many
@given(BYTES, TYPES, OPTIONS)
def test_a_page_of_anything_has_an_answer(body: bytes, content_type: str | None, options: Options) -> None:
    asked = {name: getattr(options, name) for name in ("script", "punctuation", "format", "explain")}
    page = RawPage(body, "https://news.example.com/a", content_type, datetime(2024, 3, 1))
    try:
        article = OFF.clean_pages([page], **asked)
    except EmptyBody:
        return
    assert article == OFF.clean_pages([page], **asked)
    assert article.to_dict()["status"] in ("article", "no_article", "index", "verification")


RULE_WORDS = st.sampled_from(
    (
        *"site hosts when title source date byline editors captions body next_page tests select drop".split(),
        *"stop_before start_after match css text name url html expect starts ends lacks paragraphs off null 1".split(),
        *": - [ ] { } ' \" | > # & * ! 甲 *.example.com .a div (a+)+$ (?=x)".split(),
        "\t",
    )
)


@many
@given(st.lists(st.tuples(RULE_WORDS, st.sampled_from((" ", "\n", ": ", "\n  ", ", "))), max_size=40))
def test_any_rule_file_is_loaded_or_refused(words: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "a.yaml").write_text("".join(word + gap for word, gap in words), encoding="utf-8")
        try:
            load(folder)
        except RuleError as error:
            assert error.line >= 0


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^(a+)+$", "a" * 200_000 + "!"),
        ("(a|aa)+$", "a" * 200_000 + "!"),
        ("(.*a){20}", "a" * 200_000),
        ("(?:.*){8}来源", "来" * 200_000),
        (r"(\w+\s?)*:$", "a " * 100_000),
    ],
)
def test_a_rules_pattern_cannot_run_away(pattern: str, text: str, tmp_path: Path) -> None:
    rule = RULE.replace("PATTERN", pattern)
    (tmp_path / "a.yaml").write_text(rule, encoding="utf-8")
    began = monotonic()
    article = Cleaner(tmp_path).clean(
        f"<h1>题目</h1><div class='a'><p>{text}</p></div>", url="https://news.example.com/"
    )
    assert article.rule is not None
    assert monotonic() - began < 30  # a pattern that ran away would not end in a lifetime
