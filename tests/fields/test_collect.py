"""Which witness of a field is believed: a rule, then what a reader sees, then what the page's data tells."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from jingwen.block import Block
from jingwen.fields.collect import Fields, collect
from jingwen.model import Data, Element, Kind, Label, Labelled, Page
from jingwen.reading.marked import NO_MARKS, Marks
from jingwen.reading.markup import parse
from jingwen.rules.apply import RuleFields

T, C, B, S, N = Label.TITLE, Label.CREDITS, Label.BODY, Label.SIGNOFF, Label.NAV
TITLE = (T, "江城迎来今年第一场雪")
STORY = (B, "一大早，江边的小镇就热闹起来，孩子们在街上堆起了雪人，老人在檐下看着，谁也不觉得冷。")
ENGLISH_TITLE = (T, "Snow falls on the river town")
ENGLISH = (B, "Early in the morning the small town by the river came to life as children built snowmen in the street.")

Line = tuple[Label, str] | tuple[Label, str, str]


def fields(
    *lines: Line,
    data: Data | None = None,
    told: RuleFields | None = None,
    fetched_at: datetime | None = None,
    zone: str | None = None,
    marks: Marks = NO_MARKS,
    kind: Kind = "html",
) -> Fields:
    """The fields of a page of ``lines``: label, text, and the name of the element that holds it."""
    elements = [Element(-1, "html", "", 0)]
    labelled = []
    for index, line in enumerate(lines):
        elements.append(Element(0, "p", line[2] if len(line) > 2 else "", 1))
        labelled.append(Labelled(Block(index, line[1], "p", index + 1), line[0], "test"))
    page = Page(kind, tuple(x.block for x in labelled), tuple(elements), data or Data())
    return collect(page, labelled, told or RuleFields(), fetched_at, zone, marks)


def rule(**values: Sequence[str]) -> RuleFields:
    return RuleFields({name: tuple(texts) for name, texts in values.items()})


def meta(**values: str) -> Data:
    return Data(meta={name.replace("__", ":"): value for name, value in values.items()})


@pytest.mark.parametrize(
    ("lines", "data", "told", "source", "origin"),
    [
        pytest.param(
            [TITLE, (C, "来源：江城网"), STORY], meta(source="江城台"), rule(source=["来源：江城日报"]),
            "江城日报", "rule", id="rule over line",
        ),
        pytest.param([TITLE, STORY], None, rule(source=["江城日报："]), "江城日报", "rule", id="a bare rule"),
        pytest.param(
            [TITLE, (C, "来源：江城网"), STORY, (S, "来源：江城晚报")], meta(source="江城台"), None,
            "江城网", "page", id="line over sign-off and data",
        ),
        pytest.param(
            [TITLE, STORY, (S, "来源：江城晚报")], meta(source="江城台"), None, "江城晚报", "page", id="sign-off"
        ),
        pytest.param([(C, "来源：江城网"), TITLE, STORY], None, None, "江城网", "page", id="a line above the headline"),
        pytest.param(
            [TITLE, (C, "2021-05-06 江城新闻网"), STORY], None, None, "江城新闻网", "page", id="without a label"
        ),
        pytest.param(
            [TITLE, (C, "2021-05-06 老街坊说事"), STORY, (S, "来源：江城晚报")], None, None,
            "江城晚报", "page", id="a label further down over none",
        ),
        pytest.param(
            [TITLE, (C, "2021-05-06 老街坊说事"), STORY], meta(mediaid="老街坊说事"), None,
            "老街坊说事", "page", id="an account",
        ),
        pytest.param(
            [TITLE, (N, "首页 > 要闻"), (N, "老街坊", "media-name"), STORY], None, None,
            "老街坊", "page", id="an element's name",
        ),
        pytest.param([TITLE, STORY], meta(source="江城台"), None, "江城台", "data", id="data"),
        pytest.param(
            [TITLE, (B, "江城社江城5月6日电（记者李明）" + STORY[1])], None, None, "江城社", "page", id="dateline"
        ),
        pytest.param([TITLE, STORY], None, None, None, None, id="nothing"),
        pytest.param(
            [TITLE, STORY, (N, "相关"), (C, "来源：山里报")], None, None, "山里报", "page", id="a line behind the text"
        ),
    ],
)  # fmt: skip
def test_source(
    lines: list[Line], data: Data | None, told: RuleFields | None, source: str | None, origin: str | None
) -> None:
    found = fields(*lines, data=data, told=told)

    assert (found.source, found.origin.get("source")) == (source, origin)


@pytest.mark.parametrize(
    ("lines", "told", "byline"),
    [
        pytest.param(
            [TITLE, (C, "作者：李明"), STORY], rule(byline=["记者 王芳", "赵强"]), ("王芳", "赵强"), id="rule"
        ),
        pytest.param([TITLE, (C, "作者：李明 来源：江城网"), STORY], None, ("李明",), id="line"),
        pytest.param(
            [TITLE, (C, "本报记者 李明"), STORY, (S, "通讯员：王芳")], None, ("李明", "王芳"), id="line and sign-off"
        ),
        pytest.param([TITLE, (B, STORY[1] + "（记者 李明 王芳）")], None, ("李明", "王芳"), id="closing names"),
        pytest.param([TITLE, STORY, (B, "雪停了。（李明）")], None, ("李明",), id="a closing name without a role"),
        pytest.param(
            [TITLE, (B, "江城社江城5月6日电（记者李明、王芳）" + STORY[1])], None, ("李明", "王芳"), id="dateline"
        ),
        pytest.param(
            [TITLE, (B, "江城网记者李明5月6日报道，" + STORY[1])], None, ("李明",), id="a dateline as a sentence"
        ),
        pytest.param([TITLE, (C, "作者：李明"), (B, STORY[1] + "（李明）")], None, ("李明",), id="each name once"),
        pytest.param([TITLE, (B, STORY[1] + "（图文无关）")], None, (), id="brackets without names"),
        pytest.param([TITLE, (B, STORY[1] + "（高兴极了）"), STORY], None, (), id="brackets inside the text"),
        pytest.param([TITLE, (C, "作者：佚名"), STORY], None, (), id="nobody"),
        pytest.param([TITLE, STORY], None, (), id="nothing"),
    ],
)
def test_byline(lines: list[Line], told: RuleFields | None, byline: tuple[str, ...]) -> None:
    assert fields(*lines, told=told).byline == byline


def test_a_chinese_page_is_not_asked_for_its_author_in_data() -> None:
    found = fields(TITLE, STORY, data=meta(author="江城网编辑部"))

    assert found.byline == ()


def author(value: Any) -> Data:
    documents: tuple[Mapping[str, Any], ...] = ({"@type": "WebSite"}, {"@type": "NewsArticle", "author": value})
    return Data(documents=documents)


@pytest.mark.parametrize(
    ("data", "byline"),
    [
        (author({"@type": "Person", "name": "Jane Doe"}), ("Jane Doe",)),
        (author([{"name": "Jane Doe"}, {"name": "John Roe"}]), ("Jane Doe", "John Roe")),
        (author({"@type": "Person", "name": ["Jane Doe", "John Roe"]}), ("Jane Doe", "John Roe")),
        (author("Jane Doe and John Roe"), ("Jane Doe", "John Roe")),
        (author({"@type": "Organization", "name": "Example News"}), ()),
        (author("https://example.com/jane"), ()),
        (author({"name": None}), ()),
        (author({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}), ("Jane Doe",)),
        (author({"name": "Se&aacute;n O&#039;Brien"}), ("Seán O'Brien",)),
        (author({"name": "admin"}), ()),
        (author({"name": "The Harbour Post Staff"}), ()),
        (author({"name": "Jane Doe, Staff Writer"}), ("Jane Doe",)),
        (author(None), ()),
        (author(7), ()),
        (meta(author="By Jane Doe"), ("Jane Doe",)),
        (meta(article__author="https://example.com/jane"), ()),
        (meta(author="jane@example.com"), ()),
        (meta(dc__creator="Jane Doe"), ("Jane Doe",)),
        (meta(twitter__label1="Written by", twitter__data1="Jane Doe"), ("Jane Doe",)),
        (meta(twitter__label2="Verfasst von", twitter__data2="Jane Doe"), ("Jane Doe",)),
        (meta(twitter__label1="Reading time", twitter__data1="4 minutes"), ()),
        (Data(), ()),
    ],
)
def test_authors_in_the_data_of_an_english_page(data: Data, byline: tuple[str, ...]) -> None:
    found = fields(ENGLISH_TITLE, ENGLISH, data=data)

    assert found.byline == byline
    assert found.origin.get("byline") == ("data" if byline else None)


def test_an_author_may_be_a_reference_and_a_comment_has_one_too() -> None:
    person = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    comment = {"@type": "Comment", "author": {"name": "John Roe"}}
    article = {"@type": "NewsArticle", "author": {"@id": "#jane"}}
    assert fields(ENGLISH_TITLE, ENGLISH, data=Data(documents=(comment, article, person))).byline == ("Jane Doe",)


def test_a_printed_byline_outranks_the_data() -> None:
    found = fields(ENGLISH_TITLE, (C, "By Jane Doe and John Roe"), ENGLISH, data=author("Example Staff"))

    assert (found.byline, found.origin["byline"]) == (("Jane Doe", "John Roe"), "page")


@pytest.mark.parametrize(
    ("printed", "told", "byline"),
    [
        ("By Jane Doe Executive Director", "Jane Doe", ("Jane Doe",)),
        ("By HarbourJane", "Jane Doe", ("Jane Doe",)),
        ("By HarbourJohn", "Jane Doe", ("HarbourJohn",)),
        ("By John Roe", "Jane Doe", ("John Roe",)),
        ("By Jane Doe", "Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe and John Roe", "Jane Doe", ("Jane Doe", "John Roe")),
    ],
)
def test_a_printed_byline_and_the_same_one_in_the_data(printed: str, told: str, byline: tuple[str, ...]) -> None:
    assert fields(ENGLISH_TITLE, (C, printed), ENGLISH, data=author(told)).byline == byline


def test_a_publication_is_no_author_beside_people() -> None:
    document = {"author": "Jane Doe, The Harbour Post", "publisher": {"name": "The Harbour Post"}}
    assert fields(ENGLISH_TITLE, ENGLISH, data=Data(documents=(document,))).byline == ("Jane Doe",)
    alone = {**document, "author": "The Harbour Post"}
    assert fields(ENGLISH_TITLE, ENGLISH, data=Data(documents=(alone,))).byline == ("The Harbour Post",)


def test_two_witnesses_outweigh_a_printed_line_that_stands_alone() -> None:
    marks = Marks(parse('<h1>Snow</h1><p><a rel="author">Jane Doe</a></p>'))
    told = author("Jane Doe")
    assert fields(ENGLISH_TITLE, (C, "By John Roe"), ENGLISH, data=told, marks=marks).byline == ("Jane Doe",)
    assert fields(ENGLISH_TITLE, (C, "By John Roe"), ENGLISH, marks=marks).byline == ("John Roe",)
    assert fields(ENGLISH_TITLE, ENGLISH, marks=marks).byline == ("Jane Doe",)


def test_editors_agencies_and_sources_of_pages_in_alphabets() -> None:
    found = fields(ENGLISH_TITLE, (C, "By Jane Doe, Associated Press"), (C, "Edited by John Roe"), ENGLISH)
    assert (found.byline, found.editors, found.source) == (("Jane Doe",), ("John Roe",), "Associated Press")
    closing = (B, "(Reporting by Jane Doe; Editing by John Roe)")
    found = fields(ENGLISH_TITLE, ENGLISH, closing)
    assert (found.byline, found.editors) == (("Jane Doe",), ("John Roe",))
    assert fields(ENGLISH_TITLE, ENGLISH, (C, "Quelle: Nordische Presse")).source == "Nordische Presse"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2024-03-01 09:30　时政", None),
        ("2024-03-01 09:30　语音播报　海报", None),
        ("2024-03-01 09:30 星期五", None),
        ("2024年3月1日 09:30 北京时间", None),
        ("2024-03-01 09:30　江城老李", None),
        ("发稿时间　2024-03-01 09:30", None),
        ("建立時間：2024/03/01 22:41", None),
        ("2024-03-01 09:30　江城论", "江城论"),
        ("2024-03-01 09:30　江城晚报", "江城晚报"),
    ],
)
def test_a_loose_word_beside_the_date_is_a_source_by_its_shape_or_if_it_is_known(line: str, source: str | None) -> None:
    data = Data(title="江城下雪了_江城论")
    assert fields(TITLE, (C, line), STORY, data=data).source == source


def test_an_account_is_known_by_the_name_of_its_element_and_in_a_dump() -> None:
    line = (C, "2024-03-01 09:30　江城老李")
    marks = Marks(parse("<p><span class=source>江城老李</span></p>"))
    assert fields(TITLE, line, STORY, marks=marks).source == "江城老李"
    assert fields(TITLE, line, STORY, kind="dump").source == "江城老李"
    assert fields(TITLE, (C, "2024-03-01 09:30　要闻"), STORY, kind="dump").source is None


PUBLISHED = {"article__published_time": "2024-03-01"}


@pytest.mark.parametrize(
    ("printed", "data", "date"),
    [
        ("Updated on March 9, 2024", meta(**PUBLISHED), "2024-03-01"),
        ("Updated on March 9, 2024", None, "2024-03-09"),
        ("March 9, 2024", meta(**PUBLISHED), "2024-03-09"),
        ("03.01.2024", meta(**PUBLISHED), "2024-03-01"),
        ("04.01.2024", meta(**PUBLISHED), "2024-01-04"),
    ],
    ids=["an edit's", "nothing but an edit's", "printed", "the month first", "another day"],
)
def test_a_printed_date_and_the_datas(printed: str, data: Data | None, date: str) -> None:
    assert fields(ENGLISH_TITLE, (C, printed), ENGLISH, data=data).date == date


@pytest.mark.parametrize(
    ("lines", "told", "editors"),
    [
        ([TITLE, STORY, (S, "（责任编辑：王芳_NN12）")], None, ("王芳",)),
        ([TITLE, (C, "编辑：王芳"), STORY, (S, "校对：赵强 审核：孙丽")], None, ("王芳", "赵强", "孙丽")),
        ([TITLE, STORY, (N, "相关"), (C, "责编：王芳")], None, ("王芳",)),
        ([TITLE, (C, "编辑：王芳"), STORY], rule(editors=["编辑 赵强"]), ("赵强",)),
        ([TITLE, STORY], None, ()),
    ],
)
def test_editors(lines: list[Line], told: RuleFields | None, editors: tuple[str, ...]) -> None:
    assert fields(*lines, told=told).editors == editors


DATED = meta(article__published_time="2020-02-02T02:02:02+08:00")


@pytest.mark.parametrize(
    ("lines", "data", "told", "date", "raw", "origin"),
    [
        pytest.param(
            [TITLE, (C, "2021-05-06 10:20"), STORY], DATED, rule(date=["2019年12月3日 08:34"]),
            "2019-12-03T08:34", "2019年12月3日 08:34", "rule", id="rule",
        ),
        pytest.param(
            [TITLE, (C, "2021-05-06 10:20"), STORY], DATED, rule(date=["昨天"]),
            "2021-05-06T10:20", "2021-05-06 10:20", "page", id="a rule that finds no date",
        ),
        pytest.param(
            [TITLE, (C, "2021-05-06 10:20 江城网"), STORY, (S, "2021-05-07")], DATED, None,
            "2021-05-06T10:20", "2021-05-06 10:20", "page", id="line",
        ),
        pytest.param(
            [TITLE, (C, "2021-05-06"), (C, "2021-05-06 10:20"), STORY], None, None,
            "2021-05-06T10:20", "2021-05-06 10:20", "page", id="the line with the time",
        ),
        pytest.param(
            [TITLE, STORY, (S, "2021-05-07")], DATED, None, "2021-05-07", "2021-05-07", "page", id="sign-off"
        ),
        pytest.param(
            [TITLE, STORY], DATED, None, "2020-02-02T02:02:02+08:00", "2020-02-02T02:02:02+08:00", "data", id="data"
        ),
        pytest.param(
            [TITLE, STORY], Data(documents=({"datePublished": "2020-03-03"},), meta=DATED.meta), None,
            "2020-03-03", "2020-03-03", "data", id="json-ld over meta",
        ),
        pytest.param(
            [TITLE, STORY], Data(documents=({"datePublished": True}, {"datePublished": "soon"})), None,
            None, None, None, id="data that is no date",
        ),
        pytest.param(
            [TITLE, (B, "2021年5月6日，" + STORY[1])], None, None, None, None, None, id="the story's own date is none"
        ),
        pytest.param(
            [(T, "2021年5月6日江城下雪"), STORY], None, None, None, None, None, id="nor the headline's"
        ),
        pytest.param([TITLE, STORY], None, None, None, None, None, id="nothing"),
    ],
)  # fmt: skip
def test_date(
    lines: list[Line], data: Data | None, told: RuleFields | None, date: str | None, raw: str | None, origin: str | None
) -> None:
    found = fields(*lines, data=data, told=told)

    assert (found.date, found.date_raw, found.origin.get("date")) == (date, raw, origin)


def test_the_crawl_dates_a_line_without_a_year_and_a_dateline() -> None:
    fetched = datetime(2023, 10, 19, 8, 0)
    dateline = (B, "江城社江城10月18日电（记者李明）" + STORY[1])

    assert fields(TITLE, (C, "10月18日 20:05 来源：江城网"), STORY).date is None
    assert fields(TITLE, (C, "10月18日 20:05 来源：江城网"), STORY, fetched_at=fetched).date == "2023-10-18T20:05"
    assert fields(TITLE, dateline).date is None
    assert fields(TITLE, dateline, fetched_at=fetched).date == "2023-10-18"


@pytest.mark.parametrize(
    ("told", "zone", "date"),
    [
        (None, None, "2021-05-06T10:20"),
        (None, "+09:00", "2021-05-06T10:20+09:00"),
        (RuleFields(zone="+08:00"), None, "2021-05-06T10:20+08:00"),
        (RuleFields(zone="+08:00"), "+09:00", "2021-05-06T10:20+08:00"),
    ],
)
def test_the_zone_of_a_rule_is_surer_than_the_callers(told: RuleFields | None, zone: str | None, date: str) -> None:
    assert fields(TITLE, (C, "2021-05-06 10:20"), STORY, told=told, zone=zone).date == date


MODIFIED = meta(article__modified_time="2021-05-08T08:00:00+08:00", og__updated_time="2021-05-09")


@pytest.mark.parametrize(
    ("lines", "data", "told", "modified", "origin"),
    [
        pytest.param(
            [TITLE, (C, "2021-05-06 更新：2021-05-07"), STORY], MODIFIED, rule(modified=["2021年5月5日 8:00"]),
            "2021-05-05T08:00", "rule", id="rule",
        ),
        pytest.param([TITLE, STORY], None, rule(modified=["2021-05-05T08:00Z"]), "2021-05-05T08:00Z", "rule", id="T"),
        pytest.param(
            [TITLE, (C, "2021-05-06 更新：2021-05-07"), STORY], MODIFIED, rule(modified=["无"]),
            "2021-05-07", "page", id="printed over told",
        ),
        pytest.param([TITLE, (C, "更新：2021-05-06 10:20"), STORY], None, None, "2021-05-06T10:20", "page", id="alone"),
        pytest.param([TITLE, STORY, (S, "最后修改于2021-05-07")], MODIFIED, None, "2021-05-07", "page", id="sign-off"),
        pytest.param([TITLE, STORY], MODIFIED, None, "2021-05-08T08:00:00+08:00", "data", id="told"),
        pytest.param(
            [TITLE, STORY], Data(documents=({"@type": "NewsArticle", "dateModified": "2021-05-07"},)), None,
            "2021-05-07", "data", id="JSON-LD",
        ),
        pytest.param(
            [TITLE, STORY], Data(documents=({"@type": "WebSite", "dateModified": "2021-05-07"},)), None,
            None, None, id="another's",
        ),
        pytest.param([TITLE, (C, "2021-05-06 10:20"), STORY], None, None, None, None, id="published only"),
    ],
)  # fmt: skip
def test_the_last_edit(
    lines: list[Line], data: Data | None, told: RuleFields | None, modified: str | None, origin: str | None
) -> None:
    found = fields(*lines, data=data, told=told)
    assert (found.modified, found.origin.get("modified")) == (modified, origin)


def test_the_last_edit_in_english_and_its_zone() -> None:
    line = (C, "Published on March 1, 2024. Updated on March 2, 2024 at 9:30 am")
    found = fields(ENGLISH_TITLE, line, ENGLISH, told=RuleFields(zone="+01:00"))
    assert (found.date, found.modified) == ("2024-03-01", "2024-03-02T09:30+01:00")
    found = fields(ENGLISH_TITLE, line, ENGLISH, told=RuleFields(zone="+01:00", edit_zone="+02:00"))
    assert (found.date, found.modified) == ("2024-03-01", "2024-03-02T09:30+02:00")


def test_what_a_rule_turns_off_is_not_reported() -> None:
    lines = [TITLE, (C, "来源：江城网 作者：李明 编辑：王芳 2021-05-06 10:20 更新：2021-05-07"), STORY]

    found = fields(*lines, told=RuleFields(off=frozenset({"source", "byline", "editors", "date", "modified"})))

    assert found == Fields()
    assert fields(*lines, told=RuleFields(off=frozenset({"byline"}))).source == "江城网"


def test_a_page_without_blocks_says_nothing() -> None:
    assert fields() == Fields()
