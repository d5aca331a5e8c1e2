"""A date as each language of the press prints it, with its time; one that is told from the crawl; two on one line."""

from __future__ import annotations

from datetime import datetime

import pytest

from jingwen.dates import names
from jingwen.dates.places import Place, place_of
from jingwen.dates.read import read_date, read_dates, read_moments

FIFTH, NINE = "2024-03-05", "2024-03-05T09:14"
PRINTED = [
    # Chinese: numerals, the Republic's years, halves of the day.
    ("zh", "二〇二四年三月五日", FIFTH),
    ("zh", "二○二四年十二月二十三日", "2024-12-23"),
    ("zh", "一九九八年三月廿一日", "1998-03-21"),
    ("zh", "2024年3月5日上午9时14分", NINE),
    ("zh", "2024年3月5日下午3点", "2024-03-05T15:00"),
    ("zh", "2024-03-05 星期二 09:14", NINE),
    ("zh", "2024年3月5日 农历正月廿五 星期二 09:14", NINE),
    ("zh", "2024 03/05 09:14:07", "2024-03-05T09:14:07"),
    ("zh-TW", "中華民國113年3月5日", FIFTH),
    ("zh-TW", "民國113年3月5日 上午9時14分", NINE),
    ("zh-TW", "113/03/05 09:14", NINE),
    ("zh-TW", "2024/3/5（週二）下午3點05分", "2024-03-05T15:05"),
    ("zh-HK", "2024年3月5日 09:14 HKT", NINE + "+08:00"),
    ("zh-HK", "2024-03-05 HKT 09:14", NINE + "+08:00"),
    # Japanese and Korean.
    ("ja", "2024年3月5日 9時14分", NINE),
    ("ja", "2024年3月5日(火) 午後3時5分", "2024-03-05T15:05"),
    ("ja", "令和6年3月5日", FIFTH),
    ("ja", "令和元年5月1日", "2019-05-01"),
    ("ja", "平成31年4月1日", "2019-04-01"),
    ("ko", "2024년 3월 5일 오후 3시 5분", "2024-03-05T15:05"),
    ("ko", "2024. 3. 5. 오전 9:14", NINE),
    ("ko", "2024-03-05 09:14 KST", NINE + "+09:00"),
    # The rest of Asia.
    ("vi", "5 tháng 3 năm 2024", FIFTH),
    ("vi", "Thứ ba, 5/3/2024, 09:14 (GMT+7)", NINE + "+07:00"),
    ("vi", "09:14 05/03/2024", NINE),
    ("th", "5 มีนาคม 2567 09:14 น.", NINE),
    ("th", "05 มี.ค. 67", FIFTH),
    ("th", "5/3/2567", FIFTH),
    ("id", "Selasa, 05 Mar 2024 09:14 WIB", NINE + "+07:00"),
    ("ms", "5 Mac 2024", FIFTH),
    ("hi", "मंगलवार, 5 मार्च 2024 09:14", NINE),
    ("hi", "५ मार्च २०२४", FIFTH),
    ("ar", "٥ مارس ٢٠٢٤ ٠٩:١٤ ص", NINE),
    ("ar", "الثلاثاء 5 آذار/مارس 2024", FIFTH),
    ("fa", "۱۵ اسفند ۱۴۰۲ - ۰۹:۱۴", NINE),
    ("fa", "۱۴۰۲/۱۲/۱۵", FIFTH),
    ("fa", "۵ مارس ۲۰۲۴", FIFTH),
    ("he", "5 במרץ 2024, 09:14", NINE),
    ("tr", "5 Mart 2024 Salı 09:14", NINE),
    ("tr", "5 ŞUBAT 2024", "2024-02-05"),
    # Europe.
    ("en", "05-Mar-2024 09:14", NINE),
    ("en", "2024 March 5", FIFTH),
    ("en", "March 5th, 2024", FIFTH),
    ("en", "9:14 AM, March 5, 2024", NINE),
    ("en", "Tue 5 Mar 2024 09.14 GMT", NINE + "Z"),
    ("en", "December 15, 20163:33 PM", "2016-12-15T15:33"),
    ("en", "Fri Mar  1 09:30:00 2024", "2024-03-01T09:30:00"),
    ("en", "03/05/2024 9:14 a.m., 25/12/2023", "2023-12-25"),
    ("de", "5. März 2024, 09.14 Uhr", NINE),
    ("de", "Di., 05.03.2024 - 09:14", NINE),
    ("de", "05.03.24", FIFTH),
    ("de-AT", "5. Jänner 2024", "2024-01-05"),
    ("fr", "mardi 5 mars 2024 à 9h14", NINE),
    ("fr", "le 1er février 2024", "2024-02-01"),
    ("es", "5 de marzo de 2024 a las 9:14", NINE),
    ("es", "3 de mayo de 202221:25", "2022-05-03T21:25"),
    ("ca", "5 de març de 2024", FIFTH),
    ("pt", "5 de março de 2024 às 9h14", NINE),
    ("it", "5 marzo 2024 alle ore 9:14", NINE),
    ("nl", "5 maart 2024 om 09:14", NINE),
    ("pl", "5 marca 2024, godz. 9:14", NINE),
    ("pl", "12 listopada 2024", "2024-11-12"),
    ("hr", "12. listopada 2024.", "2024-10-12"),
    ("cs", "5. března 2024 v 9:14", NINE),
    ("sk", "5. marca 2024 o 9:14", NINE),
    ("hu", "2024. március 5., kedd 09:14", NINE),
    ("ro", "5 martie 2024, ora 09:14", NINE),
    ("bg", "5 март 2024 г. 09:14", NINE),
    ("ru", "5 марта 2024 г. в 09:14 МСК", NINE + "+03:00"),
    ("uk", "5 березня 2024, 09:14", NINE),
    ("el", "5 Μαρτίου 2024, 3:05 μ.μ.", "2024-03-05T15:05"),
    ("el", "5 ΜΑΡΤΙΟΥ 2024", FIFTH),
    ("sv", "5 mars 2024 kl. 09:14", NINE),
    ("da", "5. marts 2024 kl. 09.14", NINE),
    ("nb", "5. mars 2024 klokka 09:14", FIFTH),
    ("fi", "5. maaliskuuta 2024 klo 9.14", NINE),
    ("fi", "5.3.2024 klo 9.14", NINE),
    ("sr", "5. март 2024.", FIFTH),
    ("sl", "5. marec 2024 ob 9:14", NINE),
    ("lt", "2024 m. kovo 5 d. 09:14", NINE),
    ("lv", "2024. gada 5. marts", FIFTH),
    ("et", "5. märts 2024", FIFTH),
]


