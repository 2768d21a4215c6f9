"""Content: what was demanded, offered, refused or agreed, in the report's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.extract.build import english, frame_of, text_of

from dragoman.extract.content import find_content, issue_of

if TYPE_CHECKING:
    from dragoman.model import Content

SLOTS = ["clause", "object", "prep:for", "modifier"]


def content(sentence: str, word: str, slots: list[str] | None = None) -> Content | None:
    text = text_of(sentence)
    hit = text.hit(word, frame_of("proposal", "speech", content=SLOTS if slots is None else slots))
    return find_content(hit, text.tree, text.analysis.sentences[0], english().issues)


@pytest.mark.parametrize(
    ("sentence", "word", "quotes", "issue"),
    [
        ("Ukraine called for a ceasefire.", "called", ["a ceasefire"], "ceasefire"),
        ("Ukraine suggested a truce.", "suggested", ["a truce"], "ceasefire"),
        ("Ukraine demanded that Russia hold talks.", "demanded", ["that Russia hold talks"], "other"),
        ("Ukraine's ceasefire proposal failed.", "proposal", ["ceasefire"], "ceasefire"),
        (
            (
                "Ukraine/NNP/nsubj/1 suggested=suggest/VBD/ROOT/1 a/DT/det/3 truce/NN/dobj/1 "
                ",=,/,/punct/3 officials=official/NNS/nsubj/6 said=say/VBD/parataxis/1"
            ),
            "suggested",
            ["a truce"],
            "ceasefire",
        ),
        (
            (
                "Ukraine/NNP/nsubj/1 is=be:AUX/VBZ/ROOT/1 ready/JJ/acomp/1 "
                "to/TO/aux/4 hold/VB/xcomp/2 talks=talk/NNS/dobj/4"
            ),
            "is",
            ["to hold talks"],
            "other",
        ),
        (
            (
                "Kyiv/NNP/nsubj/1 met=meet/VBD/ROOT/1 the/DT/det/3 demand/NN/dobj/1 "
                "that:SCONJ/IN/mark/6 it/PRP/nsubj/6 disarm/VBP/acl/3"
            ),
            "demand",
            ["that it disarm"],
            "arms",
        ),
        (
            (
                "The/DT/det/1 truce/NN/nsubj/5 that/WDT/dobj/4 Ukraine/NNP/nsubj/4 "
                "demanded=demand/VBD/relcl/1 began=begin/VBD/ROOT/5"
            ),
            "demanded",
            ["The truce that Ukraine demanded"],
            "ceasefire",
        ),
        (
            (
                "Ukraine/NNP/nsubj/1 called=call/VBD/ROOT/1 for/IN/prep/1 calm/NN/pobj/2 "
                "and/CC/cc/2 for/IN/conj/2 aid/NN/pobj/5"
            ),
            "called",
            ["calm", "aid"],
            "aid",
        ),
    ],
)
def test_content_is_verbatim_with_the_issue_most_words_speak_of(
    sentence: str, word: str, quotes: list[str], issue: str
) -> None:
    found = content(sentence, word)
    assert found is not None
    assert [e.quote for e in found.spans] == quotes
    assert all(text_of(sentence).tree.text[e.start : e.end] == e.quote for e in found.spans)
    assert found.issue == issue


def test_a_frame_without_content_and_a_bare_act_have_none() -> None:
    assert content("Ukraine called for a ceasefire.", "called", []) is None
    assert content("Talks began.", "began") is None


def test_the_first_slot_that_holds_anything_gives_the_content() -> None:
    sentence = "Ukraine asked Russia for a ceasefire of 30 days."
    for slots, quote in ((["prep:for", "object"], "a ceasefire of 30 days"), (["object", "prep:for"], "Russia")):
        found = content(sentence, "asked", slots)
        assert found is not None
        assert [e.quote for e in found.spans] == [quote]


@pytest.mark.parametrize(
    ("sentence", "word", "condition"),
    [
        ("Ukraine urged Russia to end the war if talks begin.", "urged", "if talks begin"),
        ("Ukraine said it would attend unless Russia attacked.", "said", "unless Russia attacked"),
        ("Ukraine demanded that Russia hold talks.", "demanded", None),
    ],
)
def test_a_condition_beside_the_act_or_in_its_content_is_kept_apart(
    sentence: str, word: str, condition: str | None
) -> None:
    found = content(sentence, word, ["clause"])
    assert found is not None
    assert (found.condition and found.condition.quote) == condition


def test_of_issues_with_as_many_words_the_first_stands() -> None:
    issues = {"trade": frozenset({"grain"}), "aid": frozenset({"grain", "food"})}
    assert issue_of(["grain"], issues) == "trade"
    assert issue_of(["grain", "food"], issues) == "aid"
    assert issue_of(["peace"], issues) == "other"
    assert issue_of(["peace"], {}) == "other"


WARNING = (
    "It/PRP/nsubj/1 came=come/VBD/ROOT/1 with/IN/prep/1 a/DT/det/4 warning/NN/pobj/2 :/:/punct/1 Russia/NNP/nsubj/8 "
    "will:AUX/MD/aux/8 strike/VB/ccomp/1 bridges=bridge/NNS/dobj/8 ././punct/1"
)


def test_a_colon_after_a_noun_leads_in_its_content() -> None:
    found = content(WARNING, "warning", ["clause", "colon"])
    assert found is not None
    assert [span.quote for span in found.spans] == ["Russia will strike bridges"]


@pytest.mark.parametrize("word", ["came", "bridges"])
def test_no_colon_leads_in_the_content_of_a_verb_or_of_the_last_noun(word: str) -> None:
    assert content(WARNING, word, ["colon"]) is None
