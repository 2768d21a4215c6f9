"""Likeness: how a claim of a text stands to one event of the record, field by field.

A claim and an event with its cells come in; for each field that the claim fills it goes out whether some report gives
the same, every report gives something else, or none says anything. It compares with every value on record, not with
the one shown, and prefers none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from dragoman.model import Status
from dragoman.query.figures import MINUTES
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dragoman.model import Claim, Event, PlaceRef, QuantityRef

_SAID = timedelta(days=2)
"""An undated event was reported within two days of it, where a text dates it so. Source: the example reports."""

_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED})
_NOT = frozenset({Status.CANCELLED, Status.DENIED, Status.NOT_OCCURRED})

SPEECH = frozenset({"proposal", "rejection", "agreement", "threat", "accusation"})
"""Acts of speech are one only where their content agrees. Source: CODEBOOK, Decisions."""

JOINT = frozenset({"talks", "mediation", "agreement", "ceasefire", "exchange"})
"""Frames whose actors are all the sides. Source: CODEBOOK, ``roles``."""

_HALF = 0.5
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Likeness:
    """A claim against one event.

    Attributes:
        agree: Fields that some report gives as the claim does.
        differ: Fields that every report gives otherwise.
        open: Fields of the claim on which the reports say nothing.
        said: What the claim has, by field that differs.
        reported: What the reports have, by field that differs.
        claims: Ids of the claims that carry what agrees.
        against: Ids of the claims that carry what differs.
        shared: How many words of the content it has in common with a report, a number counting for three.
    """

    agree: list[str] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    reported: dict[str, Any] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)
    shared: int = 0


def compare(claim: Claim, event: Event) -> Likeness:
    """Compare a claim with an event of the same frame, field by field."""
    found = Likeness()
    for check in (_round, _mode, _sides, _people, _time, _places, _figures, _content, _status):
        check(found, claim, event)
    return found


def _note(
    found: Likeness, name: str, said: Any, values: Iterable[tuple[Any, Sequence[str]]], same: Callable[[Any], bool]
) -> None:
    """Enter one field.

    Args:
        found: What is filled.
        name: The field.
        said: What the claim has, as shown.
        values: Each value on record, with the ids of its claims.
        same: Whether a value is what the claim has.
    """
    known = list(values)
    fitting = [claims for value, claims in known if same(value)]
    if not known:
        found.open.append(name)
    elif fitting:
        found.agree.append(name)
        found.claims |= {claim for claims in fitting for claim in claims}
    else:
        _differ(found, name, said, known)


def _differ(found: Likeness, name: str, said: Any, known: Sequence[tuple[Any, Sequence[str]]]) -> None:
    found.differ.append(name)
    found.said[name], found.reported[name] = said, [value for value, _ in known]
    found.against |= {claim for _, claims in known for claim in claims}


def _cells(event: Event, name: str) -> list[tuple[Any, Sequence[str]]]:
    return [(value.value, value.claims) for cell in event.cells if cell.field == name for value in cell.values]


def _round(found: Likeness, claim: Claim, event: Event) -> None:
    if claim.round is not None and event.round is not None:
        _note(found, "round", claim.round, _cells(event, "round"), lambda value: value == claim.round)


def _mode(found: Likeness, claim: Claim, event: Event) -> None:
    if claim.frame == "exchange" and claim.mode is not None and event.mode is not None:
        _note(found, "mode", claim.mode, _cells(event, "mode"), lambda value: value == claim.mode)


def _sides(found: Likeness, claim: Claim, event: Event) -> None:
    for role in ("actor", "target"):
        _people_of(found, claim, event, role, "party")


def _people(found: Likeness, claim: Claim, event: Event) -> None:
    _people_of(found, claim, event, "delegate", "id")


def _people_of(found: Likeness, claim: Claim, event: Event, role: str, key: str) -> None:
    """Compare who takes part: all must be there where sides act together, and of others at least one."""
    attribute = "actor_id" if key == "id" else key
    said = {name for filler in getattr(claim.roles, role) if (name := getattr(filler, attribute)) is not None}
    known = [(value, claims) for value, claims in _cells(event, role) if value[key] is not None]
    if not said:
        return
    strangers = said - {value[key] for value, _ in known}
    if known and strangers and strangers != said:
        if claim.frame in JOINT:
            _differ(found, role, sorted(said), known)
        else:
            found.open.append(role)
        return
    _note(found, role, sorted(said), known, lambda value: value[key] in said)


def _time(found: Likeness, claim: Claim, event: Event) -> None:
    when = claim.time
    if when is None:
        return
    known = _cells(event, "occurred")
    told = [(Interval.from_outside(value), claims) for value, claims in known]
    if not told and event.first_published is not None and claim.frame in SPEECH:
        about = Interval.days(event.first_published.day - _SAID, event.first_published.day)
        _note(
            found, "occurred", when.to_outside(), [(about.to_outside(), event.claims)], lambda _: when.overlaps(about)
        )
        return
    sharp = [(each, claims) for each, claims in told if each.length <= max(when.length, _DAY)]
    if told and not sharp and any(when.overlaps(each) for each, _ in told):
        found.open.append("occurred")  # "in June" neither bears out nor gainsays a day of June
        return
    shown = [(each.to_outside(), claims) for each, claims in sharp or told]
    _note(found, "occurred", when.to_outside(), shown, lambda value: when.overlaps(Interval.from_outside(value)))


def _places(found: Likeness, claim: Claim, event: Event) -> None:
    if claim.places and claim.frame not in SPEECH:
        said = [place.name for place in claim.places]
        known = _cells(event, "places")
        _note(found, "places", said, known, lambda value: any(_one_place(each, value) for each in claim.places))


def _one_place(said: PlaceRef, reported: Mapping[str, Any]) -> bool:
    """Say whether two places can be one: of one name, or a country and a place in it."""
    if said.name.casefold() == str(reported["name"]).casefold():
        return True
    if said.country is None or said.country != reported["country"]:
        return False
    is_whole = "country" in (said.precision.value, reported["precision"])
    return is_whole or _near(said, reported)


def _near(said: PlaceRef, reported: Mapping[str, Any]) -> bool:
    """Say whether two places lie within half a degree, as a palace and its city do."""
    if None in (said.lat, said.lon, reported["lat"], reported["lon"]):
        return False
    apart = (float(said.lat or 0) - reported["lat"], float(said.lon or 0) - reported["lon"])
    return bool(max(map(abs, apart)) < _HALF)


def _figures(found: Likeness, claim: Claim, event: Event) -> None:
    """Compare the figures measure by measure; where some of a measure's are on record and others not, it is open."""
    for measure in sorted({each.measure for each in claim.quantities if not each.vague}):
        mine = [each for each in claim.quantities if each.measure == measure and not each.vague]
        known = [
            (value.value, value.claims)
            for cell in event.cells
            for value in cell.values
            if isinstance(value.value, dict) and value.value.get("measure") == measure
        ]
        fits = [each for each in mine if any(_one_figure(each, value) for value, _ in known)]
        if fits and len(fits) < len(mine):
            found.open.append(measure)
            continue
        shown = [_shown(each) for each in mine]
        _note(found, measure, shown, known, partial(_is_any_figure, fits))


