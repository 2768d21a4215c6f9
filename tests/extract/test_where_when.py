"""Where and when: the times and places that belong to a hit, and not merely to its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.extract.build import Text, frame_of, text_of

from dragoman.extract.where_when import Around, find_coordinated, find_places, find_time
from dragoman.model import Precision, TimexKind
from dragoman.values import Interval

MONDAY = Interval.day(date(2025, 6, 2))
SUNDAY = Interval.day(date(2025, 6, 1))


def around(text: Text, word: str, kind: str = "deed", *, nth: int = 0, **frame: Any) -> Around:
    trigger = frame.pop("trigger", {})
    hit = text.hit(word, frame_of("deed", kind, **frame), nth=nth, **trigger)
    cues = frozenset(t.i for t in text.analysis.tokens if t.lemma in {"condemn", "say", "speak"})
    return Around(hit, text.tree, text.lookup, text.analysis.sentences[hit.sentence], cues - {hit.i})


def when(text: Text, word: str, kind: str = "deed", **frame: Any) -> str | None:
    time = find_time(around(text, word, kind, **frame))
    return None if time is None else time.text


def where(text: Text, word: str, kind: str = "deed", **frame: Any) -> list[str]:
    return [place.name for place in find_places(around(text, word, kind, **frame))]


TIMES: list[tuple[str, str, str, str | None]] = [
    ("Russia said on Monday that Ukraine struck a base in Tula.", "Monday", "struck", None),
    ("Russia said on Monday that Ukraine struck a base in Tula.", "Monday", "said", "Monday"),
    ("The October attack on Sumy was condemned.", "October", "attack", "October"),
    ("The strike killed 35 people and injured 117 on Sunday.", "Sunday", "strike", "Sunday"),
    ("Russia and Ukraine held talks in Istanbul on 2 June.", "2 June", "talks", "2 June"),
    ("The talks on Monday were about Gaza.", "Monday", "talks", "Monday"),
    ("Drones hit Kyiv and Odesa overnight.", "overnight", "hit", "overnight"),
    ("Rounds held in May and June failed.", "May", "Rounds", "May"),
    ("Putin, speaking on Monday, met Kim.", "Monday", "met", None),
    ("The strike in Sumy on Sunday was condemned in Kyiv.", "Sunday", "strike", "Sunday"),
]


@pytest.mark.parametrize(("sentence", "words", "word", "time"), TIMES)
def test_a_time_belongs_to_the_event_that_the_way_up_meets(
    sentence: str, words: str, word: str, time: str | None
) -> None:
    assert when(text_of(sentence).time(words, MONDAY), word) == time


def test_a_time_beside_the_inner_noun_of_a_round_belongs_to_the_round() -> None:
    line = "round/NN/nsubj/4 of/IN/prep/0 talks=talk/NNS/pobj/1 Monday/NNP/npadvmod/2 failed=fail/VBD/ROOT/4"
    keys = {"prep": ["of"], "prep_object": ["talk"]}
    assert when(text_of(line).time("Monday", MONDAY), "round", trigger=keys) == "Monday"


def test_of_several_times_the_nearest_counts_and_an_unresolved_one_last() -> None:
    line = "Sunday/NNP/npadvmod/1 met=meet/VBD/ROOT/1 on/IN/prep/1 Monday/NNP/pobj/2"
    assert when(text_of(line).time("Sunday", SUNDAY).time("Monday", MONDAY), "met") == "Sunday"
    assert when(text_of(line).time("Sunday").time("Monday", MONDAY), "met") == "Monday"
    assert when(text_of(line).time("Sunday"), "met") == "Sunday"


@pytest.mark.parametrize(
    ("sentence", "words", "word", "keys", "dates"),
    [
        ("They met now.", "now", "met", {"value": "PRESENT_REF"}, False),
        ("They met for three days.", "three days", "met", {"kind": TimexKind.DURATION}, False),
        ("They met for three days.", "three days", "met", {"kind": TimexKind.SET}, False),
        (
            "Russia attacked over the past 24 hours.",
            "the past 24 hours",
            "attacked",
            {"kind": TimexKind.DURATION, "interval": MONDAY},
            True,
        ),
        ("They met now.", "now", "met", {"kind": TimexKind.TIME, "interval": MONDAY}, True),
    ],
)
def test_the_present_a_length_and_a_repetition_date_nothing(
    sentence: str, words: str, word: str, keys: dict[str, Any], *, dates: bool
) -> None:
    assert (when(text_of(sentence).time(words, **keys), word) is not None) is dates


def test_a_time_that_hangs_on_the_root_of_another_clause_dates_nothing() -> None:
    line = "Monday/NNP/ROOT/0 said=say/VBD/acl/0 met=meet/VBD/ccomp/1"
    assert when(text_of(line).time("Monday", MONDAY), "met") is None


def test_a_time_too_far_below_belongs_to_something_else() -> None:
    far = " ".join(f"in/IN/prep/{n + 1}" for n in range(13))
    text = text_of(f"met=meet/VBD/ROOT/0 in/IN/prep/0 {far} May/NNP/pobj/14").time("May", MONDAY)
    assert when(text, "met") is None


def told(text: Text, word: str, first: str) -> list[str]:
    start = next(t for t in text.times if t.text == first)
    return [t.text for t in find_coordinated(around(text, word), start)]


def test_times_of_a_plural_that_only_and_joins_are_told_together() -> None:
    may, june, july = Interval.month(2025, 5), Interval.month(2025, 6), Interval.month(2025, 7)
    text = text_of("Rounds in May, June and 2 July failed.")
    text.time("May", may).time("June", june).time("2 July", july)
    assert told(text, "Rounds", "May") == ["May", "June", "2 July"]
    assert told(text, "Rounds", "June") == ["June", "2 July"]


def test_a_finer_time_and_one_of_a_singular_are_not_told_together() -> None:
    may, day = Interval.month(2025, 5), Interval.day(date(2025, 7, 2))
    text = text_of("Rounds in May, June and 2 July failed.").time("May", may).time("June").time("2 July", day)
    assert told(text, "Rounds", "May") == ["May"]
    assert told(text, "Rounds", "June") == ["June"]
    one = text_of("round/NN/ROOT/0 May/NNP/npadvmod/0 June/NNP/npadvmod/0").time("May", may).time("June", may)
    assert told(one, "round", "May") == ["May"]


def test_times_with_other_words_between_are_not_told_together() -> None:
    line = "rounds=round/NNS/ROOT/0 May/NNP/npadvmod/0 not/RB/neg/0 June/NNP/npadvmod/0"
    text = text_of(line).time("May", Interval.month(2025, 5)).time("June", Interval.month(2025, 6))
    assert told(text, "rounds", "May") == ["May"]


PLACES: list[tuple[str, list[str], str, str, list[str]]] = [
    ("Russia and Ukraine held talks in Istanbul on 2 June.", ["Istanbul"], "talks", "meeting", ["Istanbul"]),
    ("Talks in Kyiv and Odesa began.", ["Kyiv", "Odesa"], "Talks", "meeting", ["Kyiv", "Odesa"]),
    ("The Istanbul talks ended.", ["Istanbul"], "talks", "meeting", ["Istanbul"]),
    ("Talks on the war in Gaza began.", ["Gaza"], "Talks", "meeting", []),
    ("Talks on the war in Gaza began.", ["Gaza"], "war", "deed", ["Gaza"]),
    ("Russia struck towns in the Sumy region.", ["Sumy region"], "struck", "deed", ["Sumy region"]),
    ("Russia captured a village in the region of Sumy.", ["Sumy"], "captured", "deed", ["Sumy"]),
    ("The October attack on Sumy was condemned.", ["Sumy"], "attack", "deed", ["Sumy"]),
    ("The October attack on Sumy was condemned.", ["Sumy"], "attack", "meeting", []),
    ("Fidan visited Kyiv.", ["Kyiv"], "visited", "meeting", ["Kyiv"]),
    ("Kyiv was visited by Fidan.", ["Kyiv"], "visited", "meeting", ["Kyiv"]),
    ("The Kyiv visit began.", ["Kyiv"], "visit", "meeting", ["Kyiv"]),
    ("The Kyiv visit began.", ["Kyiv"], "visit", "deed", []),
    ("Zelensky said in Kyiv that Russia attacked.", ["Kyiv"], "attacked", "deed", []),
    ("In Sumy, a missile attack killed a woman.", ["Sumy"], "attack", "deed", ["Sumy"]),
    ("The battle that raged in Sumy ended.", ["Sumy"], "battle", "deed", ["Sumy"]),
    ("They met in Kyiv, the capital of Ukraine.", ["Kyiv"], "met", "meeting", ["Kyiv"]),
    ("The car blew up in the province of Deir Ezzor.", ["Deir Ezzor"], "car", "deed", ["Deir Ezzor"]),
    ("Trucks were allowed to enter Gaza.", ["Gaza"], "Trucks", "deed", ["Gaza"]),
    ("Shells hit a market.", ["market"], "Shells", "deed", []),
    ("A visit to Muscat began.", ["Muscat"], "visit", "meeting", []),
]


@pytest.mark.parametrize(("sentence", "named", "word", "kind", "places"), PLACES)
def test_a_place_belongs_to_the_event_that_a_placing_word_ties_it_to(
    sentence: str, named: list[str], word: str, kind: str, places: list[str]
) -> None:
    text = text_of(sentence)
    for name in named:
        text.place(name)
    assert where(text, word, kind) == places


def test_the_most_specific_place_stands_first_each_once_with_all_that_is_linked() -> None:
    line = (
        "They/PRP/nsubj/1 met=meet/VBD/ROOT/1 in/IN/prep/1 Ukraine/NNP/pobj/2 ,/,/punct/1 in/IN/prep/1 Kyiv/NNP/pobj/5 "
        "in/IN/prep/1 Kyiv/NNP/pobj/7"
    )
    text = text_of(line).place("Ukraine", Precision.COUNTRY, country="UA", lat=49.0, lon=32.0)
    text.place("Kyiv", place_id="kyiv").place("Kyiv", nth=1)
    kyiv, ukraine = find_places(around(text, "met", "meeting"))
    assert (kyiv.name, kyiv.place_id, kyiv.precision) == ("Kyiv", "kyiv", Precision.SETTLEMENT)
    assert (ukraine.country, ukraine.lat, ukraine.lon) == ("UA", 49.0, 32.0)
    assert kyiv.evidence is not None
    assert kyiv.evidence.quote == "Kyiv"


def test_a_frame_without_places_has_none() -> None:
    assert where(text_of("Fidan visited Kyiv.").place("Kyiv"), "visited", "speech", places=False) == []


def test_a_place_elsewhere_in_the_sentence_is_a_deed_s_only_where_it_names_no_other() -> None:
    sentence = "Russia attacked, and residents in Sumy fled."
    assert where(text_of(sentence).place("Sumy"), "attacked") == ["Sumy"]
    assert where(text_of(sentence).place("Sumy"), "attacked", "meeting") == []
    both = text_of("The strike in Sumy on Sunday was condemned in Kyiv.").place("Sumy").place("Kyiv")
    assert where(both, "strike") == ["Sumy"], "who condemns it elsewhere does not place it"


def test_a_visit_reaches_its_place_by_to() -> None:
    text = text_of("A visit to Muscat began.").place("Muscat")
    assert where(text, "visit", "meeting", trigger={"mode": "visit"}) == ["Muscat"]


BEFORE: list[tuple[list[str], list[str]]] = [
    (["Residents in Sumy fled."], ["Sumy"]),
    (["Residents in Sumy fled.", "Shells hit a market."], []),
    (["Talks in Kyiv and Odesa began."], []),
    (["Russia attacked, and residents in Sumy fled."], ["Sumy"]),
    ([], []),
]


@pytest.mark.parametrize(("before", "places"), BEFORE)
def test_a_deed_without_a_place_has_the_one_of_the_sentence_before(before: list[str], places: list[str]) -> None:
    text = text_of(*before, "Russia struck a base.")
    for name in ("Sumy", "Kyiv", "Odesa"):
        if name in text.analysis.text:
            text.place(name)
    assert where(text, "struck") == places
    assert where(text, "struck", "meeting") == []


def test_a_place_in_its_own_sentence_keeps_a_deed_from_the_one_before() -> None:
    text = text_of("Residents in Sumy fled.", "Russia condemned Kyiv.").place("Sumy").place("Kyiv")
    assert where(text, "Russia") == []
