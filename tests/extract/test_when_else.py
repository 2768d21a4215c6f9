"""When else: times that date an event by the shape of its sentence, and times near it that do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.extract.build import Text, frame_of, text_of

from dragoman.extract.paths import Around
from dragoman.extract.when_else import find_time_elsewhere
from dragoman.model import TimexKind
from dragoman.values import Granularity, Interval

MARCH = Interval.days(date(2025, 3, 1), date(2025, 3, 31), Granularity.MONTH)


def dated(text: Text, word: str, published: date | None = date(2025, 6, 1)) -> tuple[str, str] | None:
    hit = text.hit(word, frame_of("strike", "deed"))
    cues = frozenset(t.i for t in text.analysis.tokens if t.lemma == "say")
    sentence = text.analysis.sentences[hit.sentence]
    time = find_time_elsewhere(Around(hit, text.tree, text.lookup, sentence, cues - {hit.i}, (), published))
    return None if time is None else (time.text, time.relation)


SHAPES: list[tuple[str, str, str, tuple[str, str] | None]] = [
    ("Gunmen blew up a railway and took hostages in March.", "March", "blew", ("March", "in")),
    ("An uprising that started in 2011 failed.", "2011", "uprising", ("2011", "in")),
    ("People remembered a protester killed on Friday.", "Friday", "remembered", None),
    ("Talks were held on May 16, when Moscow agreed to a truce.", "May 16", "agreed", None),
    ("Thousands of people have been killed since protests broke out in March.", "March", "killed", ("March", "since")),
    ("He was at work on April 17 when the army began bombing.", "April 17", "bombing", ("April 17", "in")),
    ("Officials said on Monday that people died when the army began bombing.", "Monday", "bombing", None),
    ("The army condemned the 2015 attack.", "2015", "condemned", None),
    ("Guards left before the attack in January.", "January", "left", None),
]


@pytest.mark.parametrize(("sentence", "words", "word", "time"), SHAPES)
def test_a_shape_of_the_sentence_dates_the_event_or_does_not(
    sentence: str, words: str, word: str, time: tuple[str, str] | None
) -> None:
    assert dated(text_of(sentence).time(words, MARCH), word) == time


@pytest.mark.parametrize(("published", "time"), [(date(2025, 2, 1), None), (None, ("March", "in"))])
def test_what_has_happened_is_not_dated_by_a_time_to_come(published: date | None, time: tuple[str, str] | None) -> None:
    text = text_of("Gunmen blew up a railway and took hostages in March.").time("March", MARCH)
    assert dated(text, "blew", published) == time


@pytest.mark.parametrize("keys", [{"value": "PRESENT_REF"}, {"kind": TimexKind.DURATION}, {"kind": TimexKind.SET}])
def test_lengths_sets_and_now_date_nothing(keys: dict[str, Any]) -> None:
    text = text_of("Gunmen blew up a railway and took hostages in March.").time("March", MARCH, **keys)
    assert dated(text, "blew") is None


def test_a_time_without_days_dates_nothing() -> None:
    assert dated(text_of("Gunmen blew up a railway and took hostages in March.").time("March"), "blew") is None
