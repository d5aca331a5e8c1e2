"""jingwen (净文, "clean text"): the article on a raw news page, as text and fields.

>>> from jingwen import clean
>>> clean("某地今日通报一起案件。" * 9).status
'article'
"""

from .block import Block
from .cleaner import Cleaner, clean
from .errors import (
    BodyTooLarge,
    CorruptEncoding,
    EmptyBody,
    InputError,
    InvalidOption,
    JingwenError,
    NoArticle,
    OverLimit,
    RuleError,
    TextTooLong,
    TooManyTags,
    UnknownEncoding,
)
from .model import (
    Article,
    Caption,
    Encoding,
    Label,
    Labelled,
    Limits,
    Notice,
    OptionArgs,
    Options,
    Placed,
    RawPage,
    Version,
)
from .reading.codings import decompress
from .version import VERSION as __version__

__all__ = [
    "Article",
    "Block",
    "BodyTooLarge",
    "Caption",
    "Cleaner",
    "CorruptEncoding",
    "EmptyBody",
    "Encoding",
    "InputError",
    "InvalidOption",
    "JingwenError",
    "Label",
    "Labelled",
    "Limits",
    "NoArticle",
    "Notice",
    "OptionArgs",
    "Options",
    "OverLimit",
    "Placed",
    "RawPage",
    "RuleError",
    "TextTooLong",
    "TooManyTags",
    "UnknownEncoding",
    "Version",
    "__version__",
    "clean",
    "decompress",
]
