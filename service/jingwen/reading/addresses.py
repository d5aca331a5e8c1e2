"""Addresses on a page: what they are relative to, and which of them a reader may be sent to."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from ..model import Data

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ABSOLUTE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+/[!-~]+")
# One that stays as it is wherever it is seen from: nothing in it is empty, a parameter, or passed over.
WHOLE = re.compile(r"https?://[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+/[!\"$-:<->@-~]*(?:\?[!\"$-~]+)?(?:#[!-~]+)?")
# What may stand before a colon in a relative address; before it a colon ends a scheme, of whatever kind.
HOST_OF = re.compile(r"[/?#]")
HOST_ALONE = re.compile(r"\w+://[^/?]*/?")
# A browser passes over these, so that `java\tscript:` is a script to it.
PASSED_OVER = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff]+")


def base_of(url: str | None, data: Data) -> str | None:
    """The absolute address that those on the page are relative to; None where neither request nor page gives one."""
    for known in (url, data.canonical, data.meta.get("og:url")):
        if known and is_web(known):
            base = resolve(data.base, known) if data.base else known
            return base if is_web(base) else known
    return data.base if data.base and is_web(data.base) else None


def resolve(address: str, base: str | None) -> str:
    """``address`` as seen from ``base``; as it stands on the page where that is not known or makes no address."""
    if WHOLE.fullmatch(address):
        return address
    address = PASSED_OVER.sub("", address).strip()
    if base is None:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def safe(address: str, base: str | None) -> str | None:
    """``address`` as an absolute http, https or mailto address; None for any other, and for a place on the page.

    Where ``base`` is not known a relative one stays as it stands on the page.
    """
    if WHOLE.fullmatch(address):  # as most are: a tenth of the time
        return address
    if address.strip().startswith("#"):
        return None
    found = resolve(address, base)
    if found.startswith("//"):
        found = "https:" + found
    if is_web(found) or found[:7].lower() == "mailto:":
        return found
    return found if base is None and found and ":" not in HOST_OF.split(found, 1)[0] else None


def is_web(address: str) -> bool:
    """Whether ``address`` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def picture_address(address: str, base: str | None) -> str | None:
    """``address`` of a picture as seen from ``base``; None where it is none: written into the page, or a page's own.

    Where ``base`` is not known a relative one stays as it stands on the page.
    """
    if ABSOLUTE.fullmatch(address):  # as most are: to take one apart and put it together again takes ten times as long
        return address if address != base else None
    found = resolve(address, base)
    if found.startswith("//"):
        found = "https:" + found
    if is_web(found):
        return found if found != base and not HOST_ALONE.fullmatch(found) else None
    return found if base is None and found and not SCHEME.match(found) else None
