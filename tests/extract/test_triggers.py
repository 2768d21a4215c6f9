"""Triggers: a token carries a frame only where every condition of a trigger holds."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.build import MEDINSKY, RUSSIA, UKRAINE, Text, frame_of, text_of

from dragoman.extract.frames import FrameSet
from dragoman.extract.schema import FrameFile, TriggerEntry
from dragoman.extract.triggers import find_hits, holds, light_verb, nucleus

TALKS = "Russia and Ukraine held talks in Istanbul on 2 June."
FIRED = "Russia fired missiles at Ukraine."
ROUND = "A second round of direct talks in Istanbul between Russia and Ukraine ended on Monday."
SWAP = "The/DT/det/1 exchange/NN/nsubj/4 of/IN/prep/1 bodies=body/NNS/pobj/2 failed=fail/VBD/ROOT/4"


def marked(sentence: str) -> Text:
    """Give a text with Russia, Ukraine and Istanbul marked where it names them."""
    text = text_of(sentence)
    for words, actor in (("Russia", RUSSIA), ("Ukraine", UKRAINE), ("Medinsky", MEDINSKY)):
        if words in sentence:
            text.actor(words, actor)
    return text.place("Istanbul") if "Istanbul" in sentence else text


def held(sentence: str, word: str, **keys: Any) -> bool:
    text = marked(sentence)
    i = text.at(word)
    kind = "verb" if text.tree.is_verb(i) else "noun"
    trigger = TriggerEntry.model_validate({"id": "t", kind: [text.tree.lemma(i)], **keys})
    return holds(text.tree, i, text.analysis.sentences[0], trigger, text.lookup)


CONDITIONS: list[tuple[str, str, str, dict[str, Any], dict[str, Any]]] = [
    ("tags", TALKS, "talks", {"tags": ["NNS"]}, {"tags": ["NN"]}),
    ("near", TALKS, "talks", {"near": ["hold"]}, {"near": ["missile"]}),
    ("near-not", TALKS, "talks", {"near_not": ["missile"]}, {"near_not": ["hold"]}),
    ("under", TALKS, "talks", {"under": ["hold"]}, {"under": ["cancel"]}),
    ("under-not", "Workers went on strike.", "strike", {"under_not": ["talk"]}, {"under_not": ["go"]}),
    ("under-a-preposition", "Workers went on strike.", "strike", {"under": ["go"]}, {"under": ["worker"]}),
    ("object", FIRED, "fired", {"object": ["missile"]}, {"object": ["drone"]}),
    ("object-not", FIRED, "fired", {"object_not": ["drone"]}, {"object_not": ["missile"]}),
    ("object-is", "Umerov met Medinsky in Istanbul.", "met", {"object_is": ["person"]}, {"object_is": ["place"]}),
    ("subject", FIRED, "fired", {"subject": ["russia"]}, {"subject": ["ukraine"]}),
    ("subject-not", FIRED, "fired", {"subject_not": ["ukraine"]}, {"subject_not": ["russia"]}),
    ("subject-is", FIRED, "fired", {"subject_is": ["party"]}, {"subject_is": ["person"]}),
    ("subject-of-a-passive", "Kyiv was struck by Russia.", "struck", {"subject": ["russia"]}, {"subject": ["kyiv"]}),
    ("preposition", FIRED, "fired", {"prep": ["at"]}, {"prep": ["on"]}),
    (
        "preposition-with-its-object",
        FIRED,
        "fired",
        {"prep": ["at"], "prep_object": ["ukraine"]},
        {"prep": ["at"], "prep_object": ["russia"]},
    ),
    ("preposition-without-object", "led=lead/VBD/ROOT/0 on/IN/prep/0", "led", {"prep": ["on"]}, {"prep": ["in"]}),
    ("particle", "Israel called off a strike.", "called", {"particle": ["off"]}, {"particle": ["up"]}),
    ("complement", "Ukraine suggested that Russia fired.", "suggested", {"complement": True}, {"no_complement": True}),
    ("no-complement", FIRED, "fired", {"no_complement": True}, {"complement": True}),
    ("no-infinitive", "Fidan flew to Kyiv to hold talks.", "flew", {}, {"no_complement": True}),
    ("modifier", "The Istanbul talks ended.", "talks", {"modifier": ["istanbul"]}, {"modifier": ["trade"]}),
    ("modifier-not", "The Istanbul talks ended.", "talks", {"modifier_not": ["trade"]}, {"modifier_not": ["istanbul"]}),
    ("modifier-told-by-of", SWAP, "exchange", {"modifier": ["body"]}, {"modifier": ["prisoner"]}),
    ("noun's-object-is", TALKS, "talks", {"object_is": ["place"]}, {"object_is": ["person"]}),
    ("noun's-preposition", ROUND, "round", {"prep": ["of"], "prep_object": ["talk"]}, {"prep": ["with"]}),
]


@pytest.mark.parametrize(
    ("sentence", "word", "yes", "no"), [row[1:] for row in CONDITIONS], ids=[row[0] for row in CONDITIONS]
)
def test_a_condition_lets_through_what_it_asks_for(
    sentence: str, word: str, yes: dict[str, Any], no: dict[str, Any]
) -> None:
    assert held(sentence, word, **yes)
    assert not held(sentence, word, **no)


@pytest.mark.parametrize(
    ("sentence", "is_wish"),
    [
        ("Ukraine suggested a truce.", True),
        ("Ukraine suggested that Russia should stop.", True),
        ("Ukraine demanded that Russia hold talks.", True),
        ("Ukraine suggested that Russia fired.", False),
    ],
)
def test_a_bare_trigger_takes_wishes_and_no_reports(sentence: str, *, is_wish: bool) -> None:
    word = sentence.split()[1]
    assert held(sentence, word, bare=True) is is_wish


def test_a_plain_trigger_says_nothing_of_its_object() -> None:
    assert held("Trump called Putin.", "called", plain=True)
    assert not held("Trump called Putin a liar.", "called", plain=True)
    beside = "He/PRP/nsubj/1 called=call/VBD/ROOT/1 Putin/NNP/dobj/1 liar/NN/appos/2"
    apart = "He/PRP/nsubj/1 called=call/VBD/ROOT/1 Putin/NNP/dobj/1 ,/,/punct/2 president/NN/appos/2"
    assert not held(beside, "called", plain=True)
    assert held(apart, "called", plain=True)


@pytest.mark.parametrize(
    ("sentence", "word", "verb"),
    [
        pytest.param(TALKS, "talks", "held", id="object"),
        pytest.param("Talks were held.", "Talks", "held", id="passive-subject"),
        pytest.param("Talks were proposed.", "Talks", None, id="a-verb-with-a-meaning-of-its-own"),
        pytest.param(
            "They/PRP/nsubj/1 held=hold/VBD/ROOT/1 meetings=meeting/NNS/dobj/1 and/CC/cc/2 talks=talk/NNS/conj/2",
            "talks",
            "held",
            id="coordination",
        ),
        pytest.param(
            "They/PRP/nsubj/1 engaged=engage/VBD/ROOT/1 in/IN/prep/1 talks=talk/NNS/pobj/2",
            "talks",
            "engaged",
            id="part",
        ),
        pytest.param("Russia prepared for talks.", "talks", None, id="no-part"),
        pytest.param("Talks began.", "began", None, id="a-verb"),
    ],
)
def test_the_light_verb_of_a_noun(sentence: str, word: str, verb: str | None) -> None:
    text = text_of(sentence)
    found = light_verb(text.tree, text.at(word))
    assert (None if found is None else text.analysis.tokens[found].text) == verb


def test_one_event_told_by_two_nouns_has_both_for_its_nucleus() -> None:
    text = text_of(ROUND)
    hit = text.hit("round", prep=["of"], prep_object=["talk"])
    assert text.words(nucleus(hit, text.tree)) == ["round", "talks"]
    assert text.words(nucleus(text.hit("round"), text.tree)) == ["round"]


def frame_set(*frames: FrameFile) -> FrameSet:
    tables: dict[str, dict[str, tuple[tuple[FrameFile, TriggerEntry], ...]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for frame in frames:
        for trigger in frame.triggers:
            for kind, table in tables.items():
                for lemma in getattr(trigger, kind):
                    table[lemma] = (*table.get(lemma, ()), (frame, trigger))
    return FrameSet("digest", {f.frame: f for f in frames}, tables["verb"], tables["noun"], tables["adjective"])


def hits(text: Text, *frames: FrameFile) -> list[tuple[str, str, str]]:
    found = find_hits(text.tree, enumerate(text.analysis.sentences), frame_set(*frames), text.lookup)
    return [(text.analysis.tokens[h.i].text, h.frame.frame, h.trigger.id) for h in found]


def test_the_first_trigger_of_a_frame_that_holds_wins_and_several_frames_may_fire() -> None:
    talks = frame_of(
        triggers=[
            {"id": "few", "noun": ["talk"], "tags": ["NN"]},
            {"id": "a", "noun": ["talk"]},
            {"id": "b", "noun": ["talk"]},
        ]
    )
    other = frame_of("other", triggers=[{"id": "c", "noun": ["talk"]}, {"id": "h", "verb": ["hold"]}])
    assert hits(text_of(TALKS), talks, other) == [
        ("held", "other", "h"),
        ("talks", "talks", "a"),
        ("talks", "other", "c"),
    ]


def test_a_round_of_talks_is_one_hit() -> None:
    frame = frame_of(triggers=[{"id": "round", "noun": ["round"], "prep": ["of"]}, {"id": "talks", "noun": ["talk"]}])
    assert hits(text_of(ROUND), frame) == [("round", "talks", "round")]


def test_an_adjective_can_carry_a_frame() -> None:
    frame = frame_of(triggers=[{"id": "ready", "adjective": ["ready"]}])
    assert hits(text_of("Russia is ready to hold talks."), frame) == [("ready", "talks", "ready")]
