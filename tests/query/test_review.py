"""What people decided, as seen from an instant of either clock, and a pair of codings that is none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import key_of
from dragoman.judging.coding import Side
from dragoman.merge import fold
from dragoman.model import Judgement
from dragoman.query import View, show
from dragoman.query.review import review_log
from dragoman.query.review_coding import differences
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from dragoman.store import Store

DECIDED = datetime(2025, 8, 1, tzinfo=UTC)


@pytest.fixture
def record(tmp_path: Path, sample: ModuleType) -> Iterator[Store]:
    """A folded record in which one claim was rejected and one mended."""
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        store.replace_derived(fold(store.active_claims()))
        claim = store.claim("palace:c1")
        event: dict[str, Any] = {"event": store.events_of([claim.claim.id])[claim.claim.id]}
        for kind, name, value in (("note", "palace:c1", "see the map"), ("edit", "hour:c1", {"round": 2})):
            target = key_of(store.claim(name)) | event
            store.add_judgement(Judgement(f"jdg_{kind}", kind, target, value, "ada", "as printed", DECIDED))
        store.replace_derived(fold(store.active_claims(), judgements=store.judgements()))
        yield store


def test_as_of_a_day_todays_judgements_are_applied_and_shown(record: Store) -> None:
    view = View(record, as_of=datetime(2025, 6, 4, tzinfo=UTC))
    (event,) = [event for event in view.events() if event.round == 2 and event.frame == "talks"]
    assert [each["id"] for each in show(view, event.id)["judgements"]] == ["jdg_note", "jdg_edit"]
    log = review_log(view)
    assert [each["event_id"] for each in log["judgements"]] == [event.id, event.id]


def test_what_was_decided_later_is_not_in_the_record_of_an_earlier_day(record: Store) -> None:
    view = View(record, recorded_as_of=datetime(2025, 7, 1, tzinfo=UTC))
    assert review_log(view)["judgements"] == []


def test_a_judgement_made_on_nothing_known_has_no_event(record: Store) -> None:
    target = {"document": "doc_none", "frame": "talks", "start": 0, "end": 9}
    record.add_judgement(Judgement("jdg_lost", "note", target, None, "ada", "gone", DECIDED))
    lost = review_log(View(record))["judgements"][-1]
    assert (lost["state"], lost["event_id"], lost["claims"]) == ("dormant", None, [])


def test_two_codings_of_nothing_do_not_differ(record: Store) -> None:
    assert list(differences(record.document("palace"), Side(None, None))) == []
