"""Queue: what waits for a decision, ordered by what the decision would change most.

A view comes in, rows go out: judgements that disagree, those that found no claim any more, then the claims on which
shown values stand alone. What rejecting a claim would change is read off the cells of its event: nothing is folded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.judging import State
from dragoman.model import CellStatus, Event, Salience
from dragoman.query.refs import claim_ref
from dragoman.query.review import conflicts_of, event_of, stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.judging import Standing
    from dragoman.model import ActiveClaim, Cell, Dispute
    from dragoman.query.shapes import QueuedShape, ReasonShape  # noqa: TC004  sixty types are not loaded for one name
    from dragoman.query.shapes.review import ReasonKind
    from dragoman.query.view import View

BY_CHANGE, BY_UNCERTAINTY = "change", "uncertainty"
ORDERS = (BY_CHANGE, BY_UNCERTAINTY)
MAIN_POINT = 2
"""A main point of a report counts as much as two in passing. Source: our choice."""


@dataclass(slots=True)
class _Stake:
    """What hangs on one claim.

    Attributes:
        reasons: What would be other without it, each in a few words.
    """

    claim: str
    event: Event
    reasons: list[ReasonShape] = field(default_factory=list)

    def add(self, kind: ReasonKind, words: str, cell: str | None = None) -> None:
        self.reasons.append({"kind": kind, "field": cell, "words": words})

    @property
    def changes(self) -> int:
        """How many shown things would be other without it."""
        return len(self.reasons)

    @property
    def why(self) -> list[str]:
        """The reasons, each in its words alone."""
        return [reason["words"] for reason in self.reasons]

    @property
    def weight(self) -> int:
        """Values that would change, times the reports of the event, twice for a main point."""
        main = MAIN_POINT if self.event.salience is Salience.MAIN else 1
        return self.changes * self.event.counts.reports * main


def review_queue(view: View, *, by: str = BY_CHANGE, limit: int = 20) -> list[QueuedShape]:
    """Give what waits for a decision, the weightiest first.

    Args:
        view: The record.
        by: ``change``, what a decision would change most; ``uncertainty``, the claims of which a learned reader is
            least sure, those nearest to even odds first. Rules give no confidence, and such claims are left out.
        limit: How many at most.
    """
    found = stand(view)
    judged = {claim for each in found for claim in each.claims[:1]}
    if by == BY_UNCERTAINTY:
        return _uncertain(view, judged, limit)
    stakes = [each for each in _stakes(view.events()) if each.changes and each.claim not in judged]
    stakes.sort(key=lambda each: (-each.weight, each.event.id, each.claim))
    rows = [*_conflicts(view, found), *_dormant(found)][:limit]
    stakes = stakes[: limit - len(rows)]
    claims = view.claims([each.claim for each in stakes])
    return rows + [_row(each, claims[each.claim]) for each in stakes if each.claim in claims]


def _stakes(events: Iterable[Event]) -> Iterator[_Stake]:
    for event in events:
        stakes = {claim: _Stake(claim, event) for claim in event.claims}
        if len(stakes) == 1:
            next(iter(stakes.values())).add("event", "the event stands on it alone")
        else:
            for cell in event.cells:
                _of_cell(cell, stakes)
        for dispute in event.disputes:
            _of_dispute(dispute, stakes)
        yield from stakes.values()


def _of_cell(cell: Cell, stakes: dict[str, _Stake]) -> None:
    """A shown value that one claim alone carries would go with it, where others give another."""
    if len(cell.values) > 1 and cell.status in (CellStatus.DISPUTED, CellStatus.UPDATED):
        for value in cell.values:
            if len(value.claims) == 1 and value.value == cell.best and value.claims[0] in stakes:
                stakes[value.claims[0]].add("value", f"the {cell.field} shown stands on it alone", cell.field)


def _of_dispute(dispute: Dispute, stakes: dict[str, _Stake]) -> None:
    """An open dispute of two values would close with the only claim of either."""
    if dispute.verdict != "open" or len(dispute.values) > 2:  # noqa: PLR2004  two values dispute
        return
    for value in dispute.values:
        if len(value.claims) == 1 and value.claims[0] in stakes:
            words = f"the dispute about {dispute.field} would close without it"
            stakes[value.claims[0]].add("dispute", words, dispute.field)


def _row(stake: _Stake, active: ActiveClaim) -> QueuedShape:
    return {
        "kind": "claim",
        "id": stake.claim,
        "event_id": stake.event.id,
        "title": stake.event.title,
        "why": stake.why,
        "reasons": stake.reasons,
        "weight": stake.weight,
        "confidence": active.claim.confidence,
        "claim": claim_ref(active),
    }


def _conflicts(view: View, found: Sequence[Standing]) -> Iterator[QueuedShape]:
    by_id = {each.judgement.id: each for each in found}
    events = view.events_of([claim for each in found for claim in each.claims])
    for conflict in conflicts_of(view, found):
        first, second = by_id[conflict.first], by_id[conflict.second]
        who = f"{first.judgement.reviewer} and {second.judgement.reviewer}"
        yield _waiting("conflict", second, event_of(second, events), f"{who} differ on {conflict.what}")


def _dormant(found: Sequence[Standing]) -> Iterator[QueuedShape]:
    for each in found:
        if each.state is State.DORMANT:
            words = str(each.judgement.target.get("quote") or "its words")
            why = f"{each.judgement.kind} by {each.judgement.reviewer} finds no claim any more at “{words[:80]}”"
            yield _waiting("dormant", each, event_of(each, {}), why)


def _waiting(kind: str, standing: Standing, event_id: str | None, why: str) -> QueuedShape:
    shape = {"kind": kind, "id": standing.judgement.id, "event_id": event_id, "title": standing.judgement.reason}
    reasons = [{"kind": kind, "field": None, "words": why}]
    return {**shape, "why": [why], "reasons": reasons, "weight": None, "confidence": None, "claim": None}  # type: ignore[typeddict-item]  # the kind is one of the three


def _uncertain(view: View, judged: set[str], limit: int) -> list[QueuedShape]:
    """Give the claims nearest to even odds; the order of uncertainty sampling.

    Source: Lewis & Gale (1994), uncertainty sampling; for two outcomes the least sure is the one nearest to one half.
    """
    known = [(active.claim.confidence, active) for active in view.all_claims() if active.claim.id not in judged]
    rated = [(abs(sure - 0.5), active.claim.id, active) for sure, active in known if sure is not None]
    chosen = [active for *_, active in sorted(rated, key=lambda row: row[:2])[:limit]]
    events = view.events_of([active.claim.id for active in chosen])
    return [
        {
            "kind": "claim",
            "id": active.claim.id,
            "event_id": events.get(active.claim.id),
            "title": active.document.title,
            "why": [f"the reader is {active.claim.confidence:.0%} sure"],
            "reasons": [
                {"kind": "unsure", "field": None, "words": f"the reader is {active.claim.confidence:.0%} sure"}
            ],
            "weight": None,
            "confidence": active.claim.confidence,
            "claim": claim_ref(active),
        }
        for active in chosen
    ]
