"""Roles: who fills them, from where the arguments of a trigger stand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.build import MEDINSKY, RUSSIA, TURKEY, UKRAINE, UMEROV, Text, frame_of, text_of

from dragoman.extract.roles import fill_roles
from dragoman.extract.slots import slot_heads
from dragoman.model import ActorKind

ROUND = "A second round of direct talks in Istanbul between Russia and Ukraine ended on Monday."
HOSTED = "Turkey hosted talks between Russia and Ukraine."


def marked(sentence: str) -> Text:
    text = text_of(sentence)
    for words, actor in (
        ("Russia", RUSSIA),
        ("Ukraine", UKRAINE),
        ("Turkey", TURKEY),
        ("Medinsky", MEDINSKY),
        ("Umerov", UMEROV),
    ):
        if f"{words} " in sentence or f"{words}." in sentence or f"{words}," in sentence:
            text.actor(words, actor)
    return text


SLOTS: list[tuple[str, str, str, str, list[str], dict[str, Any]]] = [
    ("subject", "Russia fired missiles at Ukraine.", "fired", "subject", ["Russia"], {}),
    ("subject-of-a-passive-is-none", "Kyiv was struck by Russia.", "struck", "subject", [], {}),
    ("object", "Russia fired missiles at Ukraine.", "fired", "object", ["missiles"], {}),
    ("by", "Kyiv was struck by Russia.", "struck", "by", ["Russia"], {}),
    ("by-of-a-noun", "a/DT/det/1 visit/NN/ROOT/1 by/IN/prep/1 Fidan/NNP/pobj/2", "visit", "by", ["Fidan"], {}),
    ("genitive", "Ukraine's ceasefire proposal failed.", "proposal", "genitive", ["Ukraine"], {}),
    ("preposition", "Russia fired missiles at Ukraine.", "fired", "prep:at", ["Ukraine"], {}),
    ("preposition-of-the-inner-noun", ROUND, "round", "prep:between", ["Russia", "Ukraine"], {"prep_object": ["talk"]}),
    (
        "preposition-of-the-light-verb",
        "Russia and Ukraine held talks in Istanbul on 2 June.",
        "talks",
        "prep:on",
        ["June"],
        {},
    ),
    ("light", "Russia and Ukraine held talks in Istanbul on 2 June.", "talks", "light", ["Russia", "Ukraine"], {}),
    (
        "light-of-a-passive",
        "talks=talk/NNS/nsubjpass/2 were=be:AUX/VBD/auxpass/2 held=hold/VBN/ROOT/2 by/IN/agent/2 us/PRP/pobj/3",
        "talks",
        "light",
        ["us"],
        {},
    ),
    ("light-none", "Talks began.", "Talks", "light", [], {}),
    ("who-hosts-is-no-side", HOSTED, "talks", "light", [], {}),
    ("host", HOSTED, "talks", "host", ["Turkey"], {}),
    ("host-after-the-noun", "The talks, mediated by Turkey, ended.", "talks", "host", ["Turkey"], {}),
    ("company", "Umerov left for talks with Medinsky.", "talks", "company", ["Umerov"], {}),
    ("company-only-with-with", HOSTED, "talks", "company", [], {}),
    ("company-without-verb", "talks=talk/NNS/ROOT/0 with/IN/prep/0 us/PRP/pobj/1", "talks", "company", [], {}),
    ("victims", "A Russian strike killed Ukrainian soldiers in Sumy.", "strike", "victims:kill", ["soldiers"], {}),
    (
        "victims-of-another-verb",
        "A Russian strike killed Ukrainian soldiers in Sumy.",
        "strike",
        "victims:wound",
        [],
        {},
    ),
    (
        "equals",
        "One/CD/nsubj/3 of/IN/prep/0 targets=target/NNS/pobj/1 was=be:AUX/VBD/ROOT/3 Belaya/NNP/attr/3",
        "targets",
        "equals",
        ["Belaya"],
        {},
    ),
    ("equals-only-of-a-copula", "Talks began.", "Talks", "equals", [], {}),
    ("nobody", "Russia fired missiles at Ukraine.", "fired", "none", [], {}),
]


@pytest.mark.parametrize(
    ("sentence", "word", "slot", "heads", "trigger"), [row[1:] for row in SLOTS], ids=[row[0] for row in SLOTS]
)
def test_a_slot_holds_the_arguments_that_stand_there(
    sentence: str, word: str, slot: str, heads: list[str], trigger: dict[str, Any]
) -> None:
    text = text_of(sentence)
    found = slot_heads(text.hit(word, **trigger), slot, text.tree, text.lookup)
    assert text.words(found) == heads


def test_modifiers_are_slots_only_where_they_name_an_actor() -> None:
    text = text_of("A Russian strike killed Ukrainian soldiers in Sumy.").actor("Russian", RUSSIA, by="adjective")
    assert text.words(slot_heads(text.hit("strike"), "modifier", text.tree, text.lookup)) == ["Russian"]


def test_modifiers_of_the_inner_noun_count_only_where_it_is_an_event_by_itself() -> None:
    line = "exchange/NN/ROOT/0 of/IN/prep/0 Russian/JJ/amod/3 prisoners=prisoner/NNS/pobj/1"
    text = text_of(line).actor("Russian", RUSSIA, by="adjective")
    hit = text.hit("exchange", prep_object=["prisoner"])
    assert slot_heads(hit, "modifier", text.tree, text.lookup) == []
    talks = text_of(line.replace("prisoners=prisoner", "talks=talk")).actor("Russian", RUSSIA, by="adjective")
    frame = frame_of(
        triggers=[{"id": "t", "noun": ["exchange"], "prep_object": ["talk"]}, {"id": "u", "noun": ["talk"]}]
    )
    whole = talks.hit("exchange")._replace(frame=frame, trigger=frame.triggers[0])
    assert talks.words(slot_heads(whole, "modifier", talks.tree, talks.lookup)) == ["Russian"]


def filled(text: Text, word: str, slots: dict[str, Any], kind: str = "deed", **trigger: Any) -> dict[str, list[str]]:
    hit = text.hit(word, frame_of("deed", kind, roles=slots), **trigger)
    found = fill_roles(hit, text.tree, text.lookup, text.context().describer)
    return {role: [f.name for f in getattr(found, role)] for role in ("actor", "target", "mediator", "delegate")}


def test_roles_come_from_the_frame_s_slots_for_the_kind_of_trigger() -> None:
    text = marked("Russia fired missiles at Ukraine.")
    roles = {
        "actor": {"verb": ["subject"], "noun": ["genitive"]},
        "target": {"accepts": "any", "verb": ["object", "prep:at"]},
    }
    assert filled(text, "fired", roles) == {
        "actor": ["Russia"],
        "target": ["missiles", "Ukraine"],
        "mediator": [],
        "delegate": [],
    }


def test_slots_of_the_trigger_stand_before_those_of_the_frame() -> None:
    text = marked("Russia fired missiles at Ukraine.")
    roles = {"actor": {"verb": ["subject"]}}
    assert filled(text, "fired", roles, roles={"actor": ["prep:at"]})["actor"] == ["Ukraine"]
    assert filled(text, "fired", roles, roles={"actor": []})["actor"] == []


def test_who_acts_is_not_its_own_target_and_nobody_stands_twice() -> None:
    text = marked("Russia fired missiles at Ukraine.")
    roles = {"actor": {"verb": ["subject", "subject"]}, "target": {"verb": ["subject", "prep:at"]}}
    found = filled(text, "fired", roles)
    assert (found["actor"], found["target"]) == (["Russia"], ["Ukraine"])


def test_an_outlet_takes_part_in_nothing() -> None:
    text = text_of("Officials from Russia and Ukraine met Reuters.").actor("Reuters", kind=ActorKind.OUTLET)
    assert filled(text, "met", {"actor": {"verb": ["object"]}})["actor"] == []
    assert filled(text, "met", {"actor": {"verb": ["object"], "accepts": "any"}})["actor"] == ["Reuters"]


def test_persons_among_the_sides_of_a_meeting_take_part_in_it() -> None:
    text = marked("Umerov met Medinsky in Istanbul.")
    roles = {"actor": {"verb": ["subject", "object"]}}
    assert filled(text, "met", roles, "meeting")["delegate"] == ["Umerov", "Medinsky"]
    assert filled(text, "met", roles)["delegate"] == []


def test_a_delegate_named_by_the_trigger_stands_once_with_its_qualifier() -> None:
    text = marked("The Ukrainian delegation was led by Umerov.")
    frame = frame_of(roles={"actor": {"verb": ["by"]}, "delegate": {"accepts": "person", "verb": ["by"]}})
    hit = text.hit("led", frame, qualify={"delegate": "head"})
    found = fill_roles(hit, text.tree, text.lookup, text.context().describer)
    assert [(f.name, f.qualifier) for f in found.delegate] == [("Umerov", "head")]


PROTESTS = (
    "Anti=anti/JJ/amod/2 -/HYPH/amod/2 Russia/NNP/compound/3 protests=protest/NNS/nsubj/4 grew=grow/VBD/ROOT/4 "
    "././punct/4"
)
DEMANDED = (
    "Turkey/NNP/nsubj/1 demanded=demand/VBD/ROOT/1 that:SCONJ/IN/mark/4 Russia/NNP/nsubj/4 leave/VB/ccomp/1 "
    "Kyiv/NNP/dobj/4 ././punct/1"
)
PROTEST: dict[str, Any] = {
    "roles": {
        "actor": {"noun": ["genitive"], "otherwise": ["itself"], "crowd": "protesters"},
        "target": {"noun": ["prep:against"], "otherwise": ["anti"]},
    }
}


def named_fillers(text: Text, word: str, frame: dict[str, Any], role: str) -> list[tuple[str, str | None]]:
    hit = text.hit(word, frame_of("protest", "deed", **frame))
    roles = fill_roles(hit, text.tree, text.lookup, text.context().describer)
    return [(f.name, f.party) for f in getattr(roles, role)]


def test_a_noun_implies_its_crowd_where_nobody_is_named() -> None:
    assert named_fillers(text_of(PROTESTS), "protests", PROTEST, "actor") == [("protesters", "protesters")]


def test_whom_anti_names_is_the_target_known_or_not() -> None:
    assert named_fillers(text_of(PROTESTS), "protests", PROTEST, "target") == [("Russia", None)]
    known = text_of(PROTESTS).actor("Russia", RUSSIA)
    assert named_fillers(known, "protests", PROTEST, "target") == [("Russia", "RUS")]


def test_a_frame_without_a_crowd_implies_nobody() -> None:
    frame = {"roles": {"actor": {"noun": ["genitive"], "otherwise": ["itself"]}}}
    assert named_fillers(text_of(PROTESTS), "protests", frame, "actor") == []


def test_the_first_other_party_in_the_content_is_the_target() -> None:
    frame: dict[str, Any] = {
        "content": ["clause"],
        "roles": {"actor": {"verb": ["subject"]}, "target": {"verb": ["object"], "otherwise": ["content"]}},
    }
    assert named_fillers(marked_words(DEMANDED), "demanded", frame, "target") == [("Russia", "RUS")]
    alone = text_of(DEMANDED).actor("Turkey", TURKEY)
    assert named_fillers(alone, "demanded", frame, "target") == []


STATEMENT = (
    "Turkey/NNP/nsubj/1 issued=issue/VBD/ROOT/1 a/DT/det/3 statement/NN/dobj/1 blaming=blame/VBG/acl/3 "
    "Russia/NNP/dobj/4 ././punct/1"
)
OF_TURKEY = (
    "A/DT/det/1 statement/NN/nsubj/4 by/IN/prep/1 Turkey/NNP/pobj/2 blamed=blame/VBD/ROOT/4 "
    "Russia/NNP/dobj/4 ././punct/4"
)
MADE = (
    "A/DT/det/1 statement/NN/nsubj/5 made=make/VBN/acl/1 by/IN/agent/2 Turkey/NNP/pobj/3 blamed=blame/VBD/ROOT/5 "
    "Russia/NNP/dobj/5 ././punct/5"
)


@pytest.mark.parametrize(("sentence", "word"), [(STATEMENT, "blaming"), (OF_TURKEY, "blamed"), (MADE, "blamed")])
def test_a_statement_blames_for_whoever_issued_it(sentence: str, word: str) -> None:
    text = marked_words(sentence)
    hit = text.hit(word, frame_of("accusation", "speech", voiced=True, roles={"actor": {"verb": ["subject"]}}))
    assert [f.name for f in fill_roles(hit, text.tree, text.lookup, text.context().describer).actor] == ["Turkey"]


def marked_words(sentence: str) -> Text:
    return text_of(sentence).actor("Turkey", TURKEY).actor("Russia", RUSSIA)
