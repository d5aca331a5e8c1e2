"""The printed credit line in the forms that news sites give it, and lines that only look like one."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.dates.places import Place
from jingwen.fields.credits import LABEL_MARK, Credits, may_be_labelled, read_credits
from jingwen.fields.forms import plain

# What is left to chance below this share is no credit line to those who ask.
MOST = 0.8


@dataclass(frozen=True)
class Says:
    """What a line credits; what is not named is empty."""

    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None


def said(credits: Credits) -> Says:
    return Says(credits.source, credits.byline, credits.editors, credits.date.iso if credits.date else None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # What a template puts behind the names.
        ("作者：李明 王芳返回江城，查看更多", Says(byline=("李明", "王芳"))),
        ("责任编辑：李明返回江城，查看更多", Says(editors=("李明",))),
        ("作者：特约评论员 李明", Says(byline=("李明",))),
        # One label.
        ("来源：江城日报", Says("江城日报")),
        ("来源:江城日报", Says("江城日报")),
        ("来源： 江城日报 ", Says("江城日报")),
        ("（来源：江城日报）", Says("江城日报")),
        ("【来源：江城日报】", Says("江城日报")),
        ("来源丨江城日报", Says("江城日报")),
        ("来源｜江城日报", Says("江城日报")),
        ("来源|江城日报", Says("江城日报")),
        ("文章来源：江城日报", Says("江城日报")),
        ("信息来源：江城市政府办", Says("江城市政府办")),
        ("稿源：江城在线", Says("江城在线")),
        ("转自：江城之声", Says("江城之声")),
        ("來源：江城時報", Says("江城時報")),
        ("来源：Jiangcheng Daily", Says("Jiangcheng Daily")),
        ("来源：江城财经（ID：jccj88）", Says("江城财经")),
        ("作者：李明", Says(byline=("李明",))),
        ("作者 | 李明", Says(byline=("李明",))),
        ("作者：李明、王芳", Says(byline=("李明", "王芳"))),
        ("作 者：李 明", Says(byline=("李明",))),
        ("撰文：李明", Says(byline=("李明",))),
        ("文丨李明", Says(byline=("李明",))),
        ("文/李明", Says(byline=("李明",))),
        ("文/图 李明", Says(byline=("李明",))),
        ("作者：迪丽·买买提", Says(byline=("迪丽·买买提",))),
        ("编辑：王芳_NN12", Says(editors=("王芳",))),
        ("责任编辑：王芳 赵强", Says(editors=("王芳", "赵强"))),
        ("(责任编辑：王芳)", Says(editors=("王芳",))),
        ("[责任编辑:王 芳]", Says(editors=("王芳",))),
        ("（责编：王芳、赵强）", Says(editors=("王芳", "赵强"))),
        ("责 编：王芳", Says(editors=("王芳",))),
        ("發布時間：2021-05-06", Says(date="2021-05-06")),
        ("2021-05-06 10:20", Says(date="2021-05-06T10:20")),
        # Several, in any order.
        (
            "来源：江城日报　作者：李明　责任编辑：王芳　2021-05-06 10:20",
            Says("江城日报", ("李明",), ("王芳",), "2021-05-06T10:20"),
        ),
        (
            "2021年05月06日 10:20 编辑：王芳 作者：李明 来源：江城日报",
            Says("江城日报", ("李明",), ("王芳",), "2021-05-06T10:20"),
        ),
        (
            "作者：李明 王芳 | 来源：江城晚报 | 发布时间：2021年5月6日",
            Says("江城晚报", ("李明", "王芳"), date="2021-05-06"),
        ),
        ("来源:江城新闻网 作者:记者 李明 2021年05月06日08:34", Says("江城新闻网", ("李明",), date="2021-05-06T08:34")),
        ("【来源】江城网 【作者】李明 【编辑】王芳", Says("江城网", ("李明",), ("王芳",))),
        ("来源｜江城日报 记者｜李明 编辑｜王芳", Says("江城日报", ("李明",), ("王芳",))),
        ("编辑丨王芳 校对丨赵强 审核丨孙丽", Says(editors=("王芳", "赵强", "孙丽"))),
        ("初审：王芳 复审：赵强 终审：孙丽", Says(editors=("王芳", "赵强", "孙丽"))),
        ("一审：王芳 二审：赵强 三审：孙丽", Says(editors=("王芳", "赵强", "孙丽"))),
        ("记者：李明、王芳；编辑：赵强", Says(byline=("李明", "王芳"), editors=("赵强",))),
        ("来源:江城网责任编辑:王芳", Says("江城网", editors=("王芳",))),
        ("来源：江城网2021-05-06 10:20", Says("江城网", date="2021-05-06T10:20")),
        ("文/李明 图/王芳", Says(byline=("李明",))),
        ("撰文：李明 图片：视觉江城 编辑：王芳", Says(byline=("李明",), editors=("王芳",))),
        ("來源：江城時報 記者：陳大文", Says("江城時報", ("陳大文",))),
        # Without a label.
        ("2021-05-06 10:20:30 江城新闻网", Says("江城新闻网", date="2021-05-06T10:20:30")),
        ("江城新闻网 2021-05-06", Says("江城新闻网", date="2021-05-06")),
        ("江城日报记者 李明 王芳 通讯员 赵强", Says(byline=("李明", "王芳", "赵强"))),
        ("（本报记者 李明）", Says(byline=("李明",))),
        ("见习记者 李明 实习生 王芳", Says(byline=("李明", "王芳"))),
        ("記者陳大文", Says(byline=("陳大文",))),
        ("2021-05-06 10:20 来源：江城网 李明", Says("江城网", ("李明",), date="2021-05-06T10:20")),
        # Labels that mean nothing here, and furniture.
        ("来源: 江城网 字号: 大 中 小 浏览次数：123次", Says("江城网")),
        ("发布时间：2021-05-06 10:20 发布单位：江城市气象局 点击：33", Says(date="2021-05-06T10:20")),
        ("来源：江城日报 2021年05月06日 版次：A03", Says("江城日报", date="2021-05-06")),
        ("2021-05-06 10:20 评论(3) 分享", Says(date="2021-05-06T10:20")),
        ("作者：李明 栏目：要闻", Says(byline=("李明",))),
        ("栏目：要闻 来源：江城网 责任编辑：王芳", Says("江城网", editors=("王芳",))),
        # Labels with nothing, or nobody, behind them.
        ("来源：", Says()),
        ("来源：江城网 作者：", Says("江城网")),
        ("作者：未知 来源：江城网", Says("江城网")),
        ("作者：佚名", Says()),
        ("作者：江城市气象局", Says()),
        ("作者：江城日报", Says("江城日报")),
        # English.
        ("Sept. 7, 2019", Says(date="2019-09-07")),
    ],
)
def test_a_credit_line_is_read_as_a_whole(line: str, expected: Says) -> None:
    credits = read_credits(line)

    assert said(credits) == expected
    assert credits.share >= MOST


@pytest.mark.parametrize(
    "line",
    [
        "",
        "江城下雪了",
        "记者从江城市气象局获悉，明天有雪。",
        "据江城日报报道，来源于多方的消息称雪很大。",
        "他说：“编辑这本书花了三年。”",
        "作者在书中写道：这是一个冬天。",
        "编辑部的灯一直亮着。",
        "记者在现场看到，孩子们很高兴。",
        "原标题：江城下雪了",
        "电话：0571-88889999",
        "图为江城街头。李明 摄",
        "The editor said: the town was quiet.",
        "Snow falls on the river town",
    ],
)
def test_a_sentence_is_no_credit_line(line: str) -> None:
    credits = read_credits(line)

    assert said(credits) == Says()
    assert credits.share < 0.5
    assert not credits.labelled


def test_a_sentence_with_a_date_is_hardly_understood() -> None:
    credits = read_credits("2021年5月6日，江城下了一场大雪，孩子们都很高兴。")

    assert (credits.source, credits.byline, credits.labelled) == (None, (), False)
    assert credits.share < 0.5


@pytest.mark.parametrize(
    "line",
    ["总监制：李 明", "监 制：王芳", "策划：李明 统筹：王芳 剪辑：赵强", "出品：江城融媒体中心", "出品人：李明"],
)
def test_the_crew_is_credited_but_no_field_is_theirs(line: str) -> None:
    credits = read_credits(line)

    assert said(credits) == Says()
    assert credits.labelled
    assert credits.share > 0.9


@pytest.mark.parametrize("line", ["设计：这座桥由三家公司共同设计", "制作：把木料锯开", "后期：还要打磨三遍"])
def test_a_word_of_the_crew_before_anything_but_names_is_no_label(line: str) -> None:
    assert not read_credits(line).labelled


@pytest.mark.parametrize("line", ["图片来源：视觉江城", "摄影：李明", "供图：江城博物馆", "图源：视觉江城"])
def test_a_picture_has_its_own_credits(line: str) -> None:
    credits = read_credits(line)

    assert said(credits) == Says()
    assert not credits.labelled


@pytest.mark.parametrize(
    ("line", "labelled", "says_byline"),
    [
        ("来源：江城网", True, False),
        ("作者：佚名", True, True),
        ("作者：", True, True),
        ("本报记者 李明", False, True),
        ("2021-05-06 江城网", False, False),
        ("编辑：王芳", True, False),
    ],
)
def test_what_was_printed_is_told(line: str, labelled: bool, says_byline: bool) -> None:
    credits = read_credits(line)

    assert (credits.labelled, credits.says_byline) == (labelled, says_byline)


@pytest.mark.parametrize(
    ("line", "loose"),
    [
        ("2021-05-06 10:20 老街坊说事", ("老街坊说事",)),
        ("江城观察｜2021-05-06", ("江城观察",)),
        ("2021-05-06 老街坊[原创] 分享", ("老街坊",)),
        ("来源：江城网 2021-05-06", ()),
        ("2021-05-06 10:20 浏览 佚名 33", ()),
    ],
)
def test_words_without_a_label_are_left_loose(line: str, loose: tuple[str, ...]) -> None:
    assert read_credits(line).loose == loose


def test_the_crawl_and_the_zone_reach_the_date() -> None:
    fetched = datetime(2023, 10, 19, 8, 0)

    assert read_credits("昨天 20:05 来源：江城网").date is None
    assert said(read_credits("昨天 20:05 来源：江城网", Place(fetched, "+08:00"))) == Says(
        "江城网", date="2023-10-18T20:05+08:00"
    )
    assert said(read_credits("来源：今日头条", Place(fetched))) == Says("今日头条")


@given(st.text(alphabet="来源作者编辑记文图/:：|丨【】（） 李明王芳网报2021-05日\n", max_size=60))
def test_any_line_is_read(line: str) -> None:
    credits = read_credits(line)

    assert 0.0 <= credits.share <= 1.0
    assert all(name.strip() for name in (*credits.byline, *credits.editors, *credits.loose))
    assert credits == read_credits(line)


def test_an_account_amid_a_source_is_left_out() -> None:
    assert read_credits("来源：江城(jiangcheng)日报").source == "江城日报"


# One of each ending that a label has, and of each beginning.
LABELS = """
    来源 来源于 转自 出处 原创 作者 撰文 记者 通讯员 采写 撰稿 文字 实习生 编译 图文 采访 编辑 編輯 责编 校对
    审核 审读 编审 编校 时间 日期 時間 发布于 发布 摄影 摄 图片 摄像 视频 海报 供图 监制 监制人 出品 出品方
    策划 统筹 制作 设计 后期 配音 字幕 排版 编委 签发 编导 导演
    一审 二校 三审 初审 复审 终审 上传时间 录入时间 创建时间 更新于 發布時間 成文日期 來源 稿源 信息来源 内容来源
    新闻来源 本文来源 消息来源 资料来源 記者 见习记者 特约记者 主编 美编 值班编辑 执行编辑 网络编辑 責任編輯 选稿
    剪辑 播音 音频 封面设计 平面设计 版式设计 总监制 联合出品 栏目统筹 项目统筹
""".split()


@pytest.mark.parametrize("mark", ["：", ":", " ：", "|", "丨"])
def test_a_label_is_one_with_any_mark(mark: str) -> None:
    assert [label for label in LABELS if not may_be_labelled(f"{label}{mark}甲")] == []
    assert not may_be_labelled(f"他说{mark}甲")


def test_the_mark_of_a_label_is_told_of_a_line_as_printed() -> None:
    printed = [form.format(chr(code)) for code in range(0x2000, 0xD800) for form in ("{}：", "{} ", "者{}")]
    printed += [f"者{chr(code)}" for code in range(0xF900, 0x10000)]
    assert [line for line in printed if (not LABEL_MARK.search(line)) != (not LABEL_MARK.search(plain(line)))] == []
