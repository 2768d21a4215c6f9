"""A claim's slots as lines: what comes back unchanged changes nothing, and what is mended beside it is kept whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import mend_claim
from dragoman.model import Content, Evidence, Filler, QuantityRef, Roles, Voice, VoiceKind
from dragoman.pipeline.review_typed import NAMES, as_printed, changed_slots, typed_lines, typed_time
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.model import Claim
    from dragoman.store import Store

PALACE = "Delegations of Ukraine and Russia met"


@pytest.fixture
def claim(record: Store) -> Claim:
    return record.claim("palace:c1").claim


def sent(claim: Claim, **lines: str) -> dict[str, str]:
    return {name: "\n".join(line.text for line in found) for name, found in typed_lines(claim).items()} | lines


def test_every_name_has_its_lines_and_sent_back_they_change_nothing(record: Store) -> None:
    for active in record.active_claims():
        assert tuple(typed_lines(active.claim)) == NAMES
        assert changed_slots(active.claim, sent(active.claim)) == {}


def test_what_stands_in_the_report_is_typed_with_its_place(record: Store, claim: Claim) -> None:
    text = record.document("palace").text
    at = text.index("Delegations")
    mended = mend_claim(claim, {"roles": {"actor": [{"name": "Delegations", "party": "UKR"}]}}, text)
    assert typed_lines(mended)["actor"][0].text == f"Delegations/UKR @{at}-{at + 11}"


def test_a_line_that_stays_keeps_what_the_short_form_does_not_say(claim: Claim) -> None:
    voice = Voice("Umerov", VoiceKind.PERSON, "UKR", chain=1, actor_id="person.u")
    linked = Filler("Ukraine", "UKR", actor_id="state.UKR", attribution=(voice,), evidence=Evidence(0, 4, "They"))
    seen = replace(claim, roles=Roles(actor=(linked,)))
    slots = changed_slots(seen, sent(seen, actor="Ukraine/UKR\nRussia"))
    first, second = slots["roles"]["actor"]
    assert (first["id"], first["quote"], first["attribution"][0]["chain"]) == ("state.UKR", "They", 1)
    assert second == {"name": "Russia"}
    assert list(slots) == ["roles"]


def test_a_row_that_no_short_form_says_is_typed_as_json(claim: Claim) -> None:
    seen = replace(claim, quantities=(QuantityRef("duration", low=2.0, high=3.0, unit="d"),))
    (line,) = typed_lines(seen)["quantity"]
    assert line.text.startswith("{")
    assert changed_slots(seen, sent(seen, quantity=line.text + "\nkilled=5"))["quantities"][1] == {
        "measure": "killed",
        "value": 5.0,
    }


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        ({"issue": "aid"}, {"spans": [{"start": 0, "end": 11, "quote": "Delegations"}], "issue": "aid"}),
        ({"content": "Ukraine @15-22"}, {"spans": [{"start": 15, "end": 22, "quote": "Ukraine"}], "issue": "arms"}),
        ({"content": "", "issue": "", "condition": ""}, None),
        ({"condition": ""}, {"spans": [{"start": 0, "end": 11, "quote": "Delegations"}], "issue": "arms"}),
    ],
)
def test_the_parts_of_content_are_one_slot(claim: Claim, lines: dict[str, str], content: Any) -> None:
    whole = Content((Evidence(0, 11, "Delegations"),), "arms", Evidence(34, 37, "met"))
    seen = replace(claim, content=whole)
    found = changed_slots(seen, sent(seen, **lines))["content"]
    met = None if "condition" in lines else {"start": 34, "end": 37, "quote": "met"}
    assert found == (None if content is None else {**content, "condition": met})


def test_plain_slots_are_mended_and_emptied(claim: Claim) -> None:
    seen = replace(claim, name="Spider", hedged=True)
    slots = changed_slots(seen, sent(seen, name="", hedged="false", round="3", time="month 2025-06"))
    assert slots["name"] is None
    assert slots["hedged"] is False
    assert slots["round"] == 3
    assert slots["time"]["granularity"] == "month"


def test_of_a_new_claim_only_lines_that_say_something_count() -> None:
    slots = changed_slots(None, {"frame": "talks", "mode": "", "actor": "", "place": "Kyiv", "nonsense": "x"})
    assert slots == {"frame": "talks", "places": [{"name": "Kyiv"}]}


@pytest.mark.parametrize(
    ("interval", "typed"),
    [
        (Interval.day(date(2025, 6, 2)), "2025-06-02"),
        (Interval.days(date(2025, 5, 23), date(2025, 5, 25)), "2025-05-23..2025-05-25"),
        (Interval.night(date(2025, 6, 2)), "night 2025-06-02"),
        (Interval.month(2025, 6), "month 2025-06"),
        (Interval.year(2025), "year 2025"),
    ],
)
def test_world_time_is_typed_in_its_shortest_form(interval: Interval, typed: str) -> None:
    assert typed_time({**interval.to_outside()}) == typed


def test_a_time_that_no_short_form_says_is_typed_as_json() -> None:
    assert typed_time({"start": "x", "end": "y", "granularity": "day"}).startswith("{")


def test_a_line_break_inside_selected_words_is_the_reports() -> None:
    text = "peace\ntalks"
    slots = {"outcome": [{"start": 0, "end": 11, "quote": "peace talks"}], "name": "x", "places": [{"name": "y"}]}
    assert as_printed(slots, text)["outcome"][0]["quote"] == "peace\ntalks"
    other = {"start": 0, "end": 11, "quote": "other talks"}
    assert as_printed({"outcome": [other]}, text)["outcome"] == [other]