@pytest.mark.parametrize(("language", "text", "iso"), PRINTED)
def test_a_date_in_each_language(language: str, text: str, iso: str) -> None:
    found = read_date(text, place_of(language, None))

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "03/05/2024"),
        ("", "03/05/2024"),
        ("ja", "03/05/2024"),
        ("en", "05/03/24"),
        ("zh-CN", "113/03/05"),
        ("en", "113/03/05"),
        ("", "12 listopada 2024"),  # of Poland or of Croatia
        ("en", "5 March 2567"),
        ("en", "1402/12/15"),
        ("en", "Version 2.4.12"),
        ("en", "4 April 17"),
    ],
)
def test_what_could_be_two_days_is_none(language: str, text: str) -> None:
    assert read_date(text, place_of(language, None)) is None


def test_a_date_that_cannot_be_told_is_a_moment_still() -> None:
    assert read_moments("03/05/2024 | Kate") == ((), ((0, 10),))


def test_what_settles_the_order() -> None:
    text = "03/04/2024 09:14"
    assert read_date(text, Place(days=frozenset({"2024-04-03"}))).iso == "2024-04-03T09:14"  # type: ignore[union-attr]
    assert read_date("Friday, 1/3/2024", Place()).iso == "2024-03-01"  # type: ignore[union-attr]


