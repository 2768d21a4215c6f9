"""What people add or mend is what the claims are; what lost its words has no effect and is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import Amended, added_id, amend, is_reviewed
from dragoman.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import ActiveClaim, Document

LASTED = "The meeting lasted forty minutes."


@pytest.fixture
def report(document: Document) -> Amended:
    return Amended(document, lambda found, _: f"origin of {found.id}")


def key_of_words(document: Document, words: str, frame: str = "talks") -> dict[str, Any]:
    start = document.text.index(words)
    place = {"start": start, "end": start + len(words), "quote": words}
    return {"document": document.id, "revision": document.revision, "frame": frame, **place}


def test_an_edit_mends_the_slots_it_names(report: Amended, met: ActiveClaim, judge: Callable[..., Any]) -> None:
    edit = judge("edit", met, {"status": "planned", "round": 3})
    (mended,) = amend(report, [met], [edit])
    assert (mended.claim.status, mended.claim.round, mended.claim.id) == (Status.PLANNED, 3, "clm_met")
    assert mended.judgements == (edit.id,)
    assert is_reviewed(mended)
    assert not is_reviewed(met)


def test_a_later_edit_stands_on_an_earlier(report: Amended, met: ActiveClaim, judge: Callable[..., Any]) -> None:
    edits = [judge("edit", met, {"round": 4}, day=2), judge("edit", met, {"round": 3, "status": "planned"}, day=1)]
    (mended,) = amend(report, [met], edits)
    assert (mended.claim.round, mended.claim.status) == (4, Status.PLANNED)
    assert mended.judgements == (edits[1].id, edits[0].id)


def test_an_added_claim_stands_in_the_order_of_the_text(
    report: Amended, document: Document, met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Any]
) -> None:
    add = judge("add", key_of_words(document, "Umerov said"), {"frame": "mediation"})
    claims = amend(report, [met, freed], [add])
    assert [each.claim.frame for each in claims] == ["talks", "mediation", "exchange"]
    added = claims[1]
    assert (added.claim.id, added.claim.label, added.origin) == (added_id(add), "r1", "origin of doc_1")
    assert added.recorded_at == add.recorded_at
    assert added.published == met.published


def test_added_claims_have_labels_of_their_own_and_can_be_mended(
    report: Amended, document: Document, judge: Callable[..., Any]
) -> None:
    first = judge("add", key_of_words(document, LASTED), {"frame": "talks"})
    second = judge("add", key_of_words(document, "Umerov left at once."), {"frame": "talks"}, day=2)
    mend = judge("edit", {**key_of_words(document, LASTED), "claim": added_id(first)}, {"round": 2}, day=3)
    claims = amend(report, [], [first, second, mend])
    assert [each.claim.label for each in claims] == ["r1", "r2"]
    assert claims[0].claim.round == 2


def test_an_undone_judgement_has_no_effect(report: Amended, met: ActiveClaim, judge: Callable[..., Any]) -> None:
    edit = judge("edit", met, {"round": 3})
    assert amend(report, [met], [edit, judge("undo", met, edit.id, day=2)]) == [met]


def test_judgements_on_other_reports_and_of_other_kinds_are_passed_over(
    report: Amended, met: ActiveClaim, judge: Callable[..., Any]
) -> None:
    other = judge("edit", {"document": "doc_2", "frame": "talks", "start": 0, "end": 9}, {"round": 3})
    assert amend(report, [met], [other, judge("reject", met), judge("note", met, "see map")]) == [met]


def test_what_finds_no_claim_or_no_words_has_no_effect(
    met: ActiveClaim, document: Document, revised: Callable[..., Document], judge: Callable[..., Any]
) -> None:
    judgements = [
        judge("edit", {**key_of_words(document, LASTED), "frame": "strike"}, {"round": 3}),
        judge("edit", met, {"roles": {"actor": [{"name": "Kremlin"}]}}, day=2),
        judge("add", key_of_words(document, LASTED), {"frame": "talks"}, day=3),
        judge("add", key_of_words(document, "Envoys"), {"frame": "talks", "places": [{"name": "Istanbul"}]}, day=4),
    ]
    later = revised("Envoys of Ukraine and Russia met at a palace in Istanbul on Monday. It lasted an hour.")
    assert amend(Amended(later, lambda found, _: found.id), [met], judgements) == [met]
