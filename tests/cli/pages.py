"""A page with an article, and what is read of it."""

from __future__ import annotations

TEXT = "花园的大门在清晨六点打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"
HTML = f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>花园重新开放</title></head><body>
<h1>花园重新开放</h1><div class="info">2024-03-01 09:30 来源：示例日报</div><div class="content"><p>{TEXT}</p>
<p>工程从去年春天动工，历时十一个月完成，夜间照明将在下个月接通，届时花园开放到深夜。</p></div></body></html>"""
PAGE = HTML.encode()
