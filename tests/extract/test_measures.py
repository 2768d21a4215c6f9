"""Measures: which figures of a sentence belong to a claim, and what each measures."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.build import Text, english, frame_of, text_of

from dragoman.extract.measures import find_quantities, measure_of
from dragoman.model import ActorKind

OF: list[tuple[str, str, str | None, dict[str, Any], str | None]] = [
    ("Kyiv pledged $40 million.", "$40 million", None, {"unit": "USD"}, "money"),
    ("The bombers flew 4,000 km.", "4,000 km", None, {"unit": "km"}, "distance"),
    ("Russia lost 40 percent of its bombers.", "40 percent", None, {"unit": "percent"}, "share"),
    ("The talks lasted under two hours.", "under two hours", None, {"unit": "h"}, "duration"),
    ("Twelve people died.", "Twelve", "people", {}, "killed"),
    ("Dozens of people were killed.", "Dozens", "people", {"vague": True}, "killed"),
    ("Police arrested 20 people.", "20", "people", {}, "detained"),
    ("300 Palestinians were detained.", "300", "Palestinians", {}, "detained"),
    ("The army seized 500 square miles.", "500", "miles", {}, None),
    ("12 were killed.", "12", None, {}, "killed"),
    ("12 were named.", "12", None, {}, None),
    ("A strike killed 12 and injured 40 people.", "12", None, {}, "killed"),
    ("A strike killed 12 and injured 40 people.", "40", "people", {}, "injured"),
    ("A toll of 12 was given.", "12", None, {}, "killed"),
    ("Ukraine downed 40 drones.", "40", "drones", {}, "intercepted"),
    ("Russia attacked with 40 drones.", "40", "drones", {}, "drones"),
    ("Unmanned aerial vehicles attacked Kyiv.", "aerial", "vehicles", {}, "drones"),
    ("Killed soldiers were named.", "Killed", "soldiers", {}, "killed"),
    ("Twelve people among the dead were named.", "Twelve", "people", {}, None),
    ("They held three meetings.", "three", "meetings", {}, None),
    ("Russia returned the bodies of 1,212 soldiers to Ukraine.", "1,212", "soldiers", {}, "bodies"),
    ("Two sides of the coin were shown.", "Two", "sides", {}, None),
    ("Gunmen shot dead one person and injured two others.", "one", "person", {}, "killed"),
    ("Gunmen shot dead one person and injured two others.", "two", "others", {}, "injured"),
]


@pytest.mark.parametrize(("sentence", "words", "noun", "keys", "measure"), OF)
def test_unit_noun_and_verb_say_what_a_figure_measures(
    sentence: str, words: str, noun: str | None, keys: dict[str, Any], measure: str | None
) -> None:
    text = text_of(sentence).number(words, noun, **keys)
    assert measure_of(text.quantities[0], text.tree, english().measures) == measure


def test_a_figure_at_the_root_measures_nothing() -> None:
    text = text_of("12/CD/nummod/1 people/NNS/ROOT/1").number("12", "people", value=12)
    assert measure_of(text.quantities[0], text.tree, english().measures) is None


def test_a_figure_too_far_from_its_verb_measures_nothing() -> None:
    line = (
        "He/PRP/nsubj/1 shot=kill/VBD/ROOT/1 men=man/NNS/dobj/1 of/IN/prep/2 towns=town/NNS/pobj/3 of/IN/prep/4 "
        "lands=land/NNS/pobj/5 of/IN/prep/6 12/CD/nummod/9 kings=king/NNS/pobj/7"
    )
    text = text_of(line).number("12", "kings", value=12)
    assert measure_of(text.quantities[0], text.tree, english().measures) is None


def found(
    text: Text, word: str, frame: str = "strike", kind: str = "deed", **trigger: Any
) -> list[tuple[str, str | None]]:
    hit = text.hit(word, frame_of(frame, kind), **trigger)
    refs = find_quantities(hit, text.tree, text.lookup, text.analysis.sentences[hit.sentence], english().measures)
    for ref in refs:
        assert ref.evidence is not None
        assert text.analysis.text[ref.evidence.start : ref.evidence.end] == ref.evidence.quote
    return [(ref.measure, ref.of) for ref in refs]


def test_figures_of_the_frame_s_measures_are_kept_with_what_they_count() -> None:
    text = text_of("The strike killed 35 people and injured 117 on Sunday.")
    text.number("35", "people", value=35).number("117", value=117)
    assert found(text, "strike") == [("killed", "people"), ("injured", None)]
    assert found(text, "strike", "talks", "meeting") == []


def test_a_figure_of_another_clause_an_ordinal_and_another_sentence_are_left_out() -> None:
    line = (
        "A/DT/det/1 strike/NN/nsubj/2 hit/VBD/ROOT/2 and/CC/cc/2 police/NNS/nsubj/5 shot=kill/VBD/conj/2 "
        "12/CD/nummod/7 men=man/NNS/dobj/5"
    )
    text = text_of(line, "12 were killed.").number("12", "men", value=12).number("12", nth=1, value=12)
    assert found(text, "shot") == [("killed", "men")]
    assert found(text, "strike") == [("killed", "men")], "a coordinated clause belongs to the first"
    text.quantities = [
        q.__class__(**{**{s: getattr(q, s) for s in q.__slots__}, "ordinal": True}) for q in text.quantities
    ]
    assert found(text, "strike") == []


def test_the_dead_of_the_clause_that_a_deed_hangs_on_are_its_own_but_not_the_figures_of_other_things() -> None:
    text = text_of("At least 30 people were killed when warplanes attacked Azaz.")
    text.number("At least 30", "people", low=30)
    assert found(text, "attacked") == [("killed", "people")]
    assert found(text, "attacked", "protest") == []
    above = text_of("Twelve people died.").number("Twelve", "people", value=12)
    assert found(above, "died") == [("killed", "people")]


def test_those_who_take_part_are_the_frame_s_own_measure() -> None:
    text = text_of("About 50 supporters held a demonstration.").number("About 50", "supporters", value=50)
    assert found(text, "demonstration", "protest") == [("participants", "supporters")]
    assert found(text, "demonstration", "aid") == []


def test_a_noun_with_a_measure_of_its_own_elsewhere_can_be_the_event_s_count() -> None:
    text = text_of("Iran held four rounds of talks.").number("four", "rounds", value=4)
    assert found(text, "rounds", "talks", "meeting") == [("count", "rounds of talks")]


def test_a_named_person_is_counted_once_and_not_beside_a_figure() -> None:
    text = text_of("Police arrested Alice Doe.").actor("Alice Doe", kind=ActorKind.PERSON)
    assert found(text, "arrested", "detention") == [("detained", "Alice Doe")]
    assert found(text, "arrested", "talks", "meeting") == []


def test_vague_words_are_kept_and_never_counted() -> None:
    text = text_of("Dozens of drones hit Kyiv.").number("Dozens", "drones", vague=True)
    hit = text.hit("hit", frame_of("strike", "deed"))
    (ref,) = find_quantities(hit, text.tree, text.lookup, text.analysis.sentences[0], english().measures)
    assert (ref.measure, ref.words, ref.value, ref.vague) == ("drones", "Dozens", None, True)
    unknown = text_of("They held three meetings.").number("three", "meetings", vague=True)
    assert found(unknown, "meetings") == []


@pytest.mark.parametrize(
    ("sentence", "words", "noun", "word"),
    [
        ("They held three meetings.", "three", "meetings", "meetings"),
        ("Russia struck 670 targets.", "670", "targets", "struck"),
        ("A strike on 12 targets ended.", "12", "targets", "strike"),
    ],
)
def test_a_number_of_the_event_or_of_what_it_struck_is_a_count(sentence: str, words: str, noun: str, word: str) -> None:
    assert found(text_of(sentence).number(words, noun, value=12), word) == [("count", noun)]
    assert found(text_of(sentence).number(words, noun, value=1), word) == [], "one target counts nothing"


def test_a_number_of_anything_else_is_no_count() -> None:
    assert found(text_of("They held three meetings.").number("three", "meetings", value=3), "held") == [
        ("count", "meetings")
    ]
    assert found(text_of("Twelve people among the dead were named.").number("Twelve", "people", value=12), "dead") == []


LENGTHS: list[tuple[str, str, str, bool]] = [
    ("The talks lasted under two hours.", "under two hours", "talks", True),
    ("The talks began and lasted an hour.", "an hour", "talks", True),
    ("The round of talks lasted an hour.", "an hour", "talks", True),
    ("The talks, the agency says, ended after 39 minutes.", "39 minutes", "talks", True),
    ("They parted after an hour.", "an hour", "parted", True),
    ("A meeting of two hours took place.", "two hours", "meeting", True),
    ("They met for three days.", "three days", "met", True),
    ("Troops left after four months of fighting.", "four months", "fighting", True),
    ("The talks ended two hours late.", "two hours", "talks", False),
    ("The talks in three years of war failed.", "three years", "talks", False),
    ("Russia attacked over the past 24 hours.", "24 hours", "attacked", False),
    ("The envoys who met for an hour left.", "an hour", "left", False),
    ("Hamas kept hostages for 600 days.", "600 days", "hostages", False),
]


@pytest.mark.parametrize(("sentence", "words", "word", "lasts"), LENGTHS)
def test_a_length_is_the_event_s_own(sentence: str, words: str, word: str, *, lasts: bool) -> None:
    text = text_of(sentence).number(words, unit="h", value=1)
    assert found(text, word, "talks", "meeting") == ([("duration", None)] if lasts else [])


def test_a_length_at_the_root_or_too_far_up_is_none() -> None:
    root = text_of("hours=hour/NNS/ROOT/0 talks=talk/NNS/dep/0").number("hours", unit="h", value=1)
    assert found(root, "talks", "talks", "meeting") == []
    far = " ".join(f"a{n}/NN/nmod/{n + 2}" for n in range(8))
    text = text_of(f"hours=hour/NNS/nmod/1 {far} talks=talk/NNS/ROOT/9").number("hours", unit="h", value=1)
    assert found(text, "talks", "talks", "meeting") == []
