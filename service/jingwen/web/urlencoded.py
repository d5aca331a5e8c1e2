"""``application/x-www-form-urlencoded``, which is two things: a form, and what curl calls any bytes it is given.

``curl --data-binary @page.html`` sends a page under this type unless told otherwise; ``curl --data-urlencode
html@page.html`` and every HTTP library's ``data={"html": …}`` send a form. The content tells them apart.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from binascii import a2b_qp
from collections.abc import Iterable, Mapping

from ..errors import EmptyBody, InvalidForm, TooManyParts
from ..model import RawPage
from ..reading.dump import MARKUP_TYPES, media_type
from .wire import page_type

# The page is in one of them; without a type of its own it has the one beside it, which says nothing of a charset.
FORMS: Mapping[str, str | None] = {"html": "text/html", "text": "text/plain", "body_base64": None}
# Nothing but a name, a value and what encoding leaves of other characters: no page and no text is written so.
ENCODED = re.compile(rb"[A-Za-z_]\w{0,39}=[\w.~*%+&=!'()-]*")
NAME = re.compile(rb"[\w.\[\]-]{1,40}")
NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def is_form(body: bytes, names: Iterable[str]) -> bool:
    """Whether ``body`` is a form: its first field is one of ``names``, or all of it is encoded as forms are."""
    first, sign, _ = body[:41].partition(b"=")
    ours = sign and first in {name.encode() for name in names}
    return bool(ours or ENCODED.fullmatch(body))


def fields(body: bytes, most: int) -> list[tuple[str, bytes]]:
    """The fields of a form in their order, the values in whichever encoding the caller wrote them.

    Raises ``TooManyParts`` for more than ``most``, and ``InvalidForm`` where an ampersand was not encoded.
    """
    parts = [part for part in body.split(b"&", most) if part]
    if len(parts) > most:
        raise TooManyParts(
            f"the form has more than {most} fields, which is the limit (max_parts); send the page percent-encoded, as "
            "`curl --data-urlencode html@page.html` does",
            limit_name="max_parts",
            limit=most,
        )
    found = []
    for part in parts:
        name, _, value = part.partition(b"=")
        if not NAME.fullmatch(name):
            raise InvalidForm(
                "the form has a field without a name, as where an & within a page is not percent-encoded; send it as "
                "`curl --data-urlencode html@page.html` does"
            )
        found.append((name.decode("ascii"), unescape(value)))
    return found


def page(given: Mapping[str, bytes]) -> RawPage:
    """The page in whichever of its three fields, byte for byte as the caller had it.

    One that is empty is not there: a form on a screen sends all its fields. Raises ``EmptyBody`` where all are, and
    ``InvalidForm`` where more than one is not.
    """
    sent = [name for name in FORMS if name in given]
    filled = [name for name in sent if given[name].strip()]
    if sent and not filled:
        raise EmptyBody(f"the page in the field {sent[0]} is empty; send the page's bytes as they were fetched")
    if len(filled) != 1:
        raise InvalidForm(
            f"the page is in {' and '.join(filled) or 'none'} of the fields html, text and body_base64; expected "
            "exactly one, as `curl --data-urlencode html@page.html` sends it"
        )
    (name,) = filled
    told = page_type(given.get("content_type", b"").decode("latin-1"), "content_type")
    if name == "body_base64":
        return RawPage(_unpacked(given[name]), None, told)
    if told and (media_type(told) in MARKUP_TYPES) != (name == "html"):
        raise InvalidForm(
            f"content_type is {told[:100]!r} but the page is in {name}; expected {FORMS[name]}, or send the bytes in "
            "body_base64",
            field="content_type",
        )
    return RawPage(given[name], None, told or FORMS[name])


def _unpacked(value: bytes) -> bytes:
    try:  # a space is a + that the caller did not encode
        return b64decode(b"".join(value.replace(b" ", b"+").split()), validate=True)
    except BinasciiError:
        raise InvalidForm("body_base64 is not Base64; expected A-Z a-z 0-9 + / and =", field="body_base64") from None


def unescape(value: bytes) -> bytes:
    """``value`` with + read as a space and %XX as the byte that it stands for; a % before anything else stays.

    It is quoted-printable with another sign, which the standard library reads in C: a page of 900 kB takes 15 ms, and
    115 ms with ``urllib.parse``; the worst 10 MB take 0.35 s and 2.5 s.
    """
    spaced = NO_ESCAPE.sub(b"%25", value.replace(b"+", b" "))
    return a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"="))
