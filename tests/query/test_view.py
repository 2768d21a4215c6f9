from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.query import Deferred, Knowledge, View, timeline
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

AFTER_ALL = datetime(2025, 8, 1, tzinfo=UTC)
FIRST_NIGHT = datetime(2025, 6, 2, 16, tzinfo=UTC)


def test_a_view_of_an_instant_after_everything_is_the_record_as_it_stands(view: View) -> None:
    later = view.at(AFTER_ALL)
    assert later.events() == view.events()
    assert later.rounds() == view.rounds()
    assert [active.claim.id for active in later.all_claims()] == [active.claim.id for active in view.all_claims()]


def test_a_view_of_an_earlier_instant_knows_only_what_was_out(view: View) -> None:
    then = view.at(FIRST_NIGHT)
    assert {document.given_id for document in then.documents()} == {"palace"}
    assert [event.counts.reports for event in then.events(frame="talks")] == [1]
    assert [found.number for found in then.rounds()] == [2]
    assert {document.given_id for document, _ in then.statements()} == {"palace"}
    assert then.claims(claim for event in view.events() for claim in event.claims).keys() == {
        active.claim.id for active in then.all_claims()
    }


def test_a_view_that_one_of_today_gives_is_folded_by_the_same_knowledge(store: Store, knowledge: Knowledge) -> None:
    made: list[Knowledge] = []

    def make() -> Knowledge:
        made.append(knowledge)
        return knowledge

    today = View(store, folding=Deferred(make))
    assert today.rounds()
    assert made == []
    then = today.at(FIRST_NIGHT)
    assert then.rounds() == View(store, as_of=FIRST_NIGHT, folding=knowledge).rounds()
    assert [found.process for found in then.rounds()] == ["istanbul-2025"]
    assert made == [knowledge]
    assert then.recorded_at(AFTER_ALL).rounds() == today.recorded_at(AFTER_ALL).at(FIRST_NIGHT).rounds()


def test_a_view_of_the_recorded_clock_knows_only_what_was_recorded(
    store: Store, sample: ModuleType, knowledge: Knowledge
) -> None:
    two = View(store, recorded_as_of=sample.START + timedelta(minutes=2), folding=knowledge)
    assert {document.given_id for document in two.documents()} == {"palace", "hour"}
    assert [event.counts.reports for event in two.events(frame="talks")] == [2]
    assert two.at(FIRST_NIGHT).recorded_as_of == two.recorded_as_of


def test_a_view_before_everything_is_empty(view: View) -> None:
    before = view.at(datetime(2020, 1, 1, tzinfo=UTC))
    assert before.events() == ()
    assert before.rounds() == ()
    assert timeline(before) == []


@pytest.mark.parametrize("as_seen", [lambda view: view, lambda view: view.at(AFTER_ALL)], ids=["now", "then"])
def test_an_event_is_found_by_id_former_id_or_beginning(view: View, as_seen: Callable[[View], View]) -> None:
    seen = as_seen(view)
    event = next(event for event in view.events() if event.former_ids)
    for name in (event.id, event.former_ids[0], event.id[:14]):
        assert seen.event(name).id == event.id
    with pytest.raises(AmbiguousIdError):
        seen.event("evt_")
    with pytest.raises(NotFoundError):
        seen.event("evt_zz")


def test_claims_come_in_the_order_asked_for_and_only_active_ones(view: View) -> None:
    ids = [claim for event in view.events() for claim in event.claims]
    assert list(view.claims(reversed(ids))) == list(reversed(ids))
    assert list(view.claims(["clm_none", ids[0], ids[0]])) == [ids[0]]


def test_without_knowledge_claims_are_folded_all_the_same(store: Store) -> None:
    assert View(store, as_of=AFTER_ALL).events()


def test_no_order_of_writing_shows_in_the_record(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> None:
    seen = []
    for number, order in enumerate(list(permutations(sample.REPORTS))[::5]):
        with open_store(str(tmp_path / f"{number}.db"), write=True, clock=sample.Clock()) as store:
            for told in order:
                store.write_reading(sample.reading_of(told))
            store.replace_derived(knowledge(store.active_claims(), store.judgements()))
            seen.append((store.events(), store.rounds()))
    assert all(found == seen[0] for found in seen)


def test_a_rebuild_changes_nothing(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> None:
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(sample.PALACE_REPORT))
        folded = knowledge(store.active_claims(), store.judgements())
        store.replace_derived(folded)
        store.replace_derived(knowledge(store.active_claims(), store.judgements()))
        assert store.events() == tuple(folded.events)
        assert store.check() == ()


def test_the_same_bytes_under_another_date_move_with_it(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    undated = replace(sample.HOUR_REPORT, published=None)
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(undated))
        assert View(store, as_of=AFTER_ALL, folding=knowledge).events() == ()
        store.write_reading(sample.reading_of(sample.HOUR_REPORT))
        assert len(View(store, as_of=AFTER_ALL, folding=knowledge).events()) == 1


def test_the_board_loads_no_heavy_library(record: Path) -> None:
    program = (
        "import sys; from dragoman.query import View, talks; from dragoman.store import open_store\n"
        f"with open_store({str(record)!r}, write=False) as store: assert talks(View(store))\n"
        "heavy = ('sqlalchemy', 'alembic', 'pydantic', 'ruamel', 'spacy', 'rensa', 'numpy')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
