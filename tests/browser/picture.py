"""The picture of the playground in the documentation: ``python -m tests.browser.picture`` takes it anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..web.live import running
from .chromium import chromium, seat

PICTURE = Path(__file__).parents[2] / "docs" / "playground.png"
SIZE = {"width": 1000, "height": 640}
SHOWN = {"x": 0, "y": 0, "width": 1000, "height": 556}  # without the empty rest below


def take(page: Any, picture: Path) -> None:
    """A rule being written for the example, as a reader of the documentation should see it."""
    page.click("#example")
    page.click(".blocks li:has-text('您常走')")
    page.click("[data-do=drop]")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    page.evaluate("document.querySelector('#intake').hidden = true; document.body.style.zoom = 0.8; scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.screenshot(path=str(picture), animations="disabled", clip=SHOWN)


def main() -> None:
    with (
        TemporaryDirectory() as folder,
        running(Path(folder) / "log", WORKERS="1") as server,
        chromium() as browser,
        seat(browser, f"http://127.0.0.1:{server.port}", viewport=SIZE) as here,
    ):
        take(here.open(), PICTURE)


if __name__ == "__main__":
    main()
