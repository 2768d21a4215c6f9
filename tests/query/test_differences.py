from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.model import CellValue, Dispute, DisputeKind, Event, QuantityRef, Round
from dragoman.query import Knowledge, View, diff, disputes, figures
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

FIRST_NIGHT = datetime(2025, 6, 2, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Folded:
    events: tuple[Event, ...]
    rounds: tuple[Round, ...] = ()


@pytest.fixture
def disputed(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> Iterator[Store]:
    """A record with a dispute on how long the round went on."""
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        folded = knowledge(store.active_claims(), ())
        talk = folded.events[0]
        values = tuple(CellValue(60 + n, talk.counts, (claim,)) for n, claim in enumerate(talk.claims[:2]))
        dispute = Dispute("dsp_1", talk.id, "duration", DisputeKind.NUMBER, "open", "The figures differ.", values)
        store.replace_derived(Folded((replace(talk, disputes=(dispute,)), *folded.events[1:])))
        yield store


def test_disputes_stand_with_both_values_and_who_says_them(disputed: Store) -> None:
    (found,) = disputes(View(disputed))
    assert (found["kind"], found["verdict"], found["field"]) == ("number", "open", "duration")
    assert [value["claims"][0]["doc"] for value in found["values"]] == ["palace", "copy"]


def test_only_disputes_asked_for_are_given(disputed: Store) -> None:
    view = View(disputed)
    first, second = view.events()[:2]
    assert len(disputes(view, event=first.id)) == 1
    assert disputes(view, event=second.id) == []
    assert disputes(view, kind="date") == []
    assert len(disputes(view, kind="number")) == 1


def test_figures_go_in_order_of_publication_with_voice_and_origin(view: View, sample: ModuleType) -> None:
    hours, minutes = figures(view, measure="duration")
    assert [(point["low"], point["voice"], point["party"]) for point in hours["series"]] == [
        (1, "Turkey's foreign ministry", "TUR"),
        (1, "Turkey's foreign ministry", "TUR"),
    ]
    assert {point["origin"] for point in hours["series"]} == {sample.PALACE_REPORT.document().id}
    assert [(point["value"], point["voice"]) for point in minutes["series"]] == [(60, "officials")]


def test_only_figures_asked_for_are_given(view: View) -> None:
    agreement = view.events(frame="agreement")[0]
    (bodies,) = figures(view, event=agreement.id)
    assert (bodies["measure"], bodies["of"]) == ("bodies", "soldiers")
    assert figures(view, measure="money") == []


def test_vague_words_are_no_figures_and_a_report_speaks_with_its_outlets_voice(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    reading = sample.reading_of(sample.PALACE_REPORT)
    quantities = (QuantityRef("killed", vague=True, words="dozens"), QuantityRef("participants", 20))
    claims = (replace(reading.claims[0], quantities=quantities), *reading.claims[1:])
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(replace(reading, claims=claims))
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store)
        (people,) = figures(view, event=view.events(frame="talks")[0].id)
    assert people["measure"] == "participants"
    assert [(point["voice"], point["party"]) for point in people["series"]] == [("Example Wire", None)]


def test_what_changed_is_told_field_by_field_with_the_claims_that_came_between(view: View) -> None:
    changed = diff(view.at(FIRST_NIGHT), view)
    assert changed["from"] == "2025-06-02T16:00:00Z"
    assert changed["to"] is None
    told = {(change["event_id"], change["field"]): change for change in changed["changes"]}
    talk = view.events(frame="talks")[0]
    counts = told[talk.id, "counts"]
    assert (counts["before"]["reports"], counts["after"]["reports"]) == (1, 3)
    assert {claim["doc"] for claim in counts["because"]} == {"copy", "hour"}
    (third,) = [change for change in changed["changes"] if change["field"] == "event"]
    assert third["before"] is None
    assert third["after"].startswith("Third round of talks")
    assert [claim["doc"] for claim in third["because"]] == ["next"]


def test_nothing_changed_between_a_view_and_itself(view: View) -> None:
    assert diff(view, view)["changes"] == []


def test_what_was_taken_back_is_told(view: View) -> None:
    gone = [change for change in diff(view, view.at(FIRST_NIGHT))["changes"] if change["field"] == "event"]
    assert [(change["before"] is not None, change["after"]) for change in gone] == [(True, None)]


def test_a_value_that_a_new_claim_carries_is_told_with_that_claim_alone(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    told = replace(sample.HOUR_REPORT, published="2025-06-02T20:00:00Z")
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        undated = sample.reading_of(sample.PALACE_REPORT)
        claims = (replace(undated.claims[0], places=()), *undated.claims[1:])
        store.write_reading(replace(undated, claims=claims))
        store.write_reading(sample.reading_of(told))
        store.write_reading(sample.reading_of(sample.COPY_REPORT))
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store, folding=knowledge)
        changes = diff(view.at(FIRST_NIGHT), view)["changes"]
    (places,) = [change for change in changes if change["field"] == "places"]
    assert places["before"] == []
    assert {claim["doc"] for claim in places["because"]} == {"hour", "copy"}
