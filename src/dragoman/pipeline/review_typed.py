"""Typed: a claim's slots as a reviewer would type them, line by line, to be mended in a form.

A claim comes in, lines go out, each with the row in the codebook's form that it stands for; lines that were sent back
come in, and the slots that differ go out. A line that was left as it was keeps its whole row: what the short form does
not say (a voice of its own, whom a pronoun was linked to) is not lost by mending the line beside it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.pipeline.review_slots import ROLES, parse_slots, parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dragoman.model import Claim, Evidence, Filler, PlaceRef, QuantityRef, Voice

PLAIN = ("frame", "mode", "status", "hedged", "round", "name", "time", "time_words", "issue", "condition", "salience")
"""Names that take one line."""
SEVERAL = (*ROLES, "place", "quantity", "voice", "content", "outcome", "words")
"""Names that take a line for each thing."""
NAMES = (*PLAIN, *SEVERAL)
CONTENT = ("issue", "content", "condition")
"""Names that are one slot together."""


class Line(NamedTuple):
    """One line: as it is typed, and what it stands for."""

    text: str
    row: Any


def typed_lines(claim: Claim) -> dict[str, list[Line]]:
    """Give the slots of a claim by the names that a reviewer types; a name without a line is empty."""
    lines = {name: [Line(text, text)] if text else [] for name, text in _plain(claim).items()}
    for role in ROLES:
        lines[role] = [_line(role, _filler_row(each), "roles") for each in getattr(claim.roles, role)]
    lines["place"] = [_line("place", _place_row(each), "places") for each in claim.places]
    lines["quantity"] = [_line("quantity", _figure_row(each), "quantities") for each in claim.quantities]
    lines["voice"] = [_line("voice", _voice_row(each), "attribution") for each in claim.attribution]
    lines["content"] = [_quoted(each) for each in (claim.content.spans if claim.content else ())]
    lines["outcome"] = [
        Line(_quoted(each.evidence).text, _span(each.evidence) | _voices(each.attribution)) for each in claim.outcome
    ]
    lines["words"] = [_quoted(each) for each in claim.evidence]
    return {name: lines[name] for name in NAMES}


def changed_slots(claim: Claim | None, sent: Mapping[str, str]) -> dict[str, Any]:
    """Give the slots that a form mends, in the codebook's form.

    Args:
        claim: As it was shown; None for a new one, of which every line that says something counts.
        sent: Lines by name; a name that is not there is as it was.

    Raises:
        BadSlotError: DG130, a line is not of its form.
    """
    known = typed_lines(claim) if claim is not None else {name: [] for name in NAMES}
    lines = {name: _split(sent[name]) for name in NAMES if name in sent}
    changed = [name for name, texts in lines.items() if texts != [line.text for line in known[name]]]
    if any(name in CONTENT for name in changed):
        changed = [name for name in changed if name not in CONTENT]
        changed += [name for name in CONTENT if lines.get(name, known[name])]
        slots = {} if any(name in CONTENT for name in changed) else {"content": None}
    else:
        slots = {}
    for name in changed:
        _merge(slots, _slot(name, lines.get(name, [line.text for line in known[name]]), known[name]))
    return slots


def as_printed(slots: Any, text: str) -> Any:
    """Give slots with the line breaks of the report in words that were selected across one; nothing else is mended.

    Args:
        slots: In the codebook's form.
        text: The report's.
    """
    if isinstance(slots, list):
        return [as_printed(each, text) for each in slots]
    if not isinstance(slots, dict):
        return slots
    told = {name: as_printed(value, text) for name, value in slots.items()}
    words = told.get("quote") or told.get("name") or told.get("words")
    if isinstance(told.get("start"), int) and isinstance(told.get("end"), int) and isinstance(words, str):
        printed = text[told["start"] : told["end"]]
        if printed != words and printed.split() == words.split():
            told["quote"] = printed
    return told


def _slot(name: str, texts: Sequence[str], known: Sequence[Line]) -> dict[str, Any]:
    rows = {line.text: line.row for line in known}
    if name in PLAIN:
        return parse_slots([f"{name}={' '.join(texts)}"])
    slots = parse_slots([f"{name}={text}" for text in texts] or [f"{name}="])
    whole = slots["roles"][name] if name in ROLES else slots[_slot_of(name)]
    kept = whole["spans"] if name == "content" and whole else whole
    for place, text in enumerate(texts):
        if text in rows:
            kept[place] = rows[text]
    return slots


def _slot_of(name: str) -> str:
    return {"place": "places", "quantity": "quantities", "voice": "attribution", "words": "evidence"}.get(name, name)


def _merge(slots: dict[str, Any], more: dict[str, Any]) -> None:
    """Put slots together: roles one by one, the parts of content into one."""
    for name, value in more.items():
        if name == "roles":
            slots.setdefault("roles", {}).update(value)
        elif name == "content" and isinstance(slots.get(name), dict) and isinstance(value, dict):
            _fill(slots[name], value)
        else:
            slots[name] = value


def _fill(content: dict[str, Any], more: Mapping[str, Any]) -> None:
    content["spans"] += more["spans"]
    if more["condition"] is not None:
        content["condition"] = more["condition"]
    if more["issue"] != "other":
        content["issue"] = more["issue"]


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(claim: Claim) -> dict[str, str]:
    content = claim.content
    return {
        "frame": claim.frame,
        "mode": claim.mode or "",
        "status": claim.status.value,
        "hedged": "true" if claim.hedged else "false",
        "round": "" if claim.round is None else str(claim.round),
        "name": claim.name or "",
        "time": "" if claim.time is None else typed_time({**claim.time.to_outside()}),
        "time_words": "" if claim.time_words is None else _quoted(claim.time_words).text,
        "issue": "" if content is None else content.issue,
        "condition": "" if content is None or content.condition is None else _quoted(content.condition).text,
        "salience": claim.salience.value,
    }


def typed_time(shape: dict[str, Any]) -> str:
    """Give world time as it is typed; in JSON where no short form says the same."""
    start, end, granularity = shape["start"], shape["end"], shape["granularity"]
    days = start if start == end else f"{start}..{end}"
    for text in (days, f"night {end}", f"month {start[:7]}", f"year {start[:4]}", f"{granularity} {days}"):
        if _means(text, shape):
            return str(text)
    return json.dumps(shape)


def _means(text: str, shape: Mapping[str, Any]) -> bool:
    try:
        return parse_time(text) == shape
    except ValueError:
        return False


def _line(name: str, row: dict[str, Any], slot: str) -> Line:
    """Give the short form of a row where it says what is to be seen, else its JSON."""
    text = _short(name, row)
    if "start" in row and "quote" not in row:  # else the report prints other words: "they"
        text += f" @{row['start']}-{row['end']}"
    read = _read(name, text, slot)
    told = {key for key, value in row.items() if value not in (None, False, [], ())} - LINKED
    told -= {"start", "end"} if "quote" in row else set()
    if read is None or any(read.get(key) != row[key] for key in told):
        return Line(json.dumps(row, ensure_ascii=False), row)
    return Line(text, row)


LINKED = {"id", "adm1", "lat", "lon", "administered_by", "attribution", "hedged", "chain", "quote"}
"""What a line need not show: it is looked up, or kept with the line as long as that stays as it is."""


def _read(name: str, text: str, slot: str) -> Mapping[str, Any] | None:
    from dragoman.errors import BadSlotError

    try:
        found = parse_slots([f"{name}={text}"])[slot]
    except BadSlotError:
        return None
    row = (found[name] if name in ROLES else found)[0]
    return row if isinstance(row, dict) else None


def _short(name: str, row: Mapping[str, Any]) -> str:
    if name == "quantity":
        return _figure(row)
    kinds = {"place": ("precision", "country"), "voice": ("kind", "party")}
    parts = [row["name"], *(row.get(key) or "" for key in kinds.get(name, ("party", "as", "effect")))]
    return "/".join(parts).rstrip("/")


def _figure(row: Mapping[str, Any]) -> str:
    signs = {"value": "=", "low": ">=", "high": "<="}
    ends = [f"{signs[end]}{row[end]:.15g}" for end in signs if row.get(end) is not None]
    effect = f"/{row['effect']}" if row.get("effect") else ""
    said = [row["measure"] + effect + "".join(ends[:1]), row.get("unit"), row.get("of") and f"of {row['of']}"]
    return " ".join([*filter(None, said), *([f'"{row["words"]}"'] if row.get("words") else [])])


def _quoted(evidence: Evidence) -> Line:
    return Line(f"{' '.join(evidence.quote.split())} @{evidence.start}-{evidence.end}", _span(evidence))


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _at(evidence: Evidence | None, words: str | None) -> dict[str, Any]:
    if evidence is None:
        return {}
    own = {} if evidence.quote == words else {"quote": evidence.quote}
    return {"start": evidence.start, "end": evidence.end} | own


def _voices(voices: Iterable[Voice]) -> dict[str, Any]:
    return {"attribution": [_voice_row(each) for each in voices]}


def _voice_row(voice: Voice) -> dict[str, Any]:
    told = {"name": voice.name, "kind": voice.kind.value, "party": voice.party, "chain": voice.chain}
    return told | {"id": voice.actor_id} | _at(voice.evidence, voice.name)


def _filler_row(filler: Filler) -> dict[str, Any]:
    told = {"name": filler.name, "party": filler.party, "as": filler.qualifier, "effect": filler.effect}
    own = {"hedged": filler.hedged, "id": filler.actor_id} | _voices(filler.attribution)
    return told | own | _at(filler.evidence, filler.name)


def _place_row(place: PlaceRef) -> dict[str, Any]:
    told = {"name": place.name, "precision": place.precision.value, "country": place.country, "adm1": place.adm1}
    where = {"lat": place.lat, "lon": place.lon, "administered_by": place.administered_by, "id": place.place_id}
    return told | where | _at(place.evidence, place.name)


def _figure_row(quantity: QuantityRef) -> dict[str, Any]:
    words = quantity.words or (None if quantity.evidence is None else quantity.evidence.quote)
    told = {"measure": quantity.measure, "value": quantity.value, "low": quantity.low, "high": quantity.high}
    more = {"unit": quantity.unit, "of": quantity.of, "effect": quantity.effect, "vague": quantity.vague}
    own = {"words": words, "hedged": quantity.hedged} | _voices(quantity.attribution)
    return told | more | own | _at(quantity.evidence, words)
