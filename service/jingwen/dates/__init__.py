"""Dates as the world prints them, and as machines write them: text in, ISO 8601 out.

``forms`` finds days, ``clock`` the time beside them, ``zones`` where that is told, ``relative`` what is told from the
crawl; ``read`` puts them together. ``places`` says what is known of the page that decides between two readings.
"""
