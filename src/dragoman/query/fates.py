"""Fates: what was reported of a pledge after it was made, and the state that this puts it in.

Pledges and a view come in; for each the later events that report on it go out, with the state and the claims that it
rests on. Never *done* without a report that says so or stages that add up; silence is *no report*, not a failure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal

from dragoman.errors import UnknownLanguageError
from dragoman.lang.tables import load_flow
from dragoman.model import Event, Status
from dragoman.query.happened import HAPPENED, figures_that_happened
from dragoman.query.pledges import first_day, issue_of, sides_of
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.model import ActiveClaim, QuantityRef
    from dragoman.query.pledges import Pledge
    from dragoman.query.view import View

State = Literal["no_report", "partly", "done", "contested"]

_REFUSED = frozenset({Status.CANCELLED, Status.DENIED, Status.NOT_OCCURRED})


@dataclass(slots=True)
class Fate:
    """What became of a pledge.

    Attributes:
        events: Later events that report on it, in order of time.
        state: What they amount to.
        according_to: Ids of the claims that the state rests on.
        done_on: The last day of what says that it was done; what is told of a later day belongs to something else.
    """

    events: list[Event] = field(default_factory=list)
    state: State = "no_report"
    according_to: list[str] = field(default_factory=list)
    done_on: date | None = None


def find_fates(view: View, pledges: Sequence[Pledge], plans: Sequence[Event]) -> dict[str, Fate]:
    """Give the fate of each pledge, by the id of the event that names it.

    A report belongs to the latest pledge of its issue and sides that was made before it and not yet reported done, or
    to the one whose plan it is a part of.
    """
    by_issue: dict[str | None, list[_Awaited]] = defaultdict(list)
    awaited = [_Awaited(view, pledge) for pledge in pledges]
    for each in awaited:
        by_issue[each.pledge.issue].append(each)
    owners = {issue: _Owners(own) for issue, own in by_issue.items()}
    known = {event.id: event for event in plans}
    told = [(event, _issue_told(event, known)) for event in sorted(known.values(), key=time_key)]
    told = [(event, issue) for event, issue in told if event.status in HAPPENED | _REFUSED and issue in owners]
    view.claims(found_id for event, _ in told for found_id in event.claims)  # all in one question
    for found, issue in told:
        event = replace(found, quantities=figures_that_happened(view, found))
        owner = owners[issue].of(event)
        if owner is not None and not owner.holds(event):
            owner.hear(event)
    return {each.pledge.first.id: each.fate for each in awaited}


def _issue_told(event: Event, known: Mapping[str, Event]) -> str | None:
    """Give the issue of an event, or of the whole that it is a part of where its own words do not tell."""
    whole = known.get(event.part_of or "")
    return issue_of(event) or (None if whole is None else issue_of(whole))


class _Owners:
    """Finds the pledge that a report is about, among those of one issue."""

    def __init__(self, pledges: Sequence[_Awaited]) -> None:
        dated = [(each.made, each.pledge.first.id, each) for each in pledges if each.made is not None]
        self._pledges = [each for _, _, each in sorted(dated, key=lambda found: found[:2])]
        self._made = [made for made, _, _ in sorted(dated, key=lambda found: found[:2])]
        self._by_plan: dict[str, list[_Awaited]] = defaultdict(list)
        for each in self._pledges:
            for plan in each.pledge.plans:
                self._by_plan[plan.id].append(each)

    def of(self, event: Event) -> _Awaited | None:
        """Give the latest pledge that an event may be about, before others the one whose plan it is a part of."""
        day, sides = _day(event), sides_of(event)
        if day is None:
            return None
        of_whole = (each for each in reversed(self._by_plan.get(event.part_of or "", ())) if each.is_open(day, sides))
        earlier = range(bisect_left(self._made, day) - 1, -1, -1)
        open_ones = (self._pledges[n] for n in earlier if self._pledges[n].is_open(day, sides))
        return next(chain(of_whole, open_ones), None)


class _Awaited:
    """A pledge of which reports may come."""

    def __init__(self, view: View, pledge: Pledge) -> None:
        self._view = view
        self.pledge = pledge
        self.fate = Fate()
        self.made = _made_day(pledge)
        self._figures = pledge.figures
        self._happened: list[Event] = []
        self._refused: list[Event] = []
        self._full: list[str] = []

    def is_open(self, day: date, sides: frozenset[str]) -> bool:
        """Say whether a report of that day, in which these sides act, may be about it."""
        done = self.fate.done_on
        is_made = self.made is not None and self.made < day
        return is_made and (done is None or day <= done) and (not sides or not sides.isdisjoint(self.pledge.parties))

    def holds(self, event: Event) -> bool:
        """Say whether an event is what was agreed, told in the very sentence of the agreement."""
        told = [(active.claim.document_id, active.claim.evidence[0].start) for active in _actives(self._view, event)]
        return bool(told) and all(place in self._agreed for place in told)

    @cached_property
    def _agreed(self) -> frozenset[tuple[str, int]]:
        return frozenset(
            (active.claim.document_id, evidence.start)
            for agreement in self.pledge.agreements
            for active in _actives(self._view, agreement)
            for evidence in active.claim.evidence
        )

    def hear(self, event: Event) -> None:
        """Take in what an event reports, and put the fate in the state that all of them amount to."""
        self.fate.events.append(event)
        if event.status in HAPPENED:
            self._happened.append(event)
            self._full += _telling_of_the_end(self._view, event)
        if event.status in _REFUSED or _is_denied(event):
            self._refused.append(event)
        self._judge()

    def _judge(self) -> None:
        fate, happened = self.fate, self._happened
        standing = [event for event in self._refused if _is_denied(event) or not _overtaken(event, happened)]
        if standing:
            fate.state, fate.according_to = "contested", _claims_of([*standing, *happened])
            return
        stages = _stages_up_to(self._figures, happened)
        if self._full or stages:
            fate.according_to = list(dict.fromkeys([*self._full, *_claims_of(stages)]))
            claims = set(fate.according_to)
            fate.state = "done"
            fate.done_on = max(_last_day(event) for event in happened if not claims.isdisjoint(event.claims))
        else:
            fate.state, fate.according_to = "partly", _claims_of(happened)


def _day(event: Event) -> date | None:
    return first_day(event) if event.occurred is None else event.occurred.first_day


def _last_day(event: Event) -> date:
    return (first_day(event) or date.max) if event.occurred is None else event.occurred.last_day


def _made_day(pledge: Pledge) -> date | None:
    return pledge.known if pledge.made is None else pledge.made.last_day


def _is_denied(event: Event) -> bool:
    return any(dispute.kind.value == "denial" and dispute.verdict == "open" for dispute in event.disputes)


def _overtaken(refused: Event, happened: Iterable[Event]) -> bool:
    """Say whether something was done after the report that it was not."""
    last = refused.last_published
    return last is not None and any(
        each.last_published is not None and each.last_published.counts_from > last.counts_from for each in happened
    )


def _telling_of_the_end(view: View, event: Event) -> list[str]:
    """Give the claims of an event whose sentence says that it was done in full."""
    return [
        active.claim.id
        for active in _actives(view, event)
        if active.claim.status in HAPPENED
        and any(_end_words(active.document.language or "en").search(found.quote) for found in active.claim.evidence)
    ]


def _stages_up_to(figures: Sequence[QuantityRef], happened: Sequence[Event]) -> list[Event]:
    """Give the stages whose figures reach what was promised, a day counted once; none where they do not."""
    for promised in figures:
        whole = promised.value if promised.value is not None else promised.low
        if whole is None:
            continue
        stages: dict[object, tuple[Event, float]] = {}
        for event in sorted(happened, key=lambda each: (each.counts.origins, each.id)):
            figure = stage_figure(event, promised.measure)
            if figure is not None and event.occurred is not None:
                stages[event.occurred.start, event.occurred.end] = (event, figure)
        if any(figure >= whole for _, figure in stages.values()):
            return sorted((event for event, figure in stages.values() if figure >= whole), key=time_key)
        days = {event.occurred.first_day: (event, figure) for event, figure in stages.values() if event.occurred}
        if sum(figure for _, figure in days.values()) >= whole:
            return sorted((event for event, _ in days.values()), key=time_key)
    return []


def stage_figure(event: Event, measure: str) -> float | None:
    """Give how many an event alone counts: of several figures of one measure the smallest, the others being wholes."""
    return min((size for each in event.quantities if each.measure == measure and (size := _size(each))), default=None)


def _size(quantity: QuantityRef) -> float | None:
    return quantity.value if quantity.value is not None else quantity.low


def _claims_of(events: Iterable[Event]) -> list[str]:
    return list(dict.fromkeys(claim for event in events for claim in event.claims))


def _actives(view: View, event: Event) -> list[ActiveClaim]:
    return list(view.claims(event.claims).values())


@cache
def _end_words(lang: str) -> re.Pattern[str]:
    """Give what finds the words; nothing in a language of which none are known, such as that of a hand-coded report."""
    try:
        words = load_flow(lang, "fate")["completed"]
    except UnknownLanguageError:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.IGNORECASE)
