"""Fold rows: events, rounds and the ground of a fold as rows of their tables, and rows of the ground as records again.

Records of ``model`` and ``merge`` come in and go out; the columns are those of the schema. Nothing is read or written.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, cast

from dragoman.merge.ground import (
    Mark,
    Pair,
    Reach,
    extent_from_json,
    extent_to_json,
    place_in_order,
    unless_unknown,
)
from dragoman.merge.judgements import Rulings, Setting
from dragoman.merge.parts import announces, months_of
from dragoman.merge.wholes import kin_name
from dragoman.store import codec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.merge.rules import Rules
    from dragoman.model import Event, Round
    from dragoman.store.links import Row, Value

Rows = list[dict[str, "Value"]]

MARK_COLUMNS = tuple(field.name for field in fields(Mark))
PAIR_COLUMNS = Pair._fields


def event_row(event: Event, place: str) -> dict[str, Value]:
    """Give the row of an event at its place in canonical order."""
    return {
        "place": place,
        "id": event.id,
        "frame": event.frame,
        "process": event.process,
        "title": event.title,
        "body": codec.to_text(event),
    }


def place_of(reach: Reach) -> str:
    """Give the place of an event in canonical order."""
    return place_in_order(reach.extent.key)


def claim_rows(event: Event) -> Rows:
    """Give the rows of an event's claims."""
    return [{"event_id": event.id, "claim_id": claim_id, "n": n} for n, claim_id in enumerate(event.claims)]


def alias_rows(event: Event) -> Rows:
    """Give the rows of the ids that an event had."""
    return [{"former_id": former_id, "event_id": event.id} for former_id in dict.fromkeys(event.former_ids)]


def round_row(found: Round) -> dict[str, Value]:
    """Give the row of a round."""
    return {
        "event_id": found.event_id,
        "process": found.process,
        "number": found.number,
        "state": found.state.value,
        "body": codec.to_text(found),
    }


def mark_rows(marks: Iterable[Mark], rules: Rules) -> Rows:
    """Give the rows of marks."""
    return [{**asdict(mark), "is_long": int(_is_long(mark, rules))} for mark in marks]


def _is_long(mark: Mark, rules: Rules) -> bool:
    return mark.first is not None and mark.last is not None and mark.last - mark.first > rules.long_days


def pair_rows(pairs: Iterable[Pair]) -> Rows:
    """Give the rows of likely pairs."""
    return [pair._asdict() for pair in pairs]


def reach_row(reach: Reach, rules: Rules) -> dict[str, Value]:
    """Give the row of an event's reach."""
    return {
        "event_id": reach.event,
        "frame": reach.extent.frame,
        "kin": kin_name(reach, rules),
        "since": unless_unknown(reach.extent.key[0]),
        "until": unless_unknown(reach.until),
        "announces": int(announces(reach.extent)),
        "body": codec.dumps(extent_to_json(reach.extent)),
    }


def month_rows(reach: Reach, rules: Rules) -> Rows:
    """Give the months that an event touches, among its kin."""
    kin = kin_name(reach, rules)
    if kin is None:
        return []
    return [
        {"kin": kin, "month": month, "event_id": reach.event} for month in sorted({*months_of(reach.extent, rules)})
    ]


def marks_of_rows(rows: Iterable[Row]) -> Iterator[Mark]:
    """Give the marks of rows of ``MARK_COLUMNS``."""
    for row in rows:
        yield Mark(*cast("Any", row))


def pairs_of_rows(rows: Iterable[Row]) -> Iterator[Pair]:
    """Give the pairs of rows of ``PAIR_COLUMNS``."""
    for row in rows:
        yield Pair(*cast("Any", row))


def reaches_of_rows(rows: Iterable[Row]) -> Iterator[Reach]:
    """Give the reaches of rows of id, body, whole, and last publication."""
    for event_id, body, part_of, until in rows:
        whole = None if part_of is None else str(part_of)
        last = float("inf") if until is None else float(str(until))
        yield Reach(str(event_id), extent_from_json(json.loads(str(body))), whole, last)


def rulings_to_text(rulings: Rulings) -> str:
    """Give what judgements said at a fold as JSON text."""
    told = {
        "rejected": sorted(rulings.rejected),
        "must": sorted(rulings.must),
        "cannot": sorted(rulings.cannot),
        "settings": [[each.claim, each.field, each.value, each.judgement] for each in rulings.settings],
        "dormant": rulings.dormant,
    }
    return codec.dumps(told)


def rulings_from_text(text: str) -> Rulings:
    """Give what ``rulings_to_text`` told of."""
    told = json.loads(text)
    return Rulings(
        rejected=frozenset(told["rejected"]),
        must=frozenset((first, second) for first, second in told["must"]),
        cannot=frozenset((first, second) for first, second in told["cannot"]),
        settings=tuple(Setting(*each) for each in told["settings"]),
        dormant=tuple(told["dormant"]),
    )