CRAWL = datetime(2024, 3, 2, 8, 0)


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("", "半小时前", "2024-03-02T07:30"),
        ("", "半個小時前", "2024-03-02T07:30"),
        ("", "剛剛", "2024-03-02"),
        ("", "3 分鐘前", "2024-03-02T07:57"),
        ("", "2小時前", "2024-03-02T06:00"),
        ("", "兩天前", "2024-02-29"),
        ("ja", "3時間前", "2024-03-02T05:00"),
        ("ko", "3시간 전", "2024-03-02T05:00"),
        ("en", "3 hours ago", "2024-03-02T05:00"),
        ("en", "5 mins ago", "2024-03-02T07:55"),
        ("en", "an hour ago", "2024-03-02T07:00"),
        ("en", "yesterday at 5:10", "2024-03-01T05:10"),
        ("de", "vor 2 Stunden", "2024-03-02T06:00"),
        ("de", "gestern, 09:14 Uhr", "2024-03-01T09:14"),
        ("fr", "il y a 3 heures", "2024-03-02T05:00"),
        ("es", "hace 2 días", "2024-02-29"),
        ("pt", "há 2 horas", "2024-03-02T06:00"),
        ("ru", "2 часа назад", "2024-03-02T06:00"),
        ("ar", "منذ 3 ساعات", "2024-03-02T05:00"),
        ("th", "3 ชั่วโมงที่ผ่านมา", "2024-03-02T05:00"),
        ("en", "Feb 28", "2024-02-28"),
        ("de", "5. März", "2023-03-05"),
    ],
)
def test_a_moment_that_is_told_from_the_crawl(language: str, text: str, iso: str) -> None:
    found = read_date(text, place_of(language, None, CRAWL))

    assert found is not None
    assert found.iso == iso
    assert read_date(text, place_of(language, None)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "ma 12 anni"),
        ("fr", "il y a 3 ans"),
        ("en", "over 3 hours"),
        ("", "今日早報"),
        ("en", "5 maids a-milking"),
    ],
)
def test_what_is_told_from_no_crawl(language: str, text: str) -> None:
    assert read_date(text, place_of(language, None, CRAWL)) is None


@pytest.mark.parametrize(
    ("text", "published", "edited"),
    [
        ("发布时间：2024-03-05 09:14 更新时间：2024-03-06", NINE, "2024-03-06"),
        ("出版：2024/03/05 09:14 更新：2024/03/06 10:00", NINE, "2024-03-06T10:00"),
        ("更新：2024/03/06 10:00 出版：2024/03/05 09:14", NINE, "2024-03-06T10:00"),
        ("입력 2024.03.05 09:14 수정 2024.03.06 10:00", NINE, "2024-03-06T10:00"),
        ("PUBLISHED: March 5, 2024 at 9:14 a.m. | UPDATED: March 6, 2024 at 12:21 a.m.", NINE, "2024-03-06T00:21"),
        (
            "Posted: 09:14 AM CST Mar 5, 2024 Updated: 11:32 PM CST Mar 5, 2024",
            NINE + "-06:00",
            "2024-03-05T23:32-06:00",
        ),
        ("Last updated: June 1, 2024. First published: March 5, 2024", FIFTH, "2024-06-01"),
        ("5. März 2024, aktualisiert am 6. März 2024", FIFTH, "2024-03-06"),
        ("Publié par Jeanne le 5 mars 2024, mis à jour le 6 mars 2024", FIFTH, "2024-03-06"),
        ("Diese Seite wurde zuletzt am 6. März 2024 um 13:22 Uhr geändert.", None, "2024-03-06T13:22"),
    ],
)
def test_two_dates_on_one_line(text: str, published: str | None, edited: str) -> None:
    found = read_dates(text)

    assert next((date.iso for date in found if not date.edited), None) == published
    assert next(date.iso for date in found if date.edited) == edited


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", "de el en es fr it pl ru tr".split())
def test_the_table_has_every_month(language: str, month: int) -> None:
    told = {names.month(name, language) for name in names._table()["months"]}
    assert month in told


def test_the_table_says_where_it_is_from() -> None:
    assert names._table()["about"].startswith("CLDR ")
