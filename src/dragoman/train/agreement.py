"""Agreement: whether a value of a claim is one that a reader has in the same slot.

A candidate's value and a reader's slot come in, yes or no goes out.

Source: the scorer of the gold reports: parties by their code, names by their words or spelling.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

from dragoman.model import Filler, Status

if TYPE_CHECKING:
    from dragoman.extract.learned.candidates import Value
    from dragoman.train.reports import Gold

SMALL = frozenset({"the", "a", "an", "of", "s"})
NEAR_SURNAME, NEAR_NAME = 0.7, 0.88
"""Likeness from which spellings are of one name. Source: the scorer of the gold reports."""


def agrees(value: Value, slot: str, gold: Gold) -> bool:
    """Say whether a reader's claim has a value in a slot.

    Args:
        value: A candidate's.
        slot: ``target``, ``places`` or ``status``.
        gold: The reader's claim.
    """
    if isinstance(value, Status):
        return bool(gold.get("status") == value.value)
    if isinstance(value, Filler):
        theirs = (gold.get("roles") or {}).get(slot) or []
        return any(_same_side(value, one) for one in theirs)
    return any(same_name(value.name, one.get("name") or "") for one in gold.get("places") or [])


def _same_side(filler: Filler, one: Gold) -> bool:
    if filler.party and one.get("party"):
        return filler.party.casefold() == str(one["party"]).casefold()
    return same_name(filler.name, one.get("name") or one.get("party") or "")


def same_name(a: str, b: str) -> bool:
    """Say whether two names are equal, one holds the other's words, or they are near in spelling."""
    x, y = _words(a), _words(b)
    if not x or not y:
        return False
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    if len(x) > 1 and len(y) > 1 and x[0] == y[0]:
        return difflib.SequenceMatcher(None, x[-1], y[-1]).ratio() >= NEAR_SURNAME
    return difflib.SequenceMatcher(None, " ".join(x), " ".join(y)).ratio() >= NEAR_NAME


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return [w for w in "".join(c if c.isalnum() else " " for c in plain).split() if w not in SMALL]
