"""The forms of exports: tables that run nothing, a map, a calendar, lines of events and of the ledger."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from dragoman.errors import UnknownNameError
from dragoman.exports import EXPORTS, Wanted, forms_of, write_export
from dragoman.exports.calendar import _ends, calendar
from dragoman.exports.geojson import feature_collection
from dragoman.exports.rows import flat_rows
from dragoman.exports.stages import said_of, size_of, stage_words
from dragoman.exports.tables import csv_lines, workbook

if TYPE_CHECKING:
    from dragoman.query import View

NOW = datetime(2025, 7, 22, 9, tzinfo=UTC)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]  # noqa: RUF001  full-width forms are read alike


def written(name: str, form: str, view: View) -> bytes:
    return b"".join(write_export(Wanted(name, view, NOW), form))


@pytest.mark.parametrize("name", list(EXPORTS))
def test_each_export_has_lines_and_tables_of_the_same_length(name: str, view: View) -> None:
    lines = written(name, "jsonl", view).decode().splitlines()
    rows = list(csv.reader(io.StringIO(written(name, "csv", view).decode())))
    sheet = load_workbook(io.BytesIO(written(name, "xlsx", view))).active
    assert sheet is not None
    assert len(rows) == sheet.max_row == (len(lines) + 1 if lines else 0) or not lines
    assert {len(row) for row in rows} <= {len(rows[0])} if rows else True


def test_a_form_that_an_export_does_not_have_is_told_with_those_that_it_has(view: View) -> None:
    assert forms_of("events") == ["jsonl", "csv", "xlsx", "geojson"]
    assert forms_of("talks") == ["jsonl", "csv", "xlsx", "ics"]
    with pytest.raises(UnknownNameError, match="csv, jsonl, xlsx"):
        write_export(Wanted("claims", view, NOW), "ics")


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_a_spreadsheet_would_run_are_text(words: str) -> None:
    (_, row) = csv.reader(io.StringIO("\r\n".join(csv_lines([{"quote": words, "n": -1}]))))
    assert row == [f"'{words}", "-1"]
    sheet = load_workbook(io.BytesIO(workbook("claims", [{"quote": words, "n": -1}]))).active
    assert sheet is not None
    cell = sheet.cell(2, 1)
    assert (cell.data_type, sheet.cell(2, 2).value) == ("s", -1)


def test_a_character_that_a_workbook_cannot_hold_is_shown_as_missing() -> None:
    sheet = load_workbook(io.BytesIO(workbook("claims", [{"quote": "a\x0bb"}]))).active
    assert sheet is not None
    assert sheet.cell(2, 1).value == "a\ufffdb"


def test_shapes_are_called_in_a_cell_by_what_a_reader_would_call_them() -> None:
    counts = {"reports": 2, "origins": 1, "voices": 1, "parties": ["RUS", "UKR"]}
    line = {
        "counts": counts,
        "occurred": {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"},
        "time": None,
        "roles": {"actor": [{"name": "Russia", "party": "RUS"}], "target": [], "mediator": [], "delegate": []},
        "side": {"party": "UKR", "head": {"name": "Umerov"}, "delegates": []},
        "empty_side": {"party": "RUS", "head": None, "delegates": []},
        "claim": {"doc": "r1", "evidence": []},
        "term": {"quotes": ["a truce"], "title": "Offer"},
        "value": {"value": "1 h", "counts": counts},
        "dispute": {"why": "Both cannot be right.", "verdict": "open"},
        "next": {"title": "Third round"},
        "step": {"state": "held", "published_at": "2025-06-02"},
        "nobody": {"name": "a source", "party": None},
        "number": 5.0,
        "half": 1.5,
        "yes": True,
        "quote": {"quote": "words"},
    }
    headings, row = flat_rows([line])
    assert dict(zip(headings, row, strict=True)) == {
        "reports": 2, "origins": 1, "voices": 1, "parties": "RUS; UKR",
        "occurred_start": "2025-06-02", "occurred_end": "2025-06-02", "occurred_granularity": "day",
        "time_start": None, "time_end": None, "time_granularity": None,
        "actor": "Russia (RUS)", "target": "", "mediator": "", "delegate": "",
        "side": "UKR: Umerov", "empty_side": "RUS", "claim": "r1", "term": "a truce", "value": "1 h",
        "dispute": "open: Both cannot be right.", "next": "Third round", "step": "held 2025-06-02",
        "nobody": "a source", "number": 5, "half": 1.5, "yes": True, "quote": "words",
    }  # fmt: skip


def test_no_lines_are_no_table() -> None:
    assert list(flat_rows([])) == []


def test_events_with_coordinates_are_points_longitude_first(view: View) -> None:
    found = feature_collection(view)
    talk = next(one for one in found["features"] if one["properties"]["frame"] == "talks")
    assert talk["geometry"] == {"type": "Point", "coordinates": [28.95, 41.01]}
    assert talk["properties"]["precision"] == "settlement"
    assert found["without_place"] == len(view.events()) - len(found["features"]) > 0
    assert json.loads(written("events", "geojson", view))["type"] == "FeatureCollection"


def test_the_calendar_holds_rounds_to_come_and_confirms_none(view: View) -> None:
    (entry,) = Calendar.from_ical(calendar(view, now=NOW)).walk("VEVENT")
    assert str(entry["summary"]).startswith("Third round of talks")
    assert str(entry["status"]) == "TENTATIVE"
    assert entry.decoded("dtstart").isoformat() == "2025-07-23"
    assert entry.decoded("dtend").isoformat() == "2025-07-24"
    assert str(entry["uid"]).startswith("evt_")
    assert "1 report, 1 origin, 1 voice" in str(entry["description"])
    assert str(entry["location"]) == "Istanbul, TR"
    assert calendar(view, now=NOW) == written("talks", "ics", view)


def test_an_hour_is_an_hour_in_the_calendar() -> None:
    start, end = _ends({"start": "2025-07-23T19:00+03:00", "end": "2025-07-23T20:59+03:00", "granularity": "hour"})
    assert (end - start).total_seconds() == 7200


def figure(value: float | None, of: str | None, measure: str = "exchanged", **more: Any) -> dict[str, Any]:
    shape = {"measure": measure, "value": value, "low": None, "high": None, "unit": None, "of": of, "effect": None}
    return {**shape, "vague": False, "words": None, **more}


def test_figures_of_each_side_are_said_once() -> None:
    each = [figure(84, "Russia"), figure(84, "Ukraine"), figure(84, None)]
    assert stage_words(each) == "84 a side"
    assert said_of(each) == "each"
    assert (
        stage_words([figure(307, "Russia"), figure(307, "Ukraine"), figure(307, "soldiers")]) == "307 soldiers a side"
    )
    bound = [figure(None, "Russia", low=1200), figure(None, "Ukraine", low=1200)]
    assert stage_words(bound) == "at least 1,200 a side"
    assert stage_words([figure(None, "Russia", high=5), figure(None, "Ukraine", high=5)]) == "at most 5 a side"


def test_a_stage_leaves_out_the_whole_unless_it_is_all_there_is() -> None:
    both = [figure(303, "soldiers"), figure(1000, "prisoners")]
    assert stage_words(both, [1000]) == "303 soldiers"
    assert stage_words(both[1:], [1000]) == "1,000 prisoners"
    assert stage_words([figure(390, "people"), figure(120, "civilians")]) == "390 people; 120 civilians"


def test_bodies_are_those_of_somebody_and_vague_words_stand_where_no_number_does() -> None:
    assert stage_words([figure(1212, "soldiers", "bodies")]) == "1,212 bodies of soldiers"
    assert stage_words([figure(6060, "bodies", "bodies")]) == "6,060 bodies"
    assert stage_words([figure(1000, "July"), figure(1000, "soldiers", "bodies")]) == "1,000 bodies of soldiers"
    assert stage_words([figure(None, "prisoners", vague=True, words="dozens")]) == "dozens"
    assert said_of([figure(5, "people")]) is None
    assert said_of([figure(5, "Russia")]) == "Russia"
    assert size_of(figure(None, None)) is None


def test_the_ledger_says_who_how_many_and_according_to_whom(exchanged: View) -> None:
    lines = list(EXPORTS.get("exchanges")(exchanged))
    first = next(line for line in lines if line["value"] == 390)
    assert first["sides"] == ["RUS", "UKR"]
    assert (first["kind"], first["side"], first["of"]) == ("prisoners", None, "people")
    assert first["according_to"] == ["Umerov"]
    unnumbered = next(line for line in lines if line["measure"] is None)
    assert unnumbered["according_to"] == ["Example Wire"]
