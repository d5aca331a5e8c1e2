"""How sure it is that the text found is the article, and all of it: by its region, and by how it lies in that."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from ..labelled import blocks_of, stretch, where
from ..model import Label, Labelled
from .prose import Region

KEPT = frozenset((Label.BODY, Label.HEADING))
# Of a dump, half as much again outside the region, as lists of other stories hold it, is nothing to doubt.
PLAIN = 1.4
# A line of less (twenty Han characters) is short: an article of little else is more likely a list or a form.
SHORT = 60.0
# What short lines and links inside the text cost, in a dump and on a page. On 1,480 annotated pages what comes of it is
# about the chance that the text has an F1 of 0.9: of those from 0.4 to 0.6 half have it, of those from 0.8 to 0.95 it
# is 96 %. The region's estimate alone ranks them nearly as well.
OF_SHORT, OF_LINKS = (0.8, 0.3), (3.0, 2.0)


def confidence(region: Region, labelled: Sequence[Labelled]) -> float:
    """The confidence, from 0 to 1, in the text that the labels have made of ``region``.

    The more furniture lies between the text's first and last block, the more of it are short lines and links, the
    likelier it is that some of what was kept is none of it, or that some of what was dropped is.
    """
    kept = blocks_of(labelled, *KEPT)
    if not kept:
        return 0.0
    places = where(labelled, *KEPT)
    span = sum(len(block.text) for block in stretch(labelled, places[0], places[-1] + 1))
    solid = sum(len(block.text) for block in kept) / (span or 1)
    text = blocks_of(labelled, Label.BODY) or kept
    short = sum(len(block.text) < SHORT and block.weight < SHORT for block in text) / len(text)
    linked = sum(block.linked for block in text) / (sum(len(block.text) for block in text) or 1)
    on_page = region.element is not None
    sure = max(0.0, 2 * region.confidence - 1) * sqrt(solid) if on_page else min(1.0, PLAIN * region.confidence) * solid
    return round(sure * (1 - OF_SHORT[on_page] * short) * max(0.0, 1 - OF_LINKS[on_page] * linked), 3)
