"""Fillers: who or what stands at an argument, with the party it acts for."""

from __future__ import annotations

import pytest
from tests.extract.build import RUSSIA, TURKEY, UKRAINE, UMEROV, Text, english, small_dossier, text_of

from dragoman.extract.fillers import Describer, Sides
from dragoman.model import ActorKind


def described(
    text: Text, word: str, accepts: str = "actor", *, events: tuple[str, ...] = ()
) -> list[tuple[str, str | None]]:
    words = english()
    sides = Sides(text.tree, text.lookup, words.sides)
    describer = Describer(text.tree, text.lookup, small_dossier(), sides, events)
    found = describer.describe(text.at(word), accepts)
    for filler in found:
        assert filler.evidence is not None
        assert text.analysis.text[filler.evidence.start : filler.evidence.end] == filler.evidence.quote
    return [(filler.name, filler.party) for filler in found]


def test_an_actor_is_itself() -> None:
    text = text_of("Umerov met Medinsky in Istanbul.").actor("Umerov", UMEROV)
    assert described(text, "Umerov") == [("Umerov", "UKR")]
    assert described(text, "Umerov", "person") == [("Umerov", "UKR")]


def test_an_adjective_is_shown_as_the_state_it_names() -> None:
    text = text_of("Russian drones struck depots in Kyiv.").actor("Russian", RUSSIA, by="adjective")
    assert described(text, "Russian") == [("Russia", "RUS")]


def test_an_adjective_that_names_nobody_known_stays_as_printed() -> None:
    text = text_of("Russian drones struck depots in Kyiv.").actor("Russian", by="adjective")
    assert described(text, "Russian") == [("Russian", None)]


def test_a_state_is_no_person() -> None:
    text = text_of("Russia fired missiles at Ukraine.").actor("Russia", RUSSIA)
    assert described(text, "Russia", "person") == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Russian and Ukrainian negotiators met.", "Russian and Ukrainian negotiators"),
        ("Officials from Russia and Ukraine met Reuters.", "Officials"),
    ],
)
def test_a_description_of_two_sides_is_both(sentence: str, words: str) -> None:
    text = text_of(sentence).actor(words, kind=ActorKind.PERSON, by="descriptor")
    if "from" in sentence:
        text.actor("Russia", RUSSIA).actor("Ukraine", UKRAINE)
    assert described(text, words.rsplit(maxsplit=1)[-1]) == [("Russia", "RUS"), ("Ukraine", "UKR")]


def test_a_description_of_one_side_is_itself() -> None:
    text = text_of("Russian and Ukrainian negotiators met.").actor("Russian and Ukrainian negotiators", party="RUS")
    assert described(text, "negotiators") == [("Russian and Ukrainian negotiators", "RUS")]
    alone = text_of("The Ukrainian delegation was led by Umerov.")
    alone.actor("Ukrainian delegation", party="UKR", by="descriptor")
    assert described(alone, "delegation") == [("Ukrainian delegation", "UKR")]


def test_a_noun_phrase_has_the_party_of_an_actor_inside_it() -> None:
    text = text_of("Russian drones crossed Ukraine's border guard posts.").actor("Ukraine", UKRAINE)
    assert described(text, "posts", "any") == [("Ukraine's border guard posts", "UKR")]
    assert described(text, "posts") == [("Ukraine's border guard posts", "UKR")]


def test_a_noun_phrase_without_an_actor_fills_only_what_takes_any() -> None:
    text = text_of("Russia struck depots and bridges.")
    assert described(text, "depots", "any") == [("depots", None)]
    assert described(text, "depots") == []
    assert described(text, "depots", "person") == []


def test_times_places_amounts_pronouns_and_events_fill_nothing() -> None:
    text = text_of("Drones hit Kyiv and Odesa overnight.").place("Kyiv").time("overnight")
    assert described(text, "Kyiv", "any") == []
    assert described(text, "overnight", "any") == []
    money = text_of("The Ukraine war cost $40 million.").number("$40 million", unit="USD", value=4e7)
    assert described(money, "million", "any") == []
    assert described(text_of("They waited for hours."), "They", "any") == []
    assert described(text_of("They waited for hours.").number("hours", unit="h", vague=True), "hours", "any") == []
    assert described(text_of("Talks began."), "Talks", "any", events=("talk",)) == []


def both(sentence: str, word: str) -> list[str | None]:
    text = text_of("Russia fired missiles at Ukraine.", "Turkey hosted talks between Russia and Ukraine.", sentence)
    for n in range(2):
        text.actor("Russia", RUSSIA, nth=n).actor("Ukraine", UKRAINE, nth=n)
    text.actor("Turkey", TURKEY)
    return [party for _, party in described(text, word)]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Both sides met in Istanbul.", "sides"),
        ("The two countries agreed.", "countries"),
        ("The parties met.", "parties"),
    ],
)
def test_both_sides_are_the_two_parties_named_most(sentence: str, word: str) -> None:
    assert both(sentence, word) == ["RUS", "UKR"]


def test_countries_without_a_mark_are_not_both_sides() -> None:
    line = "Many/JJ/amod/1 countries=country/NNS/nsubj/2 agreed=agree/VBD/ROOT/2"
    assert both(line, "countries") == []


def test_two_sides_that_nothing_names_are_nobody() -> None:
    assert described(text_of("Both sides met in Istanbul."), "sides") == []
    assert described(text_of("Both sides met in Istanbul.", "Talks began.").actor("Istanbul", TURKEY), "sides") == []


def test_the_parties_named_before_count_and_those_after_only_where_none_are() -> None:
    text = text_of("Both sides met in Istanbul.", "Russia fired missiles at Ukraine.")
    text.actor("Russia", RUSSIA).actor("Ukraine", UKRAINE)
    assert described(text, "sides") == [("Russia", "RUS"), ("Ukraine", "UKR")]


def test_a_side_is_shown_by_its_name_rather_than_its_adjective() -> None:
    text = text_of("Russian and Ukrainian negotiators met.", "Russia fired missiles at Ukraine.", "The parties met.")
    text.actor("Russian", RUSSIA, by="adjective").actor("Ukrainian", UKRAINE, by="adjective")
    text.actor("Russia", RUSSIA, nth=1).actor("Ukraine", UKRAINE)
    assert described(text, "parties") == [("Russia", "RUS"), ("Ukraine", "UKR")]
