"""Which rounds touch a stretch of time: found by an index, the same as by asking each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from dragoman.query.terms import _Dated
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.model import Event

DAYS = st.dates(date(2025, 5, 1), date(2025, 6, 30))
STRETCHES = st.builds(
    lambda first, more, night: Interval.night(first) if night else Interval.days(first, first + timedelta(days=more)),
    DAYS,
    st.sampled_from([0, 0, 0, 1, 6, 40]),
    st.booleans(),
)


@dataclass(frozen=True)
class Talk:
    occurred: Interval | None


def talks(found: list[Interval | None]) -> list[Event]:
    return cast("list[Event]", [Talk(each) for each in found])


@given(st.lists(st.none() | STRETCHES, max_size=12), STRETCHES)
def test_what_touches_a_stretch_is_found_whatever_its_length(known: list[Interval | None], when: Interval) -> None:
    rounds = talks(known)
    found = _Dated(rounds).touching(when)
    wanted = [talk for talk in rounds if talk.occurred is not None and talk.occurred.overlaps(when)]
    assert sorted(map(id, found)) == sorted(map(id, wanted))


def test_without_a_dated_round_nothing_touches() -> None:
    assert _Dated(talks([None])).touching(Interval.day(date(2025, 6, 2))) == []


def test_the_first_and_the_last_day_that_there_is_are_no_trouble() -> None:
    rounds = talks([Interval.days(date(1, 1, 1), date(9999, 12, 30))])
    assert _Dated(rounds).touching(Interval.day(date(1, 1, 1))) == rounds
    assert _Dated(rounds).touching(Interval.day(date(9999, 12, 30))) == rounds
