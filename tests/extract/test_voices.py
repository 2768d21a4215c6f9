"""Voices and chains: who is shown as having said a claim's words, with the model on the cases of ``chains.yaml``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML
from tests.extract.build import MEDINSKY, RUSSIA, UMEROV, Text, frame_of, text_of

from dragoman.extract.chains import find_voices
from dragoman.model import ActorKind, Document, VoiceKind

if TYPE_CHECKING:
    from dragoman.model import Voice
    from dragoman.pipeline import Engine

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements" / "chains.yaml"


def read_cases() -> list[Any]:
    cases = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in cases]


def chains_of(voices: tuple[Voice, ...]) -> list[list[list[str | None]]]:
    """Give the voices chain by chain, each as name, kind and party."""
    return [[[v.name, v.kind.value, v.party] for v in chain] for _, chain in groupby(voices, lambda v: v.chain)]


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases())
def test_claim_has_these_chains_of_voices(case: Any, engine: Engine) -> None:
    claims = next(engine.read([Document("doc", "revision", "capture", case["text"])]))[1].claims
    claim = next(c for c in claims if c.frame == case["frame"])
    assert chains_of(claim.attribution) == case["expect"], case.get("why")
    assert [v.chain for v in claim.attribution] == sorted(v.chain for v in claim.attribution)


def voices_in(text: Text) -> list[tuple[list[str], str]]:
    """Give the voices and the cue of each attribution of a hand-made text."""
    return [([v.name for v in s.voices], s.cue_words.quote) for s in text.context().speech]


def test_surname_that_nothing_links_takes_the_full_name() -> None:
    text = text_of(
        "Rustem/NNP/compound/1 Umerov/NNP/nsubj/2 left=leave/VBD/ROOT/2 ././punct/2",
        "Umerov/NNP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
    ).actor("Rustem Umerov", UMEROV)
    assert voices_in(text) == [(["Rustem Umerov"], "said")]


def test_pronoun_used_of_somebody_is_not_taken_for_another() -> None:
    text = text_of(
        "Umerov/NNP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
        "He/PRP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
        "She/PRP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
        "They/PRP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
    ).actor("Umerov", UMEROV)
    assert [names for names, _ in voices_in(text)] == [["Umerov"], ["Umerov"], [], []]


def test_agency_beside_its_noun_is_named() -> None:
    text = text_of(
        "The/DT/det/1 agency/NN/nsubj/3 Reuters/NNP/appos/1 said=say/VBD/ROOT/3 talks=talk/NNS/nsubj/5 "
        "failed=fail/VBD/ccomp/3 ././punct/3"
    ).actor("Reuters", kind=ActorKind.OUTLET, actor_id="source:reuters")
    text.actor("agency", kind=ActorKind.OUTLET, by="descriptor")
    assert voices_in(text) == [(["Reuters"], "said")]
    assert text.context().speech[0].voices[0].kind is VoiceKind.AGENCY


def test_last_named_person_speaks_by_a_verb_left_without_subject() -> None:
    text = text_of(
        "In/IN/prep/5 Rome/NNP/pobj/0 ,/,/punct/1 Umerov/NNP/conj/1 ,/,/punct/3 said=say/VBD/ROOT/5 "
        "talks=talk/NNS/nsubj/7 failed=fail/VBD/ccomp/5 ././punct/5"
    ).actor("Umerov", UMEROV)
    assert voices_in(text) == [(["Umerov"], "said")]


def test_nobody_speaks_by_a_verb_without_any_name_before_it() -> None:
    text = text_of("Later/RB/advmod/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1")
    assert voices_in(text) == []


def test_expert_without_an_office_is_the_last_person_named() -> None:
    text = text_of(
        "Vladimir/NNP/compound/1 Medinsky/NNP/nsubj/2 left=leave/VBD/ROOT/2 ././punct/2",
        "The/DT/det/1 expert/NN/nsubj/2 said=say/VBD/ROOT/2 talks=talk/NNS/nsubj/4 failed=fail/VBD/ccomp/2 ././punct/2",
    ).actor("Vladimir Medinsky", MEDINSKY)
    text.actor("expert", kind=ActorKind.PERSON, by="descriptor")
    assert voices_in(text) == [(["Vladimir Medinsky"], "said")]


def test_expert_of_another_side_is_not_the_last_person_named() -> None:
    text = text_of(
        "Vladimir/NNP/compound/1 Medinsky/NNP/nsubj/2 left=leave/VBD/ROOT/2 ././punct/2",
        "The/DT/det/1 envoy/NN/nsubj/2 said=say/VBD/ROOT/2 talks=talk/NNS/nsubj/4 failed=fail/VBD/ccomp/2 ././punct/2",
    ).actor("Vladimir Medinsky", MEDINSKY)
    text.actor("envoy", kind=ActorKind.PERSON, by="descriptor", party="UKR")
    assert voices_in(text) == [(["envoy"], "said")]


def test_document_of_nobody_has_no_voice() -> None:
    text = text_of(
        "A/DT/det/1 report/NN/nsubj/5 by/IN/prep/1 the/DT/det/4 morning/NN/pobj/2 said=say/VBD/ROOT/5 "
        "talks=talk/NNS/nsubj/7 failed=fail/VBD/ccomp/5 ././punct/5"
    )
    assert voices_in(text) == [([], "said")]


def test_unnamed_source_that_nothing_marks_is_a_voice_by_its_words() -> None:
    text = text_of(
        "Three/CD/nummod/1 sources=source/NNS/nsubj/2 said=say/VBD/ROOT/2 talks=talk/NNS/nsubj/4 "
        "failed=fail/VBD/ccomp/2 ././punct/2"
    )
    voice = text.context().speech[0].voices[0]
    assert (voice.name, voice.kind, voice.party) == ("Three sources", VoiceKind.UNNAMED, None)


def test_states_adjective_is_no_voice_of_an_act_of_speech() -> None:
    text = text_of("Russians/NNPS/nsubj/1 demanded=demand/VBD/ROOT/1 talks=talk/NNS/dobj/1 ././punct/1")
    text.actor("Russians", RUSSIA, by="adjective")
    frame = frame_of("proposal", "speech", voiced=True)
    assert find_voices(text.hit("demanded", frame), text.context()) == ()


def test_state_is_the_voice_of_its_act_of_speech() -> None:
    text = text_of("Russia/NNP/nsubj/1 demanded=demand/VBD/ROOT/1 talks=talk/NNS/dobj/1 ././punct/1")
    text.actor("Russia", RUSSIA)
    frame = frame_of("proposal", "speech", voiced=True)
    assert [v.name for v in find_voices(text.hit("demanded", frame), text.context())] == ["Russia"]


def test_act_of_speech_without_a_known_actor_has_no_voice() -> None:
    text = text_of("Somebody/NN/nsubj/1 demanded=demand/VBD/ROOT/1 talks=talk/NNS/dobj/1 ././punct/1")
    frame = frame_of("proposal", "speech", voiced=True)
    assert find_voices(text.hit("demanded", frame), text.context()) == ()


def test_it_is_no_person_and_they_is_no_one_voice() -> None:
    text = text_of(
        "Umerov/NNP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
        "It/PRP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
    ).actor("Umerov", UMEROV)
    assert [names for names, _ in voices_in(text)] == [["Umerov"], []]


def test_statement_of_another_body_does_not_point_back() -> None:
    text = text_of(
        "Umerov/NNP/nsubj/1 said=say/VBD/ROOT/1 talks=talk/NNS/nsubj/3 failed=fail/VBD/ccomp/1 ././punct/1",
        "The/DT/det/2 joint/JJ/amod/2 statement/NN/nsubj/3 said=say/VBD/ROOT/3 talks=talk/NNS/nsubj/5 "
        "failed=fail/VBD/ccomp/3 ././punct/3",
    ).actor("Umerov", UMEROV)
    assert [names for names, _ in voices_in(text)] == [["Umerov"], []]


def test_agency_after_its_noun_as_one_name_is_named() -> None:
    text = text_of(
        "The/DT/det/2 agency/NN/compound/2 Reuters/NNP/nsubj/6 and/CC/cc/2 the/DT/det/5 channel/NN/conj/2 "
        "said=say/VBD/ROOT/6 talks=talk/NNS/nsubj/8 failed=fail/VBD/ccomp/6 ././punct/6"
    ).actor("Reuters", kind=ActorKind.OUTLET, actor_id="source:reuters")
    assert voices_in(text)[0][0][0] == "Reuters"
