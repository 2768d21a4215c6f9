"""Choosing: which candidates fill the slots of a claim, by a logistic regression for each slot.

Weighed claims and their page come in; claims go out, with what was chosen and how probable it is. The rules' own choice
is one of the features, so that it stands where nothing better is known. Every value is verbatim from the report, and a
slot for which no weights are given stays as the rules filled it.

Source: thresholds near half the F1 that is reached give the greatest F1 (Lipton et al. 2014).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import ReaderFileError
from dragoman.extract.claims import build_claims
from dragoman.extract.learned.bundle import Stage
from dragoman.extract.learned.candidates import Told, around_of, candidates
from dragoman.extract.learned.slot_features import slot_features
from dragoman.extract.learned.stage import Share, probability, shares
from dragoman.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.extract.draft import Draft
    from dragoman.extract.learned.candidates import Around, Candidate
    from dragoman.extract.learned.decisions import Weighed
    from dragoman.extract.learned.page import Page
    from dragoman.model import Claim


STATUS = "status"
FALLS = 0.05
"""Probability under which a value of the rules falls; a value that they left out needs the threshold of its slot.

The rules' values carry whole events (a place or a status told wrongly splits an event in two), so that they fall only
where they are nearly always wrong. Source: cross-validation: as good as equal thresholds, with less changed.
"""
UNMARKED = frozenset({Status.OCCURRED, Status.ONGOING})
"""Statuses between which the reader chooses: reports tell what goes on in the past tense too.

What is planned, proposed, called off, denied or did not happen is marked by words, and stays as the rules read it: in
cross-validation four such changes in five brought nothing, and rounds to come were told as held.
"""


Ranked = list[tuple["Candidate", float, dict[str, float]]]


class Choice(NamedTuple):
    """What was decided of a candidate.

    Attributes:
        value: Its words.
        by: ``rules`` where they chose it, else ``learned``.
        kept: Whether it stands in the claim.
        shares: The features that moved it most.
    """

    slot: str
    value: str
    by: str
    kept: bool
    probability: float
    shares: tuple[Share, ...]


class Filled(NamedTuple):
    """A claim whose slots were chosen, with the candidates of each and how probable they are."""

    claim: Claim
    ranked: Mapping[str, Ranked]


def fill(weighed: Sequence[Weighed], page: Page, stages: Mapping[str, Stage]) -> list[Filled]:
    """Make claims and choose what fills their slots.

    Args:
        weighed: What becomes a claim.
        page: The report.
        stages: By slot; a slot without one stays as the rules filled it.
    """
    told = told_of(weighed, page)
    around = around_of([t.claim for t in told], page.context)
    ranked = [{slot: _rank(slot, t, page, around, stage) for slot, stage in stages.items()} for t in told]
    groups = [_retold(t, r) for t, r in zip(told, ranked, strict=True)]
    claims = build_claims(groups, page.context.document)
    return [Filled(_refilled(claim, r, stages), r) for claim, r in zip(claims, ranked, strict=True)]


def told_of(weighed: Sequence[Weighed], page: Page) -> list[Told]:
    """Give claims as the rules fill them, with what they were made from."""
    claims = build_claims([w.group for w in weighed], page.context.document)
    return [Told(c, w.group, w.probability) for c, w in zip(claims, weighed, strict=True)]


def _rank(slot: str, told: Told, page: Page, around: Around, stage: Stage) -> Ranked:
    found: Ranked = []
    for candidate in candidates(slot, told, page.context):
        features = slot_features(slot, candidate, told, page, around)
        found.append((candidate, probability(stage, features), features))
    return found


def _kept(slot: str, ranked: Ranked, threshold: float) -> list[Candidate]:
    """Give the candidates that stand: those of the rules, save the improbable; others where the rules chose none."""
    if slot == STATUS:
        return [_status(ranked)]
    if any(candidate.by_rules for candidate, *_ in ranked):
        return [candidate for candidate, chance, _ in ranked if candidate.by_rules and chance >= FALLS]
    return [candidate for candidate, chance, _ in ranked if chance >= threshold]


def _status(ranked: Ranked) -> Candidate:
    """Give the rules' status, or the other one where no word tells the two apart and it is more probable."""
    own = next(candidate for candidate, *_ in ranked if candidate.by_rules)
    if own.value not in UNMARKED:
        return own
    return max((r for r in ranked if r[0].value in UNMARKED), key=lambda r: r[1])[0]


def _retold(told: Told, ranked: Mapping[str, Ranked]) -> list[Draft]:
    """Give a claim's drafts with the chosen status, so that the claim is made from them as ever."""
    group = list(told.group)
    for candidate in _kept(STATUS, ranked[STATUS], 0.0) if STATUS in ranked else ():
        if isinstance(candidate.value, Status) and not candidate.by_rules:
            group = [replace(d, status=candidate.value) for d in group]
    return group


def _refilled(claim: Claim, ranked: Mapping[str, Ranked], stages: Mapping[str, Stage]) -> Claim:
    """Give a claim with the chosen roles and places."""
    kept: dict[str, Any] = {
        slot: tuple(c.value for c in _kept(slot, rows, stages[slot].threshold))
        for slot, rows in ranked.items()
        if slot != STATUS
    }
    roles = replace(claim.roles, target=kept.get("target", claim.roles.target))
    return replace(claim, roles=roles, places=kept.get("places", claim.places))


def choices_of(ranked: Mapping[str, Ranked], stages: Mapping[str, Stage]) -> list[Choice]:
    """Give every choice for a claim with the features that moved it most, for whoever asks.

    Args:
        ranked: The candidates by slot.
        stages: That ranked them, by slot.
    """
    found = []
    for slot, rows in ranked.items():
        kept = {c.key for c in _kept(slot, rows, stages[slot].threshold)}
        for candidate, chance, features in rows:
            by = "rules" if candidate.by_rules else "learned"
            moved = shares(stages[slot], features)
            found.append(Choice(slot, _shown(candidate), by, candidate.key in kept, chance, moved))
    return found


def _shown(candidate: Candidate) -> str:
    value = candidate.value
    return candidate.key if isinstance(value, Status) else value.name


def unpack_slots(name: str, data: bytes) -> dict[str, Stage]:
    """Read the weights of the slots from the bytes of their file.

    Raises:
        ReaderFileError: DG204, they are not such weights.
    """
    try:
        given = json.loads(data)
        return {slot: Stage(s["bias"], s["weights"], s["threshold"]) for slot, s in given.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderFileError(name, f"holds no weights of slots ({type(error).__name__})") from None
