from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dragoman.ingest import Said
from dragoman.model import Status
from dragoman.pipeline import Intake, Progress, rebuild, reread
from dragoman.query import View, report_lineage, talks
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from dragoman.pipeline import Engine
    from dragoman.store import Store

pytestmark = pytest.mark.model


def test_reports_become_a_record(store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime]) -> None:
    seen: list[Progress] = []
    report = Intake(store, engine, clock, seen.append).run([str(reports)], said=Said())
    assert (report.new, report.unread, report.known, report.set_aside) == (2, 1, 0, [])
    assert report.claims >= 2
    assert [p.new for p in seen] == [1, 2]
    rebuild(store, engine)
    board = talks(View(store))
    assert {(r["round"], r["state"]) for r in board} == {(2, "held"), (3, "announced")}


def test_the_same_file_again_writes_nothing(
    store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime]
) -> None:
    Intake(store, engine, clock).run([str(reports)], said=Said())
    before = store.counts()
    again = Intake(store, engine, clock).run([str(reports)], said=Said())
    assert (again.new, again.known) == (0, 3)
    assert store.counts() == before


def test_a_report_twice_in_one_file_is_read_once(
    store: Store,
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    held: str,
    make_line: Callable[..., str],
) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text(make_line("a", held, "2025-06-02") * 2, encoding="utf-8")
    report = Intake(store, engine, clock).run([str(path)], said=Said())
    assert (report.new, report.known) == (1, 1)


GERMAN = (
    "Unterhändler aus Welmora und Tarnoga einigten sich am Montag in Kestrelburg auf 1.250 Gefangene. Dragomir "
    "Welikow, der Tarnoga vertritt, sprach von 6.000 Leichen. Ostap Selenko nannte in Brodnitza 48 verwundete Piloten. "
    "Der Gastgeber Hakan Yildirim lädt für den 20. oder 30. Juni ein. In Minskowa ging es um 14 Dörfer an der Orlawa."
)
ENGLISH = (
    "Envoys of Velmora and Tarnoga settled in Kestrelburg on Monday on 1,250 prisoners. Dragomir Velikov, who speaks "
    "for Tarnoga, mentioned 6,000 bodies. Ostap Zelenko named 48 wounded pilots at Brodnitza. The host, Hakan "
    "Yildirim, invites them for 20 or 30 June. At Minskova it was about 14 villages on the Orlava."
)


@pytest.mark.parametrize("order", [("de", "en"), ("en", "de")])
def test_a_translation_is_told_of_a_report_that_is_kept_unread_whichever_came_in_first(
    store: Store, engine: Engine, tmp_path: Path, clock: Callable[[], datetime], order: tuple[str, str]
) -> None:
    texts = {"de": (GERMAN, "2025-06-02T08:00:00Z"), "en": (ENGLISH, "2025-06-02T11:00:00Z")}
    lines = [{"id": name, "text": texts[name][0], "published": texts[name][1]} for name in order]
    path = tmp_path / "both.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    report = Intake(store, engine, clock).run([str(path)], said=Said())
    assert (report.new, report.unread) == (1, 1)
    shape = report_lineage(View(store), "en")
    assert [(each["doc"], each["kind"]) for each in shape["sources"]] == [("de", "translation")]
    assert shape["origin"] == "de"
    assert all(each["there"] for each in shape["sources"][0]["passages"])


def test_bad_inputs_are_set_aside_and_the_rest_is_done(
    store: Store,
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    held: str,
    make_line: Callable[..., str],
) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"id": "x", "text": ""}\n{"id": \n' + make_line("good", held, None), encoding="utf-8")
    report = Intake(store, engine, clock).run([str(path), str(tmp_path / "missing.txt")], said=Said())
    assert {aside.code for aside in report.set_aside} == {"DG301", "DG302", "DG305"}
    assert (report.new, report.undated, report.seen) == (1, 1, 4)


def test_a_date_given_later_is_taken(
    store: Store,
    engine: Engine,
    tmp_path: Path,
    clock: Callable[[], datetime],
    held: str,
) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(held, encoding="utf-8")
    first = Intake(store, engine, clock).run([str(path)], said=Said())
    dated = Said(published=parse_instant("2025-06-02"))
    second = Intake(store, engine, clock).run([str(path)], said=dated)
    assert (first.undated, second.new, second.undated) == (1, 1, 0)


@pytest.mark.model
def test_a_date_that_is_known_is_not_lost_to_an_input_without_one(
    store: Store,
    engine: Engine,
    tmp_path: Path,
    make_line: Callable[..., str],
    held: str,
    clock: Callable[[], datetime],
) -> None:
    dated, undated, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    dated.write_text(make_line("held", held, "2025-06-02T20:00:00+03:00"), "utf-8")
    undated.write_text(make_line("held", held, None), "utf-8")
    other.write_text(make_line("held", held + " It was short.", None), "utf-8")
    Intake(store, engine, clock).run([str(dated)], said=Said())
    again = Intake(store, engine, clock).run([str(undated)], said=Said())
    assert (again.known, again.new) == (1, 0)
    (document,) = store.documents()
    assert document.published is not None
    changed = Intake(store, engine, clock).run([str(other)], said=Said())
    assert changed.new == 1, "another text is another revision, dated or not"


def test_a_read_report_is_not_read_again_by_the_same_engine(
    store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime]
) -> None:
    Intake(store, engine, clock).run([str(reports)], said=Said())
    assert reread(store, engine, clock=clock) == 0


def test_another_engine_reads_again_and_its_reading_counts(
    store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    Intake(store, engine, clock).run([str(reports)], said=Said())
    claims = len(list(store.active_claims()))
    counted: list[int] = []
    monkeypatch.setitem(engine.__dict__, "version", "rules 9.9; another")
    assert reread(store, engine, clock=clock, on_progress=counted.append) == 2
    assert counted == [1, 2]
    assert len(list(store.active_claims())) == claims


def test_a_rebuild_gives_the_same_record(
    store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime]
) -> None:
    Intake(store, engine, clock).run([str(reports)], said=Said())
    first = rebuild(store, engine)
    assert rebuild(store, engine) == first
    assert store.is_fold_current()
    assert {e.status for e in first.events if e.frame == "talks"} == {Status.OCCURRED, Status.PLANNED}


def test_every_exported_line_is_json(
    store: Store, engine: Engine, reports: Path, clock: Callable[[], datetime]
) -> None:
    from dragoman.exports import json_lines

    Intake(store, engine, clock).run([str(reports)], said=Said())
    rebuild(store, engine)
    lines = [json.loads(found) for found in json_lines("claims", View(store))]
    assert {found["doc"] for found in lines} == {"held", "planned"}
    texts = {d.doc: d.text for d in store.documents()}
    for found in lines:
        for words in found["evidence"]:
            assert texts[found["doc"]][words["start"] : words["end"]] == words["quote"]
