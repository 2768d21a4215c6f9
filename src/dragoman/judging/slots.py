"""Slots: fields of a claim in the codebook's form, as a person gives them, made into the fields of a claim.

Mappings of plain JSON values come in, a claim goes out. Every name and every quotation must stand in the report word
for word; what does not is refused, never moved or trimmed. Nothing is looked up: what a name is linked to (``id``,
``party``, ``country``) is in the mapping or unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.errors import BadSlotError
from dragoman.model import (
    Claim,
    Content,
    Evidence,
    Filler,
    Outcome,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
    Salience,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.values import Interval, verify_quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dragoman.model import Document

ROLES = ("actor", "target", "mediator", "delegate")


def build_claim(document: Document, slots: Mapping[str, Any], place: tuple[int, int]) -> Claim:
    """Make a claim of a report from its slots.

    Args:
        document: The report, with its text.
        slots: ``id``, ``frame``, ``status`` (``occurred`` if absent) and any of ``FIELDS``.
        place: Where its evidence stands, unless ``slots`` has an ``evidence`` of its own.

    Raises:
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
        EvidenceError: DG310, offsets were given that carry other words.
    """
    bare = Claim(
        id=str(slots["id"]),
        label="",
        document_id=document.id,
        revision=document.revision,
        frame=str(slots["frame"]),
        status=Status.OCCURRED,
        evidence=(Evidence.of(document.text, *place),),
        salience=Salience.MAIN,
    )
    return mend_claim(bare, {name: value for name, value in slots.items() if name != "id"}, document.text)


def mend_claim(claim: Claim, slots: Mapping[str, Any], text: str) -> Claim:
    """Give the claim with these slots in place of those it has; a slot is replaced as a whole.

    Args:
        claim: As it was.
        slots: Any of ``FIELDS``, in the codebook's form; of ``roles`` only the roles that are named are replaced.
        text: The report's text.

    Raises:
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
        EvidenceError: DG310, offsets were given that carry other words.
    """
    words = _Words(text, claim.evidence[0].start)
    for name, value in slots.items():
        read = FIELDS.get(name)
        if read is None:
            raise BadSlotError(name, "a claim has no such slot.", f"Known: {', '.join(FIELDS)}.")
        try:
            claim = replace(claim, **{name: read(words, claim, value)})
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadSlotError(name, f"{value!r} is not of its form: {error}.", _FORM) from error
    return claim


_FORM = "Give the form that 'dragoman export claims' prints."


class _Words:
    """The report's text, in which words are found nearest to the claim's evidence."""

    def __init__(self, text: str, near: int) -> None:
        self._text, self._near = text, near

    def named(self, slot: str, name: str) -> Evidence:
        """Give the occurrence of a name that is nearest to the evidence."""
        places = list(self._places(name)) if name else []
        if not places:
            raise BadSlotError(slot, f"the report does not have the words '{name}'.", "Give words of the report.")
        start = min(places, key=lambda at: (abs(at - self._near), at))
        return Evidence.of(self._text, start, start + len(name))

    def told(self, slot: str, row: Mapping[str, Any], words: str) -> Evidence:
        """Give where a row's words stand: at its own ``start`` and ``end``, else nearest to the evidence.

        A row whose name is not what the report prints ("Ukraine" for "Ukrainian") has that as its ``quote``.
        """
        if row.get("start") is None:
            return self.named(slot, words)
        return self.span(slot, {"start": row["start"], "end": row["end"], "quote": row.get("quote", words)})

    def span(self, slot: str, value: Any) -> Evidence:
        """Give evidence from its words alone, or from ``{start, end, quote}``."""
        if isinstance(value, str):
            return self.named(slot, value)
        found = Evidence(int(value["start"]), int(value["end"]), str(value["quote"]))
        verify_quote(self._text, found.span, found.quote, slot)
        return found

    def _places(self, words: str) -> Iterable[int]:
        at = self._text.find(words)
        while at >= 0:
            yield at
            at = self._text.find(words, at + 1)


def _voices(words: _Words, rows: Iterable[Mapping[str, Any]]) -> tuple[Voice, ...]:
    return tuple(
        Voice(
            name=row["name"],
            kind=VoiceKind(row["kind"]),
            party=row.get("party"),
            chain=int(row.get("chain") or 0),
            actor_id=row.get("id"),
            evidence=words.told("attribution", row, row["name"]),
        )
        for row in rows
    )


def _filler(words: _Words, role: str, row: Mapping[str, Any]) -> Filler:
    return Filler(
        name=row["name"],
        party=row.get("party"),
        qualifier=row.get("as"),
        effect=row.get("effect"),
        hedged=bool(row.get("hedged")),
        attribution=_voices(words, row.get("attribution") or ()),
        actor_id=row.get("id"),
        evidence=words.told(role, row, row["name"]),
    )


def _roles(words: _Words, claim: Claim, value: Mapping[str, Any]) -> Roles:
    unknown = sorted(set(value) - set(ROLES))
    if unknown:
        raise BadSlotError("roles", f"there is no role '{unknown[0]}'.", f"Known: {', '.join(ROLES)}.")
    given = {role: tuple(_filler(words, role, row) for row in rows) for role, rows in value.items()}
    return replace(claim.roles, **given)


def _places(words: _Words, _: Claim, value: Iterable[Mapping[str, Any]]) -> tuple[PlaceRef, ...]:
    return tuple(
        PlaceRef(
            name=row["name"],
            precision=Precision(row["precision"]),
            country=row.get("country"),
            adm1=row.get("adm1"),
            lat=row.get("lat"),
            lon=row.get("lon"),
            administered_by=row.get("administered_by"),
            place_id=row.get("id"),
            evidence=words.told("places", row, row["name"]),
        )
        for row in value
    )


def _quantities(words: _Words, _: Claim, value: Iterable[Mapping[str, Any]]) -> tuple[QuantityRef, ...]:
    return tuple(_quantity(words, row) for row in value)


def _quantity(words: _Words, row: Mapping[str, Any]) -> QuantityRef:
    is_vague = bool(row.get("vague"))
    said = row.get("words")
    figures = {end: None if row.get(end) is None else float(row[end]) for end in ("value", "low", "high")}
    if not is_vague and set(figures.values()) == {None}:
        raise BadSlotError("quantities", "a figure needs value, low or high.", "Or say vague, with the words.")
    return QuantityRef(
        measure=row["measure"],
        **figures,
        unit=row.get("unit"),
        of=row.get("of"),
        effect=row.get("effect"),
        vague=is_vague,
        words=said if is_vague else None,
        hedged=bool(row.get("hedged")),
        attribution=_voices(words, row.get("attribution") or ()),
        evidence=None if said is None else words.told("quantities", row, said),
    )


def _content(words: _Words, _: Claim, value: Mapping[str, Any] | None) -> Content | None:
    if value is None:
        return None
    condition = value.get("condition")
    return Content(
        spans=tuple(words.span("content", each) for each in value["spans"]),
        issue=value["issue"],
        condition=None if condition is None else words.span("content", condition),
    )


def _outcome(words: _Words, _: Claim, value: Iterable[Any]) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(words.span("outcome", each))
        if isinstance(each, str)
        else Outcome(words.span("outcome", each), _voices(words, each.get("attribution") or ()))
        for each in value
    )


def _evidence(words: _Words, _: Claim, value: Iterable[Any]) -> tuple[Evidence, ...]:
    found = tuple(words.span("evidence", each) for each in value)
    if not found:
        raise BadSlotError("evidence", "a claim stands on words.", "Give at least one quotation.")
    return found


def _time(_: _Words, __: Claim, value: Mapping[str, str] | None) -> Interval | None:
    return None if value is None else Interval.from_outside(value)


def _text(_: _Words, __: Claim, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        message = "it is no text"
        raise TypeError(message)
    return value


def _is(_: _Words, __: Claim, value: Any) -> bool:
    if not isinstance(value, bool):
        message = "say true or false"
        raise TypeError(message)
    return value


def _labels(_: _Words, __: Claim, value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


FIELDS: dict[str, Callable[[_Words, Claim, Any], Any]] = {
    "evidence": _evidence,
    "frame": lambda _, __, value: str(value),
    "mode": _text,
    "status": lambda _, __, value: Status(value),
    "hedged": _is,
    "round": lambda _, __, value: None if value is None else int(value),
    "name": _text,
    "time": _time,
    "time_words": lambda words, _, value: None if value is None else words.span("time_words", value),
    "places": _places,
    "roles": _roles,
    "quantities": _quantities,
    "attribution": lambda words, _, value: _voices(words, value),
    "content": _content,
    "outcome": _outcome,
    "about": _labels,
    "salience": lambda _, __, value: Salience(value),
}
"""The slots that a person may give, in the order of the codebook, each with how it is read."""
