"""The words that call a date the moment of an edit, and those that call it the publication's."""

from __future__ import annotations

import re

from ..regex import regex

EAST_ASIAN = (
    "更新(?:时间|時間|日期|日時?|[于於])?|(?:修改|修订|修訂)(?:时间|時間|日期|[于於])?|(?:编辑|編輯)(?:时间|時間|日期|[于於])|"
    "最[后後終终](?:编辑|編輯|更新)[于於]?|수정(?:일시?)?|업데이트|최종수정"
)
ALPHABETIC = (
    r"(?:last\s+)?(?:updated?|modified|reviewed|revised|edited)|(?:zuletzt\s+)?(?:aktualisiert|bearbeitet|geändert)|"
    r"letzte\s+(?:aktualisierung|änderung)|mise?\s+à\s+jour|modifiée?|actualiza(?:ción|d[oa])|modifica(?:ción|d[oa]|t[oa])|"
    r"ultima\s+modifica|atualiza(?:ção|d[oa])|aggiorna(?:mento|t[oa])|bijgewerkt|gewijzigd|laatste\s+update|aktualizacja|"
    r"zaktualizowano|обновлен[оа]|изменен[оа]|обновление|оновлено|обновено|актуализиран[ао]|ενημέρωση|ενημερώθηκε|"
    r"uppdaterad|opdateret|oppdatert|päivitetty|muokattu|güncelle(?:me|ndi|nme)|cập\s+nhật|diperbarui|diperbaharui|"
    r"dikemas\s*kini|frissítve|aktuali[zs]ovan[oáé]|actualitzat|actualizat|ažurirano|izmjena|posodobljeno|atnaujinta|"
    r"atjaunināts|atjaunots|uuendatud|muudetud|به\s?روزرسانی|بروزرسانی|تحديث|آخر\s+تحديث|עודכן|עדכון(?:\s+אחרון)?|अपडेट(?:ेड)?|"
    r"อัปเดต(?:ล่าสุด)?|แก้ไข(?:ล่าสุด)?"
)
SAID = regex(rf"(?P<asian>{EAST_ASIAN})|(?<![^\W_])(?:{ALPHABETIC})(?![^\W_])", re.I)
# What may stand between such words and their date: marks; in alphabets also ``on``, ``at 9:30 am, Friday``.
MARKS = regex(r"\W{0,4}")
WORDS = regex(
    r"\W{0,4}(?:(?!publi|post|creat|veröff|written|erst)(?:[^\W\d_\u3000-\uffff]{1,10}|\d{1,2}[:.h]\d\d)\W{1,3}){0,4}",
    re.I,
)
# The words behind their date, as in 2024-03-01 09:30 更新.
BEHIND_PUBLISHED = regex(
    r"\s*(?:Uhr\s+)?(?:veröffentlicht|publiziert|erschienen|公開|公开|発表|配信|掲載|投稿|发布|發布|發佈|发表|發表|게시|등록)(?![:：])"
)
# What else a page dates: when somebody joined it, what it counts from.
OTHER = regex(
    r"(?:(?<![^\W_])(?:registriert|registered|joined|member since|mitglied seit|inscrit|expires?|valid until|born)|"
    r"注册|註冊|成文|生成)"
    r"(?:时间|時間|日期|[于於])?(?:\s+(?:on|am|le))?\W{0,3}$",
    re.I,
)
BEHIND = regex(
    r"\s{0,3}(?:(?:最[后後終终])?(?:更新|修改|수정)(?!\w|[:：])|(?:Uhr\s)?(?:geändert|bearbeitet|aktualisiert)(?!\w))"
)
REACH = 60
PUBLISHED = regex(
    r"(?:(?:发布|發[布佈]|发表|發表|刊发|刊發|发稿|發稿|出版|刊登|刊出|上[传傳]|见报|見報)(?:时间|時間|日期|[于於])?|(?:公開|配信|掲載)日?時?|"
    r"입력(?:일시?)?|등록(?:일시?)?|기사입력|"
    r"(?<![^\W_])(?:published|posted|first\s+published|created|veröffentlicht|publiziert|erschienen|erstellt|gespeichert|publiée?|publicad[oa]|"
    r"publicaci[óo]n|pubblicat[oa]|gepubliceerd|geplaatst|opublikowano|publikacja|опубликован[оа]|"
    r"дата публикации|δημοσιεύ\w+|"
    r"publicerad|publisert|publiceret|julkaistu|yayınlan\w+|yayım\w+|đăng|publikováno|objavljeno|публикувано|"
    r"опубліковано|نشر|تاریخ انتشار|פורסם))"
    r"(?![^\W_])\W{0,4}"
    r"(?:(?:by|von|par|por|di|da|door|av|af)\s[^\n|,:]{2,40}?\s)?"
    r"(?:(?:on|am|le|el|il|op|em|den|the|at|um|à)(?![^\W_])\W{0,3}){0,2}(?:[^\W\d_]{3,12},?\s+)?$",
    re.I,
)


def called(text: str, free: int, start: int, end: int) -> str:
    """What the date in ``text`` from ``start`` to ``end`` is called: ``edited``, ``published``, ``other``, or nothing.

    The words stand before it, from ``free`` on, or right behind it.
    """
    before = text[max(free, start - REACH) : start]
    if before.strip():
        for said in SAID.finditer(before):
            between = MARKS if said["asian"] else WORDS
            if between.fullmatch(before, said.end()):
                return "edited"
        if PUBLISHED.search(before):
            return "published"
        if OTHER.search(before):
            return "other"
    labelled = before.rstrip().endswith((":", "："))
    if labelled:
        return ""
    return "edited" if BEHIND.match(text, end) else "published" if BEHIND_PUBLISHED.match(text, end) else ""
