"""Lineage, outlets and drift as pages: both passages are shown, nothing is a verdict, what is not known is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.lineage import delay_words, lineage_page
from dragoman.cli.render.sources import sources_page

if TYPE_CHECKING:
    from collections.abc import Callable

    Printed = Callable[[Any], str]

DRIFT = {
    "kind": "figure",
    "before": "34",
    "after": "43",
    "there": {"doc": "wire-1", "start": 0, "end": 20, "quote": "It hit 34\ntanks."},
    "here": {"doc": "post-1", "start": 0, "end": 20, "quote": "It hit 43 tanks."},
}
WORDS = {"start": 0, "end": 9, "quote": "It hit the tanks"}
RELATION = {
    "doc": "wire-1",
    "source": "The Wire",
    "title": None,
    "published_at": "2025-06-02T12:00:00Z",
    "published_at_local": "2025-06-02T12:00:00Z",
    "kind": "copy",
    "share": 0.9,
    "delay_min": 35,
    "one_house": True,
    "passages": [{"here": WORDS, "there": WORDS}] * 4,
    "reworded": [],
}
CREDIT = {**RELATION, "doc": None, "source": "herald", "kind": "credit", "share": None, "delay_min": None}
CLAIM = {"evidence": [{"start": 0, "end": 4, "quote": "Two " * 60}]}


def report(**fields: Any) -> dict[str, Any]:
    base = {
        "doc": "post-1",
        "title": "Tanks hit",
        "source": "The Post",
        "owner": "One House",
        "byline": "Jane Doe",
        "published_at_local": "2025-06-02T12:35:00Z",
        "published_known_by": "meta",
        "modified_at_local": None,
        "entries": [],
        "notes": [],
        "origin": "wire-1",
        "origins": [{"origin": "wire-1", "share": 0.9}, {"origin": "post-1", "share": 0.1}],
        "sources": [RELATION, {**CREDIT, "one_house": None, "passages": []}],
        "copies": [{**RELATION, "doc": "daily-1", "source": None, "kind": "quote"}],
        "drift": [DRIFT],
        "drift_in_copies": [{**DRIFT, "kind": "hedge_lost", "before": "reportedly", "after": ""}],
        "revisions": [
            {
                "revision": "rev_1",
                "replaced_by": "rev_2",
                "recorded_at": "2025-06-03T08:00:00Z",
                "changes": [{"before": WORDS, "after": None}, {"before": None, "after": WORDS}],
                "withdrawn": [CLAIM],
            }
        ],
    }
    return base | fields


def test_sentence_that_is_worded_anew_is_shown_with_the_one_that_it_tells(printed: Printed) -> None:
    anew = {"here": {**WORDS, "quote": "Tanks were struck"}, "there": {**WORDS, "quote": "It hit the tanks"}}
    page = printed(lineage_page(report(sources=[{**RELATION, "passages": [], "reworded": [anew] * 5}]), plain=True))
    assert page.count("“Tanks were struck”\n      for “It hit the tanks”") == 3
    assert "and 2 sentences worded anew more" in page


def test_translation_is_shown_with_the_sentences_that_it_renders(printed: Printed) -> None:
    both = {"here": {**WORDS, "quote": "Tanks were struck"}, "there": {**WORDS, "quote": "Panzer wurden getroffen"}}
    medium = {"here": {**WORDS, "quote": "Nothing at hand"}, "there": None}
    relation = {**RELATION, "kind": "translation", "passages": [both, medium]}
    page = printed(lineage_page(report(sources=[relation], copies=[]), plain=True))
    assert "translates The Wire" in page
    assert "“Tanks were struck”\n      for “Panzer wurden getroffen”\n    “Nothing at hand”" in page


def test_report_is_shown_with_where_it_comes_from(printed: Printed) -> None:
    page = printed(lineage_page(report(), plain=True))
    assert "The Post · owned by One House · Jane Doe · 2 Jun 2025 12:35 UTC · known by meta" in page
    assert "origin wire-1   by words: wire-1 90%, post-1 10%" in page
    assert "copies The Wire  90% of the words, 35 min later, of one house  wire-1" in page
    assert "and 1 passage more" in page
    assert "credits herald" in page
    assert "has a passage taken by daily-1  90% of its words" in page


def test_drift_is_shown_with_both_sentences_and_the_words_marked(printed: Printed) -> None:
    page = printed(lineage_page(report(), plain=True))
    assert "was It hit ⟦34⟧ tanks.  wire-1" in page
    assert "is  It hit ⟦43⟧ tanks.  post-1" in page
    assert "hedge lost" in page
    assert "⟦" not in printed(lineage_page(report(), plain=False))


def test_earlier_texts_are_shown_with_what_was_withdrawn(printed: Printed) -> None:
    page = printed(lineage_page(report(), plain=True))
    assert "text until 3 Jun 2025 08:00 UTC" in page
    assert "- It hit the tanks" in page
    assert "+ It hit the tanks" in page
    assert "withdrawn  “Two Two" in page
    assert "…”" in page


def test_report_of_which_little_is_known_says_so(printed: Printed) -> None:
    bare = dict.fromkeys(("title", "source", "owner", "byline", "published_at_local", "published_known_by"))
    lists = {name: [] for name in ("sources", "copies", "drift", "drift_in_copies", "revisions")}
    page = printed(lineage_page(report(**bare, **lists), plain=True))
    assert page.startswith("post-1\nno outlet given · date not known\n")
    assert "made from" not in page


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, ""), (35, "35 min later"), (-5, "5 min earlier"), (200, "3 h later"), (5000, "3 days later")],
)
def test_delays_are_told_in_words(minutes: int | None, words: str) -> None:
    assert delay_words(minutes) == words


def outlet(**fields: Any) -> dict[str, Any]:
    base = {
        "source": "The Post",
        "kind": "public_broadcaster",
        "owner": "One House",
        "party": "NOR",
        "reports": 3,
        "own": 1,
        "copies": 2,
        "rewrites": 0,
        "credited": 0,
        "partly": 1,
        "taken_up": 1,
        "relies_on": [{"source": "The Wire", "reports": 2, "delay_min": 35, "one_house": True}],
        "drift": {"figure": 2},
        "drifts": [DRIFT],
    }
    return base | fields


def test_outlet_is_shown_with_own_reports_against_copies(printed: Printed) -> None:
    page = printed(sources_page([outlet()], plain=True, with_drift=True))
    assert "The Post  public broadcaster · owned by One House · answers to NOR" in page
    assert "3 reports: 1 own, 1 of them with passages or claims of others, 2 copied, taken up by 1 of others" in page
    assert "relies on The Wire in 2 (35 min later, of one house)" in page
    assert "figure changed 2" in page
    assert "was It hit ⟦34⟧ tanks.  wire-1" in page


def test_outlet_that_is_not_known_is_named_so(printed: Printed) -> None:
    nobody = dict.fromkeys(("source", "kind", "owner", "party"))
    quiet = outlet(**nobody, reports=1, copies=0, partly=0, taken_up=0, relies_on=[], drift={})
    page = printed(sources_page([quiet], plain=True, with_drift=False))
    assert "no outlet given  not in the dossier" in page
    assert "1 report: 1 own" in page
    assert "was" not in page
    assert printed(sources_page([], plain=True, with_drift=False)).strip() == "No reports are on record."


def test_change_entries_and_notes_are_told(printed: Printed) -> None:
    late, early, bare = (
        {"published_at": at, "published_at_local": local}
        for at, local in (
            ("2025-06-02T17:50:00Z", "2025-06-02T18:50:00+01:00"),
            ("2025-06-01T22:40:00Z", "2025-06-01T23:40:00+01:00"),
            (None, None),
        )
    )
    shape = report(modified_at_local="2025-06-02T20:00:00+01:00", entries=[late, early, bare], notes=["Read as UTF-8."])
    page = printed(lineage_page(shape, plain=True))
    assert "changed 2 Jun 2025 20:00 UTC+1" in " ".join(page.split())
    assert "live page, 3 entries from 1 Jun 2025 23:40 UTC+1 to 2 Jun 2025 18:50 UTC+1" in page
    assert "Read as UTF-8." in page
    assert "live page, 1 entries" not in printed(lineage_page(report(), plain=True))
    assert "live page, 2 entries\n" in printed(lineage_page(report(entries=[bare, bare]), plain=True))
