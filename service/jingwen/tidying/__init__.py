"""Tidying: text normalisation, each step on its own.

``mend_blocks`` once a page, ``tidy_texts`` for all its paragraphs, ``tidy_text`` for a single text, ``tidy_block`` for
one with links in it, ``tidy_code`` for what is set line by line, ``name_forms`` for names of people.
"""

from .code import tidy_code
from .mend import Mended, Traits, mend_blocks
from .names import name_forms
from .spans import tidy_block
from .steps import tidy_text, tidy_texts

__all__ = ["Mended", "Traits", "mend_blocks", "name_forms", "tidy_block", "tidy_code", "tidy_text", "tidy_texts"]
