"""A judgement finds its claim by evidence, in this revision or the next, and never another in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import Attachments, key_of
from dragoman.judging.keys import place_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import ActiveClaim, Document

Active = Any


def test_a_key_finds_the_claim_it_was_made_of(met: ActiveClaim, freed: ActiveClaim) -> None:
    found = Attachments([met, freed])
    assert found.find(key_of(met)) == met
    assert found.find(key_of(freed)) == freed


def test_a_report_may_be_named_by_the_id_it_came_with(met: ActiveClaim) -> None:
    assert Attachments([met]).find({**key_of(met), "document": "palace"}) == met


@pytest.mark.parametrize(("key", "value"), [("document", "doc_2"), ("frame", "exchange")])
def test_another_report_or_frame_is_not_taken(met: ActiveClaim, key: str, value: str) -> None:
    assert Attachments([met]).find({**key_of(met), key: value}) is None


def test_without_a_frame_any_claim_at_the_place_is_taken(freed: ActiveClaim) -> None:
    key = {name: value for name, value in key_of(freed).items() if name not in ("frame", "claim")}
    assert Attachments([freed]).find(key) == freed


def test_of_two_claims_with_one_evidence_the_one_named_is_taken(document: Document, at: Callable[..., Active]) -> None:
    quote = "Umerov said that 1,200 prisoners would be freed"
    two = [at(document, "exchange", quote, name) for name in ("clm_a", "clm_b")]
    for each in two:
        assert Attachments(two).find(key_of(each)) == each


def test_after_a_re_read_the_greatest_overlap_counts(document: Document, at: Callable[..., Active]) -> None:
    key = key_of(at(document, "exchange", "1,200 prisoners would be freed", "clm_gone"))
    wide = at(document, "exchange", "Umerov said that 1,200 prisoners would be freed; Medinsky said nothing.", "clm_w")
    part = at(document, "exchange", "1,200 prisoners", "clm_p")
    assert Attachments([part, wide]).find(key) == wide


def test_among_equal_overlaps_the_tightest_evidence_counts(document: Document, at: Callable[..., Active]) -> None:
    key = key_of(at(document, "exchange", "1,200 prisoners", "clm_gone"))
    wide = at(document, "exchange", "Umerov said that 1,200 prisoners would be freed", "clm_a")
    tight = at(document, "exchange", "1,200 prisoners would be freed", "clm_b")
    assert Attachments([wide, tight]).find(key) == tight


def test_what_shares_no_words_is_not_found(document: Document, met: ActiveClaim, at: Callable[..., Active]) -> None:
    key = key_of(at(document, "talks", "The meeting lasted forty minutes.", "clm_gone"))
    assert Attachments([met]).find(key) is None


def test_words_that_moved_in_a_new_revision_are_followed(
    met: ActiveClaim, revised: Callable[..., Document], at: Callable[..., Active]
) -> None:
    later = revised("CORRECTED. " + met.document.text)
    again = at(later, "talks", met.claim.evidence[0].quote, "clm_new")
    assert Attachments([again]).find(key_of(met)) == again


def test_words_that_a_new_revision_has_twice_or_not_at_all_are_not_guessed(
    document: Document, revised: Callable[..., Document], at: Callable[..., Active]
) -> None:
    key = key_of(at(document, "talks", "The meeting lasted forty minutes.", "clm_x"))
    assert place_in(revised("The meeting lasted an hour."), key) is None
    assert place_in(revised("So: The meeting lasted forty minutes. The meeting lasted forty minutes."), key) is None
    twice = revised(document.text + " The meeting lasted forty minutes.")
    assert place_in(twice, key) == (key["start"], key["end"])


def test_claims_are_found_by_the_judgement_that_made_them(met: ActiveClaim) -> None:
    mended = replace(met, judgements=("jdg_1",))
    assert Attachments([mended]).made_by("jdg_1") == mended
    assert Attachments([mended]).made_by("jdg_2") is None
