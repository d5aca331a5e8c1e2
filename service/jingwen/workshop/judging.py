"""Whether an article got better or worse by a rule, told without knowing what is right: by the page's own data, and by
what repeats on the site's other pages.

Better: what repeats is gone, a field that was missing is there, a title or date agrees with the data now. Worse: text
is gone that stands on no other page, the article or a field is gone, a title or date disagrees now. A text that the
page's data holds as a whole (JSON-LD's ``articleBody``) decides for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from ..fields.documents import about_article, told
from ..fields.site import squash
from ..measure import weight
from ..model import Article
from .study import Study, key

# The article's parts that are asked for, and what one of them counts, beside a text that counts one in all.
FIELDS = ("title", "date", "source", "byline", "editors")
FIELD = 0.25
# A text that lost or gained less than this is the same: a line is tidied otherwise.
LITTLE = 0.02
LONG = 300
# An answer has to differ by this much to be better or worse.
MARGIN = 0.01


def gain(before: Study, ruled: Article, same: frozenset[str]) -> float:
    """How much better ``ruled`` is than what came out of the page ``before``: from -1 (nothing is left of the article)
    up, 0 for no difference. ``same`` are the keys of what repeats on the site."""
    article = before.article
    if article.status == "article" and ruled.status != "article":
        return -1.0
    if article.status != "article" and ruled.status == "article":
        return 1.0
    return _of_text(before, article.text, ruled.text, same) + sum(_of_field(before, ruled, name) for name in FIELDS)


def _of_text(before: Study, old: str, new: str, same: frozenset[str]) -> float:
    body = next((text for text in told(about_article(before.data), "articleBody") if isinstance(text, str)), "")
    if len(body) > LONG:
        return _alike(new, body) - _alike(old, body)
    lost, won = _without(old, new), _without(new, old)
    whole = sum(map(weight, old.split("\n\n"))) or 1.0
    score = sum(weight(text) * (1 if key(text) in same else -1) for text in lost)
    score += sum(weight(text) * (-1 if key(text) in same else 1) for text in won) / 2  # what is new may be anything
    return score / whole if abs(score) / whole >= LITTLE or score > 0 else 0.0


def _of_field(before: Study, ruled: Article, name: str) -> float:
    old: Any = getattr(before.article, name)
    new: Any = getattr(ruled, name)
    if old == new:
        return 0.0
    if not old or not new:
        return FIELD if new else -FIELD
    if name == "title":
        return FIELD * (int(_agrees(before, new)) - int(_agrees(before, old)))
    if name == "date" and before.day:
        return FIELD * (int(str(new)[:10] == before.day) - int(str(old)[:10] == before.day))
    return 0.0 if name == "date" and old[:10] == new[:10] else -FIELD / 2


def _agrees(before: Study, title: str) -> bool:
    return squash(title) in before.headlines or any(form.startswith(squash(title)) for form in before.headlines)


def _alike(text: str, body: str) -> float:
    return SequenceMatcher(None, squash(text)[:5000], squash(body)[:5000], autojunk=False).quick_ratio()


def _without(text: str, other: str) -> Iterable[str]:
    held = set(other.split("\n\n"))
    return [paragraph for paragraph in text.split("\n\n") if paragraph and paragraph not in held]
