from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import Judgement
from dragoman.query import Knowledge, View, show, timeline
from dragoman.query.one import plain
from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_each_value_leads_to_the_words_that_carry_it(view: View, sample: ModuleType) -> None:
    shown = show(view, timeline(view)[0]["id"])
    texts = {told.given_id: told.text for told in sample.REPORTS}
    claims = [claim for cell in shown["cells"] for value in cell["values"] for claim in value["claims"]]
    assert claims
    for claim in claims:
        for found in claim["evidence"]:
            text = texts[claim["doc"]]
            assert text[found["start"] : found["end"]] == found["quote"]
            assert text.startswith(found["prefix"], found["start"] - len(found["prefix"]))
            assert text.startswith(found["suffix"], found["end"])


def test_a_claim_links_to_its_words_where_the_report_has_an_address(view: View) -> None:
    shown = show(view, timeline(view)[0]["id"])
    (places,) = [cell for cell in shown["cells"] if cell["field"] == "places"]
    links = {claim["doc"]: claim["link"] for claim in places["values"][0]["claims"]}
    assert links["palace"] is not None
    assert links["palace"].startswith("https://wire.example/palace#:~:text=Delegations%20of")
    assert links["hour"] is None


def test_the_history_tells_which_report_was_the_first_to_say_what(view: View) -> None:
    history = show(view, timeline(view)[0]["id"])["history"]
    assert [step["because"]["doc"] for step in history if step["because"]] == ["palace", "hour"]
    assert "occurred: 2025-06-02" in history[0]["what"]
    assert "duration: at least 1 h" in history[0]["what"]
    assert history[1]["what"] == "duration: 60 min"
    assert history[0]["recorded_at"] == "2025-06-03T08:00:00Z"


def judgement(found_id: str, **target: Any) -> Judgement:
    made = datetime(2025, 6, 5, 9, tzinfo=UTC)
    return Judgement(found_id, "note", target, None, "reviewer one", "seen on site", made)


def test_what_people_decided_stands_with_the_event_that_it_is_about(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(sample.PALACE_REPORT))
        document_id = sample.PALACE_REPORT.document().id
        store.add_judgement(judgement("jdg_1", document=document_id, frame="talks", start=0, end=20))
        store.add_judgement(judgement("jdg_2", document="palace", start=60, end=82))
        store.add_judgement(judgement("jdg_3", document="palace", frame="strike", start=0, end=20))
        store.add_judgement(judgement("jdg_4", document="another", start=0, end=20))
        store.add_judgement(judgement("jdg_5", document="palace", start=500, end=520))
        store.replace_derived(knowledge(store.active_claims(), ()))
        shown = show(View(store), store.events(frame="talks")[0].id)
    assert [found["id"] for found in shown["judgements"]] == ["jdg_1", "jdg_2"]
    assert shown["judgements"][0]["recorded_at"] == "2025-06-05T09:00:00Z"
    last = shown["history"][-1]
    assert last["what"] == "note by reviewer one: seen on site"
    assert last["because"] is last["published_at"] is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("held", "held"),
        (2, "2"),
        ({"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}, "2025-06-02"),
        ({"start": "2025-06-01", "end": "2025-06-02", "granularity": "night"}, "2025-06-01 to 2025-06-02"),
        ({"measure": "killed", "value": 3, "of": "soldiers"}, "3 soldiers"),
        ({"measure": "drones", "low": 40, "high": 50, "unit": None}, "at least 40 and at most 50"),
        ({"measure": "drones", "value": 0}, "0"),
        ({"name": "Istanbul", "country": "TR"}, "Istanbul"),
        ({"issue": "remains", "quotes": ["return the bodies"]}, "remains"),
        ({"colour": "red"}, "colour red"),
    ],
)
def test_a_value_is_told_in_a_few_words(value: Any, words: str) -> None:
    assert plain(value) == words
