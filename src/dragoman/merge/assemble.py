"""Assembly: the claims of one event become an ``Event`` with its best values, cells, counts and disputes.

Facts and rulings come in, an event goes out. Every value in it is one that a claim carries or a person set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dragoman.merge.best import best_time, latest_status
from dragoman.merge.cells import cells_of, content_json, filler_json, place_json
from dragoman.merge.counts import Support, count
from dragoman.merge.disputes import find_disputes
from dragoman.merge.geography import Geography
from dragoman.merge.names import words_of
from dragoman.merge.rules import Rules
from dragoman.merge.titles import Titles, title_of
from dragoman.model import Event, Outcome, Roles, Salience, Status
from dragoman.values import Interval, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.merge.cells import Facts
    from dragoman.merge.judgements import Setting
    from dragoman.merge.sketch import Sketch
    from dragoman.model import Claim, Content


@dataclass(frozen=True, slots=True)
class Workshop:
    """What assembly needs beside the claims.

    Attributes:
        shown: The name to show, by actor id or party code.
        ids: The event id that each claim gives as an anchor, by claim id.
        parties: Of each process, by its id.
    """

    rules: Rules
    geography: Geography
    titles: Titles
    shown: Mapping[str, str]
    ids: Mapping[str, str]
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def evidence_key(claim: Claim) -> tuple[str, str, int, int]:
    """Give what the id of the event hangs on that a claim anchors: its report, its frame and its first words.

    A re-read that finds the same words so keeps the id.

    Source: DESIGN section 1 "Event id".
    """
    first = min(claim.evidence) if claim.evidence else None
    return (claim.document_id, claim.frame, first.start if first else 0, first.end if first else 0)


def event_id(key: tuple[str, str, int, int], ordinal: int) -> str:
    """Give the id of an event; claims of one key (two strikes in one sentence) are told apart by their ordinal."""
    return content_id("evt", *key, ordinal) if ordinal else content_id("evt", *key)


def assemble(facts: Facts, settings: Sequence[Setting], shop: Workshop) -> Event:
    """Make the event of these facts.

    Args:
        facts: What its claims say, by field.
        settings: The values that people set for it, in the order they were made.
        shop: Rules, map, titles, names and ids.
    """
    members, rules = facts.members, shop.rules
    claims = [member.claim for member in members]
    event = Event(
        id=shop.ids[claims[0].id],
        frame=claims[0].frame,
        status=latest_status(members),
        title="",
        counts=count([Support(member) for member in members], rules.names),
        claims=tuple(claim.id for claim in claims),
        mode=_common([claim.mode for claim in claims]),
        hedged=all(claim.hedged for claim in claims),
        name=_common([claim.name for claim in claims]),
        round=_common([claim.round for claim in claims]),
        process=next((member.process[0] for member in members if member.process is not None), None),
        occurred=best_time(facts.times, rules.names, lasting=claims[0].frame in rules.families.rounds),
        places=tuple(group.shown for group in facts.places),
        roles=Roles(**{role: tuple(group.shown for group in groups) for role, groups in facts.roles.items()}),
        quantities=tuple(
            replace(cell.values[cell.best].value.quantity, attribution=(), evidence=None) for cell in facts.figures
        ),
        content=_content(members, rules.mute),
        outcome=_outcome(members),
        salience=Salience.MAIN if any(c.salience is Salience.MAIN for c in claims) else Salience.MINOR,
        first_published=members[0].active.published,
        last_published=_last(members),
        former_ids=tuple(sorted({shop.ids[claim.id] for claim in claims[1:]})),
    )
    return _finish(_with_settings(event, settings), facts, settings, shop)


def _finish(event: Event, facts: Facts, settings: Sequence[Setting], shop: Workshop) -> Event:
    settled = {setting.field: setting.judgement for setting in settings}
    findings = find_disputes(facts, shop.rules, shop.geography)
    disputes = tuple(finding.of_event(event.id, settled) for finding in findings)
    shown = {**_shown(event), **{setting.field: setting.value for setting in settings}}
    event = replace(
        event,
        not_after=_bound(event),
        disputes=disputes,
        disputed=any(dispute.verdict == "open" for dispute in disputes),
        cells=cells_of(facts, shown, disputes, shop.rules.names),
    )
    parties = shop.parties.get(event.process or "", ())
    return replace(event, title=title_of(event, shop.titles, shop.shown, parties))


def _with_settings(event: Event, settings: Sequence[Setting]) -> Event:
    """Put what people set in the event's own fields; figures and lists are shown by their cells."""
    for setting in settings:
        if setting.field == "occurred":
            event = replace(event, occurred=Interval.from_outside(setting.value))
        elif setting.field == "status":
            event = replace(event, status=Status(setting.value))
        elif setting.field in ("mode", "name", "round"):
            event = replace(event, **{setting.field: setting.value})
    return event


def _shown(event: Event) -> dict[str, Any]:
    """Give the shown value of each cell that is no figure."""
    roles = {role: [filler_json(f) for f in getattr(event.roles, role)] for role in Roles.__dataclass_fields__}
    return {
        "status": event.status.value,
        "occurred": event.occurred.to_outside() if event.occurred else None,
        "places": [place_json(place) for place in event.places],
        **roles,
        "round": event.round,
        "name": event.name,
        "mode": event.mode,
        "content": None if event.content is None else content_json(event.content),
        "outcome": [each.evidence.quote for each in event.outcome],
    }


def _bound(event: Event) -> Any:
    """Give the first publication of an undated past event: a bound, never a date."""
    if event.occurred is not None or event.status is not Status.OCCURRED or event.first_published is None:
        return None
    return event.first_published.day


def _common(values: Sequence[Any]) -> Any:
    """Give the value that most claims carry, the first of equals; None only where none carries any."""
    known = [value for value in values if value is not None]
    return max(known, key=lambda value: (known.count(value), -known.index(value))) if known else None


def _content(members: Sequence[Sketch], mute: frozenset[str]) -> Content | None:
    """Give the fullest content, the first published of equals, without spans that say nothing ("it", "Friday")."""
    told = [_telling(member.claim.content, mute) for member in members if member.claim.content is not None]
    return max(told, key=lambda each: sum(len(span.quote) for span in each.spans)) if told else None


def _telling(content: Content, mute: frozenset[str]) -> Content:
    spans = tuple(
        span for span in content.spans if any(word not in mute and word.isalpha() for word in words_of(span.quote))
    )
    return replace(content, spans=spans)


def _outcome(members: Sequence[Sketch]) -> tuple[Outcome, ...]:
    """Give what came of it in each wording once, in order of publication."""
    told = {each.evidence.quote.casefold(): each for m in reversed(members) for each in reversed(m.claim.outcome)}
    return tuple(reversed(told.values()))


def _last(members: Sequence[Sketch]) -> Any:
    published = [member.active.published for member in members if member.active.published is not None]
    return max(published, key=lambda instant: instant.counts_from) if published else None
