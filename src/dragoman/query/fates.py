"""Fates: what was reported of a pledge after it was made, and the state that this puts it in.

Pledges and a view come in; for each the later events that report on it go out, with the state and the claims that it
rests on. Never *done* without a report that says so or stages that add up; silence is *no report*, not a failure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
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
    fates = {pledge.first.id: Fate() for pledge in pledges}
    by_issue: dict[str | None, list[Pledge]] = defaultdict(list)
    for pledge in pledges:
        by_issue[pledge.issue].append(pledge)
    known = {event.id: event for event in plans}
    told = [(event, _issue_told(event, known)) for event in sorted(known.values(), key=time_key)]
    told = [(event, issue) for event, issue in told if event.status in HAPPENED | _REFUSED and issue in by_issue]
    view.claims(found_id for event, _ in told for found_id in event.claims)  # all in one question
    for found, issue in told:
        event = replace(found, quantities=figures_that_happened(view, found))
        owner = _owner(event, by_issue[issue], fates)
        if owner is not None and not _is_content(view, event, owner):
            fate = fates[owner.first.id]
            fate.events.append(event)
            _judge(view, owner, fate)
    return fates


def _issue_told(event: Event, known: Mapping[str, Event]) -> str | None:
    """Give the issue of an event, or of the whole that it is a part of where its own words do not tell."""
    whole = known.get(event.part_of or "")
    return issue_of(event) or (None if whole is None else issue_of(whole))


def _owner(event: Event, pledges: Sequence[Pledge], fates: Mapping[str, Fate]) -> Pledge | None:
    day = _day(event)
    open_ones = [
        pledge
        for pledge in pledges
        if day is not None
        and (made := _made_day(pledge)) is not None
        and made < day
        and ((done := fates[pledge.first.id].done_on) is None or day <= done)
        and (not sides_of(event) or not sides_of(event).isdisjoint(pledge.parties))
    ]
    of_whole = [pledge for pledge in open_ones if event.part_of in {plan.id for plan in pledge.plans}]
    return max(of_whole or open_ones, key=lambda pledge: (_made_day(pledge), pledge.first.id), default=None)


def _day(event: Event) -> date | None:
    return first_day(event) if event.occurred is None else event.occurred.first_day


def _last_day(event: Event) -> date:
    return (first_day(event) or date.max) if event.occurred is None else event.occurred.last_day


def _made_day(pledge: Pledge) -> date | None:
    return pledge.known if pledge.made is None else pledge.made.last_day


def _is_content(view: View, event: Event, pledge: Pledge) -> bool:
    """Say whether an event is what was agreed, told in the very sentence of the agreement."""
    agreed = {
        (active.claim.document_id, evidence.start)
        for agreement in pledge.agreements
        for active in view.claims(agreement.claims).values()
        for evidence in active.claim.evidence
    }
    told = [(active.claim.document_id, active.claim.evidence[0].start) for active in _actives(view, event)]
    return bool(told) and all(place in agreed for place in told)


def _judge(view: View, pledge: Pledge, fate: Fate) -> None:
    """Put the fate in the state that its events amount to by now."""
    happened = [event for event in fate.events if event.status in HAPPENED]
    refused = [event for event in fate.events if event.status in _REFUSED or _is_denied(event)]
    standing = [event for event in refused if _is_denied(event) or not _overtaken(event, happened)]
    if standing:
        fate.state, fate.according_to = "contested", _claims_of([*standing, *happened])
        return
    full = _telling_of_the_end(view, happened)
    stages = _stages_up_to(pledge, happened)
    if full or stages:
        claims = [*full, *_claims_of(stages)]
        fate.state, fate.according_to = "done", list(dict.fromkeys(claims))
        ends = [_last_day(event) for event in happened if not set(claims).isdisjoint(event.claims)]
        fate.done_on = max(ends)
    else:
        fate.state, fate.according_to = "partly", _claims_of(happened)


def _is_denied(event: Event) -> bool:
    return any(dispute.kind.value == "denial" and dispute.verdict == "open" for dispute in event.disputes)


def _overtaken(refused: Event, happened: Iterable[Event]) -> bool:
    """Say whether something was done after the report that it was not."""
    last = refused.last_published
    return last is not None and any(
        each.last_published is not None and each.last_published.counts_from > last.counts_from for each in happened
    )


def _telling_of_the_end(view: View, happened: Iterable[Event]) -> list[str]:
    """Give the claims whose sentence says that it was done in full."""
    return [
        active.claim.id
        for event in happened
        for active in _actives(view, event)
        if active.claim.status in HAPPENED
        and any(_end_words(active.document.language or "en").search(found.quote) for found in active.claim.evidence)
    ]


def _stages_up_to(pledge: Pledge, happened: Sequence[Event]) -> list[Event]:
    """Give the stages whose figures reach what was promised, a day counted once; none where they do not."""
    for promised in pledge.figures:
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
