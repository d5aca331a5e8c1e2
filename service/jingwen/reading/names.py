"""How the HTML standard sorts elements by their names, as far as the nesting of a page depends on it.

The names of drawings and formulas are written with their namespace, ``svg path``, so that no rule for HTML takes them
for its own.
"""

from __future__ import annotations

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
FOREIGN = frozenset(("svg", "math"))
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
RUBY = frozenset("rb rp rt rtc".split())
# Of these there is one at most.
SINGLE = frozenset("body frame frameset head html".split())
# What may stand in the head of a page, in a table or a template as it may in the body.
ANYWHERE = frozenset("base basefont bgsound link meta noframes script style template title".split())
# What comes before the body and does not begin it; end tags that do.
HEAD = ANYWHERE | {"head", "html", "noscript"}
LEAVES_HEAD = frozenset("body br head html".split())

BODIES, CELLS = frozenset(("tbody", "tfoot", "thead")), frozenset(("td", "th"))
HOLDS_BODY = CELLS | {"caption"}
# What is made around a part of a table where its tags are left out.
AROUND: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("caption", "colgroup", *BODIES), ()),
    "col": ("colgroup",),
    "tr": ("tbody",),
    **dict.fromkeys(CELLS, ("tbody", "tr")),
}
# As what a template is read once one of these has come first in it; after any other start tag as ``body``.
MODES = {
    **dict.fromkeys(("caption", "colgroup", *BODIES), "table"),
    "col": "column",
    "tr": "tbody",
    **dict.fromkeys(CELLS, "row"),
}
# How many of the levels of a table a template stands for itself.
LEVELS = {"tbody": 1, "row": 2}
# In these only parts of a table may stand: all else is moved out.
IN_TABLE = frozenset(("row", "table", "tr", *BODIES))
TABLE = frozenset(("table", "template", *AROUND)) - {"col"}

BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "listing main menu nav ol pre search section summary ul".split()
)
ENDS_PARAGRAPH = BLOCKS | HEADINGS | {"dd", "dt", "form", "hr", "li", "p", "plaintext", "xmp"}
ENDED_IN_SCOPE = BLOCKS | {"applet", "button", "dd", "dt", "marquee", "object", "select"}
IMPLIED = RUBY | {"dd", "dt", "li", "optgroup", "option", "p"}
# What is left open in these does not outlast them.
MARKED = HOLDS_BODY | {"applet", "marquee", "object", "template"}
# Before these formatting that was left open is not opened anew.
BARE = (
    ENDS_PARAGRAPH
    | SINGLE
    | ANYWHERE
    | RUBY
    | AROUND.keys()
    | frozenset("iframe noembed param source table textarea track".split())
) - {"xmp"}

# HTML again, though inside of foreign elements.
HTML_AGAIN = frozenset(("svg desc", "svg foreignobject", "svg title", "math annotation-xml html"))
TEXT_AGAIN = frozenset("math mi,math mn,math mo,math ms,math mtext".split(","))
AGAIN = HTML_AGAIN | TEXT_AGAIN
# These start tags of HTML end drawings and formulas. So does that of ``sup`` by the standard, but not for lexbor.
ENDS_FOREIGN = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strike strong sub table tt u ul var".split()
)
# So does that of ``font`` with one of these, and then there is HTML in ``annotation-xml``.
FONT = frozenset(("color", "face", "size"))
HTML_ENCODINGS = frozenset(("application/xhtml+xml", "text/html"))

# No end tag reaches over one of these but that of a table or a template.
SCOPES = MARKED | AGAIN | {"math annotation-xml", "select", "table"}
# Nor over one of these if it has no rule of its own.
SPECIAL = SCOPES | BLOCKS | HEADINGS | AROUND.keys() | {"button", "dd", "dt", "form", "li", "noscript", "p"}
SPECIAL -= {"col", "dialog"}
# Through these a list's item or a term begins after another all the same.
LOOSE = frozenset(("address", "div", "p"))
# Parsers differ in whether there are TEXTUAL elements and CDATA in them.
DOUBTFUL = frozenset(("math math", "select", "svg svg", "template"))

# The same as one number for each name.
IS_SPECIAL, IS_FIRM, IS_SCOPE, IS_TABLE, IS_DOUBTFUL, IS_FORMATTING, IS_MARKED, IS_BARE, IS_TEMPLATE, IS_FORM = (
    1 << n for n in range(10)
)
KINDS = {
    name: sum(
        flag
        for flag, names in (
            (IS_SPECIAL, SPECIAL),
            (IS_FIRM, SPECIAL - LOOSE),
            (IS_SCOPE, SCOPES),
            (IS_TABLE, TABLE),
            (IS_DOUBTFUL, DOUBTFUL),
            (IS_FORMATTING, FORMATTING),
            (IS_MARKED, MARKED),
            (IS_BARE, BARE),
            (IS_TEMPLATE, ("template",)),
            (IS_FORM, ("form",)),
        )
        if name in names
    )
    for name in SPECIAL | DOUBTFUL | FORMATTING | BARE
}
# What but few elements are.
IS_RARE = IS_SCOPE | IS_TABLE | IS_DOUBTFUL | IS_MARKED | IS_TEMPLATE | IS_FORM
