"""Instants: a point in time as an outlet gives it, with the offset it was printed with, or a bare date.

ISO 8601 or RFC 822 text comes in, an ``Instant`` goes out. A bare date counts from the end of that
local day, since nothing says at which hour the report came out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dragoman.errors import BadTimeError


@dataclass(frozen=True, slots=True)
class Instant:
    """When something was published or recorded.

    Attributes:
        day: The calendar day in the outlet's own zone (TimeML's document creation time).
        moment: The aware date-time with its printed offset, or None where only a date is known.
    """

    day: date
    moment: datetime | None

    @property
    def counts_from(self) -> datetime:
        """The UTC moment from which the thing counts as known: its own, or the end of its day (taken as UTC)."""
        if self.moment is not None:
            return self.moment.astimezone(UTC)
        return datetime.combine(self.day + timedelta(days=1), time.min, tzinfo=UTC)

    def isoformat(self) -> str:
        """Give the printed form: a date-time with its offset, or a bare date."""
        return self.day.isoformat() if self.moment is None else self.moment.isoformat()

    def utc(self) -> str | None:
        """Give the moment in UTC with ``Z``, or None where only a date is known."""
        if self.moment is None:
            return None
        return self.moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_instant(text: str, *, where: str = "date") -> Instant:
    """Read an instant from ISO 8601 or RFC 822 text.

    A date-time without an offset keeps only its day: the zone is unknown, so the moment is too.

    Raises:
        BadTimeError: DG111, neither form fits.
    """
    stripped = text.strip()
    for read in (_from_date, _from_iso, _from_rfc822):
        found = read(stripped)
        if found is not None:
            return found
    raise BadTimeError(text, where)


def _from_date(text: str) -> Instant | None:
    try:
        return Instant(date.fromisoformat(text), None)
    except ValueError:
        return None


def _from_iso(text: str) -> Instant | None:
    try:
        return _of_datetime(datetime.fromisoformat(text))
    except ValueError:
        return None


def _from_rfc822(text: str) -> Instant | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  every command starts without it

    try:
        return _of_datetime(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _of_datetime(moment: datetime) -> Instant:
    return Instant(moment.date(), moment if moment.tzinfo is not None else None)
