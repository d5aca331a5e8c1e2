"""A page of every part, so that a dictionary or a parser that is missing shows: for /readyz, and to warm up with."""

from __future__ import annotations

from ..model import RawPage

_TEXT = "本报讯 這是一頁用來檢查服務是否就緒的網頁，它有標題、來源、日期和正文。正文有兩段，這是第一段。"
_END = "這是第二段，到這裡就結束了。能讀到這一句，說明這項服務可以處理網頁。"
MARKUP = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>服務檢查</title></head><body><h1>服務檢查</h1>'
    f"<p>2020-01-02 03:04 來源：檢查日報</p><div><p>{_TEXT}</p><p>{_END}</p></div></body></html>"
)
PAGE = RawPage(MARKUP.encode(), None, "text/html")
SIMPLIFIED = RawPage("新桥今天通车，两岸居民步行过河只要五分钟。".encode(), None, "text/plain")
SIGN = "到这里就结束了"  # in the answer, in simplified characters
