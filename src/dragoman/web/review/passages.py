"""Passages: a claim's words in the paragraph of their report, each word that carries a value marked with its number.

A claim and the numbers of the fields come in, pieces of text go out; joined, the pieces of a passage are the report's
own text. A long paragraph is cut between words, which is shown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.model import ActiveClaim, Claim, Evidence

AROUND = 600
"""Code points of a paragraph that are shown before and after the evidence at most. Source: our choice, a screen."""


class Bit(NamedTuple):
    """A stretch of a passage.

    Attributes:
        text: Verbatim.
        is_evidence: Whether it is part of the claim's evidence.
        numbers: Of the fields whose words it is part of.
        ends: Those of them whose words end here.
    """

    text: str
    is_evidence: bool
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


class Passage(NamedTuple):
    """A stretch of a report.

    Attributes:
        start, end: Where it stands, in code points.
        is_cut_before, is_cut_after: Whether its paragraph begins before it, or goes on behind it.
    """

    start: int
    end: int
    is_cut_before: bool
    is_cut_after: bool
    bits: tuple[Bit, ...]


def passages_of(active: ActiveClaim, numbers: Mapping[str, int]) -> list[Passage]:
    """Give the passages in which a claim stands.

    Args:
        active: The claim with its report.
        numbers: Of the fields of its event, by name; words of a field that is not among them are not marked.
    """
    text, claim = active.document.text, active.claim
    words = [(found.start, found.end, number) for field, number in numbers.items() for found in words_of(claim, field)]
    evidence = [(found.start, found.end) for found in claim.evidence]
    return [
        Passage(*frame, *_cut(text, *frame), tuple(_bits(text, frame, evidence, words)))
        for frame in _frames(text, evidence)
    ]


def words_of(claim: Claim, field: str) -> list[Evidence]:
    """Give the words of a claim that carry a field of its event: ``actor``, ``occurred``, ``drones/hit``."""
    name = field.partition("/")[0].partition("#")[0]
    if name == "occurred":
        found: Iterable[Evidence | None] = [claim.time_words]
    elif name in ("actor", "target", "mediator", "delegate"):
        found = [filler.evidence for filler in getattr(claim.roles, name)]
    elif name == "places":
        found = [place.evidence for place in claim.places]
    elif name == "outcome":
        found = [outcome.evidence for outcome in claim.outcome]
    elif name == "content":
        found = claim.content.spans if claim.content else ()
    else:
        found = [quantity.evidence for quantity in claim.quantities if quantity.measure == name]
    return [evidence for evidence in found if evidence is not None]


def _frames(text: str, evidence: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the paragraphs of the evidence, those that meet as one."""
    frames: list[tuple[int, int]] = []
    for start, end in sorted(evidence):
        first = max(text.rfind("\n", 0, start) + 1, _gap_after(text, start - AROUND))
        stop = text.find("\n", end)
        last = min(len(text) if stop < 0 else stop, _gap_before(text, end + AROUND))
        if frames and first <= frames[-1][1] + 1:
            frames[-1] = (frames[-1][0], max(last, frames[-1][1]))
        else:
            frames.append((first, last))
    return frames


def _gap_after(text: str, at: int) -> int:
    return 0 if at <= 0 else text.find(" ", at) + 1


def _gap_before(text: str, at: int) -> int:
    return len(text) if at >= len(text) else max(text.rfind(" ", 0, at), 0)


def _cut(text: str, start: int, end: int) -> tuple[bool, bool]:
    return start > 0 and text[start - 1] != "\n", end < len(text) and text[end] != "\n"


def _bits(
    text: str, frame: tuple[int, int], evidence: Iterable[tuple[int, int]], words: Sequence[tuple[int, int, int]]
) -> Iterator[Bit]:
    first, last = frame
    spans = list(evidence)
    edges = {edge for start, end, *_ in (*spans, *words) for edge in (start, end) if first < edge < last}
    for start, end in pairwise(sorted({first, last} | edges)):
        here = [span for span in words if span[0] <= start and end <= span[1]]
        yield Bit(
            text[start:end],
            any(span[0] <= start and end <= span[1] for span in spans),
            tuple(sorted({span[2] for span in here})),
            tuple(sorted({span[2] for span in here if span[1] == end})),
        )
