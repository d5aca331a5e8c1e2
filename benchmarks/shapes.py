"""Pages that are made up, in the shape of real ones and of any size: what grows, grows alone.

Every shape is an article with furniture around it; the text is drawn from a small stock of words, with a fixed seed,
so that no two paragraphs are the same and the same size is always the same page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

WORDS = (
    "新桥 两岸 居民 清晨 渡口 老人 孩子 学校 工程 图纸 上游 公园 开放 春天 河水 雨季 桥面 路灯 夜里 工人 "
    "说 看见 记得 修建 经过 讨论 决定 完成 明年 去年 三月 上午 附近 村民 集市 水稻 茶园 小路 石阶 风景"
).split()
ENGLISH = (
    "the bridge opened this morning and people from both sides of river walked across it while children ran ahead "
    "workers said that lamps would be lit next month after engineers had finished their tests in spring"
).split()
SPREAD = 12  # words in a sentence, and sentences in a paragraph, are a third of it up to this many
HEAD = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>河上新桥通车_示例新闻网</title></head><body>'
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li></ul></div>'
    '<h1>河上新桥通车</h1><div class="info">2024-05-06 07:08 来源：示例日报 记者：张三</div>\n'
)
FOOT = '\n<p>（责任编辑：李四）</p><div class="footer"><p>示例新闻网版权所有</p></div></body></html>'
DEPTH = 40


def sentence(random: Random) -> str:
    return "".join(random.choices(WORDS, k=random.randint(SPREAD // 3, SPREAD))) + random.choice("，，，。。！")


def paragraph(random: Random) -> str:
    return "".join(sentence(random) for _ in range(random.randint(SPREAD // 3, SPREAD))) + "。"


def _paragraphs(random: Random) -> str:
    return f"<p>{paragraph(random)}</p>\n"


def _english(random: Random) -> str:
    words = random.choices(ENGLISH, k=random.randint(20, 80))
    return f"<p>{' '.join(words).capitalize()}.</p>\n"


def _breaks(random: Random) -> str:
    return f"　　{paragraph(random)}<br/><br/>\n"


def _inline(random: Random) -> str:
    return f'<span style="font-size:16px">{sentence(random)}</span><strong>{random.choice(WORDS)}</strong>'


def _links(random: Random) -> str:
    number = random.randrange(10**6)
    return f'<li><a href="/news/{number}.html" target="_blank">{sentence(random)}</a><span>05-06</span></li>\n'


def _nested(random: Random) -> str:
    return f"{'<div class=box>' * DEPTH}<p>{paragraph(random)}</p>{'</div>' * DEPTH}\n"


def _row(random: Random) -> str:
    cells = "".join(f"<td>{random.choice(WORDS)}{random.randrange(1000)}</td>" for _ in range(6))
    return f"<tr>{cells}</tr>\n"


def _gallery(random: Random) -> str:
    picture = f'<p class="pic"><img src="/i/{random.randrange(10**6)}.jpg" width="600"></p>'
    return f'{picture}<p style="text-align:center">图为{sentence(random)[:-1]}。王五 摄</p><p>{paragraph(random)}</p>\n'


def _credits(random: Random) -> str:
    date = f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02} 07:08"
    return f"<div><p>{sentence(random)}</p><p>{date} 来源：示例日报 作者：赵六 编辑：钱七</p></div>\n"


def _record(random: Random) -> str:
    return json.dumps({"id": random.randrange(10**6), "title": sentence(random), "tags": random.choices(WORDS, k=3)})


def _line(random: Random) -> str:
    return f"　　{paragraph(random)}\n"


def _menu(random: Random) -> str:
    return f"{random.choice(WORDS)}{random.choice(WORDS)}\n"


def _repeat(size: int, one: Callable[[Random], str], between: str = "") -> str:
    """As many of ``one`` as make about ``size`` bytes, at least one."""
    random, left = Random(size), size
    parts: list[str] = []
    while left > 0 or not parts:
        parts.append(one(random))
        left -= len(parts[-1].encode()) + len(between)
    return between.join(parts)


def _page(size: int, one: Callable[[Random], str], before: str = "", after: str = "") -> str:
    around = f"{HEAD}<div class=content>{before}", f"{after}</div>{FOOT}"
    return _repeat(size - len("".join(around).encode()), one).join(around)


def _article(seed: int) -> str:
    random = Random(seed)
    return "".join(_paragraphs(random) for _ in range(8))


def _script(size: int, kind: str) -> str:
    records = _repeat(size - 8000, _record, ",")
    data = f'{{"@type":"WebPage","list":[{records}]}}'
    script = (
        f"<script>window.__DATA__ = {data};</script>"
        if kind == "state"
        else (f'<script type="application/ld+json">{data}</script>')
    )
    return f"{HEAD}{script}<div class=content>{_article(size)}</div>{FOOT}"


def _articles_json(size: int) -> str:
    """The article is nowhere but in its JSON-LD."""
    body = json.dumps(_repeat(size - 1000, paragraph, "\n"), ensure_ascii=False)
    data = f'{{"@type":"NewsArticle","headline":"河上新桥通车","articleBody":{body}}}'
    return f'{HEAD}<script type="application/ld+json">{data}</script>{FOOT}'


def _dump(size: int, one: Callable[[Random], str], above: bool) -> str:
    random = Random(size)
    article = "河上新桥通车\n2024-05-06 07:08 来源：示例日报\n" + "".join(_line(random) for _ in range(8))
    grown = _repeat(size - len(article.encode()), one)
    return f"首页\n新闻\n{grown}{article}" if above else f"首页\n新闻\n{article}{grown}责任编辑：李四\n版权所有\n"


# Each shape by name: about so many bytes of it. Those whose name begins with "dump" are text, the others HTML.
SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda size: _page(size, _paragraphs),
    "English": lambda size: _page(size, _english),
    "lines with breaks": lambda size: _page(size, _breaks),
    "one paragraph": lambda size: _page(size, sentence, "<p>", "</p>"),
    "inline markup": lambda size: _page(size, _inline, "<p>", "</p>"),
    "links": lambda size: _page(size, _links, f"{_article(size)}</div><div><ul>", "</ul>"),
    "nested boxes": lambda size: _page(size, _nested),
    "table": lambda size: _page(size, _row, f"{_article(size)}<table>", "</table>"),
    "gallery": lambda size: _page(size, _gallery),
    "credit lines": lambda size: _page(size, _credits, _article(size)),
    "script": lambda size: _script(size, "state"),
    "JSON-LD": lambda size: _script(size, "ld"),
    "article in JSON-LD": _articles_json,
    "dump": lambda size: _dump(size, _line, above=False),
    "dump with a menu": lambda size: _dump(size, _menu, above=True),
}


def content_type(shape: str) -> str:
    return "text/plain; charset=utf-8" if shape.startswith("dump") else "text/html"


def small_pages() -> Iterator[tuple[bytes, str]]:
    """Pages without end, no two alike, of 2 to 40 kB, with their Content-Type."""
    random = Random(0)
    while True:
        shape = random.choice(list(SHAPES))
        yield SHAPES[shape](random.randint(2_000, 40_000)).encode(), content_type(shape)
