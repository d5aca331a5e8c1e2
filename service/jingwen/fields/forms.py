"""One form of a line for whoever looks for words in it: simplified characters and half-width marks.

As long as the line itself, character by character, so that what is found in it can be cut out of the line as printed.
"""

from __future__ import annotations

import re

from ..tidying.script import fold

# Marks that are printed in several widths and shapes.
MARKS = str.maketrans("：／╱∕（）〔〕［］【】｜﹝﹞︰", ":///()[][][]|[]:")
MARKED = re.compile("[：／╱∕（）〔〕［］【】｜﹝﹞︰]")
SPACES = "[ \u3000\xa0]*"


def plain(text: str) -> str:
    """``text`` in that form."""
    if text.isascii():
        return text
    return fold(text.translate(MARKS) if MARKED.search(text) else text)


def as_printed(found: str, text: str, form: str, start: int = 0) -> str:
    """What ``found``, a piece of ``form`` that may have lost spaces, is in the ``text`` that this is the form of."""
    if form == text:
        return found
    at = form.find(found, start)
    if at >= 0:
        return text[at : at + len(found)]
    spaced = re.search(SPACES.join(map(re.escape, found)), form[start:])
    return re.sub(SPACES, "", text[start:][slice(*spaced.span())]) if spaced else found
