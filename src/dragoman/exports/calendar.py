"""Calendar: the rounds of talks that are announced, as iCalendar, for any calendar to take in.

A view comes in, one calendar goes out. Only rounds that are to come have an entry, and only where a report gives the
time; a round that was called off is marked cancelled, so that a calendar that has it takes it out. An entry is as
tentative as the reports: ``CONFIRMED`` is not used, since nobody here can confirm.

Source: RFC 5545; the identifier of an entry is that of the event, which stays through changes of date.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.query import talks
from dragoman.wording import counts_words, place_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from icalendar import Event

    from dragoman.query import View
    from dragoman.query.masking import Mask

SHOWN = {"proposed", "announced", "confirmed", "postponed", "cancelled"}
"""States of rounds that have an entry: those that are not under way and were not held."""

_DAY = timedelta(days=1)


def calendar(view: View, *, now: datetime, mask: Mask | None = None) -> bytes:
    """Give the announced rounds as iCalendar.

    Args:
        view: The record from one point of view.
        now: Aware UTC; the stamp of the entries.
        mask: Who is not named in it; None: everybody is.
    """
    from icalendar import Calendar  # noqa: PLC0415  needed for this alone

    found = Calendar()
    found.add("prodid", "-//dragoman//rounds of talks//EN")
    found.add("version", "2.0")
    for one in talks(view):
        if one["state"] in SHOWN and one["occurred"] is not None:
            found.add_component(_entry(one if mask is None else mask.shape(one), now))
    return bytes(found.to_ical())


def _entry(one: Mapping[str, Any], now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415  as above

    entry = Event()
    entry.add("uid", f"{one['event_id']}@dragoman")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", one["title"])
    start, end = _ends(one["occurred"])
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("status", "CANCELLED" if one["state"] == "cancelled" else "TENTATIVE")
    if one["place"] is not None:
        entry.add("location", place_words(one["place"]))
    links = [step["claim"]["link"] for step in one["history"] if step["claim"]["link"]]
    entry.add("description", "\n".join([f"{one['state']}: {counts_words(one['counts'])}", *dict.fromkeys(links)]))
    return entry


def _ends(occurred: Mapping[str, str]) -> tuple[date | datetime, date | datetime]:
    """Give start and end, the end exclusive: whole days where no hour is known."""
    if occurred["granularity"] == "hour":
        start, end = datetime.fromisoformat(occurred["start"]), datetime.fromisoformat(occurred["end"])
        return start, end + timedelta(minutes=1)
    return date.fromisoformat(occurred["start"][:10]), date.fromisoformat(occurred["end"][:10]) + _DAY
