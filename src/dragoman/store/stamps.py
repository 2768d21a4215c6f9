"""Stamps: the recorded clock and the publication clock as texts that sort as the moments do.

Aware date-times come in, fixed-width UTC texts go out (``2025-06-02T12:00:00.000000Z``), the same on every engine.
A naive date-time is refused: nothing here guesses a zone.
"""

from __future__ import annotations

from datetime import UTC, datetime


def to_stamp(moment: datetime) -> str:
    """Give the moment as UTC text with microseconds, so that texts sort by time.

    Raises:
        ValueError: The moment has no offset.
    """
    if moment.tzinfo is None:
        message = f"{moment.isoformat()} has no offset: a stamp needs an aware date-time"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_stamp(text: str) -> datetime:
    """Give the aware UTC moment of a stamp."""
    return datetime.fromisoformat(text)
