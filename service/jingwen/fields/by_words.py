"""Words of by-lines in the languages of the world's press: data for ``byline`` and ``latin``, a language a line.

Collected by hand: the words are those that newspapers of each language print before and behind the names of reporters;
the agencies are the national and international ones, by the names that they sign with, and the few broadcasters and
papers whose name others print behind a reporter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# What stands right before the names, with or without an act before it: By Jane Doe, Ein Kommentar von Jana Reuter.
BY = {
    "en": "by",
    "de": "von",
    "fr": "par",
    "es": "por",
    "it": "a cura di|di",
    "nl": "door",
    "da": "af",
    "sv": "av",
    "ro": "de către",
    "tr": "yazan",
    "id": "oleh",
    "el": "του|της|των",
    "ar": "بقلم",
    "he": "מאת",
}
# What names are labelled with; a colon, or a line of its own, tells it from a word of a sentence.
LABELS = {
    "en": "authors?|writers?|reporters?|words|text|story|columnist|contributors?|written|author\\(s\\)|article",
    "de": "autor(?:in|en|innen|\\*in|:in)?|text|verfasser(?:in)?|redakteur(?:in)?",
    "fr": "auteure?s?|autrice|texte|rédacteur|rédactrice",
    "es": "autora?s?|autores|texto|redactora?|periodista",
    "pt": "autora?s?|autores|texto|reportagem|repórter",
    "it": "autor[ei]|autrice|testo",
    "nl": "auteurs?|tekst|verslaggever",
    "da": "forfatter|tekst|journalist",
    "sv": "skribent|text|reporter",
    "nb": "journalist|skrevet av|tekst",
    "fi": "kirjoittaja|toimittaja|teksti",
    "pl": "autor(?:ka|zy)?|tekst|opracowanie|oprac\\.?",
    "cs": "autor(?:ka|ři)?|text",
    "hu": "szerző|írta",
    "ro": "autor(?:i|ul)?|scris de",
    "tr": "yazar(?:ı)?|haber|muhabir|yazan",
    "ru": "автор(?:ы)?|текст|корреспондент|журналист",
    "uk": "автор(?:ка|и)?|текст|журналіст",
    "bg": "автор(?:и)?|текст",
    "sr": "аутор|autor|piše|пише",
    "el": "συντάκτης|συντάκτρια|γράφει|γράφουν|κείμενο|ρεπορτάζ",
    "ar": "بقلم|كتب|كتبت|الكاتب|الكاتبة|تقرير|إعداد",
    "fa": "نویسنده|نگارنده|خبرنگار|گزارش",
    "he": "מאת|כתב|כתבת",
    "hi": "लेखक|द्वारा|रिपोर्ट",
    "id": "oleh|penulis|reporter|pewarta",
    "vi": "tác giả|bài|bài viết|phóng viên|người viết|nội dung|thực hiện",
    "th": "โดย|ผู้เขียน|เรื่อง",
    "ko": "글|기자|저자|작성자|취재|글쓴이",
    "ja": "著者|筆者|執筆者?|取材・文|文・写真|取材・執筆|取材|文|記者|作者|ライター|text",
}
# What may stand before BY and is part of the by-line.
ACTS = {
    "en": "written|posted|reported|published|created|contributed|submitted|words|story|text|article|opinion|analysis|"
    "interview|review(?:ed)?|column|commentary|essay|recipe|report|reporting|editorial|feature|"
    "an? (?:opinion|guest post|column|analysis)",
    "de": "(?:ein[e]? )?(?:kommentar|analyse|interview|gastbeitrag|kolumne|essay|reportage|bericht|porträt|rezension)|"
    "geschrieben|verfasst|gespeichert|erstellt|veröffentlicht|artikel|beitrag|text",
    "fr": "(?:écrit|publié|rédigé|posté|propos recueillis|texte|article|réalisé|une? (?:tribune|analyse|chronique|"
    "enquête))",
    "es": "escrito|publicado|texto|redactado|una? (?:opinión|análisis|columna)",
    "pt": "escrito|publicado|texto|postado|enviado",
    "it": "scritto|pubblicato|testo|articolo",
    "nl": "geschreven|gepubliceerd|geplaatst|tekst|interview",
    "sv": "skriven|publicerad|text",
    "da": "skrevet|tekst|analyse",
    "id": "ditulis|diposting",
}
# The same words about others than the authors.
PICTURES = (
    "photograph(?:s|y|ed)?|photos?|pictures?|illustrat(?:ed|ions?)|images?|video|graphics?|artwork|art|fotos?|"
    "fotografie|bilder|illustration(?:en)?|photographies?|fotografías?|fotografia"
)
EDITED = "edited|editing|bearbeitet|redigiert|editado|édité|modificato"
REVIEWED = (
    "(?:medically |fact[- ]?|legally |expert |clinically )?(?:reviewed|checked)|translated|compiled|produced|"
    "übersetzt|translation|traduit|traducido|as told|told"
)
EDITORS = "editors?|redaktion|edited"
# What ends the names on their line, in any language that prints them: an act, a preposition before a date or a place.
AFTER = (
    "on|in|at|for|updated|published|posted|last|reviewed|edited|from|is an?|says?|view|follow|email|e-mail|read|share|"
    "contact|bio|more|as told|additional reporting|"
    "am|um|vom|veröffentlicht|aktualisiert|erstellt|stand|geändert|"
    "le|publiée?|mise?|modifiée?|à|publicad[oa]|actualizad[oa]|atualizad[oa]|em|el|il|pubblicato|aggiornato|"
    "op|gepubliceerd|den|publicerad|publisert|udgivet|publisher|opublikowano|data|tarih|опубликовано|обновлено"
)
# Whose comments, not whose articles.
SPEAKS = "says|said|sagt|sagte|meint|schreibt|writes|wrote|dit|écrit|dice|zegt|skriver|пишет"
# Between names.
AND = {
    "en": "and|with",
    "de": "und|mit",
    "fr": "et|avec",
    "es": "y|con",
    "pt": "e|com",
    "it": "e|ed",
    "nl": "en|met",
    "nordic": "og|och|ja",
    "slavic": "i|oraz|и|та",
    "tr": "ve",
    "id": "dan",
    "ro": "și",
    "hu": "és",
    "el": "και",
}
ROLES = {
    "en": "writers?|reporters?|correspondents?|editors?|contributors?|columnists?|journalists?|producers?|bloggers?|"
    "editor-in-chief|ceo|coo|cto|cfo|founder|co-founder|photographers?|critics?|anchors?|commentators?|analysts?",
    "de": "korrespondent(?:in)?|redakteur(?:in)?|redaktor(?:in)?|reporter(?:in)?|journalist(?:in)?|autor(?:in)?|"
    "volontär(?:in)?|chefredakteur(?:in)?|[a-z]+-redakteur(?:in)?|ressortleiter(?:in)?",
    "fr": "journaliste|correspondante?|rédactrice|rédacteur|reporter",
    "es": "periodista|redactora?|corresponsal|enviad[oa] especial",
    "pt": "jornalista|repórter|correspondente",
    "it": "giornalista|corrispondente|inviat[oa]",
    "nl": "redacteur|verslaggever|correspondent|journalist",
    "ru": "корреспондент|журналист|обозреватель",
    "ko": "기자|특파원|인턴기자|선임기자|전문기자|논설위원|통신원|앵커|리포터|에디터",
    "vi": "phóng viên",
}
# What a publication or an agency that a text was taken from is labelled with.
SOURCES = {
    "en": "source|via",
    "de": "quelle",
    "fr": "source",
    "es": "fuente",
    "pt": "fonte",
    "nl": "bron",
    "sv": "källa",
    "da": "kilde",
    "fi": "lähde",
    "pl": "źródło",
    "cs": "zdroj",
    "hu": "forrás",
    "ro": "sursa",
    "tr": "kaynak",
    "ru": "источник",
    "uk": "джерело",
    "bg": "източник",
    "el": "πηγή",
    "ar": "المصدر",
    "fa": "منبع",
    "he": "מקור",
    "id": "sumber",
    "vi": "nguồn|theo",
    "th": "ที่มา",
    "ko": "출처",
    "ja": "出典|引用元",
}
# What roles are of, where they follow a name without a comma.
RANKS = (
    "staff|senior|chief|special|contributing|managing|assistant|associate|deputy|executive|political|politics|business|"
    "sports?|health|science|technology|tech|foreign|national|news|investigative|freelance|guest|lead|principal|"
    "transport|economics|education|environment|climate|crime|court|city|local|digital|online|web|data|video|features?|"
    "arts|culture|travel|food|money|markets|finance|defen[cs]e|diplomatic|world|international|europe|asia|"
    "africa|middle east|washington|white house|legal|royal|religion|media|global"
)
# Who is nobody: offices, machines, and what stands where no name was given.
NOBODY = {
    "en": "admin|administrator|editor|editors|staff|staff writers?|staff reporters?|newsroom|editorial(?: team| staff| "
    "board| desk)?|web ?desk|online ?desk|our (?:own )?(?:correspondent|reporter|bureau|staff)s?|"
    "(?:a |the )?(?:special |staff )?correspondent|guest (?:author|post|contributor)|unknown|"
    "agenc(?:y|ies)|(?:news |wire )?(?:agency|service|wire)(?: reports?| services?)?|wires?|wire reports?|team|"
    "(?:by )?(?:the )?news team|author|user|webmaster|super ?user|root|test|default|none|null|undefined|n/a|name|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "post|article|home|contributor|reader|press release|name|email|menu|share|date|written|publisher|contributors|"
    "news ?room",
    "de": "redaktion|online-?redaktion|die redaktion|nachrichtenredaktion|agenturen|startseite|gastautor|gast|"
    "pressemitteilung|name|datum|unbekannt",
    "fr": "rédaction|la rédaction|équipe|agences|avec agences|anonyme|invité",
    "es": "redacción|la redacción|agencias|editor|staff|anónimo|redaccion",
    "pt": "redação|da redação|redacao|agências|anônimo",
    "it": "redazione|la redazione|agenzie",
    "nl": "redactie|onze redactie|van onze redactie|onze verslaggever",
    "nordic": "redaktionen|redaksjonen|toimitus|nettavisen",
    "slavic": "redakcja|redakce|redakcia|redakcija|редакция|редакція|администратор|админ",
    "tr": "editör|haber merkezi|yönetici",
    "id": "redaksi|tim redaksi",
    "ar": "فريق التحرير|التحرير|المحرر|أسرة التحرير|محرر",
    "fa": "گروه خبر|سردبیر|تحریریه",
    "he": "מערכת|מערכת האתר",
    "vi": "ban biên tập|tòa soạn|biên tập viên",
    "ko": "편집부|관리자|온라인뉴스팀|디지털뉴스팀",
    "ja": "編集部|管理者|有料会員記事",
}
# Behind a name of its own these make it an office: The Harbour Post Staff, Lokalredaktion.
OFFICE = (
    "staff|team|editors?|newsroom|desk|redaktion|redacción|redação|redazione|redactie|rédaction|editorial|bureau|"
    "reports?|service|services|staff writers?|agency|press|news|online|gmbh|ltd|inc|llc|ag|e\\.? ?v|foundation|"
    "university|institute|association|department|council|committee|company|corporation"
)
# Agencies, and what else stands behind a reporter's name as the one that he works for: no name, but the source.
AGENCIES = (
    "associated press|ap|the associated press|reuters|thomson reuters|agence france-presse|afp|upi|bloomberg(?: news)?|"
    "deutsche presse-agentur|dpa|apa|sda|keystone-sda|ansa|efe|europa press|lusa|tass|ria novosti|interfax|ukrinform|"
    "pap|ctk|čtk|mti|agerpres|bta|hina|tanjug|stt|ntb|ritzau|tt|anp|belga|anadolu(?: agency| ajansı)?|aa|dha|iha|ians|"
    "pti|ani|tnn|antara(?: news)?|bernama|yonhap(?: news)?|kyodo(?: news)?|jiji(?: press)?|xinhua(?: news agency)?|"
    "canadian press|the canadian press|australian associated press|aap|pa media|press association|pa|"
    "agencia efe|ap news|"
    "cnn|bbc|bbc news|bbc brasil|npr|usa today|tribune news service|kaiser health news|afp/ap|agencies"
)


def words(table: Mapping[str, str] | Iterable[str]) -> str:
    """The words of all languages of ``table`` as alternatives of a pattern, longest first."""
    rows = table.values() if isinstance(table, Mapping) else table
    return "|".join(sorted({word for row in rows for word in _split(row)}, key=lambda word: (-len(word), word)))


def _split(row: str) -> list[str]:
    """The alternatives of ``row``, those inside brackets left together."""
    found, depth, begun = [], 0, 0
    for place, character in enumerate(row):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            found.append(row[begun:place])
            begun = place + 1
    return [*found, row[begun:]]
