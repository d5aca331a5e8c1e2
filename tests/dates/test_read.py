"""Dates as printed: ISO 8601 with the precision that the page shows, nothing invented, and what is no date."""

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.dates.places import Place, place_of
from jingwen.dates.read import read_date, read_epoch, read_moments, read_value

FETCHED = datetime(2023, 10, 19, 8, 0)
CRAWLED = Place(FETCHED)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        # Marks between the numbers.
        ("2019年12月03日", "2019-12-03"),
        ("2019年12月3日", "2019-12-03"),
        ("2019年 12月 03日", "2019-12-03"),
        ("2019 年 12 月 3 日", "2019-12-03"),
        ("2019-12-03", "2019-12-03"),
        ("2019-1-3", "2019-01-03"),
        ("2019/12/3", "2019-12-03"),
        ("2019.12.03", "2019-12-03"),
        ("12/23/2019", "2019-12-23"),
        ("23/12/2019", "2019-12-23"),
        ("Mon, 12/23/2019 - 11:38", "2019-12-23T11:38"),
        ("03.12.2019", "2019-12-03"),
        ("03.12.2019 14:00", "2019-12-03T14:00"),
        ("２０１９年１２月３日", "2019-12-03"),
        ("2019－12－03 08：34", "2019-12-03T08:34"),
        ("19-12-03 08:34", "2019-12-03T08:34"),
        ("98-12-03", "1998-12-03"),
        # The clock, to the minute or second, with or without a gap.
        ("2019年12月03日08:34", "2019-12-03T08:34"),
        ("2019年12月03日08:34:04", "2019-12-03T08:34:04"),
        ("2019-12-03 8:34", "2019-12-03T08:34"),
        ("2019-12-03\u300008:34", "2019-12-03T08:34"),
        ("2019-12-0308:34", "2019-12-03T08:34"),
        ("2019-12-03,08:34", "2019-12-03T08:34"),
        ("2019年12月3日8时34分", "2019-12-03T08:34"),
        ("2019年12月3日 8点34分05秒", "2019-12-03T08:34:05"),
        ("2019年12月03日 星期二 08:34", "2019-12-03T08:34"),
        ("2019年12月03日（星期二）08:34", "2019-12-03T08:34"),
        ("2019年12月03日 (周二) 08:34", "2019-12-03T08:34"),
        ("2019-12-03T08:34:04.123", "2019-12-03T08:34:04"),
        ("2019年12月31日24:00", "2020-01-01T00:00"),
        # Clocks of twelve hours.
        ("2019年12月03日 上午8:05", "2019-12-03T08:05"),
        ("2019年12月03日 下午3:05", "2019-12-03T15:05"),
        ("2019年12月03日下午3点05分", "2019-12-03T15:05"),
        ("2019年12月03日 下午15:05", "2019-12-03T15:05"),
        ("2019年12月03日 下午12:05", "2019-12-03T12:05"),
        ("2019年12月03日 中午12:05", "2019-12-03T12:05"),
        ("2019年12月03日 中午1:05", "2019-12-03T13:05"),
        ("2019年12月03日 中午11:30", "2019-12-03T11:30"),
        ("2019年12月03日 傍晚6:05", "2019-12-03T18:05"),
        ("2019年12月03日 晚上9:05", "2019-12-03T21:05"),
        ("2019年12月03日晚9:05", "2019-12-03T21:05"),
        ("2019年12月03日 晚间21:05", "2019-12-03T21:05"),
        ("2019年12月03日 早上7:05", "2019-12-03T07:05"),
        ("2019年12月03日 凌晨2:05", "2019-12-03T02:05"),
        ("2019年12月03日 凌晨12:05", "2019-12-03T00:05"),
        ("2019-12-03 3:05 PM", "2019-12-03T15:05"),
        ("2019-12-03 12:05 am", "2019-12-03T00:05"),
        ("2019-12-03 12:05 p.m.", "2019-12-03T12:05"),
        # Zones that are printed.
        ("2019-12-03T08:34:04+08:00", "2019-12-03T08:34:04+08:00"),
        ("2019-12-03T08:34:04-0500", "2019-12-03T08:34:04-05:00"),
        ("2019-12-03T08:34Z", "2019-12-03T08:34Z"),
        ("2019-12-03 08:34 UTC", "2019-12-03T08:34Z"),
        ("2019-12-03 08:34 GMT+0800", "2019-12-03T08:34+08:00"),
        ("2019-12-03 08:34 (GMT+8)", "2019-12-03T08:34+08:00"),
        # English.
        ("Sept. 7, 2019", "2019-09-07"),
        ("Sep 7 2019", "2019-09-07"),
        ("September 7th, 2019", "2019-09-07"),
        ("7 September 2019", "2019-09-07"),
        ("7th of May, 2019", "2019-05-07"),
        ("Published on SEPT. 7, 2019 by the desk", "2019-09-07"),
        ("Sept. 7, 2019 3:05 p.m.", "2019-09-07T15:05"),
        ("Sept. 7, 2019, at 10:05 a.m. EST", "2019-09-07T10:05-05:00"),
        ("Sat, 07 Sep 2019 10:11:12 +0000", "2019-09-07T10:11:12+00:00"),
        ("Sat, 07 Sep 2019 10:11:12 GMT", "2019-09-07T10:11:12Z"),
        # In a line.
        ("发布时间：2019-12-03 08:34:04 来源：江城网", "2019-12-03T08:34:04"),
        ("江城网12月3日讯 2019-12-03", "2019-12-03"),
        ("2019年12月03日08:34 | 评论", "2019-12-03T08:34"),
        ("2019年02月30日 2019年03月01日", "2019-03-01"),
    ],
)
def test_a_printed_date_is_read_as_precisely_as_it_is_printed(text: str, iso: str) -> None:
    found = read_date(text)

    assert found is not None
    assert found.iso == iso
    assert found.raw == text[found.start : found.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "江城下雪了",
        "2019年12月",
        "2019年2月29日",
        "2019-13-03",
        "2019-12-32",
        "2019-12-033",
        "1234-12-03",
        "1989-06-07",
        "2100-01-01",
        "20191203",
        "热线 0571-88889999",
        "电话：010-2019-1203",
        "传真 021-12-03-04",
        "版本 2.2019.12.3",
        "v1.2019.10.2",
        "192.168.10.12",
        "比分 3-2",
        "08:34",
        "Mayor 5, 2020",
        "May 2020",
        "Feb. 30, 2020",
        "10月18日 08:30",
        "10-18 08:30",
        "昨天 08:30",
        "3小时前",
        "刚刚",
    ],
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10月18日", "2023-10-18"),
        ("10月18日 08:30", "2023-10-18T08:30"),
        ("10-18 08:30", "2023-10-18T08:30"),
        ("10/18", "2023-10-18"),
        ("10月20日", "2023-10-20"),  # a zone ahead
        ("10月21日", "2022-10-21"),
        ("12月30日", "2022-12-30"),
        ("刚刚", "2023-10-19"),
        ("30秒前", "2023-10-19"),
        ("15分钟前", "2023-10-19T07:45"),
        ("3小时前", "2023-10-19T05:00"),
        ("10 小时前", "2023-10-18T22:00"),
        ("2天前", "2023-10-17"),
        ("1周前", "2023-10-12"),
        ("今天 07:00", "2023-10-19T07:00"),
        ("昨天", "2023-10-18"),
        ("昨日 20:05", "2023-10-18T20:05"),
        ("昨天下午3:05", "2023-10-18T15:05"),
        ("昨天发布", "2023-10-18"),
        ("前天", "2023-10-17"),
        ("2019-12-03 昨天", "2019-12-03"),
    ],
)
def test_the_crawl_resolves_what_the_page_leaves_open(text: str, iso: str) -> None:
    found = read_date(text, CRAWLED)

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    ["今日头条", "来源：今日江城", "昨日重现", "3个月前", "12345小时前", "02月30日", "比分3-2", "0571-10-18", "08:34"],
)
def test_nor_does_the_crawl_make_dates_of_other_things(text: str) -> None:
    assert read_date(text, CRAWLED) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("江城网 昨天 12:03", "昨天 12:03"),
        ("3小时前 江城网", "3小时前"),
        ("10-18 10:05", "10-18 10:05"),
        ("10月18日 10:05 江城网", "10月18日 10:05"),
        ("10月18日", None),
        ("来源：今日头条", None),
        ("江城网", None),
    ],
)
def test_a_moment_that_the_crawl_would_date_is_found_without_it(text: str, place: str | None) -> None:
    spans = read_moments(text).undated

    assert [text[slice(*span)].strip() for span in spans] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "fetched_at", "iso"),
    [
        ("12月30日", datetime(2024, 1, 2), "2023-12-30"),
        ("12月31日", datetime(2023, 12, 31, 9), "2023-12-31"),
        ("01月01日", datetime(2023, 12, 31, 23), "2024-01-01"),
        ("1月1日", datetime(2024, 1, 1, 0, 5), "2024-01-01"),
        ("昨天 23:50", datetime(2024, 1, 1, 0, 5), "2023-12-31T23:50"),
        ("10分钟前", datetime(2024, 1, 1, 0, 5), "2023-12-31T23:55"),
        ("2月29日", datetime(2024, 3, 1), "2024-02-29"),
        # Of a page of which only the day of its crawl is known.
        ("3小时前", datetime(2024, 1, 1), "2024-01-01"),
        ("25小时前", datetime(2024, 1, 1), "2023-12-31"),
        ("10分钟前", datetime(2024, 1, 1), "2024-01-01"),
        ("2天前", datetime(2024, 1, 1), "2023-12-30"),
        ("昨天 23:50", datetime(2024, 1, 1), "2023-12-31T23:50"),
        ("3小时前", datetime(2024, 1, 1, tzinfo=UTC), "2023-12-31T21:00"),
    ],
)
def test_the_year_turns(text: str, fetched_at: datetime, iso: str) -> None:
    found = read_date(text, place_of(None, None, fetched_at))

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("fetched_at", [datetime.min, datetime.max])
@pytest.mark.parametrize("text", ["昨天", "999天前", "10月18日"])
def test_a_crawl_outside_the_age_of_the_web_resolves_nothing(text: str, fetched_at: datetime) -> None:
    assert read_date(text, place_of(None, None, fetched_at)) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-12-03 08:34", "2019-12-03T08:34+08:00"),
        ("2019-12-03 08:34:04 +09:00", "2019-12-03T08:34:04+09:00"),
        ("2019-12-03T08:34Z", "2019-12-03T08:34Z"),
        ("2019-12-03", "2019-12-03"),
        ("昨天 08:30", "2023-10-18T08:30+08:00"),
        ("Sept. 7, 2019", "2019-09-07"),
    ],
)
def test_a_zone_is_added_to_a_time_that_has_none(text: str, iso: str) -> None:
    found = read_date(text, Place(FETCHED, "+08:00"))

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-12-03T08:34:04+08:00", "2019-12-03T08:34:04+08:00"),
        ("2019-12-03T08:34:04.000+0800", "2019-12-03T08:34:04+08:00"),
        (" 2019-12-03 ", "2019-12-03"),
        ("Tue, 03 Dec 2019 08:34:04 GMT", "2019-12-03T08:34:04Z"),
        ("Tuesday, December 3, 2019", "2019-12-03"),
        ("", None),
        ("1575333244", "2019-12-03T00:34:04+00:00"),
        ("yesterday", None),
        ("昨天", None),
    ],
)
def test_the_date_of_a_machine(text: str, iso: str | None) -> None:
    assert read_value(text) == iso


