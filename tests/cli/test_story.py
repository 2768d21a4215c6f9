"""The story of a record on one page: nothing disputed without saying so, nothing a newcomer cannot read."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.console import make_console, page_lines
from dragoman.cli.render.story import _listed, story_page
from dragoman.merge import fold
from dragoman.model import Process, ProcessRound, QuantityRef, Roles
from dragoman.query import View
from dragoman.store import open_store
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES = {
    "deal": "The sides agreed to return the bodies of 6,000 soldiers, Umerov said.",
    "first": "Rustem Umerov led the Ukrainian side and Vladimir Medinsky the Russian one.",
    "second": "He proposed that the leaders meet before the end of June.",
}


@pytest.fixture
def sample(root: Path) -> Any:
    name = "dragoman_sample_istanbul"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, root / "tests/store/sample_istanbul.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def exchange(sample: Any, document: Any, label: str, quote: str, number: float | None, day: int, **more: Any) -> Any:
    quantities = () if number is None else (QuantityRef("bodies", number, of="soldiers"),)
    fields = {"mode": "remains", "roles": Roles(actor=sample.SIDES), "time": Interval.day(date(2025, 6, day)),
              "quantities": quantities, **more}  # fmt: skip
    return sample.claim_of(document, label, "exchange", quote, **fields)


@pytest.fixture
def told(tmp_path: Path, sample: Any) -> Iterator[str]:
    """The story of a round that lasted over an hour or forty minutes, a promise, and what came of it."""
    process = Process("istanbul-2025", ("Istanbul talks",), ("RUS", "UKR"), date(2025, 5, 16),
                      rounds=(ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3))),))  # fmt: skip
    path = str(tmp_path / "story.db")
    with open_store(path, write=True, clock=sample.Clock()) as store:
        for report in sample.REPORTS:
            store.write_reading(_changed(sample.reading_of(report)))
        later = replace(sample.PALACE_REPORT, given_id="later", published="2025-06-17T09:00:00Z",
                        url="https://wire.example/later", source="Other Post")  # fmt: skip
        reading = sample.reading_of(later)
        one = Roles(actor=sample.SIDES[:1])
        claims = (
            exchange(sample, reading.document, "c1", SENTENCES["first"], 1212, 11),
            exchange(sample, reading.document, "c2", SENTENCES["second"], 1248, 16, roles=one),
            exchange(sample, reading.document, "c3", SENTENCES["deal"], None, 14),
        )
        store.write_reading(replace(reading, claims=claims))
        store.replace_derived(fold(store.active_claims(), processes=(process,), judgements=()))
    with open_store(path, write=False) as store:
        yield "\n".join(page_lines(make_console(), story_page(View(store))))


def _changed(reading: Any) -> Any:
    """Give the second report another length of the round, so that it is disputed."""
    if reading.document.given_id != "hour":
        return reading
    (claim,) = reading.claims
    return replace(reading, claims=(replace(claim, quantities=(QuantityRef("duration", 40, unit="min"),)),))


def test_the_page_begins_with_what_it_is(told: str) -> None:
    first, second = told.splitlines()[:2]
    assert first == "The talks between Russia and Ukraine, as 5 reports tell them"
    assert second.startswith("By 4 outlets, 2 June 2025 to 21 July 2025.")
    assert max(map(len, told.splitlines())) <= 100


def test_rounds_are_told_with_what_was_agreed(told: str) -> None:
    assert "Second round of talks, Istanbul: held. 3 reports." in told
    assert "agreed “return the bodies of 6,000 soldiers”" in told


def test_exchanges_are_told_by_day_side_and_number(told: str) -> None:
    assert "11 June 2025" in told
    assert "1,212 bodies of soldiers, between " in told
    assert "1,248 bodies of soldiers, by Ukraine" in told
    assert "and 1 more, of most of which no report gives a number" in told


def test_what_is_disputed_is_told_with_who_says_it(told: str) -> None:
    assert "how long" in told
    assert "40 min (officials)" in told


def test_a_promise_is_told_with_its_stages(told: str) -> None:
    assert "reported done in part" in told
    assert "on 11 June 2025" in told


def test_a_wire_is_told_with_its_copies(told: str) -> None:
    assert "Example Wire: “Second round of talks held in Istanbul” stands behind 1 other report." in " ".join(
        told.split()
    )
    assert "Sample Post: 95 % of its words are the original's" in told
    assert "Beside them, Daily Sample tells of it, too: in all 3 reports of 2 origins." in " ".join(told.split())


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B, C and 1 other outlet"),
    ],
)
def test_outlets_are_listed_up_to_three(names: list[str], said: str) -> None:
    assert _listed(names) == said
