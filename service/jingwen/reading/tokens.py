"""What markup is made of, as the standard's tokenizer has it: tags, their attributes, comments."""

from __future__ import annotations

import re

from ..regex import regex

SPACE = r"[\t\n\f\r ]"
NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
ATTRIBUTE = (
    r"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"""(?:{SPACE}*+={SPACE}*+(?:"[^"]*+"?|'[^']*+'?|[^\t\n\f\r >"'][^\t\n\f\r >]*+|(?=>)))?+"""
)
# As the standard's tokenizer has it: comments, declarations and the like, end tags, start tags; to the end of the text
# where one does not end before.
TOKEN = regex(
    rf"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?|/(?:(?P<end>{NAME})(?P<rest>(?:{ATTRIBUTE})*+)[\t\n\f\r /]*+>?"
    rf"|[^>]*+>?)|(?P<start>{NAME})(?P<attributes>(?:{ATTRIBUTE})*+)[\t\n\f\r /]*+>?)",
    re.S,
)
ONE_ATTRIBUTE = regex(ATTRIBUTE)
