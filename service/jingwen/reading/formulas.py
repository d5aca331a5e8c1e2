r"""Formulas as text: their source, in the notation of TeX, between dollar signs.

A page has it beside the drawing: as MathML's annotation or alternative text, in a script for MathJax, or as the
alternative text of a picture. Where MathML is all there is, it is written as TeX.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from ..sight import Attributes

# What drawing programs put around all that they are given.
WRAPPED = re.compile(r"\{\s*\\(?:display|text|script)style\s*(.*)\}|\$+(.*?)\$+|\\[(\[](.*)\\[)\]]", re.S)
# The picture of a formula: what it is called or where it is drawn, and what only TeX looks like.
DRAWN = re.compile(
    r"(?<![a-z])(?:la)?tex(?![a-z])|(?<![a-z])(?:math|mathtex|mimetex|equation|formula)(?![a-z])|latex", re.I
)
WORDS = ("tex", "math", "equation", "formula")  # one of which is in each of those
TEX = re.compile(r"\\[a-zA-Z]+|[\^_]\{|[\w)\]}]\^[\w\\]|^\$.*\$$")
# A longer formula has one of these in it.
SHORT, SIGN = 8, re.compile(r"[\\^_$={]")
SCRIPT = re.compile(r"math/(?:la)?tex\b", re.I)
# How many arguments are written with each element of MathML, and how.
WRITTEN = {
    "mfrac": r"\frac{%s}{%s}",
    "msup": "%s^{%s}",
    "msub": "%s_{%s}",
    "msubsup": "%s_{%s}^{%s}",
    "munder": "%s_{%s}",
    "mover": "%s^{%s}",
    "munderover": "%s_{%s}^{%s}",
    "mroot": r"\sqrt[%s]{%s}",
}
# What holds others and is not read.
SILENT = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts"))
# No formula that anyone reads is deeper, or longer.
DEEPEST, LONGEST = 40, 4000


def formula_in(node: LexborNode) -> str:
    """The formula that ``node`` is: MathML, what MathJax made of one, or a script with one; empty where it is none."""
    attributes = node.attributes
    if node.tag == "script":
        kind = attributes.get("type")
        return _written(node.text() or "", "display" in kind) if kind and SCRIPT.match(kind) else ""
    math = node if node.tag == "math" else node.css_first("math")
    if math is None:
        return ""
    attributes = math.attributes | {"display": attributes.get("display") or math.attributes.get("display")}
    shown = attributes["display"] in ("block", "true")
    for annotation in math.css("annotation"):
        if "tex" in (annotation.attributes.get("encoding") or "").lower():
            return _written(annotation.text() or "", shown)
    return _written(attributes.get("alttext") or _as_tex(math), shown)


def drawn_formula(attributes: Attributes) -> str:
    """The formula that a picture with those ``attributes`` shows; empty where it shows none."""
    alt = attributes.get("alt")
    if not alt or (len(alt) > SHORT and not SIGN.search(alt)):
        return ""
    alt = alt.strip()
    named = f"{attributes.get('class')} {attributes.get('src')}".lower()
    if (any(word in named for word in WORDS) and DRAWN.search(named)) or (TEX.search(alt) and " " not in alt):
        return _written(alt, False)
    return ""


def _written(source: str, shown: bool) -> str:
    """``source`` between dollar signs, two of them where it is set on a line of its own."""
    source = " ".join(source.split())
    while (found := WRAPPED.fullmatch(source)) is not None:
        source = next(group for group in found.groups() if group is not None).strip()
    mark = "$$" if shown else "$"
    return f"{mark}{source[:LONGEST]}{mark}" if source else ""


def _as_tex(node: LexborNode, depth: int = 0) -> str:
    """MathML that has no other source as TeX, of which a reader understands the simple part."""
    tag = node.tag or ""
    if tag in SILENT or depth > DEEPEST:
        return ""
    inner = list(node.iter(include_text=False))
    if not inner:
        return " ".join((node.text() or "").split())
    parts = [_as_tex(child, depth + 1) for child in inner if child.tag not in SILENT]
    if tag == "msqrt":
        return "".join((r"\sqrt{", *parts, "}"))
    if tag == "mroot":
        parts.reverse()
    pattern = WRITTEN.get(tag, "")
    if pattern and pattern.count("%s") == len(parts):
        return pattern % tuple(parts)
    between = " & " if tag in ("mtr", "mlabeledtr") else r" \\ " if tag == "mtable" else ""
    return between.join(parts)
