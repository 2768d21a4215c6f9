"""Look-up: which mention stands at a token."""

from __future__ import annotations

import pytest
from tests.extract.build import RUSSIA, UMEROV, text_of

from dragoman.values import Span

FIRED = "Russia fired missiles at Ukraine."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(0, 6, ["Russia"], id="a-token"),
        pytest.param(0, 12, ["Russia", "fired"], id="two"),
        pytest.param(3, 9, ["Russia", "fired"], id="begun-inside-a-token"),
        pytest.param(6, 8, ["fired"], id="begun-at-a-blank"),
        pytest.param(6, 7, [], id="a-blank-alone"),
        pytest.param(100, 120, [], id="past-the-end"),
    ],
)
def test_a_span_holds_the_tokens_that_it_touches(start: int, end: int, words: list[str]) -> None:
    text = text_of(FIRED)
    assert text.words(text.lookup.tokens_of(Span(start, end))) == words


def test_tokens_before_the_first_are_none() -> None:
    text = text_of(FIRED)
    late = type(text.analysis)(
        **{f: getattr(text.analysis, f) for f in text.analysis.__slots__} | {"tokens": text.analysis.tokens[1:]}
    )
    lookup = type(text.lookup)(late, text.lookup.mentions)
    assert list(lookup.tokens_of(Span(0, 5))) == []


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Russia", {"actor", "party"}),
        ("Umerov", {"actor", "party", "person"}),
        ("Istanbul", {"place"}),
        ("two", {"quantity"}),
        ("drones", {"thing"}),
        ("met", set()),
    ],
)
def test_a_noun_phrase_is_of_the_kinds_of_its_mentions(word: str, kinds: set[str]) -> None:
    line = (
        "Russia/NNP/nsubj/2 Umerov/NNP/conj/0 met=meet/VBD/ROOT/2 two/CD/nummod/4 drones=drone/NNS/dobj/2 "
        "Istanbul/NNP/npadvmod/2"
    )
    text = (
        text_of(line)
        .actor("Russia", RUSSIA)
        .actor("Umerov", UMEROV)
        .place("Istanbul")
        .thing("drones", "drone")
        .number("two")
    )
    known = ("actor", "party", "person", "place", "quantity", "thing", "unheard-of")
    assert {kind for kind in known if text.lookup.is_kind(text.at(word), [kind])} == kinds
    assert text.lookup.is_kind(text.at(word), known) is bool(kinds)


def test_the_first_actor_with_a_party_is_given() -> None:
    text = text_of(FIRED).actor("Russia").actor("Ukraine", party="UKR")
    found = text.lookup.actor_in(range(5))
    assert found is not None
    assert found.name == "Ukraine"
    assert text.lookup.actor_in([0, 1]) is None
