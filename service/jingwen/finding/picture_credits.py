"""Who took or supplied a picture, by the caption's own words: ``Photo: Jane Doe``, ``（張三攝）``, ``© Example``.

The words for a picture in the languages of the press are one table; what stands behind such a word and a mark, or
before a Chinese word for taking it, is the credit.
"""

from __future__ import annotations

import re

from ..regex import regex

TRADITIONAL = dict(zip("图为资频说据来记员摄视觉讯题馆书", "圖為資頻說據來記員攝視覺訊題館書", strict=True))


def both_scripts(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` for both scripts: each character that differs in the traditional one stands for either.

    Such a character stands in no class of ``pattern``.
    """
    return regex("".join(f"[{c}{TRADITIONAL[c]}]" if c in TRADITIONAL else c for c in pattern), flags)


# What a picture, its author or its source is called before a mark and a name.
WORDS = (
    r"photo(?:graph(?:s|y|er|ie|e)?|s)?|pictures?|pics?|images?|imagen(?:es)?|imagem|immagin[ei]|illustrations?|"
    r"screenshots?|graphics?|videos?|cr[eé]dit[os]*(?:[\s-](?:photos?|images?|fotos?|de (?:la )?foto))?|"
    r"foto(?:s|graf(?:ie|í?a|o)?|grafering)?|bild(?:er|quelle|nachweis)?|grafik|fot|zdjęci[ea]|kuvat?|bilde|fényképezte|"
    r"фото(?:граф(?:ия)?)?|снимк?ок?|φωτο(?:γραφία)?|ảnh|hình|사진|צילום|תמונה|صورة|الصورة|تصوير"
)
HINTS = r"(?:\s*credits?|\s+(?:source|courtesy|nachweis|quelle))?"
BY = r"by|from|via|courtesy\s+of|credit|von|par|por|di|door|av|af|autor"
LABELLED = regex(
    rf"(?:(?:^|[\s(\[（【/|–—•·.,;])(?:{WORDS}){HINTS}\s*[:：=＝/／|©]+\s*|(?:^|[(\[（【/|–—•·.,;!?]\s*)(?:{WORDS})\s(?:{BY})\s+"
    r"(?-i:(?=\W*[^\Wa-z]))|(?:^|\s)fot\.\s?:?\s*)(?P<name>[^\s:：/|©][^()\[\]（）【】©|]*)",
    re.I,
)
COURTESY = regex(r"courtesy of (?P<name>[^()\[\].;]{2,60})[)\].\s]*$", re.I)
COPYRIGHT = regex(r"(?:©|ⓒ|\([cC]\)|\bCopyright\b)\s*:?\s*(?:\d{4}\s+)?(?P<name>[^\W\d_][^()\[\]©|]{1,60}?)[)\].\s]*$")
AGENCIES = (
    r"AFP|AP|Reuters|Getty(?: Images)?|EPA|dpa|PA|ANSA|EFE|Xinhua|TASS|Bloomberg|Shutterstock|iStock(?:photo)?|Alamy|"
    r"AAP|Unsplash|Pixabay|Pexels|Adobe Stock|Keystone|Imago|Belga|ANP|Ritzau|NTB|PAP|ロイター|共同(?:通信)?|"
    r"時事(?:通信)?|연합뉴스|뉴시스"
)
# A name with an agency that stands in brackets at the end, or behind the last sentence.
AGENCY = regex(
    rf"(?:[(\[（]|[.!?。]['\"”’]?\s+|^)(?P<name>(?:[^()\[\]（）.!?。]{{2,50}}(?:\s*[/|,]\s*|\s+via\s+|[＝=]))?(?:{AGENCIES})"
    r"(?:\s*[/|]\s*[^()\[\]（）.!?。]{2,50})?)[)\]）.]*\s*$"
)
# Behind a name in the middle of a caption goes on what it shows.
SENTENCE = regex(r"\.\s|[;。；]|\s[–—-]\s")
LONGEST, MOST_WORDS = 60, 7
CLOSING = " \t\u3000\xa0.,;:：，。)]）】'\"”’-–—/|"

NAME = r"[\u3400-\u9fff·]{2,12}"
NAMED = both_scripts(
    rf"(?:记者|通讯员|摄影)?[：:\s]*({NAME}(?:[\s、，,]+{NAME})*)\s*[/／]?\s*(?:摄影报道|摄影|摄|供图|制图|图片?提供)"
)
# Such a name before 图 alone, for which there must be a role.
REPORTED = both_scripts(rf"(?:记者|通讯员|摄影师?)[：:\s]*({NAME}(?:[\s、，,]+{NAME})*)\s*[/／]?\s*图\s*[)）]?\s*$")
TAKEN = both_scripts(rf"(?:摄影|拍摄)(?:记者|师|者)?\s*[:：/／|｜丨]\s*({NAME}(?:[\s、，,]+{NAME})*)")
# What such a name stands before, and what parts it from all that stands further before that.
TAKEN_BY = both_scripts("摄|供图|制图|提供")
APART = regex(r".*[^\u3400-\u9fff·\s、，,/／：:]", re.S)
ROLE = both_scripts(r"^(?:.*?(?:记者|通讯员|摄影))\s*")
SOURCE = both_scripts(
    r"(?:图片?来源|图源|来源|图据|(?:题|头|首|配|封面|资料)?图片?|照片)\s*[:：/／@|｜丨＝=]\s*([^）)】\]，。]{2,24}?)(?:提供|供图)?\s*(?:[）)】\]，。]|$)"
)
JAPANESE = regex(
    r"(?:写真|撮影|画像|提供)\s*[:：=＝/／]\s*([^）)」』。、]{2,24})|[＝=（(]\s*([^＝=（）()。、]{2,20}?)\s*(?:撮影|提供)\s*[）)]?\s*$"
)


def credit_of(text: str) -> str | None:
    """The photographer or supplier that a caption names, without role words; None where it names none."""
    found = _chinese(text) if not text.isascii() else None
    return found or _labelled(text) or _with_agency(text)


def _chinese(text: str) -> str | None:
    found = _named(text) or REPORTED.search(text) or TAKEN.search(text)
    if found:
        return ROLE.sub("", found.group(1)).strip() or None
    source = SOURCE.search(text) or JAPANESE.search(text)
    return next(filter(None, source.groups())).strip() if source else None


def _named(text: str) -> re.Match[str] | None:
    """The names in ``text`` before what was done; looked for where they can begin, for most of a caption is none."""
    taken = TAKEN_BY.search(text)
    if taken is None:
        return None
    apart = APART.match(text, 0, taken.start())
    return NAMED.search(text, apart.end() if apart else 0)


def _labelled(text: str) -> str | None:
    """The name behind a word for a picture, where it is one and not what the picture shows."""
    for found in reversed(list(LABELLED.finditer(text))):
        name = _name(found["name"])
        if name:
            return name
    owned = COURTESY.search(text) or COPYRIGHT.search(text)
    return _name(owned["name"]) if owned else None


def _name(behind: str) -> str | None:
    """The name that the words ``behind`` a label begin with; None where they are too many for one."""
    name = SENTENCE.split(behind, maxsplit=1)[0].strip(CLOSING)
    return name if 1 < len(name) <= LONGEST and len(name.split()) <= MOST_WORDS else None


def _with_agency(text: str) -> str | None:
    found = AGENCY.search(text)
    return found["name"].strip(CLOSING) if found else None
