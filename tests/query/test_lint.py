"""A text against the record: supported by every value, contradicted by one, never supported by likeness alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import (
    Claim,
    Content,
    Evidence,
    Filler,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
    Status,
)
from dragoman.query import Sentence, lint
from dragoman.query.likeness import compare, overlap, words_of
from dragoman.values import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.query import View

RUS, UKR = Filler("Russia", "RUS", actor_id="state.RUS"), Filler("Ukraine", "UKR", actor_id="state.UKR")
CHN = Filler("China", "CHN", actor_id="state.CHN")
BOTH = Roles(actor=(RUS, UKR))
UMEROV = Filler("Rustem Umerov", "UKR", actor_id="person.umerov")
ISTANBUL = PlaceRef("Istanbul", Precision.SETTLEMENT, "TR", lat=41.01, lon=28.95)
PALACE = PlaceRef("Ciragan Palace", Precision.EXACT, "TR", lat=41.04, lon=29.01)
ANKARA = PlaceRef("Ankara", Precision.SETTLEMENT, "TR", lat=39.9, lon=32.8)
TURKEY = PlaceRef("Turkey", Precision.COUNTRY, "TR")
GENEVA = PlaceRef("Geneva", Precision.SETTLEMENT, "CH", lat=46.2, lon=6.1)


def day(number: int, month: int = 6) -> Interval:
    return Interval.day(date(2025, month, number))


def said(frame: str = "talks", **fields: Any) -> Claim:
    """What a text claims."""
    return replace(
        Claim("clm_draft", "c1", "drf_1", "drf_1", frame, Status.OCCURRED, (Evidence(0, 4, "They"),)), **fields
    )


def content(words: str, issue: str = "prisoners") -> Content:
    return Content((Evidence(0, len(words), words),), issue)


ROUND = ("talks", "The second round was held in Istanbul on 2 June and took an hour.", {
    "mode": "round", "round": 2, "roles": replace(BOTH, delegate=(UMEROV,)), "time": day(2), "places": (ISTANBUL,),
    "quantities": (QuantityRef("duration", 60, unit="min"),)})  # fmt: skip
SWAP = ("exchange", "Each side freed 390 people on 23 May.", {
    "mode": "prisoners", "roles": BOTH, "time": day(23, 5),
    "quantities": (QuantityRef("exchanged", 390, of="people"),
                   QuantityRef("exchanged", 120, of="civilians"))})  # fmt: skip
DEAL = ("agreement", "They agreed to exchange 1,000 prisoners of war.", {
    "roles": BOTH, "content": ("to exchange 1,000 prisoners of war", "prisoners")})  # fmt: skip
PLAN = ("ceasefire", "A truce is planned for Easter.", {"status": Status.PLANNED, "roles": BOTH, "time": day(20, 4)})


@pytest.fixture
def record(tell: Callable[..., View], report: Any) -> View:
    return tell(report("2025-06-02T18:00Z", [ROUND, DEAL]), report("2025-05-23T18:00Z", [SWAP, PLAN]))


@pytest.fixture
def check(record: View) -> Callable[..., Any]:
    """Gives what the record has on one sentence with these claims."""

    def give(*claims: Claim) -> Any:
        (found,) = lint(record, [Sentence("They met.", 5, 14, tuple(claims))])
        return found

    return give


def verdict(found: Any) -> str:
    return str(found["verdict"])


SECOND = said(mode="round", round=2, roles=BOTH, time=day(2), places=(ISTANBUL,))


def test_a_sentence_whose_every_value_is_reported_is_supported(check: Callable[..., Any]) -> None:
    found = check(SECOND)
    assert (found["verdict"], found["start"], found["end"]) == ("supported", 5, 14)
    assert [claim["doc"] for claim in found["support"]] == ["r0"]
    assert found["oppose"] == []
    assert found["counts"]["reports"] == 1
    (finding,) = found["findings"]
    assert set(finding["agree"]) == {"round", "actor", "occurred", "places"}
    assert finding["title"].startswith("Second round of talks")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"time": day(5)}, "occurred"),
        ({"places": (GENEVA,)}, "places"),
        ({"places": (ANKARA,)}, "places"),
        ({"quantities": (QuantityRef("duration", 12, unit="h"),)}, "duration"),
        ({"status": Status.NOT_OCCURRED}, "status"),
    ],
)
def test_one_changed_value_is_contradicted_with_what_reports_have(
    changed: dict[str, Any], field: str, check: Callable[..., Any]
) -> None:
    found = check(replace(SECOND, **changed))
    assert verdict(found) == "contradicted"
    (finding,) = found["findings"]
    assert finding["differ"] == [field]
    assert set(finding["said"]) == set(finding["reported"]) == {field}
    assert [claim["doc"] for claim in found["oppose"]] == ["r0"]
    assert found["counts"] is None


@pytest.mark.parametrize("place", [PALACE, TURKEY, ISTANBUL])
def test_a_place_in_another_is_no_contradiction(place: PlaceRef, check: Callable[..., Any]) -> None:
    assert verdict(check(replace(SECOND, places=(place,)))) == "supported"


def test_a_place_without_coordinates_is_not_near_another(check: Callable[..., Any]) -> None:
    unknown = PlaceRef("Bursa", Precision.SETTLEMENT, "TR")
    nowhere = PlaceRef("Somewhere", Precision.SETTLEMENT)
    assert [verdict(check(replace(SECOND, places=(place,)))) for place in (unknown, nowhere)] == ["contradicted"] * 2


def test_one_length_in_two_units_is_one(check: Callable[..., Any]) -> None:
    hour = replace(SECOND, quantities=(QuantityRef("duration", 1, unit="h"), QuantityRef("killed", vague=True)))
    assert verdict(check(hour)) == "supported"


def test_another_round_or_a_stranger_among_the_sides_is_another_event(check: Callable[..., Any]) -> None:
    assert verdict(check(replace(SECOND, round=5))) == "not-in-record"
    assert verdict(check(replace(SECOND, roles=Roles(actor=(RUS, CHN))))) == "not-in-record"
    assert verdict(check(said(roles=Roles(actor=(CHN,)), time=day(2)))) == "not-in-record"


def test_a_delegate_who_is_reported_supports_and_another_does_not(check: Callable[..., Any]) -> None:
    xi = Filler("Xi", "CHN", actor_id="person.xi")
    assert verdict(check(replace(SECOND, roles=replace(BOTH, delegate=(UMEROV,))))) == "supported"
    assert verdict(check(replace(SECOND, roles=replace(BOTH, delegate=(xi,))))) == "not-in-record"


def test_sides_alone_are_too_little_to_know_an_event_by(check: Callable[..., Any]) -> None:
    assert verdict(check(said(roles=BOTH))) == "not-in-record"
    assert verdict(check(said("clash", roles=BOTH))) == "not-in-record"
    assert verdict(check()) == "not-in-record"


def test_a_value_of_which_nothing_is_reported_leaves_it_partly(check: Callable[..., Any]) -> None:
    found = check(replace(SECOND, quantities=(QuantityRef("participants", 20),)))
    assert verdict(found) == "partly"
    assert found["findings"][0]["open"] == ["participants"]
    assert found["support"]


def test_a_month_neither_bears_out_nor_gainsays_a_day(tell: Callable[..., View], report: Any) -> None:
    june = Interval(datetime(2025, 6, 1), datetime(2025, 7, 1), Granularity.MONTH)
    view = tell(report("2025-07-02", [("talks", "The second round was in June.", ROUND[2] | {"time": june})]))
    (found,) = lint(view, [Sentence("x", 0, 1, (SECOND,))])
    assert (found["verdict"], found["findings"][0]["open"]) == ("partly", ["occurred"])


def test_figures_of_which_some_are_reported_are_partly_and_none_contradicted(check: Callable[..., Any]) -> None:
    swap = said("exchange", mode="prisoners", roles=BOTH, time=day(23, 5))
    right, wrong = QuantityRef("exchanged", 390, of="people"), QuantityRef("exchanged", 930, of="people")
    assert verdict(check(replace(swap, quantities=(right,)))) == "supported"
    assert verdict(check(replace(swap, quantities=(wrong,)))) == "contradicted"
    assert verdict(check(replace(swap, quantities=(right, wrong)))) == "partly"
    assert verdict(check(replace(swap, mode="remains", quantities=(right,)))) == "not-in-record"


def test_acts_of_speech_are_known_by_their_content_and_day(check: Callable[..., Any]) -> None:
    deal = said("agreement", roles=BOTH, time=day(1), content=content("to exchange 1,000 prisoners of war"))
    assert verdict(check(deal)) == "supported"
    assert verdict(check(replace(deal, content=content("to exchange 1,500 prisoners of war")))) == "contradicted"
    assert verdict(check(replace(deal, content=content("to build a bridge", "other")))) == "not-in-record"
    assert verdict(check(replace(deal, time=day(28)))) == "contradicted"
    assert verdict(check(replace(deal, time=day(28), content=content("a prisoner")))) == "not-in-record"
    assert verdict(check(said("agreement", roles=BOTH, time=day(1)))) == "not-in-record"
    assert verdict(check(replace(deal, content=Content((), "prisoners")))) == "not-in-record"


def test_what_was_planned_is_no_support_for_what_is_said_to_have_happened(check: Callable[..., Any]) -> None:
    truce = said("ceasefire", roles=BOTH, time=day(20, 4))
    assert verdict(check(truce)) == "contradicted"
    assert verdict(check(replace(truce, status=Status.PLANNED))) == "supported"


def test_one_wrong_claim_of_a_sentence_is_enough_and_one_unknown_makes_it_partly(check: Callable[..., Any]) -> None:
    unknown = said("protest", time=day(2))
    assert verdict(check(SECOND, unknown)) == "partly"
    assert verdict(check(SECOND, unknown, replace(SECOND, time=day(5)))) == "contradicted"


def test_sides_are_compared_one_by_one_where_they_do_not_act_together(tell: Callable[..., View], report: Any) -> None:
    strike = ("strike", "Ukraine struck Russian bases on 1 June.", {
        "roles": Roles(actor=(UKR,), target=(RUS,)), "time": day(1), "places": (ISTANBUL,)})  # fmt: skip
    (event,) = tell(report("2025-06-01", [strike])).events()
    both = said("strike", roles=Roles(actor=(UKR, CHN)), time=day(1))
    assert compare(both, event).open == ["actor"]
    assert compare(said("strike", roles=Roles(actor=(CHN,))), event).differ == ["actor"]


def test_an_undated_event_that_is_no_act_of_speech_leaves_the_day_open(tell: Callable[..., View], report: Any) -> None:
    bare = ("talks", "They met in Istanbul.", {"roles": BOTH, "places": (ISTANBUL,)})
    (event,) = tell(report(None, [bare])).events()
    assert compare(SECOND, event).open == ["occurred"]


def test_words_are_compared_by_their_beginnings() -> None:
    assert overlap(words_of("exchange prisoners"), words_of("an exchange of a prisoner")) == 1
    assert overlap(words_of("a b c"), words_of("prisoner")) == 0
