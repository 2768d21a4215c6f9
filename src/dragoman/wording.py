"""Words for the values of the JSON shapes: counts, times, places, quantities, people.

One value comes in, one short text goes out. Unknown gives ``None`` or says that it is not known; a
bound is never worded as a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

Shape = Mapping[str, Any]
"""A JSON object as in the reference; its fields are documented there."""

LEGEND = "reports/origins/voices, sides on record"
"""What the short form of the counts means; it stands above each page that uses it."""

MARK_OPEN, MARK_CLOSE = "⟦", "⟧"
"""Around marked words in plain text. They occur in no report that we know of, unlike quotation marks and brackets."""

FATES = {
    "done": "reported done",
    "partly": "reported done in part",
    "contested": "contested",
    "no_report": "nothing reported since",
}
"""What became of a commitment; the words are of what reports say, and no verdict."""

_SIGNS = {"percent": "%"}
_SAID_BY_UNIT = {"duration", "distance", "share", "money"}
_LONG_UNITS = {"d": "day", "week": "week", "month": "month", "year": "year"}
_STATUS = {"not_occurred": "did not happen"}
_FIELDS = {"occurred": "when", "places": "where", "duration": "how long", "actor": "who", "target": "to whom"}


def counts_words(counts: Shape) -> str:
    """Give ``2 reports, 1 origin, 2 voices (UKR)``; the three counts are never added up."""
    said = ", ".join(counted(counts[name], name) for name in ("reports", "origins", "voices"))
    parties = ", ".join(counts.get("parties") or ())
    return f"{said} ({parties})" if parties else said


def tally_words(counts: Shape) -> str:
    """Give ``4/3/5 RUS UKR``: reports, origins, voices, and the sides that speak on record; see ``LEGEND``."""
    numbers = "/".join(f"{counts[name]:,}" for name in ("reports", "origins", "voices"))
    return " ".join([numbers, *(counts.get("parties") or ())])


def counted(number: int, plural: str) -> str:
    """Give ``1 report``, ``2 reports``; a word without a plural stays as it is."""
    return f"{number:,} {plural.removesuffix('s') if number == 1 else plural}"


def status_words(status: str, *, hedged: bool) -> str:
    """Give the status as words, with a hedge where every claim has one."""
    words = _STATUS.get(status, status)
    return f"{words}, hedged" if hedged else words


def field_words(field: str) -> str:
    """Give the name of a field as a reader of a page says it: ``aircraft, hit`` for ``aircraft/hit``.

    A figure's field is its measure, with effect and thing counted where it has them; ``count`` alone says nothing.
    """
    known = _FIELDS.get(field)
    if known is not None:
        return known
    measure, *rest = field.replace("_", " ").split("/")
    if measure == "count" and rest:
        effect, of = (rest[0], rest[1]) if len(rest) > 1 else (None, rest[0])
        return f"{of}, {effect}" if effect else of
    return ", ".join([measure, *rest])


def time_words(occurred: Shape | None, not_after: str | None = None) -> str:
    """Give the time of an event, its bound, or ``no date``.

    A bound reads ``no date, reported by 5 June 2025``, so that it is taken for no date.
    """
    if occurred is None:
        return f"no date, reported by {day_words(not_after)}" if not_after else "no date"
    if occurred["granularity"] == "hour":
        return _hours(datetime.fromisoformat(occurred["start"]), datetime.fromisoformat(occurred["end"]))
    first, last = date.fromisoformat(occurred["start"]), date.fromisoformat(occurred["end"])
    if occurred["granularity"] == "night":
        return f"night of {_span(first, last)}"
    if occurred["granularity"] == "month" and first.day == 1 and _is_whole_month(first, last):
        return f"{first:%B %Y}"
    if occurred["granularity"] == "year" and (first.year, first.month) == (last.year, 1):
        return str(first.year)
    return _span(first, last)


def day_words(iso: str | None) -> str:
    """Give ``2 June 2025`` for an ISO 8601 date or date-time, in the time zone that it is printed in."""
    return "no date" if iso is None else _day(date.fromisoformat(iso[:10]))


def moment_words(iso: str | None) -> str:
    """Give ``2 Jun 2025 14:05 UTC+3`` for an instant by the clock that it is printed in, ``2 Jun 2025`` for a day."""
    if iso is None:
        return "no date"
    day = date.fromisoformat(iso[:10])
    clock = f" {iso[11:16]} UTC{_offset_words(iso)}" if len(iso) > len("2025-06-02") else ""
    return f"{day.day} {day:%b %Y}{clock}"


def _offset_words(iso: str) -> str:
    """Give ``+3`` or ``-4:30`` of an instant that is printed with an offset, nothing where that is UTC."""
    ahead = datetime.fromisoformat(iso).utcoffset()
    if not ahead:
        return ""
    hours, minutes = divmod(abs(ahead).seconds // 60, 60)
    return f"{'-' if ahead.days < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")


def place_words(place: Shape) -> str:
    """Give the name, with who holds a contested place where that is not its country."""
    holder = place.get("administered_by")
    parts = [place["name"], *([place["country"]] if place.get("country") else [])]
    held = f" (held by {holder})" if holder and holder != place.get("country") else ""
    return ", ".join(parts) + held


def person_words(filler: Shape) -> str:
    """Give ``Hakan Fidan (host)``."""
    role = filler.get("as")
    return f"{filler['name']} ({role})" if role else str(filler["name"])


def quantity_words(quantity: Shape) -> str:
    """Give ``at least 4,000 km``, ``8,000–12,000 drones``: a bound stays a bound."""
    measure = str(quantity["measure"]).replace("_", " ")
    unit = quantity.get("unit")
    of = quantity.get("of")
    figure = _figure(quantity)
    if unit in _SIGNS:
        figure = f"{figure}{_SIGNS[unit]}"
    elif unit:
        figure = f"{figure} {_unit_words(str(unit), figure)}"
    if of and measure in str(of).casefold().split():
        what = f" {of}"
    elif measure in _SAID_BY_UNIT and unit:
        what = f" ({of})" if of else ""
    else:
        what = f" {of}" if measure == "count" and of else f" {measure} ({of})" if of else f" {measure}"
    effect = quantity.get("effect")
    return figure + what + (f", {effect}" if effect else "")


def _unit_words(unit: str, figure: str) -> str:
    """Give ``days`` for ``d``; units that are signs of their own stay (``km``, ``h``, ``EUR``)."""
    word = _LONG_UNITS.get(unit)
    if word is None:
        return unit
    return word if figure == "1" else f"{word}s"


def figure_words(quantity: Shape) -> str:
    """Give ``390 people`` for 390 exchanged: on a page of exchanges the measure goes without saying."""
    if quantity["measure"] != "exchanged" or not quantity.get("of"):
        return quantity_words(quantity)
    return f"{_figure(quantity)} {quantity['of']}"


def value_words(value: Any) -> str:
    """Give any cell's value as words: a text, a number, or one of the shapes above."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return number_words(value)
    if isinstance(value, Sequence):
        return "; ".join(value_words(one) for one in value) or "none"
    return _mapping_words(value)


