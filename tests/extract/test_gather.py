"""Gather: which mentions of one text are one event, and which are kept apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.extract.build import draft_of, frame_of

from dragoman.extract.gather import gather
from dragoman.model import Content, Evidence, QuantityRef, Status
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft

MONDAY, TUESDAY = Interval.day(date(2025, 6, 2)), Interval.day(date(2025, 6, 3))
JUNE = Interval.month(2025, 6)
BOTH = ["Russia/RUS", "Ukraine/UKR"]
SAYING: dict[str, Any] = {"quantities": (QuantityRef("duration", 1, unit="h"),)}
"""What keeps a mention from being bare, and says nothing that another could contradict."""


def groups(*drafts: Draft) -> list[list[int]]:
    return [[draft.hit.i for draft in group] for group in gather(drafts)]


def together(first: dict[str, Any], second: dict[str, Any]) -> bool:
    found = groups(draft_of(0, **{**SAYING, **first}), draft_of(1, **{**SAYING, **second}))
    assert found in ([[0, 1]], [[0], [1]])
    return found == [[0, 1]]


AGREE: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("nothing-differs", {}, {}, True),
    ("occurred-and-ongoing", {"status": Status.OCCURRED}, {"status": Status.ONGOING}, True),
    ("planned-and-proposed", {"status": Status.PLANNED}, {"status": Status.PROPOSED}, True),
    ("occurred-and-planned", {"status": Status.OCCURRED}, {"status": Status.PLANNED}, False),
    ("cancelled", {"status": Status.PLANNED}, {"status": Status.CANCELLED}, False),
    ("denied", {"status": Status.NOT_OCCURRED}, {"status": Status.DENIED}, False),
    ("one-round", {"round": 2}, {"round": 2}, True),
    ("a-round-and-none", {"round": 2}, {}, True),
    ("two-rounds", {"round": 1}, {"round": 2}, False),
    ("one-day", {"time": MONDAY}, {"time": MONDAY}, True),
    ("a-day-of-a-month", {"time": MONDAY}, {"time": JUNE}, True),
    ("two-days", {"time": MONDAY}, {"time": TUESDAY}, False),
    ("a-day-and-none", {"time": MONDAY}, {}, True),
    ("unresolved-words-alike", {"time": "Monday"}, {"time": "Monday"}, True),
    ("unresolved-words-that-differ", {"time": "Monday"}, {"time": "Tuesday"}, False),
    ("a-day-and-unresolved-words", {"time": MONDAY}, {"time": "Monday"}, False),
    ("a-mode-and-none", {"mode": "round"}, {}, True),
    ("a-call-and-no-mode", {"mode": "call"}, {}, False),
    ("two-modes", {"mode": "call"}, {"mode": "visit"}, False),
    ("a-round-is-a-meeting", {"mode": "round"}, {"mode": "meeting"}, True),
    ("several-modes-at-once", {"mode": "mixed"}, {"mode": "drone"}, True),
    ("the-same-sides", {"actor": BOTH}, {"actor": BOTH}, True),
    ("one-of-the-sides", {"actor": BOTH}, {"actor": ["Kyiv/UKR"]}, True),
    ("another-side", {"actor": ["Russia/RUS"]}, {"actor": ["Ukraine/UKR"]}, False),
    ("other-targets", {"target": ["a bridge"]}, {"target": ["a depot"]}, False),
    ("one-place", {"place": ["Kyiv/settlement/UA"]}, {"place": ["kyiv/settlement/UA"]}, True),
    ("two-places-as-fine", {"place": ["Kyiv/settlement/UA"]}, {"place": ["Odesa/settlement/UA"]}, False),
    ("a-place-in-its-country", {"place": ["Kyiv/settlement/UA"]}, {"place": ["Ukraine/country/UA"]}, True),
    ("a-place-in-another-country", {"place": ["Kyiv/settlement/UA"]}, {"place": ["Russia/country/RU"]}, False),
    ("a-place-and-none", {"place": ["Kyiv/settlement/UA"]}, {}, True),
]


@pytest.mark.parametrize(("first", "second", "agree"), [row[1:] for row in AGREE], ids=[row[0] for row in AGREE])
def test_mentions_are_one_event_where_nothing_both_say_differs(
    first: dict[str, Any], second: dict[str, Any], *, agree: bool
) -> None:
    assert together(first, second) is agree
    assert together(second, first) is agree


def test_mentions_of_two_frames_are_two_events() -> None:
    assert groups(draft_of(0, **SAYING), draft_of(1, frame=frame_of("strike", "deed"))) == [[0], [1]]


def content(issue: str) -> Content:
    return Content((Evidence(0, 1, "x"),), issue)


ON_AID: dict[str, Any] = {"actor": ["a/RUS"], "content": content("aid")}


@pytest.mark.parametrize(
    ("second", "agree"),
    [
        pytest.param({"actor": ["b/RUS"], "content": content("aid")}, True, id="one-voice-of-the-side"),
        pytest.param({"actor": ["a/RUS"], "content": content("trade")}, False, id="another-issue"),
        pytest.param({"content": content("aid")}, False, id="no-speaker"),
        pytest.param({"actor": ["a/RUS"]}, False, id="nothing-said"),
    ],
)
def test_acts_of_speech_are_one_where_speaker_and_issue_are(second: dict[str, Any], *, agree: bool) -> None:
    speech = frame_of("proposal", "speech")
    assert together({"frame": speech, **ON_AID}, {"frame": speech, **second}) is agree


def test_an_act_of_speech_told_twice_in_a_sentence_is_one() -> None:
    speech = frame_of("proposal", "speech")
    first, second = (draft_of(i, frame=speech, actor=["a/RUS"]) for i in (0, 1))
    in_one = second.hit._replace(sentence=0)
    assert groups(first, draft_of(1, frame=speech, actor=["a/RUS"], hit=in_one)) == [[0, 1]]


def test_a_group_holds_a_mention_only_where_all_of_it_agrees() -> None:
    assert groups(draft_of(0, **SAYING), draft_of(1, round=1), draft_of(2, round=2)) == [[0, 1], [2]]


def test_of_fitting_groups_the_likeliest_takes_the_mention_and_the_last_on_a_tie() -> None:
    first = draft_of(0, actor=["a/RUS"], time=MONDAY, round=1, place=["Kyiv/settlement/UA"])
    second = draft_of(1, actor=["a/RUS"], time=TUESDAY, round=1, place=["Kyiv/settlement/UA"])
    assert groups(first, second, draft_of(2, actor=["a/RUS"], round=1)) == [[0], [1, 2]]
    other = draft_of(1, actor=["b/UKR"], time=TUESDAY)
    assert groups(first, other, draft_of(2, actor=["a/RUS"])) == [[0, 2], [1]]


def test_groups_stand_in_the_order_of_their_first_mention() -> None:
    assert groups(draft_of(0, round=2), draft_of(1, round=1), draft_of(2, round=2)) == [[0, 2], [1]]


def test_a_definite_noun_joins_whatever_its_own_clause_says_of_status() -> None:
    met = draft_of(0, actor=BOTH)
    back = draft_of(1, is_anaphoric=True, status=Status.PLANNED, **SAYING)
    assert groups(met, back) == [[0, 1]]
    assert groups(met, draft_of(1, is_anaphoric=True, actor=["c/TUR"])) == [[0], [1]]
    assert groups(met, draft_of(1, is_anaphoric=True, frame=frame_of("strike", "deed"))) == [[0], [1]]
    called = draft_of(0, actor=BOTH, mode="call")
    assert groups(called, draft_of(1, is_anaphoric=True, mode="visit", **SAYING)) == [[0], [1]]


def test_who_took_part_joins_the_sides_that_a_group_names_together() -> None:
    talks = draft_of(0, actor=BOTH)
    led = {"trigger": {"anaphoric": True}, "is_anaphoric": True}
    one, two = draft_of(1, actor=["team/UKR"], **led), draft_of(2, actor=["team/RUS"], **led)
    assert groups(talks, one, two) == [[0, 1, 2]]
    assert groups(talks, draft_of(1, actor=["team/TUR"], **led)) == [[0]]


def test_who_took_part_is_no_event_by_itself() -> None:
    assert groups(draft_of(0, trigger={"anaphoric": True}, is_anaphoric=True, actor=BOTH)) == []


def test_a_bare_noun_joins_or_falls() -> None:
    assert groups(draft_of(0), draft_of(1)) == []
    assert groups(draft_of(0, actor=BOTH), draft_of(1)) == [[0, 1]]


def test_what_points_back_has_no_say_on_what_fits_after_it() -> None:
    met = draft_of(0, actor=BOTH, time=MONDAY)
    back = draft_of(1, is_anaphoric=True, status=Status.PLANNED)
    assert groups(met, back, draft_of(2, actor=BOTH, time=MONDAY)) == [[0, 1, 2]]


def test_a_group_that_names_fewer_parties_than_its_frame_asks_for_is_left_out() -> None:
    frame = frame_of(parties=2)
    assert groups(draft_of(0, frame=frame, actor=["a/RUS"])) == []
    assert groups(draft_of(0, frame=frame, actor=["a/RUS", "b/RUS"])) == []
    assert groups(draft_of(0, frame=frame, actor=["a/RUS"]), draft_of(1, frame=frame, actor=[*BOTH])) == [[0, 1]]


def test_a_shared_proper_name_weighs_more_than_a_shared_side() -> None:
    named, other = draft_of(0, name="Spider", actor=["Israel/ISR"], **SAYING), draft_of(1, actor=BOTH, time=MONDAY)
    assert groups(named, other, draft_of(2, name="spider", time=MONDAY, **SAYING)) == [[0, 2], [1]]


def test_two_proper_names_are_two_events() -> None:
    assert not together({"name": "Spider"}, {"name": "Web"})


def test_a_name_keeps_the_frame_under_which_it_was_told_first() -> None:
    strike, clash = frame_of("strike", "deed"), frame_of("clash", "deed")
    ((first, second),) = gather([draft_of(0, frame=strike, name="Spider"), draft_of(1, frame=clash, name="Spider")])
    assert (first.frame, second.frame) == ("strike", "strike")


def test_people_of_no_side_are_not_another_side() -> None:
    frame = frame_of("protest", "deed", roles={"actor": {"crowd": "protesters"}})
    drafts = [draft_of(n, frame=frame, actor=a) for n, a in enumerate((["Thousands/protesters"], ["Egyptians/EGY"]))]
    assert groups(*drafts) == [[0, 1]]
