"""The queue: what a decision would change most comes first; what a learned reader is least sure of, if asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import CellStatus, Salience
from dragoman.query import View
from dragoman.query.review_queue import BY_UNCERTAINTY, _stakes, review_queue
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from dragoman.model import Event


def told(event: Event) -> dict[str, list[str]]:
    return {stake.claim: stake.why for stake in _stakes([event]) if stake.changes}


@pytest.fixture
def make() -> Callable[..., Event]:
    """Makes an event of claims with one cell of values, and a dispute about it."""
    from dragoman.model import Cell, CellValue, Counts, Dispute, DisputeKind, Event, Status

    def build(
        *values: tuple[str, ...], status: CellStatus = CellStatus.DISPUTED, verdict: str = "open", best: int = 0
    ) -> Event:
        counts = Counts(1, 1, 1, ())
        told = tuple(CellValue(n, counts, claims) for n, claims in enumerate(values))
        ids = tuple(dict.fromkeys(claim for claims in values for claim in claims))
        event = Event("evt_1", "talks", Status.OCCURRED, "Talks", Counts(len(ids), 1, 1, ()), ids)
        dispute = Dispute("dsp_1", "evt_1", "duration", DisputeKind.NUMBER, verdict, "They differ.", told)
        return replace(event, cells=(Cell("duration", best, status, told),), disputes=(dispute,))

    return build


def test_a_shown_value_that_stands_on_one_claim_is_at_stake(make: Callable[..., Event]) -> None:
    why = told(make(("a",), ("b", "c"), ("d", "e")))
    assert why == {"a": ["the duration shown stands on it alone"]}


def test_a_dispute_that_would_close_is_at_stake(make: Callable[..., Event]) -> None:
    assert told(make(("a", "b"), ("c",))) == {"c": ["the dispute about duration would close without it"]}


def test_a_reason_has_its_kind_and_its_field_apart(make: Callable[..., Event]) -> None:
    (first, second, _) = _stakes([make(("a",), ("b", "c"))])
    assert [(each["kind"], each["field"]) for each in first.reasons] == [("value", "duration"), ("dispute", "duration")]
    assert second.reasons == []
    (alone,) = _stakes([make(("a",), verdict="settled")])
    assert alone.reasons == [{"kind": "event", "field": None, "words": "the event stands on it alone"}]


def test_what_is_agreed_or_settled_is_not_at_stake(make: Callable[..., Event]) -> None:
    assert told(make(("a", "b", "c"), status=CellStatus.AGREED, verdict="settled")) == {}
    assert told(make(("a", "b"), ("c",), status=CellStatus.AGREED, verdict="update")) == {}


def test_an_event_of_one_claim_stands_or_falls_with_it(make: Callable[..., Event]) -> None:
    assert told(make(("a",), verdict="settled")) == {"a": ["the event stands on it alone"]}


def test_weight_is_what_would_change_times_the_reports_and_main_points_count_twice(make: Callable[..., Event]) -> None:
    event = make(("a",), ("b",))
    (first, second) = _stakes([event])
    assert (first.weight, second.weight) == (4, 2)
    (main, _) = _stakes([replace(event, salience=Salience.MAIN)])
    assert main.weight == 8


@pytest.fixture
def sure(tmp_path: Path, sample: ModuleType) -> Callable[..., list[Any]]:
    """Asks the queue of a record whose claims have these confidences, in the order of the reports."""

    def ask(*confidences: float | None, by: str = BY_UNCERTAINTY, limit: int = 20) -> list[Any]:
        path = str(tmp_path / "sure.db")
        with open_store(path, write=True, clock=sample.Clock()) as store:
            rest = list(confidences)
            for report in sample.REPORTS:
                reading = sample.reading_of(report)
                claims = tuple(replace(each, confidence=rest.pop(0) if rest else None) for each in reading.claims)
                store.write_reading(replace(reading, claims=claims))
            return review_queue(View(store), by=by, limit=limit)

    return ask


def test_by_uncertainty_the_claim_nearest_to_even_odds_comes_first(sure: Callable[..., list[Any]]) -> None:
    rows = sure(0.95, 0.4, 0.55, None, 0.1)
    assert [row["confidence"] for row in rows] == [0.55, 0.4, 0.1, 0.95]
    assert rows[0]["why"] == ["the reader is 55% sure"]
    assert rows[0]["reasons"] == [{"kind": "unsure", "field": None, "words": "the reader is 55% sure"}]
    assert (rows[0]["weight"], rows[0]["event_id"], rows[0]["kind"]) == (None, None, "claim")


def test_without_any_confidence_the_queue_by_uncertainty_is_empty(sure: Callable[..., list[Any]]) -> None:
    assert sure() == []


def test_no_more_rows_are_given_than_asked_for(sure: Callable[..., list[Any]]) -> None:
    assert len(sure(0.5, 0.6, 0.7, limit=2)) == 2
