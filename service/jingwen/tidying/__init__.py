"""Tidying: text normalisation, each step on its own. ``mend_blocks`` once a page, ``tidy_text`` once a text."""

from .mend import Mended, Traits, mend_blocks
from .steps import tidy_text

__all__ = ["Mended", "Traits", "mend_blocks", "tidy_text"]
