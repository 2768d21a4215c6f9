"""Lint: the sentences of a text, each with what the record has for and against it.

A view and the sentences with the claims that the engine read in them come in; a verdict for each goes out, with the
reports' words. *Supported* needs a report for every value that the sentence gives; *contradicted* needs the event to be
recognised by its other values. It checks against this record, not against the world.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.model import Claim, Event
from dragoman.query.events import claim_refs
from dragoman.query.likeness import SPEECH, Likeness, compare
from dragoman.query.refs import counts_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.query.shapes import FindingOnClaimShape, LintShape
    from dragoman.query.view import View

Verdict = Literal["supported", "contradicted", "partly", "not-in-record"]

TELLING = frozenset({"occurred", "round", "content", "delegate", "places"})
"""Fields that tell one event from others of its frame, beside its figures; sides and mode alone do not."""

WEAK = frozenset({"actor", "target", "mode", "places", "round", "occurred", "delegate", "content", "status"})
"""Fields that are no figures."""

ENOUGH_WORDS = 3
"""Words in common by which an act of speech is known again on another day: "a ceasefire" is in too many. On its own day
two are enough."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, with what it claims.

    Attributes:
        start, end: Code points in the text, end-exclusive.
        claims: As the engine read them.
    """

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...]


def lint(view: View, sentences: Iterable[Sentence]) -> list[LintShape]:
    """Check sentences against the record.

    Args:
        view: The record from one point of view.
        sentences: In the order of the text.
    """
    by_frame: dict[str, list[Event]] = defaultdict(list)
    for event in view.events():
        by_frame[event.frame].append(event)
    return [_sentence(view, sentence, by_frame) for sentence in sentences]


@dataclass(frozen=True, slots=True)
class _Finding:
    verdict: Verdict
    claim: Claim
    event: Event | None
    likeness: Likeness


def _sentence(view: View, sentence: Sentence, by_frame: dict[str, list[Event]]) -> LintShape:
    found = [_claim(claim, by_frame[claim.frame]) for claim in sentence.claims]
    good = [one for one in found if one.verdict in ("supported", "partly")]
    bad = [one for one in found if one.verdict == "contradicted"]
    agreed = [one.event for one in good if one.event is not None]
    best = max(agreed, key=lambda event: (event.counts.origins, event.counts.reports), default=None)
    return {
        "sentence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "verdict": _overall([one.verdict for one in found]),
        "support": claim_refs(view, _ids(one.likeness.claims for one in good)),
        "oppose": claim_refs(view, _ids(one.likeness.against for one in bad)),
        "counts": None if best is None else counts_shape(best.counts),
        "findings": [_shape(one) for one in found],
    }


def _ids(groups: Iterable[set[str]]) -> list[str]:
    return sorted({claim for group in groups for claim in group})


def _overall(verdicts: Sequence[Verdict]) -> Verdict:
    kinds = set(verdicts)
    if "contradicted" in kinds:
        return "contradicted"
    if kinds == {"supported"}:
        return "supported"
    return "partly" if kinds & {"supported", "partly"} else "not-in-record"


def _claim(claim: Claim, events: Sequence[Event]) -> _Finding:
    """Find the event that a claim is most like, and say how it stands to it."""
    told = [(event, compare(claim, event)) for event in events]
    ranked = sorted(told, key=lambda pair: _rank(*pair))
    for event, likeness in ranked:
        verdict = _verdict(claim, likeness)
        if verdict != "not-in-record":
            return _Finding(verdict, claim, event, likeness)
    return _Finding("not-in-record", claim, None, Likeness())


def _rank(event: Event, likeness: Likeness) -> tuple[int, int, int, str]:
    return len(likeness.differ), -_strength(likeness), -event.counts.origins, event.id


def _strength(likeness: Likeness) -> int:
    return sum(2 if name in TELLING or name not in WEAK else 1 for name in likeness.agree)


def _verdict(claim: Claim, likeness: Likeness) -> Verdict:
    telling = [name for name in likeness.agree if name in TELLING or name not in WEAK]
    if not likeness.differ:
        if not telling or (claim.frame in SPEECH and "content" not in likeness.agree):
            return "not-in-record"
        return "partly" if likeness.open else "supported"
    if len(likeness.differ) == 1 and _is_recognised(claim, likeness, telling):
        return "contradicted"
    return "not-in-record"


def _is_recognised(claim: Claim, likeness: Likeness, telling: Sequence[str]) -> bool:
    """Say whether the event is this one although a value differs: by two more that tell, or one and the sides."""
    (differing,) = likeness.differ
    if differing in ("actor", "target", "mode", "round", "delegate"):
        return False
    has_side = "actor" in likeness.agree or "target" in likeness.agree
    least = ENOUGH_WORDS if differing == "occurred" else 2
    if claim.frame in SPEECH and likeness.shared < least:
        return False
    return len(telling) + has_side > 1


def _shape(found: _Finding) -> FindingOnClaimShape:
    return {
        "verdict": found.verdict,
        "frame": found.claim.frame,
        "event_id": None if found.event is None else found.event.id,
        "title": None if found.event is None else found.event.title,
        "agree": found.likeness.agree,
        "differ": found.likeness.differ,
        "open": found.likeness.open,
        "said": found.likeness.said,
        "reported": found.likeness.reported,
    }
