"""Slots as a reviewer types them: ``status=planned``, ``actor=Ukraine``, ``time=night 2025-06-02``.

Texts come in, the codebook's form goes out, as ``dragoman export claims`` prints it. What a name is linked to, where
the reviewer leaves it open, is what the dossier and the gazetteer have under exactly that name; a name that means
several there is left as it is.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import BadSlotError, UnknownNameError
from dragoman.judging import FIELDS
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dragoman.pipeline.engine import Engine

ROLES = ("actor", "target", "mediator", "delegate")
NOTHING = ("", "null")
"""What empties a slot."""

_FIGURE = re.compile(
    r"^(?P<measure>[a-z]+)(?:/(?P<effect>[a-z]+))?(?P<sign>>=|<=|=)(?P<number>[0-9][0-9.,]*)"
    r"(?: (?P<unit>(?!of\b)\S+))?(?: of (?P<of>.+?))?(?: \"(?P<words>.+)\")?$"
)
_AT = re.compile(r"^(?P<value>.*\S)\s+@(?P<start>\d{1,9})-(?P<end>\d{1,9})$", re.DOTALL)
_ENDS = {">=": "low", "<=": "high", "=": "value"}


def parse_slots(given: Iterable[str]) -> dict[str, Any]:
    """Read slots as they are typed, each ``NAME=VALUE``; a name may come again where a slot holds several.

    Short names: ``actor``, ``target``, ``mediator``, ``delegate`` (``NAME/PARTY/as``), ``place``
    (``NAME/precision/COUNTRY``), ``quantity`` (``duration=40 min "forty minutes"``), ``voice``
    (``NAME/kind/PARTY``), ``issue``, ``content``, ``condition``, ``outcome``, ``words`` (the evidence) and ``time``.
    Any slot of the codebook takes its JSON. What names words of the report may end in ``@START-END``, where they stand,
    in code points; without it those nearest to the claim's evidence are meant.

    Raises:
        BadSlotError: DG130, one is not of its form.
    """
    slots: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadSlotError(text, "it has no value.", "Give NAME=VALUE.")
        try:
            _put(slots, name.strip(), value.strip())
        except ValueError as error:
            raise BadSlotError(name, f"'{value}' is not of its form: {error}.", _SEE) from error
    return slots


_SEE = "See docs/guides/review.md."


def _put(slots: dict[str, Any], name: str, value: str) -> None:
    if name in ROLES:
        roles = slots.setdefault("roles", {}).setdefault(name, [])
        roles += [] if value in NOTHING else [_placed(_filler, value)]
    elif name in _SEVERAL:
        slot, read = _SEVERAL[name]
        slots.setdefault(slot, []).extend([] if value in NOTHING else [_placed(read, value)])
    elif name in ("issue", "content", "condition") and not value.startswith("{"):
        _put_content(slots, name, value)
    elif name not in FIELDS:
        raise BadSlotError(
            name, "a claim has no such slot.", f"Known: {', '.join(sorted({*FIELDS, *_SEVERAL, *ROLES}))}."
        )
    else:
        slots[name] = _plain(name, value)


def _put_content(slots: dict[str, Any], name: str, value: str) -> None:
    if value in NOTHING:
        slots["content"] = None
        return
    content = slots.get("content") or {"spans": [], "issue": "other", "condition": None}
    if name == "content":
        content["spans"].append(_placed(_words, value))
    else:
        content[name] = value if name == "issue" else _placed(_words, value)
    slots["content"] = content


def _plain(name: str, value: str) -> Any:
    if value in NOTHING:
        return None
    if value[0] in "[{":
        return json.loads(value)
    if name == "time":
        return parse_time(value)
    if name == "round":
        return int(value)
    if name == "time_words":
        return _placed(_words, value)
    if name == "hedged":
        return {"true": True, "false": False}[value] if value in ("true", "false") else value
    return value


def parse_time(value: str) -> dict[str, Any]:
    """Read world time as it is typed: ``2025-06-02``, ``night 2025-06-02``, ``2025-05-23..2025-05-25``.

    A night is named by the day it ends on, ``month 2025-06`` and ``year 2025`` by themselves. Any granularity may
    stand before two days; ``hour`` stands before two times, or one. JSON in the codebook's form is taken as it is.

    Raises:
        ValueError: It is none of these.
    """
    return {**(Interval.from_outside(json.loads(value)) if value.startswith("{") else _interval(value)).to_outside()}


def _interval(value: str) -> Interval:
    kind, _, days = value.rpartition(" ")
    first, _, last = days.partition("..")
    granularity = Granularity(kind or "day")
    if granularity is Granularity.HOUR:
        return Interval.from_outside({"start": first, "end": last or first, "granularity": "hour"})
    if granularity is Granularity.NIGHT:
        return Interval.night(date.fromisoformat(last or first))
    if granularity is Granularity.MONTH and len(first) == len("2025-06") and not last:
        return Interval.month(int(first[:4]), int(first[5:]))
    if granularity is Granularity.YEAR and not last:
        return Interval.year(int(first))
    return Interval.days(date.fromisoformat(first), date.fromisoformat(last or first), granularity)


def _placed(read: Callable[[str], Any], value: str) -> Any:
    """Read a value that may end in where its words stand: ``Ukraine/UKR @120-127``."""
    found = None if value.startswith("{") else _AT.match(value)
    if found is None:
        return read(value)
    row = read(found["value"])
    place = {"start": int(found["start"]), "end": int(found["end"])}
    return {**place, "quote": row} if isinstance(row, str) else {**row, **place}


def _parts(value: str) -> list[str | None]:
    parts = [part.strip() or None for part in value.split("/")]
    return [*parts, None, None, None, None]


def _filler(value: str) -> dict[str, Any]:
    if value.startswith("{"):
        return dict(json.loads(value))
    name, party, qualifier, effect, *_ = _parts(value)
    return _known(name=name, party=party) | _known(**{"as": qualifier, "effect": effect})


def _place(value: str) -> dict[str, Any]:
    if value.startswith("{"):
        return dict(json.loads(value))
    name, precision, country, *_ = _parts(value)
    return _known(name=name, precision=precision, country=country)


def _voice(value: str) -> dict[str, Any]:
    if value.startswith("{"):
        return dict(json.loads(value))
    name, kind, party, *_ = _parts(value)
    return _known(name=name, kind=kind or "person", party=party)


def _figure(value: str) -> dict[str, Any]:
    if value.startswith("{"):
        return dict(json.loads(value))
    found = _FIGURE.match(value)
    if found is None:
        message = 'give MEASURE=NUMBER [UNIT] [of WORDS] ["WORDS"], with >= or <= for a bound'
        raise ValueError(message)
    number = float(found["number"].replace(",", ""))
    told = {name: found[name] for name in ("measure", "effect", "unit", "of", "words")}
    return _known(**told) | {_ENDS[found["sign"]]: number}


def _words(value: str) -> Any:
    return json.loads(value) if value.startswith("{") else value


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


_SEVERAL: dict[str, tuple[str, Callable[[str], Any]]] = {
    "place": ("places", _place),
    "quantity": ("quantities", _figure),
    "voice": ("attribution", _voice),
    "outcome": ("outcome", _words),
    "words": ("evidence", _words),
}
"""Short names of slots that hold several things: the slot, and how one of them is read."""


def check_frame(engine: Engine, frame: str, mode: str | None) -> None:
    """Refuse a frame or mode that the codebook does not have.

    Raises:
        UnknownNameError: DG101, with those it has.
    """
    from dragoman.extract import load_frames

    frames = load_frames(cache=engine.cache).frames
    if frame not in frames:
        raise UnknownNameError("frame", frame, frames)
    if mode is not None and mode not in frames[frame].modes:
        raise UnknownNameError(f"mode of {frame}", mode, frames[frame].modes)


def link_names(engine: Engine, slots: dict[str, Any]) -> dict[str, Any]:
    """Give the slots with what dossier and gazetteer know of exactly these names, where the reviewer left it open."""
    linked = dict(slots)
    if "roles" in slots:
        linked["roles"] = {role: [_with_actor(engine, row) for row in rows] for role, rows in slots["roles"].items()}
    if slots.get("attribution"):
        linked["attribution"] = [_with_actor(engine, row) for row in slots["attribution"]]
    if slots.get("places"):
        linked["places"] = [_with_place(engine, row) for row in slots["places"]]
    return linked


def _with_actor(engine: Engine, row: dict[str, Any]) -> dict[str, Any]:
    found = engine.dossier.actors_named(str(row.get("name"))) if "id" not in row else ()
    actor = engine.dossier.actor(found[0]) if len(found) == 1 else None
    if actor is None:
        return row
    return {**row, "id": actor.id, **({} if "party" in row or actor.party is None else {"party": actor.party})}


def _with_place(engine: Engine, row: dict[str, Any]) -> dict[str, Any]:
    found = engine.gazetteer.find(str(row.get("name"))) if "id" not in row and "lat" not in row else ()
    for place in found:  # the dossier's first, then by population
        if row.get("country") in (None, place.country):
            told = _known(
                id=place.id,
                country=place.country,
                adm1=place.adm1,
                lat=place.lat,
                lon=place.lon,
                precision=place.precision.value,
                administered_by=place.administered_by,
            )
            return {**told, **row}
    return {"precision": "settlement", **row}
