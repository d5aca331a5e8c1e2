"""A rule to start from, and ways to make others of it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent, indent

from jingwen.block import Block
from jingwen.rules.load import read_text
from jingwen.rules.model import Rule

HEAD = "site: 示例网\nhosts: [news.example.com]\n"
TESTS = """\
tests:
  - name: plain
    url: https://news.example.com/a
    text: 甲乙。
    expect: {starts: 甲, ends: 。, lacks: [丙]}
"""
# A rule that uses every key, and its test.
FULL = r"""
when: {text: '示例网版权所有'}
title: ['h1.post', 'meta[property="og:title"]::attr(content)']
source: {select: ['.info'], match: '来源[:：]\s*(\S+)'}
byline: off
date: {select: '.info::text', zone: +08:00}
modified: {select: '.info', match: '更新 (.+)', zone: '+09:00'}
captions: {select: ['p.f_center'], match: ['^图为', '摄[）)]$']}
body:
  select: ['.post_body']
  drop: [{css: '.ad'}, {text: '^原标题[:：]'}]
  start_after: {css: '.info'}
  stop_before: [{text: '^责任编辑[:：]'}]
next_page: 'a.next::attr(href)'
"""
FULL_TESTS = """\
tests:
  - name: plain
    url: https://News.Example.com:8080/a
    fetched_at: 2023-10-19T08:00:00+08:00
    html: |
      <p>甲。</p>
      示例网版权所有
    expect:
      title: no
      source: null
      date: 2019-09-05
      modified: null
      byline: []
      editors: 张三
      captions: ['图为甲']
      paragraphs: 2
      status: article
      starts: 甲
      ends: 。
      lacks: [丙]
"""


def text_of(lines: str, head: str = HEAD, tests: str = TESTS) -> str:
    """A rule file with ``lines`` between its head (two lines) and its tests."""
    return head + dedent(lines).strip("\n") + "\n" + tests


def rule_of(lines: str, head: str = HEAD, tests: str = TESTS) -> Rule:
    """The rule that ``text_of`` writes."""
    return read_text(text_of(lines, head, tests), "rules/x.yaml")


def when_rule(name: str, lines: str, page: str) -> tuple[Rule, str]:
    """A rule without a fixed head, whose test is the HTML ``page``; with its text, as ``assemble`` takes it."""
    text = (
        f"site: {name}\n{dedent(lines).strip()}\ntests:\n  - name: plain\n    html: |\n{indent(page, '      ')}\n"
        "    expect: {starts: 甲, ends: 。, lacks: [丙]}\n"
    )
    return read_text(text, f"rules/{name}.yaml"), text


def blocks_of(*texts: str, tag: str = "line", marks: Sequence[str] = ()) -> tuple[Block, ...]:
    """A block for each text. ``marks``: for each block, its marks as words, where there are any."""
    words = [*marks, *[""] * len(texts)]
    return tuple(Block(i, text, tag, marks=frozenset(words[i].split())) for i, text in enumerate(texts))
