"""Plain: the words of a page for what the JSON names shortly: fields, steps of a history, changes, reasons, delays.

One value of a JSON shape comes in, one short text or a few parts of one go out. What the shapes themselves say stays as
it is; a program reads those, and a reader these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.wording import counted, day_words, field_words, status_words, value_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dragoman.query.shapes import ReasonShape, ShowShape
    from dragoman.wording import Shape

NAMES = {
    "roles": "who, and to whom",
    "quantities": "figures",
    "content": "the words",
    "disputes": "in dispute",
    "part_of": "part of",
    "not_after": "reported by",
    "participants": "who",
    "processes": "talks it belongs to",
    "hedged": "hedged by every report",
}
"""Names of fields that ``wording.field_words`` leaves as they are, and that a reader would stumble over."""
ROLES = {"actor": "who", "target": "to whom", "mediator": "as mediator", "delegate": "as delegate"}
"""A role after a name; as the codebook has them."""
PARTS_TAKEN = {
    "actor": "taking part",
    "target": "on the receiving end",
    "mediator": "mediating",
    "delegate": "as a delegate",
}
"""The same of one actor, after the title of an event."""
DRIFTS = {
    "figure": "another figure",
    "scope_lost": "what the figure counts is gone",
    "hedge_lost": "a hedge is gone",
    "hedge_added": "a hedge came in",
    "attribution_lost": "who says it is gone",
    "date": "another date",
    "name": "another name",
    "quotation": "other words in quotation marks",
}
"""What a copy changed of its original. Source: the kinds of ``DriftShape``."""
REORDERED = "the same, in another order"
HOUR_MIN, DAY_MIN = 60, 1440
FEW_HOURS = 3
"""Below it minutes are said, so that an hour and a half is not one hour."""
_WITHDRAWN = re.compile(r"^withdrawn by revision \S+: ")


_WORDED: dict[str, Callable[[str], str]] = {
    "status": lambda status: status_words(status, hedged=False),
    "not_after": day_words,
}
"""How a text is said that is a short name or a day."""


class Step(NamedTuple):
    """One step of an event's history, as a page tells it.

    Attributes:
        day: When the report came out, or the judgement was recorded.
        told: What was new with it: the name of a field, and its value in words.
        what: In words, where it brought no value: what was withdrawn or decided.
        because: The claim; None for a judgement.
    """

    day: str | None
    told: list[tuple[str, str]]
    what: str | None
    because: Shape | None


class Change(NamedTuple):
    """What changed in one field.

    Attributes:
        before: Its value then, in words; None where it had none, or where what came and went is told.
        after: Its value now, in words; None where what came and went is told.
        came: Of a list: what stands in it now and did not.
        went: Of a list: what does not stand in it any more.
    """

    before: str | None
    after: str | None
    came: list[str]
    went: list[str]


def field_name(field: str) -> str:
    """Give the name of a field as a page says it."""
    return NAMES.get(field) or field_words(field)


def value_of(field: str, value: Any) -> str:
    """Give the value of a field in words; neither a short name of the codebook nor a day as in ISO 8601."""
    word = _WORDED.get(field)
    return value_words(value) if word is None or not isinstance(value, str) else word(value)


def history_of(event: ShowShape) -> Iterator[Step]:
    """Give how an event came to be: each report with the values that it brought first, then decisions."""
    brought: dict[str, list[tuple[str, str]]] = {}
    for cell in event["cells"]:
        for value in cell["values"]:
            for first in value["claims"][:1]:
                words = value_of(cell["field"], value["value"])
                brought.setdefault(first["id"], []).append((field_name(cell["field"]), words))
    for step in event["history"]:
        claim, what = step["because"], step["what"]
        is_withdrawn = _WITHDRAWN.match(what) is not None
        told = [] if claim is None or is_withdrawn else brought.get(claim["id"], [])
        said = None if told else _WITHDRAWN.sub("withdrawn in a later text of the report: ", what)
        yield Step(step["published_at"] or step["recorded_at"], told, said, claim)


def change_of(field: str, before: Any, after: Any) -> Change:
    """Give what changed in a field: of a list what came and what went, of anything else both values."""
    then, now = _parts(field, before), _parts(field, after)
    if then is None or now is None:
        was = None if before is None else value_of(field, before)
        return Change(was, "no longer told" if after is None else value_of(field, after), [], [])
    came, went = [part for part in now if part not in then], [part for part in then if part not in now]
    if came or went:
        return Change(None, None, came, went)
    return Change(None, REORDERED, [], [])


def _parts(field: str, value: Any) -> list[str] | None:
    """Give the parts of a list, or of the roles; None for what is neither."""
    if field == "roles" and isinstance(value, dict):
        return [f"{value_words(one)} ({ROLES.get(role, role)})" for role, found in value.items() for one in found or ()]
    return [value_words(one) for one in value] if isinstance(value, list) else None


def reason_words(reason: ReasonShape) -> str:
    """Give why something waits for a decision, with the name of its field as a page says it."""
    if reason["field"] is None:
        return reason["words"]
    name = field_name(reason["field"])
    if reason["kind"] == "value":
        return f"the value shown of “{name}” stands on it alone"
    return f"the dispute about “{name}” would close without it"


def delay_words(minutes: int) -> str:
    """Give ``45 min``, ``17 h``, ``3 days``: how much later something came."""
    if minutes < FEW_HOURS * HOUR_MIN:
        return f"{minutes} min"
    return f"{minutes / HOUR_MIN:.0f} h" if minutes < 2 * DAY_MIN else counted(round(minutes / DAY_MIN), "days")


def voices_by(side: Callable[[str], str]) -> Callable[[Sequence[Shape]], list[str]]:
    """Give what words chains of voices: ``TASS, citing Vladimir Medinsky (Russia)``, the nearest to the report first.

    Args:
        side: Gives the name of a side.
    """

    def voice(one: Mapping[str, Any]) -> str:
        name, party = str(one["name"]), one.get("party")
        shown = None if party is None else side(party)
        return name if shown is None or shown == name else f"{name} ({shown})"

    def chains(attribution: Sequence[Shape]) -> list[str]:
        numbers = sorted({each["chain"] for each in attribution})
        return [", citing ".join(voice(each) for each in attribution if each["chain"] == n) for n in numbers]

    return chains
