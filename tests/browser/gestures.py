"""Pages for the playground, and what people do with it."""

from __future__ import annotations

from typing import Any

from ..processes import wait_for

LINES = "一二三四五六七八九十"
DUMP = "首页 本地 体育\n河上新桥通车\n2024-05-06 07:08 来源：示例日报 作者：赵六\n" + "".join(
    f"　　第{n}段：新桥今天上午通车，两岸居民步行过河只要五分钟，车流分{n}个方向。\n" for n in LINES[:4]
)
PAGE = f"""<!doctype html><meta charset=gb2312><title>河上新桥通车_示例新闻网</title><h1>河上新桥通车</h1>
<p>2024-05-06 07:08 来源：示例日报 作者：赵六</p><div class=post>{
    "".join(f"<p>第{n}段：新桥今天上午通车，两岸居民步行过河只要五分钟。</p>" for n in LINES[:4])
}</div>"""
# Tells its address itself, and its source in an element inside the line of credits.
TOLD = """<!doctype html><meta charset=utf-8><link rel=canonical href="https://street.example.com/a/1.html">
<title>街角的修鞋铺开了三十年_示例街报</title><h1 class=headline>街角的修鞋铺开了三十年</h1>
<div class=meta>2024年6月1日 01:15 <span class="from"><a href="/s">示例日报·街谈</a></span> 记者 何田</div>
<div class=post>
<p>街角的修鞋铺今天开了三十年，老板说他还要再修十年，一直修到修不动为止。</p>
<p class=ask>您也常来这里坐坐吗？欢迎把您的故事写给我们，周末见报。</p>
<p>附近的居民常来这里坐坐，有时候只是说几句话，并不修什么鞋子。</p>
<p>铺子的门口放着三把椅子，都是从旧货市场里买来的，坐着很舒服。</p></div>"""
BROUGHT = "#results:not([hidden]) #blocks li"
# A file dropped as a browser tells of it; Playwright has no such gesture.
DROP = """([name, bytes, folder]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const told = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
  if (folder) {
    const items = [{ kind: "file", webkitGetAsEntry: () => ({ isDirectory: true }) }];
    Object.defineProperty(told, "dataTransfer", { value: { items, files: data.files } });
  }
  document.querySelector("#drop").dispatchEvent(told);
}"""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data });
  document.querySelector("#paste").dispatchEvent(told);
}"""


def until(page: Any, condition: str) -> None:
    """Waits for what an expression says; Playwright's own way evaluates text on the page, which its policy forbids."""
    wait_for(lambda: page.evaluate(condition), condition)


def paste(page: Any, text: str) -> Any:
    """``text`` pasted as people do, and cleaned."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.click("#paste")
    page.keyboard.press("Control+V")
    return brought(page)


def brought(page: Any) -> Any:
    page.wait_for_selector(BROUGHT)
    return page


def example(page: Any) -> Any:
    page.click("#example")
    return brought(page)


def ruled(page: Any, text: str) -> Any:
    """The rule tab with ``text`` in it, once the service has said something of it."""
    page.click("#tab-rule")
    page.fill("#rule", text)
    page.wait_for_selector("#rule-state[data-kind]:not([data-kind=''])")
    return page


def paragraphs(page: Any) -> list[str]:
    found: list[str] = page.locator("#panel-article article p:not(.byline)").all_inner_texts()
    return found
