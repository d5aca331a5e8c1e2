"""jingwen (净文, "clean text"): the article on a raw news page, as text and fields.

>>> from jingwen import clean
>>> clean("某地今日通报一起案件。" * 9).status
'article'
"""

from .cleaner import Cleaner, clean
from .model import Article, Options
from .version import VERSION as __version__

__all__ = ["Article", "Cleaner", "Options", "__version__", "clean"]
