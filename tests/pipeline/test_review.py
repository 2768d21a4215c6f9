"""Decisions are kept with who, when and why, take effect at once, survive a re-read, and are never made twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import BadSlotError, ReviewError, UnknownNameError
from dragoman.pipeline import rebuild, review
from dragoman.pipeline.review_slots import parse_slots
from dragoman.query import View, show
from dragoman.query.review import review_log
from dragoman.query.review_queue import review_queue

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from dragoman.model import Event
    from dragoman.pipeline import Engine
    from dragoman.pipeline.review import Desk
    from dragoman.store import Store

LASTED = "The meeting lasted just over an hour, Turkey's foreign ministry said."


def event_of(store: Store, report: str, label: str = "c1") -> Event:
    claim = store.claim(f"{report}:{label}").claim.id
    return store.event(store.events_of([claim])[claim])


def place(store: Store, report: str, words: str) -> tuple[int, int]:
    start = store.document(report).text.index(words)
    return start, start + len(words)


def test_a_decision_needs_a_name_and_a_reason(desk: Callable[..., Desk]) -> None:
    with pytest.raises(ReviewError, match="nobody's name"):
        desk(" ")
    with pytest.raises(ReviewError, match="needs one"):
        desk("ada", "")


def test_a_claim_is_added_by_its_words_and_shown(record: Store, desk: Callable[..., Desk]) -> None:
    slots = parse_slots(['quantity=duration>=1 h "just over an hour"', "voice=Turkey's foreign ministry/office/TUR"])
    (made,) = review.add(
        desk(), record.document("hour"), {"frame": "mediation", "mode": "host"}, place(record, "hour", "Medinsky said")
    )
    assert made.target["quote"] == "Medinsky said"
    (added,) = [each for each in record.claims_of([record.document("hour").id]) if each.judgements]
    assert (added.claim.frame, added.claim.label, added.judgements) == ("mediation", "r1", (made.id,))
    event = record.event(record.events_of([added.claim.id])[added.claim.id])
    told = show(View(record), event.id)
    assert [each["id"] for each in told["judgements"]] == [made.id]
    assert record.check() == ()
    assert slots["quantities"][0]["low"] == 1.0


def test_names_are_linked_by_the_dossier_and_the_gazetteer(record: Store, desk: Callable[..., Desk]) -> None:
    slots = {
        "frame": "talks",
        **parse_slots(["actor=Russia", "actor=Ukraine", "place=Istanbul", "voice=Rustem Umerov"]),
    }
    (made,) = review.add(desk(), record.document("palace"), slots, place(record, "palace", LASTED))
    actors = made.value["roles"]["actor"]
    assert [(each["party"], "id" in each) for each in actors] == [("RUS", True), ("UKR", True)]
    assert (made.value["places"][0]["country"], made.value["places"][0]["precision"]) == ("TR", "settlement")
    assert made.value["attribution"][0]["party"] == "UKR"


@pytest.mark.parametrize(
    ("slots", "error"),
    [
        ({"frame": "party"}, UnknownNameError),
        ({"frame": "talks", "mode": "rund"}, UnknownNameError),
        ({"frame": "talks", "roles": {"actor": [{"name": "Norway"}]}}, BadSlotError),
        ({}, ReviewError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    record: Store, desk: Callable[..., Desk], slots: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        review.add(desk(), record.document("palace"), slots, (0, 9))
    assert record.judgements() == ()


def test_an_edit_changes_the_event_and_a_re_read_keeps_it(
    record: Store, desk: Callable[..., Desk], engine: Engine, sample: ModuleType
) -> None:
    claim = record.claim("next:c1")
    review.edit(desk(), claim, {"time": {"start": "2025-07-24", "end": "2025-07-24", "granularity": "day"}})
    assert event_of(record, "next").occurred.first_day.isoformat() == "2025-07-24"
    again = sample.reading_of(sample.NEXT_REPORT, engine="engine-2")
    record.write_reading(again)
    rebuild(record, engine)
    assert event_of(record, "next").occurred.first_day.isoformat() == "2025-07-24"


def test_a_re_read_that_finds_other_words_leaves_the_judgement_dormant_and_shown(
    record: Store, desk: Callable[..., Desk], engine: Engine, sample: ModuleType
) -> None:
    (made,) = review.edit(desk(), record.claim("next:c1"), {"round": 4})
    again = sample.reading_of(sample.NEXT_REPORT, engine="engine-2")
    record.write_reading(replace(again, claims=()))
    rebuild(record, engine)
    (logged,) = review_log(View(record))["judgements"]
    assert (logged["state"], logged["claims"]) == ("dormant", [])
    waiting = review_queue(View(record))
    assert (waiting[0]["kind"], waiting[0]["id"]) == ("dormant", made.id)
    assert "finds no claim any more" in waiting[0]["why"][0]


def test_an_edit_of_nothing_is_refused(record: Store, desk: Callable[..., Desk]) -> None:
    with pytest.raises(ReviewError, match="nothing is to be mended"):
        review.edit(desk(), record.claim("next:c1"), {})


def test_a_rejected_claim_leaves_its_event_and_the_event_says_so(record: Store, desk: Callable[..., Desk]) -> None:
    event = event_of(record, "hour")
    claim = record.claim("hour:c1")
    (made,) = review.mark(desk("ada", "another meeting"), "reject", [claim])
    after = record.event(event.id)
    assert claim.claim.id not in after.claims
    told = show(View(record), after.id)
    assert [(each["id"], each["reason"]) for each in told["judgements"]] == [(made.id, "another meeting")]
    assert told["history"][-1]["what"] == "reject by ada: another meeting"
    (undone,) = review.undo(desk("ada", "it is that meeting"), made)
    assert claim.claim.id in record.event(event.id).claims
    told = show(View(record), event.id)
    assert [each["id"] for each in told["judgements"]] == [made.id, undone.id]


def test_the_same_decision_again_is_not_kept_twice(record: Store, desk: Callable[..., Desk]) -> None:
    claim = record.claim("hour:c1")
    (made,) = review.mark(desk(), "reject", [claim])
    assert review.mark(desk(), "reject", [claim]) == ()
    assert review.mark(desk("bela"), "reject", [claim]) != ()
    (undone,) = review.undo(desk(), made)
    assert review.undo(desk(), made) == ()
    assert review.mark(desk(), "reject", [claim]) != ()
    again = review.undo(desk("ada", "after all"), undone)
    assert [each.kind for each in again] == ["undo"]


def test_notes_and_marks_change_no_event_and_need_no_fold(record: Store, desk: Callable[..., Desk]) -> None:
    before = record.events()
    review.mark(desk(), "note", [record.claim("hour:c1")], "see the map")
    review.mark(desk(), "unverifiable", [record.claim("hour:c1")])
    assert record.events() == before
    assert record.is_fold_current()
    assert record.check() == ()


def test_a_fold_that_was_behind_is_made_again_whatever_is_decided(
    record: Store, desk: Callable[..., Desk], sample: ModuleType
) -> None:
    told = replace(sample.HOUR_REPORT, given_id="hour", url="https://other.example/1")
    record.write_reading(sample.reading_of(told))
    review.mark(desk(), "note", [record.claim("next:c1")], "look")
    assert record.is_fold_current()


def test_events_are_merged_and_split(record: Store, desk: Callable[..., Desk]) -> None:
    second, third = event_of(record, "palace"), event_of(record, "next")
    review.merge(desk(), [second, third])
    one = event_of(record, "next")
    assert {*second.claims, *third.claims} == set(one.claims)
    claims = [record.claim("next:c1"), record.claim("hour:c1")]
    made = review.split(desk("ada", "two rounds"), one, claims)
    assert [each.kind for each in made] == ["cannot-link", "cannot-link", "must-link"]
    apart = event_of(record, "next")
    assert set(apart.claims) == {each.claim.id for each in claims}
    assert set(event_of(record, "palace").claims) == set(one.claims) - set(apart.claims)


def test_what_cannot_be_merged_or_split_is_refused(record: Store, desk: Callable[..., Desk]) -> None:
    talks, agreed = event_of(record, "palace"), event_of(record, "palace", "c2")
    with pytest.raises(ReviewError, match="one event is one"):
        review.merge(desk(), [talks, talks])
    with pytest.raises(ReviewError, match="agreement and talks are never one"):
        review.merge(desk(), [talks, agreed])
    with pytest.raises(ReviewError, match="no claim of"):
        review.split(desk(), talks, [record.claim("palace:c2")])
    for claims in ([], list(record.claims(talks.claims))):
        with pytest.raises(ReviewError, match="nothing would be left"):
            review.split(desk(), talks, claims)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("occurred", "2025-06-03", "2025-06-03"),
        ("status", "denied", "denied"),
        ("round", "5", 5),
        ("name", "Lion", "Lion"),
    ],
)
def test_a_value_is_set(record: Store, desk: Callable[..., Desk], field: str, text: str, shown: object) -> None:
    review.set_value(desk(), event_of(record, "palace"), field, text)
    told = show(View(record), event_of(record, "palace").id)
    value = told[field]["start"] if field == "occurred" else told[field]
    assert value == shown


def test_one_of_the_values_is_chosen_by_its_number_and_settles_the_dispute(
    record: Store, desk: Callable[..., Desk]
) -> None:
    event = event_of(record, "palace")
    cell = next(cell for cell in event.cells if cell.field == "duration")
    review.set_value(desk(), event, "duration", f"#{len(cell.values)}")
    after = next(cell for cell in event_of(record, "palace").cells if cell.field == "duration")
    assert after.best == cell.values[-1].value


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("duration", "#9", "it has no value #9"),
        ("duration", "#x", "it has no value #x"),
        ("duration", "40 min", "choose one of its values"),
        ("weather", "fair", "no such field"),
        ("status", "won", "not of its form"),
        ("occurred", "soon", "not of its form"),
        ("round", "third", "not of its form"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    record: Store, desk: Callable[..., Desk], field: str, text: str, said: str
) -> None:
    with pytest.raises(ReviewError, match=said):
        review.set_value(desk(), event_of(record, "palace"), field, text)


def test_two_reviewers_who_differ_come_first_in_the_queue(record: Store, desk: Callable[..., Desk]) -> None:
    event = event_of(record, "palace")
    review.set_value(desk("ada"), event, "round", "2")
    review.set_value(desk("bela"), event, "round", "3")
    log = review_log(View(record))
    assert [each["what"] for each in log["conflicts"]] == ["round"]
    first = review_queue(View(record))[0]
    assert (first["kind"], first["event_id"]) == ("conflict", event_of(record, "palace").id)
    assert first["why"] == ["ada and bela differ on round"]
    assert first["reasons"] == [{"kind": "conflict", "field": None, "words": "ada and bela differ on round"}]
    assert event_of(record, "palace").round == 3
    assert log["head"] == log["judgements"][-1]["hash"] == record.head()
