"""A client of the service, over httpx: :class:`Client`, and :class:`AsyncClient` for asyncio.

>>> from jingwen.client import Client
>>> with Client("http://127.0.0.1:8000") as client:  # doctest: +SKIP
...     article = client.clean(page, url="https://news.example.com/a/1")
"""

from .batching import Cleaned
from .clients import AsyncClient, Client

__all__ = ["AsyncClient", "Cleaned", "Client"]
