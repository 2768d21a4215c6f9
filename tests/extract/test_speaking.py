"""Speaking: roles that whoever speaks fills, and nobody where no word names a speaker."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.build import RUSSIA, TURKEY, UKRAINE, Text, frame_of, text_of

from dragoman.extract.roles import fill_roles
from dragoman.extract.speaking import with_speakers
from dragoman.model import ActorKind, Roles

WE = (
    "We/PRP/nsubj/1 condemn:VERB/VBP/ccomp/7 the/DT/det/3 raid/NN/dobj/1 ,/,/punct/7 the/DT/det/6 ministry/NN/nsubj/7 "
    "said=say/VBD/ROOT/7 ././punct/7"
)
ALONE = "We/PRP/nsubj/1 condemn:VERB/VBP/ROOT/1 the/DT/det/3 raid/NN/dobj/1 ././punct/1"
ACTIVISTS = "Activists=activist/NNS/nsubj/1 urged=urge/VBD/ROOT/1 calm/NN/dobj/1 ././punct/1"
PAPER = "Reuters/NNP/nsubj/1 urged=urge/VBD/ROOT/1 calm/NN/dobj/1 ././punct/1"
WARNED = (
    "Russia/NNP/nsubj/1 warned=warn/VBD/ccomp/5 us/PRP/dobj/1 ,/,/punct/5 Ukraine/NNP/nsubj/5 "
    "said=say/VBD/ROOT/5 ././punct/5"
)
UNLAWFUL = (
    "The/DT/det/1 raid/NN/nsubj/2 is=be:AUX/VBZ/ccomp/6 unlawful/JJ/acomp/2 ,/,/punct/6 Turkey/NNP/nsubj/6 "
    "said=say/VBD/ROOT/6 ././punct/6"
)
VOICED: dict[str, Any] = {
    "voiced": True,
    "places": False,
    "roles": {"actor": {"verb": ["subject"]}, "target": {"verb": ["object"], "accepts": "any"}},
}


def roles(text: Text, word: str, **trigger: Any) -> Roles:
    hit = text.hit(word, frame_of("accusation", "speech", **VOICED), **trigger)
    context = text.context()
    return with_speakers(hit, fill_roles(hit, text.tree, text.lookup, context.describer), context)


def actors(text: Text, word: str, **trigger: Any) -> list[str]:
    return [filler.name for filler in roles(text, word, **trigger).actor]


def test_we_are_whoever_is_quoted() -> None:
    text = text_of(WE).actor("ministry", kind=ActorKind.GOVERNMENT, party="OMN", by="descriptor")
    (actor,) = roles(text, "condemn").actor
    assert (actor.name, actor.party) == ("ministry", "OMN")


def test_we_are_nobody_where_nobody_is_quoted() -> None:
    assert actors(text_of(ALONE), "condemn") == []


def test_us_is_whoever_is_quoted() -> None:
    text = text_of(WARNED).actor("Russia", RUSSIA).actor("Ukraine", UKRAINE)
    found = roles(text, "warned")
    assert ([f.name for f in found.actor], [f.name for f in found.target]) == (["Russia"], ["Ukraine"])


def test_who_performs_an_act_of_speech_is_a_voice() -> None:
    text = text_of(ACTIVISTS).actor("Activists", kind=ActorKind.PEOPLE, by="descriptor")
    assert actors(text, "urged") == ["Activists"]


def test_an_outlet_is_no_side() -> None:
    text = text_of(PAPER).actor("Reuters", kind=ActorKind.OUTLET, actor_id="source:reuters")
    assert actors(text, "urged") == []


def test_the_slot_speaker_is_whose_words_they_are() -> None:
    text = text_of(UNLAWFUL).actor("Turkey", TURKEY)
    assert actors(text, "raid", roles={"actor": ["speaker"], "target": ["none"]}) == ["Turkey"]


def test_a_slot_of_its_own_is_not_filled_by_the_subject() -> None:
    text = text_of(ACTIVISTS).actor("Activists", kind=ActorKind.PEOPLE, by="descriptor")
    assert actors(text, "urged", roles={"actor": ["by"]}) == []


@pytest.mark.parametrize("kind", ["deed", "meeting"])
def test_other_frames_take_no_voice_for_an_actor(kind: str) -> None:
    text = text_of(ACTIVISTS)
    hit = text.hit("urged", frame_of("strike", kind, roles={"actor": {"verb": ["by"]}}))
    assert with_speakers(hit, Roles(), text.context()) == Roles()