ALPHABETS = (
    "0123456789-/.:年月日时分秒 T+Z前昨天小下午，",
    "0123456789-/.:, abcdefgjlmnoprstuvyMJÉäé'’|()",
    "0123456789٠١٢٣۱۴۰๒๕民國令和平成二〇四年月日元三十廿 .:/",
)


@given(st.one_of([st.text(alphabet=a, max_size=40) for a in ALPHABETS]), st.none() | st.datetimes())
def test_any_text_is_read_or_not_but_never_refused(text: str, fetched_at: datetime | None) -> None:
    found = read_date(text, place_of(None, None, fetched_at, "+08:00"))

    if found is not None:
        datetime.fromisoformat(found.iso)
        assert found.raw == text[found.start : found.end].strip() != ""


@pytest.mark.parametrize(
    ("seconds", "zone", "iso"),
    [
        ("1700000000", None, "2023-11-14T22:13:20+00:00"),
        ("1700000000", "+00:00", "2023-11-14T22:13:20+00:00"),
        ("1700000000", "-05:30", "2023-11-14T16:43:20-05:30"),
        ("1", None, None),
        ("9999999999", None, None),
    ],
)
def test_seconds_since_1970(seconds: str, zone: str | None, iso: str | None) -> None:
    assert read_epoch(seconds, zone) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2024" + " " * 50_000,
        "5" + " " * 50_000,
        "5 " * 20_000,
        "Mar 5 " * 8_000,
        "2024-01-01 " + "09:" * 20_000,
        "2024." * 10_000,
    ],
    ids=["a year and space", "a number and space", "numbers", "months", "clocks", "years"],
)
@pytest.mark.parametrize("place", [Place(), Place(FETCHED, language="en")], ids=["without a crawl", "with one"])
def test_hostile_text_takes_no_long_time(text: str, place: Place) -> None:
    before = process_time()
    read_moments(text, place)
    assert process_time() - before < 2
