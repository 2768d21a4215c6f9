"""Rounds: the life of a round of talks, step by step, and who sits on each side.

A talks event with its claims comes in, a ``Round`` goes out, or None where the event is no round. Each step is a
claim that changed the state; a denial is a dispute and never a state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.merge.best import published_at
from dragoman.merge.counts import Support, count
from dragoman.model import Delegation, Round, RoundState, RoundStep, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.cells import Facts
    from dragoman.merge.rules import NameRules, Rules
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Filler
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
_PROGRESS = (
    RoundState.PROPOSED,
    RoundState.ANNOUNCED,
    RoundState.CONFIRMED,
    RoundState.POSTPONED,
    RoundState.CANCELLED,
    RoundState.UNDER_WAY,
    RoundState.HELD,
)


def round_of(event_id: str, facts: Facts, rules: Rules) -> Round | None:
    """Give the round that a talks event is, with its life.

    Args:
        event_id: The event.
        facts: What its claims say, by field.
        rules: Say which frames and modes are rounds.
    """
    members = facts.members
    if members[0].claim.frame not in rules.families.rounds or not _is_round(members):
        return None
    identities = [member.process for member in members if member.process is not None]
    numbers = [member.claim.round for member in members if member.claim.round is not None]
    known = [number for _, number in identities if number is not None]
    history = _life(members, rules.names)
    return Round(
        event_id=event_id,
        process=identities[0][0] if identities else None,
        number=numbers[0] if numbers else known[0] if known else None,
        state=history[-1].state if history else RoundState.CANCELLED,
        history=tuple(history),
        sides=_sides(facts),
        mediators=tuple(group.shown for group in facts.roles["mediator"]),
    )


def _is_round(members: Sequence[Sketch]) -> bool:
    """Say whether any report calls it a round, numbers it, or it is a known round of a process."""
    return any(
        member.claim.mode == "round"
        or member.claim.round is not None
        or (member.process is not None and member.process[1] is not None)
        for member in members
    )


def _life(members: Sequence[Sketch], rules: NameRules) -> list[RoundStep]:
    """Give the steps: each claim, in order of publication, that brings another state."""
    steps: list[RoundStep] = []
    planned: list[Sketch] = []
    for member in sorted(members, key=lambda each: (published_at(each), each.key)):
        state = _state(member, planned, rules)
        if member.claim.status is Status.PLANNED:
            planned.append(member)
        if state is None or (steps and not _advances(steps[-1].state, state)):
            continue
        steps.append(RoundStep(member.active.published, state, member.claim.id))
    return steps


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


def _sides(facts: Facts) -> tuple[Delegation, ...]:
    """Give one delegation a party, in the order of the parties; a head is one whom a report calls so."""
    actors, delegates = facts.roles["actor"], facts.roles["delegate"]
    persons = [group.shown for group in delegates]
    parties = sorted({group.shown.party for group in actors if group.shown.party is not None})
    return tuple(_delegation(party, [person for person in persons if person.party == party]) for party in parties)


def _delegation(party: str, persons: Sequence[Filler]) -> Delegation:
    head = next((person for person in persons if person.qualifier in _HEADS), None)
    return Delegation(party, head, tuple(person for person in persons if person is not head))
