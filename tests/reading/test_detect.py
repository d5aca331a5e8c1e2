"""The guess at an encoding, by the letters of the language that they spell."""

import pytest

from jingwen.reading.decode import decode
from jingwen.reading.detect import doubtful, guess, language_of

RUSSIAN = "Портовый трамвай снова пойдёт в понедельник, сообщила мэрия. Инженеры нашли остатки деревянного причала."
POLISH = "Tramwaj portowy wróci w poniedziałek, poinformował urząd. Inżynierowie znaleźli resztki pomostu, źle śpią."
TEXTS = {
    ("ru", RUSSIAN): ("windows-1251", "koi8-r", "iso-8859-5", "ibm866"),
    ("uk", "Портовий трамвай знову поїде в понеділок, повідомила мерія. Інженери знайшли рештки причалу."): (
        "windows-1251", "koi8-u",
    ),
    ("el", "Το τραμ του λιμανιού επιστρέφει τη Δευτέρα μετά από δύο χρόνια, ανακοίνωσε ο δήμος."): (
        "windows-1253", "iso-8859-7",
    ),
    ("pl", POLISH): ("windows-1250", "iso-8859-2"),
    ("cs", "Přístavní tramvaj se vrátí v pondělí po dvouleté přestávce, oznámil úřad. Děti řekly, že je to skvělé."): (
        "windows-1250", "iso-8859-2",
    ),
    ("tr", "Şehirdeki liman tramvayı iki yıllık aradan sonra pazartesi günü yeniden çalışacak, belediye açıkladı."): (
        "windows-1254",
    ),
    ("lt", "Uosto tramvajus grįš pirmadienį po dvejų metų pertraukos, pranešė savivaldybė. Žmonės džiaugiasi."): (
        "windows-1257",
    ),
    ("de", "Die Hafenbahn fährt ab Montag wieder, über die Brücke, für alle. Die Bäckerin hört um fünf die Glocke."): (
        "windows-1252",
    ),
    ("he", "הרכבת הקלה של הנמל תשוב לפעול ביום שני אחרי הפסקה של שנתיים, כך הודיעה העירייה"): (
        "windows-1255", "iso-8859-8",
    ),
    ("ar", "يعود ترام الميناء إلى العمل يوم الاثنين بعد توقف دام عامين كما أعلنت البلدية"): (
        "windows-1256", "iso-8859-6",
    ),
    ("th", "รถรางท่าเรือจะกลับมาวิ่งอีกครั้งในวันจันทร์หลังจากหยุดไปสองปี เทศบาลกล่าว"): ("windows-874",),
    ("zh", "江边步道今天上午开放，全长十二公里，沿途设有三处驿站。"): ("gb18030",),
    ("zh", "江邊步道今天上午開放，全長十二公里，沿途設有三處驛站。"): ("big5",),
    ("ja", "春の川岸には花が咲き、子供たちは草の上で凧を揚げている。ニュースです。"): ("shift_jis", "euc-jp"),
    ("ko", "봄날 강가에는 꽃이 피었고 아이들은 잔디밭에서 연을 날린다."): ("euc-kr",),
}  # fmt: skip
PYTHON = {"big5": "big5hkscs", "windows-874": "cp874", "euc-kr": "cp949", "shift_jis": "cp932"}
CASES = [(language, text, name) for (language, text), names in TEXTS.items() for name in names]


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("language", "text", "name"), CASES)
def test_a_page_without_a_label_is_read(language: str, text: str, name: str, told: bool) -> None:
    page = (f'<html lang="{language}">' if told else "<html>") + f"<p>{text}</p>"
    decoded, encoding, notices = decode(page.encode(PYTHON.get(name, name)))
    assert (decoded, encoding.origin, notices) == (page, "detected", ())


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_language_of_another_alphabet_does_not_mislead(language: str) -> None:
    page = f'<html lang="{language}"><p>{POLISH}</p>'
    assert decode(page.encode("iso-8859-2"))[0] == page


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<html lang=hu><p>Időjárás</p>", "windows-1250"),
        ("<html lang=sv><p>Väder på ön</p>", "windows-1252"),
        ("<p>Wetter für München</p>", "windows-1252"),
    ],
)
def test_a_few_letters_are_of_the_language_that_the_page_names(page: str, name: str) -> None:
    assert decode(page.encode(name))[0] == page


@pytest.mark.parametrize("body", [b"", b"plain ASCII", b"<p>\xff\x81\x00\x01\xfe</p>" * 3])
def test_nothing_to_tell_by(body: bytes) -> None:
    assert guess(body) is None


@pytest.mark.parametrize(
    ("head", "language"),
    [
        (b"<!DOCTYPE html><html class='x' lang='zh-CN'>", "zh"),
        (b'<HTML XML:LANG="PL" lang=PL>', "pl"),
        (b"<html data-lang=xx><p lang=de>", None),
        (b"", None),
    ],
)
def test_the_language_of_a_page(head: bytes, language: str | None) -> None:
    assert language_of(head) == language


@pytest.mark.parametrize(
    ("text", "name", "language", "expected"),
    [
        ("江边步道今天上午开放，全长十二公里，沿途设有三处驿站。", "gb18030", "zh", False),
        ("江邊步道今天上午開放，全長十二公里，沿途設有三處驛站。", "gb18030", None, False),
        ("江边步道今天上午开放，全长十二公里，沿途设有三处驿站。", "euc-kr", None, True),
        ("江边步道今天上午开放，全长十二公里。", "gb18030", "ja", True),
        ("少", "gb18030", None, False),
        (RUSSIAN, "windows-1251", "zh", False),
    ],
)
def test_a_text_that_is_no_language_of_its_encoding(text: str, name: str, language: str | None, expected: bool) -> None:
    assert doubtful(text, name, language) is expected
