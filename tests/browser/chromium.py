"""Debian's Chromium, and a page of it that notes whatever it should not do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Told by the browser itself, whatever the page does about it.
VIOLATIONS = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


@dataclass
class Seat:
    """A page on the playground of ``origin``, and what was noted of it."""

    page: Any
    origin: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, fragment: str = "") -> Any:
        self.page.goto(f"{self.origin}/{fragment}")
        return self.page

    def check(self) -> None:
        """No request has left the origin, no policy was broken, no script has failed."""
        assert [url for url in self.asked if not url.startswith((self.origin, f"blob:{self.origin}"))] == []
        assert self.page.evaluate("window.violations") == []
        assert self.errors == []


def executable() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, with an empty profile of its own that goes with it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def seat(browser: Any, origin: str, **options: Any) -> Iterator[Seat]:
    """A page in a context of its own, closed at the end."""
    wanted = {"viewport": {"width": 1400, "height": 1000}, "locale": "en-GB", "accept_downloads": True, **options}
    context = browser.new_context(**wanted)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    context.add_init_script(VIOLATIONS)
    here = Seat(context.new_page(), origin)
    here.page.on("request", lambda request: here.asked.append(request.url))
    here.page.on("pageerror", lambda error: here.errors.append(str(error)))
    here.page.on("dialog", lambda dialog: dialog.accept())
    try:
        yield here
    finally:
        context.close()
