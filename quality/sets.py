"""The sets of pages that extractors are compared on: public collections, each by the name it has in ``../shared``."""

from __future__ import annotations

CHINESE = ("open-daniel-zh", "open-xmu", "open-cx163")
OTHERS = ("open-daniel-en", "open-daniel-pl", "open-daniel-ru", "open-daniel-el", "open-fundus", "open-wcxb")
SETS = (*CHINESE, *OTHERS)
