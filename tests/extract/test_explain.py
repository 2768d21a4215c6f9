"""Explain: the same claims as a plain reading, and for each trigger of a word what came of it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.model import Document, Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from dragoman.extract.explain import Explanation, Tried
    from dragoman.pipeline import Engine

TEXT = (
    "Russia and Ukraine will meet in Istanbul on Monday. Iran has urged the United States to lift sanctions if talks "
    "resume. A meeting was long. Supporters of the exchange lifted the cup. Negotiations are hard. "
    "What was said at the exhibition was damaged by rain."
)

pytestmark = pytest.mark.model


def _document(text: str) -> Document:
    return Document("d", "d", "c", text, published=Published(parse_instant("2025-06-01"), "case"))


def _explained(engine: Engine, text: str) -> Explanation:
    (explanation,) = engine.explain([_document(text)])
    return explanation


def _at(explanation: Explanation, word: str, frame: str) -> list[Tried]:
    return [t for t in explanation.tried if t.word.quote == word and t.frame == frame]


def test_an_explained_reading_gives_the_claims_of_a_plain_one(engine: Engine) -> None:
    ((_, extraction),) = engine.read([_document(TEXT)])
    assert _explained(engine, TEXT).extraction == extraction


def test_every_claim_leads_to_a_trigger_that_fired(engine: Engine) -> None:
    explanation = _explained(engine, TEXT)
    fired = {(t.claim, f"{t.frame}/{t.trigger}") for t in explanation.tried if t.claim}
    assert {(c.label, c.rule) for c in explanation.extraction.claims} <= fired
    assert all(t.fired and not t.why for t in explanation.tried if t.claim)
    assert all(t.why for t in explanation.tried if not t.claim)


def test_what_is_only_supposed_is_said_to_be_so(engine: Engine) -> None:
    (talks,) = [t for t in _at(_explained(engine, TEXT), "talks", "talks") if t.fired]
    assert talks.claim is None
    assert "suppose" in talks.why[0]


def test_a_condition_that_fails_is_named_with_its_words(engine: Engine) -> None:
    whys = {t.trigger: t.why for t in _at(_explained(engine, TEXT), "lift", "restriction")}
    assert whys["lift-blockade"] == ("its object is none of blockade, siege, restriction, curfew, closure",)


def test_only_what_fails_is_named(engine: Engine) -> None:
    text = "The rebels released a statement on Monday."
    whys = {t.trigger: t.why for t in _explained(engine, text).tried if not t.fired}
    assert all(why for why in whys.values())
    assert not any("its subject is no actor" in why for why in whys.values())


def test_a_second_trigger_of_a_frame_says_that_another_stands_first(engine: Engine) -> None:
    text = "Russia and Ukraine met with the mediators in Istanbul on Monday."
    tried = {t.trigger: t for t in _at(_explained(engine, text), "met", "talks")}
    assert tried["meet"].fired
    assert tried["meet-with"].why == ("another trigger of its frame stands first",)


def test_a_noun_under_the_event_says_that_the_one_above_tells_it(engine: Engine) -> None:
    text = "A second round of talks was held by Russia and Ukraine in Istanbul on Monday."
    tried = [t for t in _at(_explained(engine, text), "talks", "talks") if t.trigger == "talks"]
    assert [t.why for t in tried] == [("the noun above it tells the event",)]


@pytest.mark.parametrize(
    ("text", "word", "frame", "reason"),
    [
        ("Some 40 aircraft were damaged by rain.", "damaged", "strike", "elsewhere"),
        ("Negotiations are hard.", "Negotiations", "talks", "points back to nothing"),
        ("There was condemnation of the attack.", "condemnation", "accusation", "nobody fills the role actor"),
        ("He said that the round had begun.", "round", "talks", "elsewhere"),
    ],
)
def test_a_trigger_that_fires_in_vain_says_why(engine: Engine, text: str, word: str, frame: str, reason: str) -> None:
    dropped = [t for t in _at(_explained(engine, text), word, frame) if t.fired]
    assert dropped
    assert reason in dropped[0].why[0]


def test_titles_are_not_tried(engine: Engine) -> None:
    explanation = _explained(engine, "Russia struck Kyiv.")
    assert {t.sentence for t in explanation.tried} == {0}