def _is_any_figure(said: Sequence[QuantityRef], reported: Mapping[str, Any]) -> bool:
    return any(_one_figure(one, reported) for one in said)


def _shown(quantity: QuantityRef) -> dict[str, Any]:
    return {end: getattr(quantity, end) for end in ("measure", "value", "low", "high", "unit", "of", "effect")}


def _one_figure(said: QuantityRef, reported: Mapping[str, Any]) -> bool:
    """Say whether two figures can both stand: the same number, or a number within a bound of the report."""
    factor = _scale(said.unit) / _scale(reported["unit"])
    mine = [end * factor for end in (said.value, said.low, said.high) if end is not None]
    others = [reported[end] for end in ("value", "low", "high") if reported[end] is not None]
    return any(abs(one - other) <= max(1e-9, abs(other) * 1e-6) for one in mine for other in others)


def _scale(unit: str | None) -> float:
    return float(MINUTES.get(unit or "", 1))


def _content(found: Likeness, claim: Claim, event: Event) -> None:
    if claim.content is None or not claim.content.spans:
        return
    said = " ".join(span.quote for span in claim.content.spans)
    known = [(" ".join(value["quotes"]), claims) for value, claims in _cells(event, "content") if value["quotes"]]
    mine = words_of(said)
    close = [(words, claims) for words, claims in known if overlap(mine, words_of(words)) >= _HALF]
    if not close:
        found.differ.append("content")
        found.said["content"], found.reported["content"] = said, [words for words, _ in known]
        return
    found.shared = max(len(mine & words_of(words)) + 3 * bool(_numbers(said) & _numbers(words)) for words, _ in close)
    _note(found, "content", said, close, lambda words: _numbers(said) <= _numbers(words))


def words_of(text: str) -> frozenset[str]:
    """Give the words of four letters or more, without their endings, and no numbers."""
    return frozenset(word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()))


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Give which part of the shorter text's words the other has too; 0 where one has none."""
    least = min(len(one), len(two))
    return len(one & two) / least if least else 0.0


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number.replace(",", "") for number in re.findall(r"\d[\d,]*", text))


def _status(found: Likeness, claim: Claim, event: Event) -> None:
    """Compare whether it happened; what was planned and then happened is told truly either way."""
    known = _cells(event, "status")

    def same(value: str) -> bool:
        status = Status(value)
        if claim.status in _NOT or status in _NOT:
            return claim.status in _NOT and status in _NOT
        return claim.status in _TO_COME or status not in _TO_COME

    if not any(same(value) for value, _ in known):
        _differ(found, "status", claim.status.value, known)