def number_words(number: float) -> str:
    """Give a number with thousands set off and no digits that were not there."""
    return f"{number:,.10g}" if number % 1 else f"{number:,.0f}"


def _mapping_words(value: Shape) -> str:
    if "granularity" in value:
        return time_words(value)
    if "measure" in value:
        return quantity_words(value)
    if "precision" in value or "lat" in value:
        return place_words(value)
    if "quote" in value:
        return str(value["quote"])
    if "spans" in value:
        return " … ".join(str(span["quote"]) for span in value["spans"])
    if "name" in value:
        return person_words(value)
    if {"value", "low", "high"} & value.keys():
        return _with_unit(value)
    return ", ".join(f"{key} {value_words(one)}" for key, one in value.items() if one not in (None, [], ""))


def _with_unit(value: Shape) -> str:
    unit = value.get("unit")
    figure = _figure(value)
    return f"{figure}{_SIGNS.get(unit) or f' {_unit_words(unit, figure)}'}" if unit else figure


def _figure(quantity: Shape) -> str:
    value, low, high = quantity.get("value"), quantity.get("low"), quantity.get("high")
    if value is not None:
        return number_words(value)
    if low is not None and high is not None:
        return f"{number_words(low)}–{number_words(high)}"
    if low is not None:
        return f"at least {number_words(low)}"
    if high is not None:
        return f"at most {number_words(high)}"
    return str(quantity.get("words") or "some")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _span(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _hours(first: datetime, last: datetime) -> str:
    zone = first.isoformat(timespec="minutes")[16:] if first.tzinfo else ""
    clock = f"{first:%H:%M}" if first == last else f"{first:%H:%M}–{last:%H:%M}"
    if first.date() != last.date():
        return f"{_day(first.date())} {first:%H:%M} – {_day(last.date())} {last:%H:%M} {zone}".rstrip()
    return f"{_day(first.date())}, {clock} {zone}".rstrip()


def _is_whole_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month) and last.day >= 28  # noqa: PLR2004  shortest month
