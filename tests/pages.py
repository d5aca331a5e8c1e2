"""Whole pages, written by hand in the shapes that news sites have, each with the article that a reader finds on it.

Sites and names are invented. ``test_pipeline.py`` cleans each of them without rules.
"""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """What a reader finds: ``starts`` and ``ends`` are how the text begins and ends, ``lacks`` what is not in it."""

    title: str | None
    starts: str
    ends: str
    paragraphs: int
    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    captions: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A page as it comes in, and the article on it."""

    name: str
    body: str | bytes
    expected: Expected


FIRST = "清晨六点，示例公园的大门重新打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"
SECOND = "工程从去年春天动工，历时十一个月完成，更换了四公里长的管线，补种树木一千二百株。"
THIRD = "园长介绍，夜间照明将在下个月接通，届时公园开放到深夜，周末还会增开三条接驳线路。"
FOURTH = "住在附近的居民说，这里从前一下雨就积水，如今走再远的路也不会湿鞋，老人和孩子都愿意来。"
LAST = "下一步，示例市还将改造另外五座公园，全部工程预计在后年年底以前完成。"
STORY = (FIRST, SECOND, THIRD, FOURTH, LAST)
OTHER_STORIES = (
    "示例河流域启动生态补水，沿线三十个村庄受益",
    "示例大桥全线合龙，两岸通行只需八分钟",
    "一条老街的清晨：早点铺里的三代人",
    "示例市图书馆延长开放时间至晚上十点",
    "高校毕业生专场招聘会周六举行",
)


def paragraphs(texts: tuple[str, ...] = STORY) -> str:
    return "\n".join(f"<p>　　{text}</p>" for text in texts)


def links(texts: tuple[str, ...] = OTHER_STORIES) -> str:
    return "<ul>" + "".join(f'<li><a href="/a/{n}">{text}</a></li>' for n, text in enumerate(texts)) + "</ul>"


MENU = '<div class="nav">' + links(("首页", "国内", "国际", "财经", "体育", "文化", "图片", "视频")) + "</div>"
FOOTER = (
    '<div class="footer"><p>关于我们 | 联系我们 | 广告服务</p><p>示例新闻网 版权所有 未经授权不得转载</p>'
    "<p>举报电话：000-00000000</p></div>"
)


def html(body: str, title: str = "示例公园重新开放_示例新闻网", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


PORTAL = Case(
    "portal page with menu, share bar, related list and comments",
    html(
        MENU
        + '<div class="crumbs"><a href="/">首页</a> &gt; <a href="/c">城市</a> &gt; 正文</div>'
        + '<div class="main"><h1>示例公园重新开放</h1>'
        + '<div class="info"><span>2024-03-01 09:30</span> <span>来源：示例日报</span> <span>作者：张小山</span></div>'
        + '<div class="share-bar"><a href="#">分享到微信</a> <a href="#">微博</a> <a href="#">打印</a></div>'
        + f'<div class="article-content">{paragraphs((FIRST, SECOND))}'
        + '<p style="text-align:center"><img src="/i/1.jpg"></p>'
        + '<p style="text-align:center">图为公园里的梅花。李大海 摄</p>'
        + f"{paragraphs((THIRD, FOURTH, LAST))}</div>"
        + '<p class="editor">责任编辑：王小河</p>'
        + f'<div class="related"><h3>相关阅读</h3>{links()}</div>'
        + '<div class="comments"><h3>网友评论</h3><p>我小时候常去那里玩，那时候湖边还没有路，'
        + "现在修得真好，周末一定带孩子去看看。</p><p>停车位太少了，希望能多修几个，公交车也应该多开几班。</p>"
        + "</div></div>"
        + FOOTER
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        byline=("张小山",),
        editors=("王小河",),
        date="2024-03-01T09:30",
        captions=("图为公园里的梅花。李大海 摄",),
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("分享", "图为", "王小河", "相关阅读", OTHER_STORIES[0], "停车位", "版权所有", "张小山"),
    ),
)

SIBLINGS = Case(
    "article split over sibling containers",
    html(
        MENU
        + '<div id="wrap"><h1>示例公园重新开放</h1><p class="info">2024年03月01日 09:30 来源：示例日报</p>'
        + f'<div class="block-a">{paragraphs((FIRST, SECOND))}</div>'
        + '<div class="ad">广告</div>'
        + f'<div class="block-b">{paragraphs((THIRD, FOURTH))}</div>'
        + f'<div class="block-c">{paragraphs((LAST,))}</div>'
        + f'<div class="recommend">{links()}</div></div>'
        + FOOTER
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        date="2024-03-01T09:30",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("广告", OTHER_STORIES[1]),
    ),
)

TABLES = Case(
    "layout tables of an old site",
    "<html><head><title>示例公园重新开放-示例新闻网</title></head><body><table width=960><tr><td>"
    + links(("首页", "国内", "国际", "财经"))
    + "</td></tr></table><table width=960><tr><td width=200>"
    + links()
    + "</td><td><table><tr><td align=center><font size=5><b>示例公园重新开放</b></font></td></tr>"
    + "<tr><td align=center>示例日报 2024年3月1日 09:30</td></tr>"
    + f"<tr><td>{paragraphs()}</td></tr></table></td></tr></table>"
    + "<table width=960><tr><td align=center>示例新闻网 版权所有</td></tr></table></body></html>",
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        date="2024-03-01T09:30",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=(*OTHER_STORIES, "版权所有", "首页"),
    ),
)

BREAKS = Case(
    "text separated by br",
    html(
        MENU
        + '<h1>示例公园重新开放</h1><div class="source">来源：示例日报 2024-03-01 09:30</div>'
        + '<div class="text">　　'
        + "<br><br>\n　　".join(STORY)
        + "<br></div>"
        + FOOTER
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        date="2024-03-01T09:30",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("版权所有",),
    ),
)

AFTER_THE_END = Case(
    "text after a stray </html>",
    f"<html><head><title>示例公园重新开放</title></head><body><h1>示例公园重新开放</h1>{paragraphs((FIRST, SECOND))}"
    f"</body></html>{paragraphs((THIRD, FOURTH, LAST))}",
    Expected(title="示例公园重新开放", starts=FIRST, ends=LAST, paragraphs=5),
)

HIDDEN = Case(
    "hidden elements",
    html(
        "<h1>示例公园重新开放</h1><div class='content'>"
        + paragraphs((FIRST, SECOND))
        + '<div style="display:none"><p>这一段是给搜索引擎看的，读者在页面上看不到它，里面堆满了各种关键词。</p></div>'
        + '<p hidden>这一段也看不到，它是上一个版本留下的，编辑忘记删除了。</p><script>var a = "脚本里的字";</script>'
        + "<noscript><p>请打开脚本以后再访问本页。</p></noscript><style>.x{content:'样式里的字'}</style>"
        + paragraphs((THIRD, FOURTH, LAST))
        + "</div>"
    ),
    Expected(
        title="示例公园重新开放",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("搜索引擎", "忘记删除", "脚本", "样式"),
    ),
)

_STATE = {"props": {"pageProps": {"article": {"id": 7, "title": "示例公园重新开放", "content": paragraphs()}}}}
NEXT_DATA = Case(
    "article in __NEXT_DATA__",
    html(
        '<div id="__next"><p>正在加载...</p></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(_STATE)}</script>'
    ),
    Expected(title="示例公园重新开放", starts=FIRST, ends=LAST, paragraphs=5, lacks=("加载", "pageProps", "<p>")),
)
WINDOW_STATE = Case(
    "article in window.state = {...}",
    html(
        '<div id="app"></div><script>window.STATE = '
        + json.dumps({"detail": {"content": paragraphs(), "ok": True}}, ensure_ascii=False)
        + "; window.other = 1;</script>"
    ),
    Expected(title="示例公园重新开放", starts=FIRST, ends=LAST, paragraphs=5, lacks=("window", "detail")),
)
JSON_LD = Case(
    "article in JSON-LD articleBody",
    html(
        '<div id="app"></div><script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "NewsArticle",
                "headline": "示例公园重新开放",
                "datePublished": "2024-03-01T09:30:00+08:00",
                "articleBody": "\n".join(STORY),
            },
            ensure_ascii=False,
        )
        + "</script>"
    ),
    Expected(
        title="示例公园重新开放",
        date="2024-03-01T09:30:00+08:00",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("NewsArticle",),
    ),
)

_LONG_STORY = tuple(
    f"示例河第{n}次生态补水开始，沿线的村庄提前疏通了沟渠，水利部门派出工作人员逐段巡查，确保水流到最后一块田里。"
    for n in "一二三四五六七八九"
)
SHORT_ABOVE_LONG = Case(
    "short article above a long recommended story",
    html(
        MENU
        + "<h1>示例公园重新开放</h1><div class='info'>2024-03-01 09:30 来源：示例日报</div>"
        + f'<div class="content">{paragraphs((FIRST, SECOND, THIRD, LAST))}</div><h3>推荐阅读</h3>'
        + "<div class='more'><h2>示例河流域启动生态补水</h2><div>2024-02-20 08:00 来源：示例晚报</div>"
        + f"<div class='words'>{paragraphs(_LONG_STORY)}</div></div>"
        + FOOTER
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        date="2024-03-01T09:30",
        starts=FIRST,
        ends=LAST,
        paragraphs=4,
        lacks=("生态补水", "示例晚报"),
    ),
)

DUMP = Case(
    "dump with menus, dated credit line, tail lists and comments",
    "\n".join(
        (
            "首页",
            "国内",
            "国际",
            "财经",
            "登录 | 注册",
            "您的位置：首页 > 城市 > 正文",
            "示例公园重新开放",
            "2024-03-01 09:30 来源：示例日报 作者：张小山",
            "分享到：",
            *("　　" + text for text in STORY),
            "责任编辑：王小河",
            "相关阅读",
            *OTHER_STORIES,
            "网友评论",
            "我小时候常去那里玩，那时候湖边还没有路，现在修得真好，周末一定带孩子去看看。",
            "示例新闻网 版权所有",
        )
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        byline=("张小山",),
        editors=("王小河",),
        date="2024-03-01T09:30",
        starts=FIRST,
        ends=LAST,
        paragraphs=5,
        lacks=("首页", "登录", "分享", "王小河", "相关阅读", *OTHER_STORIES, "小时候", "版权"),
    ),
)

TRADITIONAL = Case(
    "page in the traditional script",
    html(
        '<h1>示例公園重新開放</h1><div class="info">2024-03-01 09:30 來源：示例日報 記者：張小山</div>'
        + '<div class="content">'
        + "<p>清晨六點，示例公園的大門重新打開，第一批遊客從新修的石子路走到湖邊，兩旁的梅花正在盛開。</p>"
        + "<p>工程從去年春天動工，歷時十一個月完成，更換了四公里長的管線，補種樹木一千二百株。</p>"
        + "<p>園長介紹，夜間照明將在下個月接通，屆時公園開放到深夜，週末還會增開三條接駁線路。</p></div>"
        + '<div class="x"><h3>相關新聞</h3><ul><li><a href="/1">示例大橋全線合龍</a></li></ul></div>',
        title="示例公園重新開放 | 示例新聞網",
    ),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        byline=("张小山",),
        date="2024-03-01T09:30",
        starts="清晨六点，示例公园的大门重新打开，第一批游客从新修的石子路走到湖边，",
        ends="周末还会增开三条接驳线路。",
        paragraphs=3,
        lacks=("相关新闻", "合龙", "張"),
    ),
)

GLOSSED = Case(
    "page with pinyin glosses and broken paragraph ends",
    html(
        '<h1>示例公園重新開放</h1><div class="content"><p>'
        + "示例公園經(jīng)過(guò)改造以後(hòu)重新開(kāi)放，遊(yóu)客從(cóng)新修的石子路走到湖邊(biān)，"
        + "兩(liǎng)旁的梅花正在盛開(kāi)?/p><p>"
        + "工程從(cóng)去年春天動(dòng)工，歷(lì)時(shí)十一個(gè)月完成，"
        + "更換(huàn)了四公里長(zhǎng)的管線(xiàn)?/p><p>"
        + "園(yuán)長(zhǎng)介紹(shào)，夜間(jiān)照明將(jiāng)在下個(gè)月接通，"
        + "屆時(shí)公園(yuán)開(kāi)放到深夜?/p></div>",
        title="示例公園重新開放",
    ),
    Expected(
        title="示例公园重新开放",
        starts="示例公园经过改造以后重新开放，游客从新修的石子路走到湖边",
        ends="届时公园开放到深夜。",
        paragraphs=3,
        lacks=("(", "?/p", "ā", "ī"),
    ),
)

GB18030 = Case(
    "gb18030 bytes under a gb2312 label",
    (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        "<title>示例公园重新开放</title></head>"
        f"<body><h1>示例公园重新开放</h1><p>2024-03-01 09:30 来源：示例日报</p><div>{paragraphs()}<p>"
        "园内的牌匾由书法家王喆题写，落成那天有三百名读者前来观看。</p></div></body></html>"
    ).encode("gb18030"),
    Expected(
        title="示例公园重新开放",
        source="示例日报",
        date="2024-03-01T09:30",
        starts=FIRST,
        ends="园内的牌匾由书法家王喆题写，落成那天有三百名读者前来观看。",
        paragraphs=6,
        lacks=("\ufffd",),
    ),
)

ENGLISH = Case(
    "English page with a by-line, related links and a newsletter prompt",
    """<!doctype html><html lang="en"><head><title>Harbour park reopens after repairs | Example Times</title>
