"""Slots make claims; names and quotations must stand in the report, and forms must be the codebook's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import BadSlotError, EvidenceError
from dragoman.exports.claims import claim_line
from dragoman.judging import FIELDS, build_claim, mend_claim
from dragoman.model import Salience, Status

if TYPE_CHECKING:
    from dragoman.model import ActiveClaim, Document

FULL: dict[str, Any] = {
    "frame": "talks",
    "mode": "round",
    "status": "planned",
    "hedged": True,
    "round": 3,
    "name": "Palace",
    "time": {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"},
    "time_words": "on Monday",
    "places": [
        {"name": "Istanbul", "precision": "settlement", "country": "TR", "adm1": None, "lat": 41.0, "lon": 29.0}
    ],
    "roles": {
        "actor": [{"name": "Ukraine", "party": "UKR", "id": "state.UKR"}, {"name": "Russia", "party": "RUS"}],
        "delegate": [{"name": "Umerov", "party": "UKR", "as": "head"}],
    },
    "quantities": [
        {"measure": "duration", "value": 40, "unit": "min", "words": "forty minutes"},
        {"measure": "exchanged", "low": 1200, "attribution": [{"name": "Umerov", "kind": "person"}]},
        {"measure": "count", "vague": True, "words": "forty"},
    ],
    "attribution": [{"name": "Umerov", "kind": "person", "party": "UKR", "chain": 1}],
    "content": {"spans": ["1,200 prisoners would be freed"], "issue": "prisoners", "condition": "at once"},
    "outcome": ["Umerov left", {"start": 0, "end": 6, "quote": "Envoys", "attribution": []}],
    "about": ["c1", "c2"],
    "salience": "minor",
}


def built(document: Document, **slots: Any) -> Any:
    return build_claim(document, {"id": "clm_1", **slots}, (0, 6))


def test_a_full_claim_comes_out_as_it_went_in(document: Document, met: ActiveClaim) -> None:
    claim = built(document, **FULL)
    line = claim_line(replace(met, claim=claim), None)
    assert line["time"] == FULL["time"]
    assert line["round"] == 3
    assert line["about"] == ["c1", "c2"]
    assert [place["name"] for place in line["places"]] == ["Istanbul"]
    assert line["roles"]["delegate"] == [{"name": "Umerov", "party": "UKR", "as": "head"}]
    assert [quantity["measure"] for quantity in line["quantities"]] == ["duration", "exchanged", "count"]
    assert line["content"]["condition"]["quote"] == "at once"
    assert [outcome["quote"] for outcome in line["outcome"]] == ["Umerov left", "Envoys"]
    assert (claim.status, claim.hedged, claim.salience) == (Status.PLANNED, True, Salience.MINOR)
    assert claim.roles.actor[0].actor_id == "state.UKR"


def test_what_an_export_prints_can_be_given_back(document: Document, met: ActiveClaim) -> None:
    first = built(document, **FULL)
    line = claim_line(replace(met, claim=first), None)
    slots = {name: value for name, value in line.items() if name in FIELDS}
    assert mend_claim(first, slots, document.text).content == first.content


def test_a_bare_claim_says_what_was_given_and_no_more(document: Document) -> None:
    claim = built(document, frame="talks")
    assert (claim.frame, claim.status, claim.salience) == ("talks", Status.OCCURRED, Salience.MAIN)
    assert claim.evidence[0].quote == "Envoys"
    assert claim.time is None
    assert claim.places == claim.quantities == claim.attribution == ()


def test_names_carry_the_words_nearest_to_the_evidence(document: Document) -> None:
    last = document.text.index("Umerov left")
    near = build_claim(
        document, {"id": "clm_1", "frame": "talks", "roles": {"actor": [{"name": "Umerov"}]}}, (last, last + 6)
    )
    assert near.roles.actor[0].evidence.start == last


def test_only_named_roles_are_replaced(document: Document) -> None:
    claim = built(document, **FULL)
    mended = mend_claim(claim, {"roles": {"actor": []}}, document.text)
    assert mended.roles.actor == ()
    assert mended.roles.delegate == claim.roles.delegate


@pytest.mark.parametrize(
    ("slot", "empty"),
    [("time", None), ("content", None), ("mode", None), ("round", None), ("about", None), ("time_words", None)],
)
def test_a_slot_can_be_emptied(document: Document, slot: str, empty: None) -> None:
    mended = mend_claim(built(document, **FULL), {slot: empty}, document.text)
    assert not getattr(mended, slot)


def test_one_label_stands_for_a_list(document: Document) -> None:
    assert built(document, frame="talks", about="c4").about == ("c4",)


def test_evidence_may_be_several_quotations(document: Document) -> None:
    claim = built(document, frame="talks", evidence=["Envoys of Ukraine", {"start": 0, "end": 6, "quote": "Envoys"}])
    assert [each.quote for each in claim.evidence] == ["Envoys of Ukraine", "Envoys"]


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({"colour": "red"}, "no such slot"),
        ({"roles": {"witness": []}}, "no role 'witness'"),
        ({"roles": {"actor": [{"name": "Kremlin"}]}}, "does not have the words 'Kremlin'"),
        ({"roles": {"actor": [{"name": ""}]}}, "does not have the words"),
        ({"roles": {"actor": ["Ukraine"]}}, "not of its form"),
        ({"places": [{"name": "Ankara", "precision": "settlement"}]}, "'Ankara'"),
        ({"places": [{"name": "Istanbul", "precision": "town"}]}, "town"),
        ({"status": "done"}, "done"),
        ({"round": "third"}, "third"),
        ({"hedged": "yes"}, "true or false"),
        ({"mode": 3}, "no text"),
        ({"time": {"start": "2025-13-01", "end": "2025-13-01", "granularity": "day"}}, "not of its form"),
        ({"quantities": [{"measure": "killed"}]}, "value, low or high"),
        ({"quantities": [{"measure": "killed", "value": 2, "words": "two"}]}, "'two'"),
        ({"attribution": [{"name": "Umerov", "kind": "god"}]}, "god"),
        ({"content": {"spans": ["never said"], "issue": "aid"}}, "never said"),
        ({"content": {"spans": ["Envoys"]}}, "issue"),
        ({"evidence": []}, "stands on words"),
        ({"salience": "huge"}, "huge"),
    ],
)
def test_what_is_not_of_its_form_or_not_in_the_report_is_refused(
    document: Document, slots: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadSlotError, match="DG130") as caught:
        built(document, frame="talks", **slots)
    assert said in str(caught.value)


def test_offsets_that_carry_other_words_are_refused_not_moved(document: Document) -> None:
    with pytest.raises(EvidenceError):
        built(document, frame="talks", evidence=[{"start": 1, "end": 7, "quote": "Envoys"}])
