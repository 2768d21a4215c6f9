"""A page says in plain words what the shapes name shortly, and leaves the shapes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from dragoman.query.shapes.lineage import DriftShape
from dragoman.web.plain import (
    DRIFTS,
    change_of,
    delay_words,
    field_name,
    history_of,
    reason_words,
    value_of,
    voices_by,
)

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

SIDES = {"RUS": "Russia", "UKR": "Ukraine"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("occurred", "when"),
        ("quantities", "figures"),
        ("roles", "who, and to whom"),
        ("count/hit/air bases", "air bases, hit"),
        ("round", "round"),
    ],
)
def test_a_field_has_a_name_that_a_reader_knows(field: str, words: str) -> None:
    assert field_name(field) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", "not_occurred", "did not happen"),
        ("status", "planned", "planned"),
        ("mode", "not_occurred", "not_occurred"),
        ("not_after", "2025-06-05", "5 June 2025"),
        ("round", 3, "3"),
    ],
)
def test_a_status_and_a_day_are_said_and_other_texts_stay(field: str, value: Any, words: str) -> None:
    assert value_of(field, value) == words


def test_of_a_list_what_came_and_what_went_is_told() -> None:
    found = change_of("disputes", ["a", "b"], ["b", "c"])
    assert (found.came, found.went, found.before, found.after) == (["c"], ["a"], None, None)


def test_of_roles_each_name_has_its_role() -> None:
    before = {"actor": [{"name": "Russia"}], "target": []}
    found = change_of("roles", before, {"actor": [{"name": "Russia"}], "target": [{"name": "Ukraine"}]})
    assert (found.came, found.went) == (["Ukraine (to whom)"], [])


def test_another_order_is_said_to_be_one() -> None:
    assert change_of("outcome", ["a", "b"], ["b", "a"]).after == "the same, in another order"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("planned", "occurred", ("planned", "occurred")),
        (None, "planned", (None, "planned")),
        ("planned", None, ("planned", "no longer told")),
    ],
)
def test_of_a_single_value_both_are_told(before: str | None, after: str | None, words: tuple[str | None, str]) -> None:
    found = change_of("status", before, after)
    assert (found.before, found.after) == words


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("value", "count/hit/air bases", "the value shown of “air bases, hit” stands on it alone"),
        ("dispute", "occurred", "the dispute about “when” would close without it"),
        ("event", None, "the event stands on it alone"),
        ("conflict", None, "ada and bela differ on the value shown of the frame"),
    ],
)
def test_a_reason_of_the_queue_names_its_field_in_words(kind: Any, field: str | None, words: str) -> None:
    assert reason_words({"kind": kind, "field": field, "words": words if field is None else "said shortly"}) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (179, "179 min"), (180, "3 h"), (1030, "17 h"), (2880, "2 days"), (14400, "10 days")],
)
def test_a_delay_is_said_in_the_unit_of_its_size(minutes: int, words: str) -> None:
    assert delay_words(minutes) == words


def test_voices_have_the_name_of_their_side_and_say_whom_they_cite() -> None:
    chains = voices_by(lambda code: SIDES.get(code, code))
    said = [
        {"name": "TASS", "party": None, "chain": 0},
        {"name": "Medinsky", "party": "RUS", "chain": 0},
        {"name": "Ukraine", "party": "UKR", "chain": 1},
    ]
    assert chains(said) == ["TASS, citing Medinsky (Russia)", "Ukraine"]
    assert chains([]) == []


def test_every_kind_of_drift_has_words() -> None:
    assert set(get_args(get_type_hints(DriftShape)["kind"])) == set(DRIFTS)


def test_the_steps_of_an_event_are_its_values_in_words(site: TestClient) -> None:
    event = site.get(f"/api/v1/events/{_round(site)}").json()
    steps = list(history_of(event))
    assert len(steps) == len(event["history"])
    assert "when" in {name for step in steps for name, _ in step.told}
    assert not {name for step in steps for name, _ in step.told} & {"occurred", "places", "duration"}


def test_what_was_withdrawn_or_decided_stays_in_its_words() -> None:
    claim = {"id": "clm_1"}
    event: Any = {
        "cells": [{"field": "round", "values": [{"value": 3, "claims": [claim]}]}],
        "history": [
            {"published_at": "2025-06-01", "recorded_at": "", "because": claim, "what": "round: 3"},
            {"published_at": None, "recorded_at": "", "because": claim, "what": "withdrawn by revision r1: “no”"},
            {"published_at": None, "recorded_at": "2025-06-03", "because": None, "what": "reject by ada: no"},
        ],
    }  # fmt: skip
    brought, withdrawn, decided = history_of(event)
    assert (brought.told, brought.what) == ([("round", "3")], None)
    assert withdrawn.what == "withdrawn in a later text of the report: “no”"
    assert (decided.day, decided.what) == ("2025-06-03", "reject by ada: no")


def test_the_pages_show_no_name_of_a_field_as_the_shapes_have_it(site: TestClient) -> None:
    pages = [site.get(path).text for path in (f"/events/{_round(site)}", "/review", "/today?since=2025-01-01")]
    for raw in ("occurred: 2025", "not_occurred", ">quantities<", ">roles<", "the occurred shown", "(RUS)", " &lt; "):
        assert not [raw for page in pages if raw in page]


def _round(site: TestClient) -> str:
    return str(site.get("/api/v1/talks").json()[-1]["event_id"])