<meta property="og:title" content="Harbour park reopens after repairs">
<meta property="article:published_time" content="2024-03-01T09:30:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a> <a href="/s">Sport</a></nav>
<article><h1>Harbour park reopens after repairs</h1><p class="byline">By Jane Doe and John Roe</p>
<p>The harbour park opened its gates again on Friday morning, eleven months after work on its paths had begun.</p>
<p>Crews replaced four kilometres of pipes and planted more than a thousand trees along the water, the city said.</p>
<div class="newsletter"><p>Sign up for our weekly briefing</p>
<p>The news of the week, in your inbox every Sunday.</p></div>
<p>Night lighting will be switched on next month, when the park is to stay open until eleven in the evening.</p>
<p>Neighbours said the lawns used to flood whenever it rained, and that they had given up walking there in winter.</p>
<p>Five more parks are to follow, and the whole programme should be finished by the end of the year after next.</p>
</article><aside class="related"><h3>Related Stories</h3><ul><li><a href="/1">Bridge closes for a weekend</a></li>
<li><a href="/2">Library to stay open longer</a></li></ul></aside>
<footer><p>© 2024 Example Times. All Rights Reserved.</p></footer></body></html>""",
    Expected(
        title="Harbour park reopens after repairs",
        byline=("Jane Doe", "John Roe"),
        date="2024-03-01T09:30:00Z",
        starts="The harbour park opened its gates again on Friday morning",
        ends="finished by the end of the year after next.",
        paragraphs=5,
        lacks=("Jane Doe", "Sign up", "inbox", "Related", "Bridge closes", "Rights Reserved", "Home"),
    ),
)

CASES = (
    PORTAL,
    SIBLINGS,
    TABLES,
    BREAKS,
    AFTER_THE_END,
    HIDDEN,
    NEXT_DATA,
    WINDOW_STATE,
    JSON_LD,
    SHORT_ABOVE_LONG,
    DUMP,
    TRADITIONAL,
    GLOSSED,
    GB18030,
    ENGLISH,
)

# A page that the locator is unsure of: its headline stands below its text.
UNSURE = (
    "<body><div class='a'>"
    + "".join(
        f"<p>The path along the river opened this morning, and walker number {n} was there to see it.</p>"
        for n in range(4)
    )
    + "</div><div><h1>The path along the river is open</h1></div></body>"
)

# Pages without an article: a menu with its footer, a login wall's form, nothing but a script, a dump of a menu, and
# one that says less than a sentence.
WITHOUT_ARTICLE = (
    html(MENU + FOOTER),
    html("<form><label>用户名</label><input><label>密码</label><input><button>登录</button></form>", "登录"),
    html("<script>location.href = '/'</script>"),
    "首页\n国内\n国际\n登录 | 注册\n示例新闻网 版权所有",
    html(MENU + "<div><p>您访问的页面不存在。</p></div>" + FOOTER, "页面不存在"),
)
