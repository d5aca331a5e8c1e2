"""The outline as HTML.

Clean by construction: nothing of the page's markup is passed through. The tags are those written here, the attributes
``href`` (http, https and mailto), ``src`` and ``alt``, and all text and all values are escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .outline import BREAK, Code, Figure, Group, Image, Paragraph, Part, Run, Runs, Table, TableCell


def to_html(parts: Sequence[Part]) -> str:
    """``parts`` as a fragment of HTML, its top-level elements parted by a blank line."""
    return "\n\n".join(_part(part) for part in parts)


def _part(part: Part) -> str:
    match part:
        case Paragraph(runs, level):
            tag = f"h{level}" if level else "p"
            return f"<{tag}>{_inline(runs)}</{tag}>"
        case Figure(images, caption):
            text = f"<figcaption>{_inline(caption)}</figcaption>" if caption else ""
            return f"<figure>{''.join(map(_image, images))}{text}</figure>"
        case Table(rows):
            return "<table>\n" + "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows) + "\n</table>"
        case Code(text):
            return f"<pre>{escape(text)}</pre>"
        case Group("li", (Paragraph(runs, 0),)):
            return f"<li>{_inline(runs)}</li>"
        case Group(tag, inner):
            return f"<{tag}>\n" + "\n".join(map(_part, inner)) + f"\n</{tag}>"


def _cell(cell: TableCell) -> str:
    tag = "th" if cell.header else "td"
    return f"<{tag}>{'<br>'.join(map(_inline, cell.lines))}</{tag}>"


def _image(image: Image) -> str:
    return f'<img src="{escape(image.address)}" alt="{escape(image.alt)}">'


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.image is not None:
        return _image(run.image)
    if run is BREAK:
        return "<br>\n"
    text = escape(run.text)
    for tag, wanted in ((run.raised, run.raised), ("em", run.em), ("strong", run.strong)):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text
