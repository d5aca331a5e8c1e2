"""Rendering: the article's blocks as Markdown or HTML. ``outline`` says what they are, the others how it is written."""

from .html import to_html
from .markdown import to_markdown
from .outline import outline

__all__ = ["outline", "to_html", "to_markdown"]
