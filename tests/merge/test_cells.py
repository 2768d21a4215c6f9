"""Cells keep every value and show one of them, by stated rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dragoman.merge import fold
from dragoman.model import CellStatus

Make = Callable[..., Any]
ROUND = {"frame": "talks", "mode": "round", "round": 3, "actor": ["Russia/RUS", "Ukraine/UKR"]}


def cells(*claims: Any) -> dict[str, Any]:
    (event,) = fold(claims).events
    return {cell.field: cell for cell in event.cells}


def test_a_day_is_shown_over_a_month(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", time="month 2025-07", published="2025-07-24"),
        make(ROUND, doc="b", time="month 2025-07", published="2025-07-25"),
        make(ROUND, doc="c", time="2025-07-23", published="2025-07-24"),
    )["occurred"]
    assert found.best == {"start": "2025-07-23", "end": "2025-07-23", "granularity": "day"}
    assert [value.counts.reports for value in found.values] == [2, 1]
    assert found.status is CellStatus.AGREED


def test_what_was_held_outranks_what_was_planned(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", status="planned", time="2025-07-24", published="2025-07-20"),
        make(ROUND, doc="b", status="planned", time="2025-07-24", published="2025-07-21"),
        make(ROUND, doc="c", time="2025-07-23", published="2025-07-24"),
    )["occurred"]
    assert found.best["start"] == "2025-07-23"
    assert found.status is CellStatus.UPDATED


def test_more_origins_outrank_more_copies(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", origin="w", time="2025-07-22", published="2025-07-24"),
        make(ROUND, doc="b", origin="w", time="2025-07-22", published="2025-07-24"),
        make(ROUND, doc="c", origin="w", time="2025-07-22", published="2025-07-24"),
        make(ROUND, doc="d", time="2025-07-23", published="2025-07-24"),
        make(ROUND, doc="e", time="2025-07-23", published="2025-07-24"),
    )["occurred"]
    assert found.best["start"] == "2025-07-23"
    assert found.status is CellStatus.DISPUTED


def test_the_same_voice_later_is_shown(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", time="2025-07-22", published="2025-07-24", source="Anadolu"),
        make(ROUND, doc="b", time="2025-07-23", published="2025-07-25", source="Anadolu"),
    )["occurred"]
    assert found.best["start"] == "2025-07-23"


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        ("hour 2025-07-24T20:37..2025-07-24T21:16", "2025-07-23"),
        ("hour 2025-07-23T20:37..2025-07-23T21:16", "2025-07-23T20:37"),
        ("hour 2025-07-23T18:00..2025-07-29T23:59", "2025-07-23"),
    ],
)
def test_an_hour_is_shown_only_of_the_day_that_most_name(make: Make, hours: str, shown: str) -> None:
    found = cells(
        make(ROUND, doc="a", published="2025-07-24", time="2025-07-23"),
        make(ROUND, doc="b", published="2025-07-24", time="2025-07-23"),
        make(ROUND, doc="c", published="2025-07-24", time=hours),
    )["occurred"]
    assert found.best["start"].startswith(shown)
    assert (found.best["granularity"] == "hour") == ("T" in shown)


@pytest.mark.parametrize(("told", "shown"), [("month 2025-07", "2025-07-23"), ("month 2025-08", "2025-08-01")])
def test_a_plan_yields_to_a_fact_that_contradicts_it_not_to_a_vague_one(make: Make, told: str, shown: str) -> None:
    plan = {**ROUND, "round": 3, "status": "planned"}
    found = cells(
        make(plan, doc="a", published="2025-07-21", time="2025-07-23"),
        make({**ROUND, "round": 3}, doc="b", published="2025-09-01", time=told),
    )["occurred"]
    assert found.best["start"] == shown


def test_a_slow_report_makes_no_plan_of_what_has_happened(make: Make) -> None:
    spec = {**ROUND, "round": 3, "time": "2025-07-23"}
    found = cells(
        make(spec, doc="a", published="2025-07-23"), make(spec, doc="b", status="planned", published="2025-07-24")
    )["status"]
    assert found.best == "occurred"


def test_a_figure_is_one_of_those_told_never_their_mean(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", published="2025-07-24", count=["duration=40 min"]),
        make(ROUND, doc="b", published="2025-07-24", count=["duration=3.5 h"]),
        make(ROUND, doc="c", published="2025-07-25", count=["duration=40 min"]),
    )["duration"]
    assert (found.best["value"], found.best["unit"]) == (40, "min")
    assert [value.counts.origins for value in found.values] == [2, 1]


def test_an_exact_figure_is_shown_over_a_bound(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", published="2025-07-24", count=["duration<=1 h"]),
        make(ROUND, doc="b", published="2025-07-25", count=["duration<=1 h"]),
        make(ROUND, doc="c", published="2025-07-24", count=["duration=50 min"]),
    )["duration"]
    assert found.best["value"] == 50


def test_a_value_has_the_voice_of_its_own(make: Make) -> None:
    claim = make(ROUND, published="2025-07-24", count=["duration=40 min"], voice=["Medinsky/person/RUS"])
    found = cells(claim)["duration"]
    assert found.values[0].counts.parties == ("RUS",)
    assert found.status is CellStatus.SINGLE


def test_figures_of_several_scopes_have_cells_of_their_own(make: Make) -> None:
    spec = {"frame": "strike", "actor": ["Russia/RUS"], "place": ["Kyiv/settlement/UA"], "time": "2025-06-17"}
    found = cells(
        make(spec, published="2025-06-17", count=["killed=3 of firefighters", "killed=9 of residents", "injured=4"])
    )
    assert {"killed/firefighters", "killed/residents", "injured"} <= found.keys()


def test_two_figures_of_one_claim_are_numbered_apart(make: Make) -> None:
    assert {"killed", "killed#2"} <= cells(
        make(frame="strike", actor=["Russia/RUS"], count=["killed=3", "killed=9"])
    ).keys()


def test_content_and_outcome_keep_each_wording(make: Make) -> None:
    spec = {**ROUND, "issue": "prisoners", "published": "2025-07-24"}
    found = cells(
        make(spec, doc="a", content="at least 1,200 of each side", outcome=["no truce was agreed"]),
        make(
            spec,
            doc="b",
            content="At least 1200 of each side",
            outcome=["No truce was agreed", "three groups will work online"],
        ),
    )
    assert [value.value["issue"] for value in found["content"].values] == ["prisoners", "prisoners"]
    assert found["outcome"].best == ["no truce was agreed", "three groups will work online"]
    assert [value.counts.reports for value in found["outcome"].values] == [2, 1]


def test_status_that_changed_is_updated(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", status="planned", published="2025-07-20"),
        make(ROUND, doc="b", status="occurred", published="2025-07-24"),
    )["status"]
    assert (found.best, found.status) == ("occurred", CellStatus.UPDATED)


def test_one_side_is_one_participant_whatever_it_is_called(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", actor=["Moscow/RUS", "Kyiv/UKR"], published="2025-07-24"),
        make(ROUND, doc="b", actor=["Russia/RUS", "Ukraine/UKR"], published="2025-07-24"),
        make(
            ROUND,
            doc="c",
            actor=["Russia/RUS", "Ukraine/UKR", "Vladimir Medinsky/RUS/person.medinsky"],
            published="2025-07-25",
        ),
    )["actor"]
    assert [(value.value["name"], value.counts.reports) for value in found.values] == [
        ("Russia", 3),
        ("Ukraine", 3),
        ("Vladimir Medinsky", 1),
    ]


def test_a_target_keeps_its_effect(make: Make) -> None:
    claim = make(frame="strike", actor=["Ukraine/UKR"], target=["bombers/RUS"], published="2025-06-01")
    target = replace(claim.claim.roles.target[0], effect="hit")
    claim = replace(claim, claim=replace(claim.claim, roles=replace(claim.claim.roles, target=(target,))))
    assert cells(claim)["target"].best == [{"id": None, "name": "bombers", "party": "RUS", "as": None, "effect": "hit"}]


@pytest.mark.parametrize("field", ["status", "actor", "round", "mode"])
def test_every_cell_leads_to_its_claims(make: Make, field: str) -> None:
    claim = make(ROUND, published="2025-07-24")
    assert cells(claim)[field].values[0].claims == (claim.claim.id,)


def test_a_doer_that_names_nobody_is_no_participant(make: Make) -> None:
    found = cells(
        make(ROUND, doc="a", actor=["the delegations"], published="2025-07-24", time="2025-07-23"),
        make(ROUND, doc="b", actor=["Russia/RUS", "both sides"], published="2025-07-24", time="2025-07-23"),
    )
    assert [value.value["name"] for value in found["actor"].values] == ["Russia"]
