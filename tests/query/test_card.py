"""The card: each report with its own values, then what several tell, where they differ, what they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.lineage import SharedOrigin
from dragoman.model import Published
from dragoman.query import Knowledge, View
from dragoman.query.card import card
from dragoman.query.hedges import hedge_words
from dragoman.store import open_store
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from dragoman.model import Claim
    from dragoman.query.shapes.card import ReadShape, ReportCardShape


def _same(reading: Any) -> Any:
    return reading


@pytest.fixture
def read(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> Callable[..., ReadShape]:
    """Gives the card of some reports; ``change`` may change the claims of each reading."""

    def make(
        *told: Any, change: Callable[[Any], Any] = lambda r: r, shared: tuple[SharedOrigin, ...] = ()
    ) -> ReadShape:
        path = str(tmp_path / "card.db")
        with open_store(path, write=True, clock=sample.Clock()) as store:
            for one in told:
                store.write_reading(change(sample.reading_of(one)))
            store.replace_derived(knowledge(store.active_claims(), ()))
            return card(View(store, folding=knowledge), [one.document() for one in told], shared)

    return make


def talks_of(report: ReportCardShape) -> Any:
    (event,) = [e for e in report["events"] if e["frame"] == "talks"]
    return event


def test_a_report_is_shown_with_its_own_values(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    made = read(sample.PALACE_REPORT, sample.HOUR_REPORT)
    first, second = made["reports"]
    lengths = [[(q["low"], q["value"]) for q in talks_of(r)["quantities"]] for r in (first, second)]
    assert lengths == [[(1, None)], [(None, 60)]]
    assert [d["name"] for d in talks_of(second)["roles"]["delegate"]] == []
    assert talks_of(first)["id"] == talks_of(second)["id"] == made["agree"][0]["event_id"]
    assert [claim["doc"] for claim in talks_of(second)["claims"]] == ["hour"]


def test_the_head_of_a_card_says_where_it_is_from(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    (report,) = read(sample.PALACE_REPORT)["reports"]
    assert (report["doc"], report["source"], report["title"]) == (
        "palace",
        "Example Wire",
        "Second round of talks held in Istanbul",
    )
    assert report["published_at"] == "2025-06-02T14:05:00Z"
    assert report["published_at_local"] == "2025-06-02T17:05:00+03:00"
    assert not report["needs_publication_date"]


def test_events_stand_in_order_of_time_and_statements_with_their_voices(
    read: Callable[..., ReadShape], sample: ModuleType
) -> None:
    (report,) = read(sample.PALACE_REPORT)["reports"]
    assert report["events"][0]["frame"] == "talks"
    assert {e["frame"] for e in report["events"]} == {"talks", "agreement", "proposal"}
    (statement,) = report["statements"]
    assert [v["name"] for v in statement["voices"]] == ["Umerov"]
    assert statement["content"][0]["quote"] == "The sides agreed to return the bodies of 6,000 soldiers"
    assert (statement["kind"], statement["issue"]) == ("indirect", "remains")


def test_words_of_time_that_could_not_be_resolved_are_kept(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    told = replace(sample.NEXT_REPORT, published=None)

    def undated(reading: Any) -> Any:
        (claim,) = reading.claims
        words = sample.words(told.text, "this Wednesday")
        return replace(reading, claims=(replace(claim, time=None, time_words=words),))

    (report,) = read(told, change=undated)["reports"]
    (event,) = report["events"]
    assert report["needs_publication_date"]
    assert (report["published_at"], report["published_at_local"]) == (None, None)
    assert (event["occurred"], event["time_words"]) == (None, "this Wednesday")


def test_a_dated_event_needs_no_words_of_time(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    (report,) = read(sample.PALACE_REPORT)["reports"]
    assert talks_of(report)["time_words"] is None


def test_hedging_words_are_shown_with_their_event(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    told = replace(sample.NEXT_REPORT, text=sample.NEXT.replace("are to meet", "are reportedly to meet"))

    def hedged(reading: Any) -> Any:
        (claim,) = reading.claims
        return replace(reading, claims=(replace(claim, hedged=True, evidence=(sample.words(told.text, told.text),)),))

    sample.CLAIMS["next"] = lambda document: (
        replace(sample.claim_of(document, "c1", "talks", document.text, mode="round", round=3)),
    )
    try:
        (report,) = read(told, change=hedged)["reports"]
    finally:
        sample.CLAIMS["next"] = sample.next_claims
    (hedge,) = report["hedges"]
    assert hedge["quote"] == "reportedly"
    assert told.text[hedge["start"] : hedge["end"]] == "reportedly"
    assert hedge["event_id"] == report["events"][0]["id"]


def test_a_report_that_tells_nothing_has_an_empty_card(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    told = sample.Told("dull", "Rain fell on the town all day long, and nobody went out at all.", None, None)
    made = read(told)
    (report,) = made["reports"]
    assert (report["events"], report["statements"], report["hedges"], report["notes"]) == ([], [], [], [])
    assert made["agree"] == made["differ"] == made["shared"] == []


def test_what_reports_differ_on_is_told_with_who_says_it(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    def later(reading: Any) -> Any:
        if reading.document.given_id != "hour":
            return reading
        (claim,) = reading.claims
        changed = replace(claim.quantities[0], value=20, low=None)
        return replace(reading, claims=(replace(claim, quantities=(changed,)),))

    made = read(sample.PALACE_REPORT, sample.HOUR_REPORT, change=later)
    (row,) = [row for row in made["differ"] if row["field"].startswith("duration")]
    assert {claim["doc"] for value in row["values"] for claim in value["claims"]} == {"palace", "hour"}
    assert row["event_id"] == made["agree"][0]["event_id"]


def test_another_day_is_a_difference(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    def moved(reading: Any) -> Any:
        if reading.document.given_id != "hour":
            return reading
        (claim,) = reading.claims
        return replace(reading, claims=(replace(claim, time=Interval.days(date(2025, 6, 1), date(2025, 6, 2))),))

    made = read(sample.PALACE_REPORT, sample.HOUR_REPORT, change=moved)
    assert "occurred" in {row["field"] for row in made["differ"]}


def test_a_shared_origin_is_named_as_the_reports_are(read: Callable[..., ReadShape], sample: ModuleType) -> None:
    told = (sample.PALACE_REPORT, sample.COPY_REPORT)
    ids = tuple(one.document().id for one in told)
    made = read(*told, shared=(SharedOrigin(ids[0], ids, (1.0, 0.95432)), SharedOrigin("source:ap", ids, (0.5, 0.5))))
    assert made["shared"] == [
        {"origin": "palace", "docs": ["palace", "copy"], "shares": [1.0, 0.954]},
        {"origin": "source:ap", "docs": ["palace", "copy"], "shares": [0.5, 0.5]},
    ]


def test_a_claim_that_no_event_holds_is_not_shown(sample: ModuleType, tmp_path: Path, knowledge: Knowledge) -> None:
    with open_store(str(tmp_path / "card.db"), write=True, clock=sample.Clock()) as store:
        store.write_reading(sample.reading_of(sample.HOUR_REPORT))
        made = card(View(store, folding=knowledge), [sample.HOUR_REPORT.document()])
    assert made["reports"][0]["events"] == []


def claim_with(sample: ModuleType, text: str) -> Claim:
    document = replace(sample.HOUR_REPORT, text=text).document()
    document = replace(document, published=Published(sample.parse_instant("2025-06-03"), "option"))
    claim: Claim = sample.claim_of(document, "c1", "strike", text, hedged=True)
    return claim


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A drone Reportedly hit the depot.", ["Reportedly"]),
        ("A drone may have hit the depot.", ["may have"]),
        ("The depot is believed to have been hit, apparently by drones.", ["believed", "apparently"]),
        ("A suspected strike hit the depot.", ["suspected"]),
        ("It seems that the depot was hit.", ["seems"]),
        ("The report says that the depot was hit.", ["The report says that the depot was hit."]),
    ],
)
def test_the_words_that_hedge_are_found_in_a_claims_own_words(sample: ModuleType, text: str, words: list[str]) -> None:
    claim = claim_with(sample, text)
    assert [found.quote for found in hedge_words(claim)] == words
    assert all(text[found.start : found.end] == found.quote for found in hedge_words(claim))
