"""Words for values: a bound stays a bound, unknown is said, counts are never added up."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman import wording as words


def occurred(start: str, end: str, granularity: str) -> dict[str, str]:
    return {"start": start, "end": end, "granularity": granularity}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (occurred("2025-06-02", "2025-06-02", "day"), "2 June 2025"),
        (occurred("2025-06-02", "2025-06-04", "day"), "2–4 June 2025"),
        (occurred("2025-05-30", "2025-06-02", "day"), "30 May – 2 June 2025"),
        (occurred("2024-12-31", "2025-01-01", "night"), "night of 31 December 2024 – 1 January 2025"),
        (occurred("2025-06-01", "2025-06-30", "month"), "June 2025"),
        (occurred("2025-06-01", "2025-06-10", "month"), "1–10 June 2025"),
        (occurred("2025-01-01", "2025-12-31", "year"), "2025"),
        (occurred("2025-06-02T13:00+03:00", "2025-06-02T14:10+03:00", "hour"), "2 June 2025, 13:00–14:10 +03:00"),
        (occurred("2025-06-02T13:00", "2025-06-02T13:00", "hour"), "2 June 2025, 13:00"),
        (occurred("2025-06-02T23:00", "2025-06-03T01:00", "hour"), "2 June 2025 23:00 – 3 June 2025 01:00"),
    ],
)
def test_times(value: dict[str, str], said: str) -> None:
    assert words.time_words(value) == said
    assert words.value_words(value) == said


def test_no_time_is_said_and_a_bound_is_no_date() -> None:
    assert words.time_words(None) == "no date"
    assert words.time_words(None, "2025-06-05") == "no date, reported by 5 June 2025"
    assert words.day_words(None) == words.moment_words(None) == "no date"


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2025-06-02T14:05:00Z", "2 Jun 2025 14:05 UTC"),
        ("2025-06-02T14:05:00+00:00", "2 Jun 2025 14:05 UTC"),
        ("2025-06-02T14:05:00+03:00", "2 Jun 2025 14:05 UTC+3"),
        ("2025-06-02T14:05:00-04:30", "2 Jun 2025 14:05 UTC-4:30"),
        ("2025-06-02", "2 Jun 2025"),
    ],
)
def test_moments(iso: str, said: str) -> None:
    assert words.moment_words(iso) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"reports": 2, "origins": 1, "voices": 2, "parties": ["UKR"]}, "2 reports, 1 origin, 2 voices (UKR)"),
        ({"reports": 1, "origins": 1, "voices": 0, "parties": []}, "1 report, 1 origin, 0 voices"),
        (
            {"reports": 1200, "origins": 3, "voices": 1, "parties": ["RUS", "UKR"]},
            "1,200 reports, 3 origins, 1 voice (RUS, UKR)",
        ),
    ],
)
def test_counts(counts: dict[str, Any], said: str) -> None:
    assert words.counts_words(counts) == said


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        ({"measure": "drones", "value": 96}, "96 drones"),
        ({"measure": "distance", "low": 4000, "unit": "km"}, "at least 4,000 km"),
        ({"measure": "share", "value": 34, "unit": "percent", "of": "carriers"}, "34% (carriers)"),
        ({"measure": "money", "high": 1.5, "unit": "EUR"}, "at most 1.5 EUR"),
        ({"measure": "killed", "low": 8, "high": 12, "of": "civilians"}, "8–12 killed (civilians)"),
        ({"measure": "count", "value": 3, "of": "trucks"}, "3 trucks"),
        ({"measure": "aircraft", "value": 41, "effect": "hit"}, "41 aircraft, hit"),
        ({"measure": "injured", "vague": True, "words": "dozens"}, "dozens injured"),
        ({"measure": "drones"}, "some drones"),
    ],
)
def test_quantities(quantity: dict[str, Any], said: str) -> None:
    assert words.quantity_words(quantity) == said
    assert words.value_words(quantity) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (1234567, "1,234,567"),
        (0.25, "0.25"),
        ("occurred", "occurred"),
        ([], "none"),
        (["RUS", "UKR"], "RUS; UKR"),
        (
            {"name": "Sevastopol", "precision": "settlement", "country": "UA", "administered_by": "RU"},
            "Sevastopol, UA (held by RU)",
        ),
        ({"name": "Atlantis", "lat": None, "country": None}, "Atlantis"),
        ({"name": "Hakan Fidan", "as": "host"}, "Hakan Fidan (host)"),
        ({"name": "Rustem Umerov"}, "Rustem Umerov"),
        ({"quote": "no result", "start": 0, "end": 9}, "no result"),
        ({"spans": [{"quote": "a truce"}, {"quote": "of 30 days"}], "issue": "ceasefire"}, "a truce … of 30 days"),
        ({"value": 60, "unit": "min"}, "60 min"),
        ({"low": 2, "unit": "percent"}, "at least 2%"),
        ({"value": 7}, "7"),
        ({"issue": "arms", "due": None, "to": "UKR"}, "issue arms, to UKR"),
    ],
)
def test_values_of_cells(value: Any, said: str) -> None:
    assert words.value_words(value) == said


def test_status_with_a_hedge() -> None:
    assert words.status_words("not_occurred", hedged=True) == "did not happen, hedged"
    assert words.status_words("planned", hedged=False) == "planned"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("occurred", "when"),
        ("places", "where"),
        ("aircraft/hit", "aircraft, hit"),
        ("count/hit/air bases", "air bases, hit"),
        ("count/talks", "talks"),
        ("part_of", "part of"),
        ("count", "count"),
    ],
)
def test_a_field_is_said_as_a_reader_says_it(field: str, said: str) -> None:
    assert words.field_words(field) == said
