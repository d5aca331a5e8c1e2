"""An add-on for Scrapy: what a spider yields of a page gets the article that is on it.

``ADDONS = {"jingwen.scrapy.Addon": 500}`` in a project's settings is all that it needs; docs/crawlers.md has the rest.
"""

try:
    import scrapy as _scrapy  # noqa: F401
except ImportError as error:
    raise ImportError("jingwen.scrapy needs Scrapy: pip install '.[scrapy]' in a checkout of jingwen") from error

from .addon import Addon
from .pages import PageMiddleware
from .pipeline import CleanPipeline

__all__ = ["Addon", "CleanPipeline", "PageMiddleware"]
