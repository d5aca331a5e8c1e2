"""Articles of an invented site, whose markup has what learning looks for."""

from __future__ import annotations

from jingwen.model import RawPage
from jingwen.workshop.samples import Sample

HOST = "news.example.com"
TITLES = ("图书馆周末延长开放", "城北老桥加固完工", "全市茶叶大会召开", "江边步道今起开放")
FIRST = (
    "县图书馆周末延长开放至晚上九点，读者可以凭身份证入馆，儿童阅览室的时间不变。",
    "昨日上午，城北老桥加固工程完工，恢复双向通行，周边居民出行更加方便。",
    "全市茶叶大会昨日召开，来自各乡镇的茶农代表参加会议，会议要求做好防冻准备。",
    "江边步道今起开放，全长十二公里，沿途设有八个休息点和三处厕所。",
)
SECOND = (
    "馆长说，延长的时间先试行三个月，再看读者的意见决定是否长期保留。",
    "施工单位介绍，加固之后的老桥可以再使用三十年，每年检查两次。",
    "会上还为十位种茶能手颁奖，他们每人将带三名徒弟，一起管理茶园。",
    "市民可以沿着步道一直走到老码头，全程大约需要两个半小时。",
)
PROMO = "请为这篇报道打分，您的意见对编辑部的每一个人都很重要。"
LETTER = "如果您也有想说的话，请写信寄到江岸路三号，信封上注明读者收。"


def page(number: int, *, promo: str = PROMO, letter: str = LETTER, source: str = "来源：江岸晚报") -> str:
    """The page of article ``number``; ``promo`` stands in an element of its own, ``letter`` in none."""
    return (
        f'<html lang="zh"><head><title>{TITLES[number]}</title>'
        f'<meta property="og:title" content="{TITLES[number]}"></head><body>\n'
        f"<h1>{TITLES[number]}</h1>\n"
        f'<div class="credit"><span>2024-05-0{number + 1} 09:10</span> <span class="from">{source}</span></div>\n'
        f'<div class="story"><p>{FIRST[number]}</p>\n'
        f'<div class="rating"><p>{promo}</p></div>\n<p>{letter}</p>\n<p>{SECOND[number]}</p></div>\n</body></html>'
    )


def sample(number: int, text: str, url: str | None = None) -> Sample:
    return Sample(f"{number}.html", RawPage(text, url or f"https://{HOST}/a/{number}", "text/html"))


def site() -> list[Sample]:
    """All four articles."""
    return [sample(number, page(number)) for number in range(len(TITLES))]


def dump(number: int) -> Sample:
    """An article as a text dump, with the site's own lines around it."""
    text = (
        f"首页 | 新闻频道 | 乡镇新闻\n{TITLES[number]}\n来源：示例晚报 2024-05-0{number + 1} 09:10\n{FIRST[number]}\n"
        f"本栏由城东书店陪您一起读报，每逢周二和周五与您见面，欢迎常来。\n{SECOND[number]}\n"
        "下载示例晚报客户端，第一时间看到家门口的新闻，还能报料领红包。\n"
        "我们的报纸已经办了四十年，读者遍布全城，欢迎您常来坐坐。\n示例晚报社版权所有，未经许可不得转载。"
    )
    return Sample(f"{number}.txt", RawPage(text, None, "text/plain"))
