"""Rounds: the life of a round of talks, step by step, and who sits on each side.

A talks event with its claims comes in, a ``Round`` goes out, or None where the event is no round. Each step is a
claim that changed the state; a denial is a dispute and never a state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.best import only_planned, published_at
from dragoman.merge.counts import Support, count
from dragoman.merge.sketch import ROUND
from dragoman.merge.union import is_person
from dragoman.model import Delegation, Round, RoundState, RoundStep, Status
from dragoman.values import Granularity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dragoman.merge.cells import Facts
    from dragoman.merge.offices import Offices
    from dragoman.merge.rules import NameRules, Rules
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Event, Filler
    from dragoman.values import Interval

_HEADS = frozenset({"head", "supervisor"})
_STATE = {
    Status.PROPOSED: RoundState.PROPOSED,
    Status.PLANNED: RoundState.ANNOUNCED,
    Status.ONGOING: RoundState.UNDER_WAY,
    Status.OCCURRED: RoundState.HELD,
    Status.CANCELLED: RoundState.CANCELLED,
    Status.NOT_OCCURRED: RoundState.CANCELLED,
}
_TAKES_PLACE = frozenset({RoundState.UNDER_WAY, RoundState.HELD})
_KNOWN = _TAKES_PLACE | {RoundState.ANNOUNCED, RoundState.CONFIRMED, RoundState.POSTPONED}
"""States of a round that can be called off."""
_CALLED = _TAKES_PLACE | {RoundState.ANNOUNCED}
_PROGRESS = (
    RoundState.PROPOSED,
    RoundState.ANNOUNCED,
    RoundState.CONFIRMED,
    RoundState.POSTPONED,
    RoundState.CANCELLED,
    RoundState.UNDER_WAY,
    RoundState.HELD,
)


class Table(NamedTuple):
    """What the rounds need beside the claims.

    Attributes:
        offices: Tells leaders of states from delegates.
        parties: Of each process: nobody else has a side in its rounds.
        shown: The name to show, by actor id.
    """

    rules: Rules
    offices: Offices
    parties: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]


def round_of(event: Event, facts: Facts, table: Table) -> Round | None:
    """Give the round that a talks event is, with its life; a meeting of leaders alone is none.

    Args:
        event: As assembled.
        facts: What its claims say, by field.
        table: Rules, offices and names.
    """
    members, rules = facts.members, table.rules
    if members[0].claim.frame not in rules.families.rounds or not any(_is_round(member, rules) for member in members):
        return None
    if facts.roles["actor"] and all(table.offices.leads(group.shown, _day(event)) for group in facts.roles["actor"]):
        return None
    identities = [member.process for member in members if member.process is not None]
    numbers = [member.claim.round for member in members if member.claim.round is not None]
    known = [number for _, number in identities if number is not None]
    history = _life(members, event, rules)
    state = history[-1].state if history else RoundState.CANCELLED
    return Round(
        event_id=event.id,
        process=identities[0][0] if identities else None,
        number=known[0] if known else event.round if numbers else None,
        state=state,
        history=tuple(history),
        sides=_sides(facts, event, table),
        mediators=tuple(
            _named(group.shown, table)
            for group in facts.roles["mediator"]
            if state not in _TAKES_PLACE or not only_planned(group.supports)
        ),
    )


def _is_round(member: Sketch, rules: Rules) -> bool:
    """Say whether a report numbers it, it is a known round, or it is called a round and placed, dated or to come.

    "Another round", with nothing more, is the negotiations as a whole.
    """
    if member.claim.round is not None or (member.process is not None and member.process[1] is not None):
        return True
    if member.mode != ROUND or _is_series(member, rules):
        return False
    return member.span is not None or bool(member.places) or member.to_come


def _is_series(member: Sketch, rules: Rules) -> bool:
    """Say whether it tells of months, in which there may have been several."""
    return member.span is not None and member.span[1] - member.span[0] > rules.long_days


def _life(members: Sequence[Sketch], event: Event, rules: Rules) -> list[RoundStep]:
    """Give the steps: each claim, in order of publication, that brings another state.

    A copy brings no step, since its words are of an earlier day. What a report printed before the day of the round
    tells as past is a slip of its words, and none either. "No round has been called" calls off nothing.
    """
    steps: list[RoundStep] = []
    planned: list[Sketch] = []
    first: dict[str, str] = {}
    days = any(member.fine for member in members)
    for member in sorted(members, key=lambda each: (published_at(each), each.key)):
        if days and _is_series(member, rules):
            continue
        if first.setdefault(member.active.origin, member.document) != member.document:
            continue
        state = _state(member, planned, rules.names)
        if member.claim.status is Status.PLANNED:
            planned.append(member)
        if state is None or (state in _TAKES_PLACE and _too_early(member, event)):
            continue
        if member.claim.status is Status.NOT_OCCURRED and _is_to_be_called(member, steps, members):
            continue
        if not steps or _advances(steps[-1].state, state):
            steps.append(RoundStep(member.active.published, state, member.claim.id))
    return steps


def _is_to_be_called(member: Sketch, steps: Sequence[RoundStep], members: Sequence[Sketch]) -> bool:
    """Say whether what did not take place had not been called before, and was later."""
    if any(step.state in _KNOWN for step in steps):
        return False
    return any(
        published_at(each) > published_at(member) and _STATE.get(each.claim.status) in _CALLED for each in members
    )


def _too_early(member: Sketch, event: Event) -> bool:
    if event.occurred is None or member.published is None or event.occurred.granularity.rank > Granularity.DAY.rank:
        return False
    return member.published < event.occurred.first_day.toordinal()


def _state(member: Sketch, planned: Sequence[Sketch], rules: NameRules) -> RoundState | None:
    """Give the state that one claim reports, seen after the plans before it.

    Source: DESIGN section 1 "Status and life".
    """
    if member.claim.status is not Status.PLANNED or not planned:
        return _STATE.get(member.claim.status)
    dated = [each.claim.time for each in planned if each.claim.time is not None]
    if member.claim.time is not None and dated and _later(dated[-1], member.claim.time):
        return RoundState.POSTPONED
    heard = {party for each in planned for party in count([Support(each)], rules).parties}
    speaks = set(count([Support(member)], rules).parties) & member.sides
    return RoundState.CONFIRMED if heard and speaks - heard else RoundState.ANNOUNCED


def _later(old: Interval, new: Interval) -> bool:
    return old.before(new)


def _advances(now: RoundState, then: RoundState) -> bool:
    """Say whether a claim moves the round on; a called-off or postponed round may be announced anew."""
    if now is then:
        return False
    if now is RoundState.CANCELLED:
        return then is not RoundState.PROPOSED
    if now is RoundState.POSTPONED and then is RoundState.CONFIRMED:
        return True
    return _PROGRESS.index(then) > _PROGRESS.index(now)


def _sides(facts: Facts, event: Event, table: Table) -> tuple[Delegation, ...]:
    """Give one delegation a party, in the order of the parties; a head is one whom a report calls so."""
    told = (*facts.roles["delegate"], *(group for group in facts.roles["actor"] if is_person(group.shown)))
    persons = [_named(group.shown, table) for group in told if _may_sit(group.shown, event, table)]
    distinct = list({person.actor_id or person.name: person for person in reversed(persons)}.values())[::-1]
    named = {group.shown.party for group in facts.roles["actor"] if group.shown.party is not None}
    parties = sorted(named & set(table.parties.get(event.process or "", named)))
    return tuple(_delegation(party, [person for person in distinct if person.party == party]) for party in parties)


def _may_sit(person: Filler, event: Event, table: Table) -> bool:
    """Say whether somebody named can be a delegate: by a proper name, and no leader unless said to head the team."""
    last = person.name.split()[-1] if person.name.strip() else ""
    if not last or last[0].islower():
        return False
    heads = person.actor_id is not None and person.qualifier in _HEADS
    return heads or not table.offices.leads(person, _day(event))


def _day(event: Event) -> date | None:
    if event.occurred is not None:
        return event.occurred.first_day
    return None if event.first_published is None else event.first_published.day


def _named(person: Filler, table: Table) -> Filler:
    """Give a participant under the name that the dossier shows."""
    return replace(person, name=table.shown.get(person.actor_id or "", person.name))


def _delegation(party: str, persons: Sequence[Filler]) -> Delegation:
    head = next((person for person in persons if person.qualifier in _HEADS), None)
    return Delegation(party, head, tuple(person for person in persons if person is not head))
