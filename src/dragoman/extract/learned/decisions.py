"""Decisions: what the second stage said of each claim of the rules and of each frame that they did not find.

Records only, and the order in which those that become claims stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.extract.draft import Draft
    from dragoman.extract.extractor import Extraction
    from dragoman.extract.learned.choosing import Filled
    from dragoman.extract.learned.stage import Share


class Verdict(NamedTuple):
    """What was decided of a frame in a sentence.

    Attributes:
        by: ``rules`` where the rules made the claim, ``learned`` where the encoder alone saw it.
        told: Whether it became a claim.
        probability: Calibrated.
        needed: The probability from which it becomes a claim.
        shares: The features that moved it most.
        label: Of the claim that it became, or None.
    """

    frame: str
    sentence: int
    by: str
    told: bool
    probability: float
    needed: float
    shares: tuple[Share, ...]
    label: str | None = None


class Decision(NamedTuple):
    """One answer of the second stage.

    Attributes:
        stage: Its name: ``keep``, ``add`` or ``alone``.
        group: The drafts that become a claim, or None where none does.
        weighed: The rules' drafts that were weighed; empty where the rules had no claim.
    """

    stage: str
    frame: str
    sentence: int
    features: Mapping[str, float]
    probability: float
    group: list[Draft] | None
    weighed: Sequence[Draft] = ()


class Reading(NamedTuple):
    """One report's reading with all that was decided.

    Attributes:
        groups: The drafts of each claim, in the order of the claims.
        decisions: The rules' claims first, in text order.
        filled: The claims with the candidates for their slots.
    """

    extraction: Extraction
    groups: list[list[Draft]]
    decisions: list[Decision]
    filled: list[Filled]


class Weighed(NamedTuple):
    """A claim to be: its drafts, and how probable it is."""

    group: list[Draft]
    probability: float


def in_order(decisions: Iterable[Decision]) -> list[Weighed]:
    """Give what becomes a claim, in text order."""
    weighed = [Weighed(d.group, d.probability) for d in decisions if d.group is not None]
    return sorted(weighed, key=lambda w: w.group[0].hit.i)
