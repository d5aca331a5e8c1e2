"""The add-on: puts the middleware and the pipeline where they belong, whatever else the project has there."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from . import choices
from .pages import PageMiddleware
from .pipeline import CleanPipeline

# Nearest to the engine, so that the items are those that the pipelines will see; and before the project's pipelines,
# which most often begin at 300, so that these see the article.
MIDDLEWARE, PIPELINE = 25, 100


class Addon:
    """``ADDONS = {"jingwen.scrapy.Addon": 500}``; what the project itself says of the two components holds."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Adds the two. Raises ``SettingError`` for a ``JINGWEN_…`` setting that cannot be used, before the crawl."""
        choices.read(settings)
        # At the add-ons' own priority a dictionary would be dropped whole where the project has one.
        settings.setdefault_in_component_priority_dict("SPIDER_MIDDLEWARES", PageMiddleware, MIDDLEWARE)
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", CleanPipeline, PIPELINE)
