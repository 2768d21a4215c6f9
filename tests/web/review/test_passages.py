"""A claim's words in their paragraph: joined they are the report's own text, and each value's words have its number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.model import (
    ActiveClaim,
    Content,
    Document,
    Evidence,
    Filler,
    Outcome,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
)
from dragoman.web.review.passages import AROUND, passages_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.store import Store

NUMBERS = {"actor": 1, "places": 2, "duration": 3}


@pytest.fixture
def palace(store: Callable[[], Store]) -> ActiveClaim:
    with store() as found:
        return found.claim("palace:c1")


def at(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence.of(text, start, start + len(quote))


def test_the_bits_of_a_passage_are_the_text(palace: ActiveClaim) -> None:
    for passage in passages_of(palace, NUMBERS):
        assert "".join(bit.text for bit in passage.bits) == palace.document.text[passage.start : passage.end]
        assert any(bit.is_evidence for bit in passage.bits)


def test_words_that_carry_a_value_have_its_number(palace: ActiveClaim) -> None:
    text = palace.document.text
    seen = replace(
        palace.claim,
        roles=Roles(actor=(Filler("Ukraine", evidence=at(text, "Ukraine")),)),
        quantities=(QuantityRef("duration", value=1.0, unit="h", evidence=at(text, "an hour")),),
        places=(PlaceRef("Istanbul", Precision.SETTLEMENT, evidence=at(text, "Istanbul")),),
    )
    bits = [bit for passage in passages_of(replace(palace, claim=seen), NUMBERS) for bit in passage.bits]
    assert {bit.text: bit.ends for bit in bits if bit.ends} == {"Ukraine": (1,), "Istanbul": (2,), "an hour": (3,)}


def test_each_field_finds_its_own_words(palace: ActiveClaim) -> None:
    text = palace.document.text
    mark = at(text, "Istanbul")
    seen = replace(palace.claim, time_words=mark, outcome=(Outcome(mark),), content=Content((mark,), "other", None))
    assert [words_of(seen, field) for field in ("occurred", "outcome", "content")] == [[mark]] * 3
    assert words_of(seen, "killed/hit#2") == []
    assert words_of(replace(seen, content=None), "content") == []


def test_a_long_paragraph_is_cut_between_words_and_says_so(palace: ActiveClaim) -> None:
    text = "early words " * 200 + "They met. " + "late words " * 200
    document: Document = replace(palace.document, text=text)
    claim = replace(palace.claim, evidence=(at(text, "They met."),))
    (passage,) = passages_of(ActiveClaim(claim, document, document.id, palace.recorded_at, None), {})
    assert passage.is_cut_before
    assert passage.is_cut_after
    assert passage.end - passage.start < 2 * AROUND + 30
    assert text[passage.start - 1] == text[passage.end] == " "


def test_evidence_in_two_paragraphs_is_two_passages_and_in_one_it_is_one(palace: ActiveClaim) -> None:
    text = "They met. They talked.\n\nNobody signed."
    document = replace(palace.document, text=text)
    claim = replace(
        palace.claim, evidence=(at(text, "They met."), at(text, "They talked."), at(text, "Nobody signed."))
    )
    found = passages_of(ActiveClaim(claim, document, document.id, palace.recorded_at, None), {})
    assert [text[each.start : each.end] for each in found] == ["They met. They talked.", "Nobody signed."]
    assert not any(each.is_cut_before or each.is_cut_after for each in found)
