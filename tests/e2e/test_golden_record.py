"""The record of the example corpora, whole: rounds, exchanges, strikes and disputes, as reviewed by hand.

Each corpus is ingested and folded as a user would; what comes out is written as plain lines and compared with the
snapshot beside this file, so that any change shows as a readable difference. What of it is still wrong is listed in
``known_wrong.yaml``, fact by fact. After a review, ``GOLDEN=write pytest tests/e2e`` writes the snapshot anew.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.ingest import Said
from dragoman.pipeline import Engine, Intake, rebuild
from dragoman.query import View, disputes, talks, timeline
from dragoman.settings import load_settings
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.model
HERE = Path(__file__).parent
NOW = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
PACKS = {"istanbul-2025": "ukraine", "iran-us-2025": "iran-us"}
LEDGERS = ("exchange", "strike", "agreement")
KNOWN = YAML(typ="safe").load((HERE / "known_wrong.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def records(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {corpus: "\n".join(lines_of(root, corpus, tmp_path_factory.mktemp(corpus))) + "\n" for corpus in PACKS}


def lines_of(root: Path, corpus: str, folder: Path) -> list[str]:
    """Ingest a corpus into a record of its own and tell what it holds."""
    examples = root / "src" / "dragoman" / "examples"
    rules = load_settings({"DRAGOMAN_READER": "rules"})
    engine = Engine(replace(rules, dossier=("base", PACKS[corpus], str(examples / "outlets"))))
    with open_store(str(folder / "record.db"), write=True, clock=lambda: NOW) as store:
        report = Intake(store, engine, lambda: NOW).run([str(examples / corpus)], said=Said())
        assert report.set_aside == []
        rebuild(store, engine)
        return list(told(View(store)))


@pytest.mark.parametrize("corpus", PACKS)
def test_the_record_is_as_reviewed(records: dict[str, str], corpus: str) -> None:
    path = HERE / f"{corpus}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(records[corpus], "utf-8")
    assert records[corpus].splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("fact", KNOWN, ids=lambda fact: fact["id"])
def test_what_is_known_to_be_wrong_is_still_to_be_mended(records: dict[str, str], fact: dict[str, Any]) -> None:
    """Tell a fact that the record does not hold yet; one that it does hold belongs into the snapshot alone."""
    record = records[fact["corpus"]]
    is_held = all(line in record for line in fact.get("has", ())) and all(
        line not in record for line in fact.get("not", ())
    )
    if not is_held:
        pytest.xfail(fact["why"])
    assert is_held


def told(view: View) -> Iterator[str]:
    yield "ROUNDS"
    for row in talks(view):
        yield from round_lines(row)
    for frame in LEDGERS:
        yield ""
        yield frame.upper()
        rows = timeline(view, frame=frame)
        titles = {row["id"]: row["title"] for row in rows}
        for row in rows:
            yield from event_lines(row, titles)
    yield ""
    yield "DISPUTES"
    for found in disputes(view):
        yield f"{view.event(found['event_id']).title}: {found['field']}, {found['kind']}, {found['verdict']}"
        yield f"    {found['why']}"


def round_lines(row: Any) -> Iterator[str]:
    yield ""
    yield f"{row['process']}, round {row['round']}: {row['state']}, {days(row['occurred'])}, {name(row['place'])}"
    yield f"    title: {row['title']}"
    yield f"    dates: {'; '.join(days(value['value']) for value in row['dates'])}"
    yield f"    venues: {'; '.join(name(value['value']) for value in row['venue'])}"
    for side in row["sides"]:
        head = [f"{side['head']['name']} (head)"] if side["head"] else []
        yield f"    {side['party']}: {', '.join(head + [one['name'] for one in side['delegates']])}"
    yield f"    mediators: {', '.join(one['name'] for one in row['mediators'])}"
    yield f"    lasted: {'; '.join(figure(value['value']) for value in row['duration'])}"
    yield from (f"    outcome: {value['value']}" for value in row["outcomes"])
    life = [f"{step['state']} {step['published_at'][:10]}" for step in row["history"]]
    yield f"    life: {' > '.join(life)}"
    yield f"    counts: {counts(row['counts'])}"


def event_lines(row: Any, titles: dict[str, str]) -> Iterator[str]:
    whole = f" < {titles.get(row['part_of'], '?')}" if row["part_of"] else ""
    yield f"{row['title']}{whole}"
    figures = "; ".join(figure(each) for each in row["quantities"])
    yield f"    {row['mode']}, {row['status']}, {days(row['occurred'])}; {figures}; {counts(row['counts'])}"


def days(time: Any) -> str:
    if time is None:
        return "no date"
    return time["start"] if time["start"] == time["end"] else f"{time['start']} to {time['end']}"


def name(place: Any) -> str:
    return "no place" if place is None else place["name"]


def figure(quantity: Any) -> str:
    ends = {"": quantity["value"], ">=": quantity["low"], "<=": quantity["high"]}
    number = " ".join(f"{sign}{end:g}" for sign, end in ends.items() if end is not None) or "some"
    words = (quantity["measure"], number, quantity["unit"], quantity["of"] and f"of {quantity['of']}")
    return " ".join(word for word in words if word)


def counts(found: Any) -> str:
    return f"{found['reports']} reports, {found['origins']} origins, {' and '.join(found['parties']) or 'no party'}"
