"""Small pages that the tests of this room send."""

from __future__ import annotations

URL = "https://news.example.com/a/1"
SECRET = "秘密花园的大门在清晨六点打开"  # a phrase of the text, to look for where it must not be
HTML = f"""<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>花园重新开放_示例新闻网</title></head><body>
<h1>花园重新开放</h1><div class="info">2024-03-01 09:30 来源：示例日报</div>
<div class="content"><p>{SECRET}，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。</p>
<p>工程从去年春天动工，历时十一个月完成，夜间照明将在下个月接通，届时花园开放到深夜。</p></div>
</body></html>
"""
FURNITURE = "<html><body><ul><li><a href='/'>首页</a></li></ul><p>版权所有</p></body></html>"
