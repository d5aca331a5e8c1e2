"""A service that answers as others do, and a page to send it."""

from __future__ import annotations

from flask.testing import FlaskClient

from ..web.examples import application

URL = "https://news.example.org/2024/a.html"
TEXT = (
    "旧码头的仓库上周改成了市集，三十家小店卖本地的茶叶、竹器和手工纸，周末会有上千人来逛。",
    "第一排仓库建于一九二一年，屋顶的木梁没有换过，改建的人只添了灯和一条坡道。",
)
PAGE = f"""<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>旧码头改成市集_示例新闻网</title>
<link rel="canonical" href="https://news.example.org/2024/a">
<meta name="description" content="三十家小店搬进了百年仓库。">
<meta property="article:section" content="本地">
<meta property="article:modified_time" content="2024-03-02T10:00:00+08:00">
<meta property="og:image" content="https://news.example.org/lead.jpg"></head><body>
<ul><li><a href="/">首页</a></li><li><a href="/local">本地</a></li></ul>
<h1>旧码头改成市集</h1><p>2024-03-01 09:30 来源：示例日报 记者：张三 李四</p>
<div><p>{TEXT[0]}</p><p><img src="/market.jpg"></p><p>{TEXT[1]}</p></div>
<p>责任编辑：王五</p></body></html>
"""
BARE = "<html><body><ul><li><a href='/'>首页</a></li></ul><p>版权所有</p></body></html>"
SECRET = TEXT[0][:12]  # a phrase of the text, to look for where it must not be


def client(state: str | None = None, **settings: int | tuple[str, ...]) -> FlaskClient:
    return application(state, **settings).test_client()


def ours(form: str, **query: str) -> str:
    """The text that ``/v1/clean`` answers in this form."""
    answer = client().post("/v1/clean", data=PAGE.encode(), query_string={"url": URL, "format": form, **query})
    return str(answer.get_json()["text"])
