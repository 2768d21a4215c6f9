"""Commitments: what was promised, by whom, how much and until when, and what was reported of it since.

A view comes in, one shape a commitment goes out, in the order in which they were first reported. The state is that of
the reports, with the claims that it rests on; dragoman does not say that a promise was kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Status
from dragoman.query.events import claim_refs
from dragoman.query.fates import find_fates
from dragoman.query.pledges import find_pledges, plans_on_record
from dragoman.query.refs import counts_shape, interval_shape, quantity_shape
from dragoman.query.terms import Agenda
from dragoman.values import content_id

if TYPE_CHECKING:
    from dragoman.model import Event
    from dragoman.query.pledges import Pledge
    from dragoman.query.shapes import CommitmentShape, FateShape, IntervalShape
    from dragoman.query.view import View


def commitments(
    view: View, *, party: str | None = None, issue: str | None = None, state: str | None = None
) -> list[CommitmentShape]:
    """Give the commitments on record.

    Args:
        view: The record from one point of view.
        party: Only those that bind this side.
        issue: Only on this issue.
        state: Only in this state: no_report, partly, done, contested.
    """
    return [
        shape
        for shape in view.board("commitments", lambda: _every(view))
        if (party is None or party in (*shape["by"], *shape["to"]))
        and issue in (None, shape["issue"])
        and state in (None, shape["state"])
    ]


def _every(view: View) -> list[CommitmentShape]:
    rounds = [view.event(found.event_id) for found in view.rounds()]
    return Commitments(view, Agenda(view, rounds)).all()


class Commitments:
    """The commitments of a view, each with its fate and the round in which it was made.

    Args:
        view: The record from one point of view.
        agenda: Tells which agreement belongs to which round.
    """

    def __init__(self, view: View, agenda: Agenda) -> None:
        self._view = view
        plans = plans_on_record(view)
        self._pledges = find_pledges(view, agenda, plans)
        self._fates = find_fates(view, self._pledges, plans)

    def all(self) -> list[CommitmentShape]:
        """Give every commitment."""
        return [self._shape(pledge) for pledge in self._pledges]

    def of_round(self, talk: Event) -> list[CommitmentShape]:
        """Give the commitments that were agreed in a round."""
        return [
            self._shape(pledge) for pledge in self._pledges if pledge.talk is not None and pledge.talk.id == talk.id
        ]

    def _shape(self, pledge: Pledge) -> CommitmentShape:
        fate = self._fates[pledge.first.id]
        bound = frozenset(pledge.parties)
        targets = {filler.party for event in pledge.plans for filler in event.roles.target if filler.party} - bound
        stating = pledge.agreements or pledge.plans
        return {
            "id": content_id("cmt", pledge.first.id),
            "event_id": pledge.first.id,
            "title": pledge.first.title,
            "by": list(pledge.parties),
            "to": sorted(targets) if len(bound) == 1 else list(pledge.parties),
            "what": claim_refs(self._view, [claim for event in stating for claim in event.claims]),
            "quotes": [span.quote for event in stating if event.content for span in event.content.spans],
            "quantities": [quantity_shape(each) for each in pledge.figures],
            "issue": pledge.issue,
            "round_id": None if pledge.talk is None else pledge.talk.id,
            "made_at": interval_shape(pledge.made),
            "due": _due(pledge),
            "state": fate.state,
            "reported": [_fate_shape(event) for event in fate.events],
            "according_to": claim_refs(self._view, fate.according_to),
        }


def _due(pledge: Pledge) -> IntervalShape | None:
    """Give the time for which it is planned, where a report gives one that is not past when it was made."""
    made = pledge.made
    ahead = [
        plan.occurred
        for plan in pledge.plans
        if plan.status is Status.PLANNED
        and plan.occurred is not None
        and (made is None or plan.occurred.start >= made.start)
    ]
    return interval_shape(min(ahead, key=lambda when: when.start, default=None))


def _fate_shape(event: Event) -> FateShape:
    return {
        "event_id": event.id,
        "title": event.title,
        "status": event.status.value,
        "occurred": interval_shape(event.occurred),
        "not_after": None if event.not_after is None else event.not_after.isoformat(),
        "quantities": [quantity_shape(each) for each in event.quantities],
        "disputed": event.disputed,
        "counts": counts_shape(event.counts),
    }
