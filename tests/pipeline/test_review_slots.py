"""Slots as they are typed."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import BadSlotError
from dragoman.pipeline.review_slots import parse_slots, parse_time


@pytest.mark.parametrize(
    ("typed", "slots"),
    [
        (["status=planned", "mode=round"], {"status": "planned", "mode": "round"}),
        (["round=3", "hedged=true"], {"round": 3, "hedged": True}),
        (["hedged=false", "mode="], {"hedged": False, "mode": None}),
        (["actor=Russia/RUS", "actor=X"], {"roles": {"actor": [{"name": "Russia", "party": "RUS"}, {"name": "X"}]}}),
        (["delegate=Umerov/UKR/head"], {"roles": {"delegate": [{"name": "Umerov", "party": "UKR", "as": "head"}]}}),
        (["target="], {"roles": {"target": []}}),
        (['actor={"name": "Russia"}'], {"roles": {"actor": [{"name": "Russia"}]}}),
        (["place=Kyiv/settlement/UA"], {"places": [{"name": "Kyiv", "precision": "settlement", "country": "UA"}]}),
        (['place={"name": "Istanbul"}'], {"places": [{"name": "Istanbul"}]}),
        (["voice=TASS/agency"], {"attribution": [{"name": "TASS", "kind": "agency"}]}),
        (["voice=Peskov"], {"attribution": [{"name": "Peskov", "kind": "person"}]}),
        (['voice={"name": "TASS", "kind": "agency"}'], {"attribution": [{"name": "TASS", "kind": "agency"}]}),
        (["outcome=no truce"], {"outcome": ["no truce"]}),
        (['outcome={"start": 1, "end": 2, "quote": "x"}'], {"outcome": [{"start": 1, "end": 2, "quote": "x"}]}),
        (["issue=aid", "content=a"], {"content": {"spans": ["a"], "issue": "aid", "condition": None}}),
        (["condition=if paid"], {"content": {"spans": [], "issue": "other", "condition": "if paid"}}),
        (["content="], {"content": None}),
        (['content={"spans": [], "issue": "aid"}'], {"content": {"spans": [], "issue": "aid"}}),
        (['places=[{"name": "Kyiv"}]'], {"places": [{"name": "Kyiv"}]}),
        (["time=2025-06-02"], {"time": {"start": "2025-06-02", "end": "2025-06-02", "granularity": "day"}}),
    ],
)  # fmt: skip
def test_slots_are_read(typed: list[str], slots: dict[str, Any]) -> None:
    assert parse_slots(typed) == slots


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("killed=5", {"measure": "killed", "value": 5.0}),
        ("drones>=1,000 of Ukraine", {"measure": "drones", "low": 1000.0, "of": "Ukraine"}),
        ("aircraft/hit<=41", {"measure": "aircraft", "effect": "hit", "high": 41.0}),
        ('duration=40 min "forty"', {"measure": "duration", "value": 40.0, "unit": "min", "words": "forty"}),
        ("money=2.5 USD of aid", {"measure": "money", "value": 2.5, "unit": "USD", "of": "aid"}),
        ('{"measure": "count", "vague": true, "words": "x"}', {"measure": "count", "vague": True, "words": "x"}),
    ],
)  # fmt: skip
def test_figures_are_read(typed: str, figure: dict[str, Any]) -> None:
    assert parse_slots([f"quantity={typed}"]) == {"quantities": [figure]}


@pytest.mark.parametrize(
    ("typed", "start", "end", "granularity"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02", "day"),
        ("2025-05-23..2025-05-25", "2025-05-23", "2025-05-25", "day"),
        ("night 2025-06-02", "2025-06-01", "2025-06-02", "night"),
        ("week 2025-06-02..2025-06-08", "2025-06-02", "2025-06-08", "week"),
        ("month 2025-06", "2025-06-01", "2025-06-30", "month"),
        ("month 2025-06-01..2025-06-10", "2025-06-01", "2025-06-10", "month"),
        ("year 2025", "2025-01-01", "2025-12-31", "year"),
        ("hour 2025-06-02T13:00Z..2025-06-02T14:00Z", "2025-06-02T13:00+00:00", "2025-06-02T14:00+00:00", "hour"),
        ("hour 2025-06-02T13:00", "2025-06-02T13:00", "2025-06-02T13:00", "hour"),
        ('{"start": "2025-06-02", "end": "2025-06-03", "granularity": "day"}', "2025-06-02", "2025-06-03", "day"),
    ],
)  # fmt: skip
def test_times_are_read(typed: str, start: str, end: str, granularity: str) -> None:
    assert parse_time(typed) == {"start": start, "end": end, "granularity": granularity}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("planned", "it has no value"),
        ("colour=red", "no such slot"),
        ("time=tomorrow", "not of its form"),
        ("time=fortnight 2025-06-02", "not of its form"),
        ("round=third", "not of its form"),
        ("quantity=forty minutes", "give MEASURE=NUMBER"),
        ("places=[{", "not of its form"),
        ("actor={", "not of its form"),
    ],
)
def test_what_is_not_of_its_form_is_refused(typed: str, said: str) -> None:
    with pytest.raises(BadSlotError, match="DG130") as caught:
        parse_slots([typed])
    assert said in str(caught.value)
