"""What a copy changed of its original: each kind is found, and mere rewording is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from dragoman.lineage import find_drift
from dragoman.lineage.drift_words import drift_words
from dragoman.lineage.numerals import number_of
from dragoman.lineage.sentences import sentences_of
from dragoman.model import Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from conftest import Reporting

CASES = YAML(typ="safe").load((Path(__file__).parent.parent / "cases" / "drift.yaml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_changes_are_found_and_rewordings_are_none(report: Reporting, case: dict[str, object]) -> None:
    found = find_drift(report("b", str(case["after"])), report("a", str(case["before"])))
    assert [[drift.kind.value, drift.before, drift.after] for drift in found] == case["changes"]


def test_both_passages_are_the_sentences_as_they_stand(report: Reporting) -> None:
    before = "Nobody was hurt. The raid hit 34 tanks at the depot. It was over by noon."
    after = "The raid hit 43 tanks at the depot. Nobody was hurt."
    (drift,) = find_drift(report("b", after), report("a", before))
    assert (drift.document_id, drift.of) == ("b", "a")
    assert drift.there.of(before) == "The raid hit 34 tanks at the depot."
    assert drift.here.of(after) == "The raid hit 43 tanks at the depot."


def test_reports_in_two_languages_or_in_one_without_words_are_not_compared(report: Reporting) -> None:
    one, other = report("a", "The raid hit 34 tanks at the depot."), report("b", "The raid hit 43 tanks at the depot.")
    assert find_drift(replace(other, language="xx"), replace(one, language="xx")) == ()
    assert find_drift(other, replace(one, language="fr")) == ()


def test_zones_are_no_sentences_and_abbreviations_end_none(report: Reporting) -> None:
    words = drift_words("en")
    assert words is not None
    text = "Gen. Ivan B. Roe of the U.S. army came at 3 p.m. yesterday. SUBSCRIBE NOW. He left by 5. no more is known."
    at = text.index("SUBSCRIBE")
    zones = (Zone(Span(at, at + 14), ZoneKind.BOILERPLATE),)
    spans = [each.span.of(text) for each in sentences_of(report("a", text, zones=zones), words)]
    assert spans == [
        "Gen. Ivan B. Roe of the U.S. army came at 3 p.m. yesterday.",
        "He left by 5. no more is known.",
    ]


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        (["1,200", "men"], (1200.0, 1, False)),
        (["1.2", "million", "men"], (1_200_000.0, 2, False)),
        (["twenty", "five", "men"], (25.0, 2, False)),
        (["two", "hundred", "men"], (200.0, 2, False)),
        (["twenty", "ten"], (20.0, 1, False)),
        (["third"], (3.0, 1, True)),
        (["1,2"], (None, 1, False)),
        (["men"], (None, 1, False)),
    ],
)
def test_numbers_are_read_in_figures_and_words(shown: list[str], number: tuple[float | None, int, bool]) -> None:
    words = drift_words("en")
    assert words is not None
    assert number_of(shown, words) == number
