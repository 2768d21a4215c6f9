"""The fold on record, patched report by report, has the rows that a fold from scratch gives."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import key_of
from dragoman.merge import Patching, Standing
from dragoman.model import (
    Derivation,
    DerivationKind,
    Judgement,
    Passage,
)
from dragoman.model.listing import listed
from dragoman.store import open_store
from dragoman.store.checks_derived import DERIVED_LOOKS, look_at_search
from dragoman.store.digests import FOLDED
from dragoman.store.readings import ClaimReader
from dragoman.store.recalling import StoredRecall
from dragoman.store.reports import NOW, Clocks
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from dragoman.model import Event
    from dragoman.store import Store


def folded_rows(store: Store) -> dict[str, list[str]]:
    """Give the rows of a fold, but for the numbers of search entries, and the seal."""
    told = {}
    for table, columns in FOLDED.items():
        told[table] = sorted(map(repr, store._link.rows(f"SELECT {columns} FROM {table}")))  # noqa: S608
    told["seal"] = [str(seal) for (seal,) in store._link.rows("SELECT seal FROM folds")]
    told["lists"] = sorted(map(repr, store._link.rows("SELECT * FROM event_list")))
    return told


def check_it_is_a_rebuild(made: ModuleType, store: Store) -> None:
    patched = folded_rows(store)
    assert [found for look in (*DERIVED_LOOKS, look_at_search) for found in look(store._link)] == []
    made.rebuild(store)
    for table, rows in folded_rows(store).items():
        assert (table, rows) == (table, patched[table])


@pytest.fixture
def store(made: ModuleType, store_url: str) -> Iterator[Store]:
    with open_store(store_url, write=True, clock=lambda: made.NOW) as opened:
        made.rebuild(opened)
        yield opened


@pytest.mark.parametrize("seed", range(4))
def test_reports_in_any_order_give_the_record_of_a_rebuild(made: ModuleType, store: Store, seed: int) -> None:
    numbers = list(range(14))
    random.Random(seed).shuffle(numbers)  # noqa: S311
    made.grow(store, (made.reading_of(number, seed=seed) for number in numbers))
    check_it_is_a_rebuild(made, store)


def test_a_report_that_is_read_again_takes_its_former_claims_place(made: ModuleType, store: Store) -> None:
    made.grow(store, (made.reading_of(number) for number in range(8)))
    made.grow(store, (made.reading_of(number, version="2") for number in (1, 5)))
    check_it_is_a_rebuild(made, store)


def test_an_origin_that_changes_changes_the_counts_of_copies(made: ModuleType, store: Store) -> None:
    first = made.reading_of(0)
    made.grow(store, (made.reading_of(number) for number in (1, 2, 3)))
    store.write_reading(first)
    whole = (Passage(Span(0, 3 * made.SLOT), Span(0, 3 * made.SLOT)),)
    one, two = made.reading_of(1).document, made.reading_of(2).document
    store.replace_derivations(one.revision, [Derivation(one.id, first.document.id, DerivationKind.COPY, 1.0, whole)])
    store.replace_derivations(two.revision, [Derivation(two.id, one.id, DerivationKind.COPY, 1.0, whole)])
    assert store.fold.changed() == {first.document.id, one.id, two.id}
    made.patch(store)
    check_it_is_a_rebuild(made, store)


def test_what_people_decide_and_take_back_is_patched_in(made: ModuleType, store: Store) -> None:
    made.grow(store, (made.reading_of(number) for number in range(9)))
    actives = list(store.active_claims())
    keys = [key_of(active) for active in actives]
    talks = [key for key in keys if key["frame"] == "talks"]
    decided = [
        ("reject", keys[0], None),
        ("edit", keys[1], {"status": "ongoing"}),
        ("cannot-link", talks[0], talks[1:3]),
        ("must-link", talks[0], [talks[-1]]),
        ("set", keys[2], {"field": "name", "value": "The Night"}),
        ("add", {**keys[3], "claim": None}, {"frame": "talks", "status": "planned"}),
        ("note", keys[3], "look again"),
    ]
    log = []
    for n, (kind, target, value) in enumerate(decided):
        when = made.NOW + timedelta(minutes=n)
        log.append(Judgement(f"jdg_{n}", kind, target, value, "ada", "so it is", when))
        store.add_judgement(log[-1])
        made.patch(store)
        check_it_is_a_rebuild(made, store)
    for n, each in enumerate(log, start=len(log)):
        when = made.NOW + timedelta(minutes=n)
        store.add_judgement(Judgement(f"jdg_{n}", "undo", each.target, each.id, "ada", "no", when))
        made.patch(store)
    check_it_is_a_rebuild(made, store)


def test_claims_are_read_by_id_as_people_mended_them(made: ModuleType, store: Store) -> None:
    made.grow(store, (made.reading_of(number) for number in range(4)))
    first = next(iter(store.active_claims()))
    mended = Judgement("jdg_1", "edit", key_of(first), {"status": "ongoing"}, "ada", "it goes on", made.NOW)
    store.add_judgement(mended)
    told = {active.claim.id: active for active in store.active_claims()}
    found = {active.claim.id: active for active in ClaimReader(store._link).of_ids(sorted(told))}
    assert found == told
    assert found[first.claim.id].claim.status == "ongoing"


def test_reaches_are_given_for_the_events_asked_for(made: ModuleType, store: Store) -> None:
    made.grow(store, (made.reading_of(number) for number in range(6)))
    made.rebuild(store)
    asked = [event.id for event in store.events()][:2]
    recall = StoredRecall(store._link, NOW, ())
    assert sorted(reach.event for reach in recall.reaches(asked)) == sorted(asked)
    assert list(recall.reaches([])) == []


def test_a_patch_leaves_alone_what_it_does_not_touch(made: ModuleType, store: Store) -> None:
    made.grow(store, (made.reading_of(number) for number in range(12)))
    before = set(folded_rows(store)["events"])
    store.write_reading(made.reading_of(20))
    count = made.patch(store)
    after = set(folded_rows(store)["events"])
    assert len(after - before) <= count + len(made.reading_of(20).claims)
    assert len(before & after) > len(before) // 3


def test_a_patch_of_a_fold_that_is_another_by_now_is_refused(made: ModuleType, store: Store) -> None:
    made.grow(store, [made.reading_of(0)])
    store.write_reading(made.reading_of(1))
    fold = store.fold
    basis, documents = fold.basis(made.BY), fold.changed()
    patching = Patching(fold.recall(documents), fold.rulings(), **made.KNOWN)
    found = patching.run(fold.claims_of(documents), ())
    made.rebuild(store)
    before = folded_rows(store)
    assert not fold.apply(found, patching.rules, basis)
    store.write_reading(made.reading_of(2))
    assert not fold.apply(found, patching.rules, fold.basis(made.BY)._replace(seen=basis.seen))
    assert folded_rows(store) == before


def test_a_fold_without_ground_or_by_other_rules_is_not_patched(made: ModuleType, store: Store) -> None:
    assert store.fold.is_by(made.BY)
    assert not store.fold.is_by("other rules")
    store.fold.replace(Standing().update())
    assert not store.fold.is_by(made.BY)


def is_cut(made: ModuleType, monkeypatch: pytest.MonkeyPatch, store: Store, run: Any, steps: int) -> bool:
    """Patch the fold, and break off at a step; whether it came to that."""
    left = steps

    def cut(link: Any, sql: str, **values: Any) -> None:
        nonlocal left
        is_step = not sql.startswith(("BEGIN", "ROLLBACK", "COMMIT"))
        left -= is_step
        if is_step and left == 0:
            raise KeyboardInterrupt
        run(link, sql, **values)

    with monkeypatch.context() as patched:
        patched.setattr(type(store._link), "run", cut)
        try:
            made.patch(store)
        except KeyboardInterrupt:
            return True
    return False


def test_a_patch_that_is_cut_short_leaves_the_fold_as_it_was(
    made: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(tmp_path / "record.db"), write=True, clock=lambda: made.NOW) as store:
        made.rebuild(store)
        made.grow(store, (made.reading_of(number) for number in range(6)))
        before = folded_rows(store)
        store.write_reading(made.reading_of(6))
        run, steps = type(store._link).run, 0
        while is_cut(made, monkeypatch, store, run, steps := steps + 1):
            assert folded_rows(store) == before
        assert steps > 10
        check_it_is_a_rebuild(made, store)


def events_of(rows: list[tuple[str, Event]]) -> list[Event]:
    return [event for _, event in rows]


def test_events_near_reports_and_days_are_those_that_they_tell_of_or_touch(made: ModuleType, store: Store) -> None:
    for number in range(8):
        store.write_reading(made.reading_of(number))
    made.rebuild(store)
    every = store.events()
    documents = sorted({active.document.id for active in store.active_claims()})[:2]
    homes = store.events_of([active.claim.id for active in store.claims_of(documents)])
    told = set(homes.values())
    dated = next(event for event in every if event.occurred is not None and event.id not in told)
    assert dated.occurred is not None
    for frame in sorted({event.frame for event in every}):
        of_frame = [event for event in every if event.frame == frame]
        own = [event for event in of_frame if event.id in told]
        assert events_of(store.fold.events_near(frame, documents, ())) == own
        touching = [event for event in of_frame if event.occurred and event.occurred.overlaps(dated.occurred)]
        near = events_of(store.fold.events_near(frame, documents, [dated.occurred]))
        assert near == [event for event in of_frame if event.id in told or event in touching]
    assert store.fold.events_near(dated.frame, (), ()) == []


def test_events_near_by_an_instant_are_those_whose_reports_were_all_out(made: ModuleType, store: Store) -> None:
    for number in range(8):
        store.write_reading(made.reading_of(number))
    made.rebuild(store)
    documents = sorted({active.document.id for active in store.active_claims()})
    instants = sorted({each.last_published.counts_from for each in store.events() if each.last_published})
    counts = []
    for instant in instants:
        clocks = Clocks(instant)
        for frame in sorted({event.frame for event in store.events()}):
            out = list(store.fold.events_by(clocks, frame))
            assert store.fold.events_near(frame, documents, (), clocks) == out
        every = events_of(list(store.fold.events_by(clocks)))
        assert sorted(store.fold.listed_by(clocks), key=repr) == sorted(map(listed, every), key=repr)
        counts.append(len(every))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1] == len(store.events())
