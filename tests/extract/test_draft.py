"""Drafts: what one hit says with everything around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.extract.build import RUSSIA, UKRAINE, UMEROV, Text, draft_of, frame_of, text_of

from dragoman.extract.draft import MAX_SENTENCE_CHARS, make_drafts
from dragoman.model import Status, Voice, VoiceKind
from dragoman.values import Interval

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft
    from dragoman.extract.schema import FrameFile

TALKS = "Russia and Ukraine held talks in Istanbul on 2 June."
ROLES = {"actor": {"verb": ["subject"], "noun": ["light"]}, "target": {"accepts": "any", "verb": ["object"]}}
MAY, JUNE = Interval.month(2025, 5), Interval.month(2025, 6)


def drafts(text: Text, word: str, frame: FrameFile | None = None, **trigger: Any) -> list[Draft]:
    return make_drafts(text.hit(word, frame or frame_of(roles=ROLES), **trigger), text.context())


def draft(text: Text, word: str, frame: FrameFile | None = None, **trigger: Any) -> Draft:
    (made,) = drafts(text, word, frame, **trigger)
    return made


def test_a_draft_holds_all_that_the_hit_s_sentence_says_of_it() -> None:
    text = text_of(TALKS).actor("Russia", RUSSIA).actor("Ukraine", UKRAINE).place("Istanbul")
    text.time("2 June", Interval.day(date(2025, 6, 2)))
    made = draft(text, "talks")
    assert (made.frame, made.status, made.hedged) == ("talks", Status.OCCURRED, False)
    assert [f.party for f in made.roles.actor] == ["RUS", "UKR"]
    assert [p.name for p in made.places] == ["Istanbul"]
    assert made.time is not None
    assert made.time.text == "2 June"
    assert made.evidence.quote == TALKS
    assert made.hit_start == TALKS.index("talks")


def test_a_supposed_event_is_no_draft() -> None:
    assert drafts(text_of("If Putin meets Zelensky, the war could end."), "meets") == []


def test_a_needed_role_or_measure_that_nothing_fills_is_no_draft() -> None:
    assert drafts(text_of(TALKS), "talks", needs=["actor"]) == []
    assert drafts(text_of(TALKS), "talks", frame_of(roles=ROLES, needs=["actor"])) == []
    assert drafts(text_of(TALKS), "talks", measures=["duration"]) == []
    assert len(drafts(text_of(TALKS).actor("Russia", RUSSIA), "talks", needs=["actor"])) == 1
    long = text_of("The talks lasted under two hours.").number("under two hours", unit="h", high=2)
    assert len(drafts(long, "talks", measures=["duration"])) == 1


def test_the_trigger_s_status_holds_unless_the_words_say_another() -> None:
    assert draft(text_of("Talks began."), "Talks", status="planned").status is Status.PLANNED
    assert draft(text_of("Talks were cancelled."), "Talks", status="planned").status is Status.CANCELLED


def test_an_act_of_speech_told_by_a_bare_infinitive_was_performed() -> None:
    speech = frame_of("proposal", "speech", roles=ROLES)
    line = "Leaders=leader/NNS/nsubj/1 joined=join/VBD/ROOT/1 to/TO/aux/3 condemn/VB/advcl/1 it/PRP/dobj/3"
    assert draft(text_of(line), "condemn", speech).status is Status.OCCURRED
    assert draft(text_of(line), "condemn").status is Status.PLANNED


def test_times_told_together_are_a_draft_each() -> None:
    text = text_of("Rounds held in May and June failed.").time("May", MAY).time("June", JUNE)
    made = drafts(text, "Rounds")
    assert [d.time and d.time.interval for d in made] == [MAY, JUNE]
    assert replace(made[1], time=made[0].time) == made[0]


def test_who_performs_the_act_is_its_voice_where_the_frame_says_so() -> None:
    text = text_of("Umerov met Medinsky in Istanbul.").actor("Umerov", UMEROV)
    assert [v.name for v in draft(text, "met", frame_of(roles=ROLES, voiced=True)).voices] == ["Umerov"]
    assert draft(text, "met").voices == ()


@pytest.mark.parametrize(
    ("sentence", "word", "points"),
    [
        ("The talks lasted under two hours.", "talks", True),
        ("Talks began.", "Talks", False),
        ("Putin met Zelensky.", "met", False),
        ("The 2 June talks in Istanbul were led by Umerov and Medinsky.", "talks", False),
        ("The third round of talks ended.", "round", False),
        ("The round of talks lasted an hour.", "talks", True),
    ],
)
def test_a_definite_noun_without_time_or_ordinal_points_back(sentence: str, word: str, *, points: bool) -> None:
    text = text_of(sentence)
    if "June" in sentence:
        text.time("2 June", Interval.day(date(2025, 6, 2)))
    if "third" in sentence:
        text.number("third", "round", value=3, ordinal=True)
    assert draft(text, word).is_anaphoric is points


def test_a_trigger_that_only_points_back_makes_a_verb_do_so() -> None:
    assert draft(text_of("Putin met Zelensky."), "met", anaphoric=True).is_anaphoric


VOICE = Voice("TASS", VoiceKind.AGENCY)


@pytest.mark.parametrize(
    ("keys", "bare"),
    [
        ({}, True),
        ({"actor": ["a"]}, False),
        ({"time": MAY}, False),
        ({"place": ["Kyiv/settlement/UA"]}, False),
        ({"round": 1}, False),
        ({"voices": (VOICE,)}, False),
        ({"trigger": {"noun": [], "verb": ["talk"]}}, False),
        ({"frame": frame_of("strike", "deed")}, False),
    ],
)
def test_a_noun_of_meeting_that_says_nothing_is_bare(keys: dict[str, Any], *, bare: bool) -> None:
    assert draft_of(0, **keys).is_bare is bare


def long_text(tail: str) -> Text:
    """Give a sentence over the limit: a short clause, and a second one with very many words."""
    words = " ".join(f"very/RB/advmod/{n}" for n in range(7, 75))
    first = "Russia/NNP/nsubj/1 struck=strike/VBD/ROOT/1 Kyiv/NNP/dobj/1 and/CC/cc/1"
    return text_of(f"{first} Ukraine/NNP/nsubj/5 met=meet/VBD/conj/1 {words} {tail}")


def test_of_a_long_sentence_the_clause_is_the_evidence() -> None:
    text = long_text("us/PRP/dobj/5")
    assert len(text.analysis.text) > MAX_SENTENCE_CHARS
    assert draft(text, "met").evidence.quote.startswith("Ukraine met very very")
    assert draft(text, "struck").evidence.quote.startswith("Russia struck Kyiv")


def test_a_clause_that_does_not_hold_its_own_hit_gives_way_to_the_sentence() -> None:
    line = " ".join(f"w{n}/NN/dep/0" for n in range(1, 90))
    text = text_of(f"met=meet/VBD/ROOT/0 {line}")
    assert draft(text, "met").evidence.quote.startswith("met w1")


def test_evidence_has_no_blanks_at_its_edges() -> None:
    blank = "\u2003"
    text = text_of(f"{blank}:SPACE/_SP/dep/1 Talks=talk/NNS/ROOT/1 {blank}:SPACE/_SP/dep/1")
    assert text.analysis.text.startswith(blank)
    assert draft(text, "Talks").evidence.quote == "Talks"
