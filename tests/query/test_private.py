"""Private persons: in no pack and without a public office; how they are found on record, and how they are masked."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest
from ruamel.yaml import YAML

from dragoman.model import Actor, ActorKind, Descriptor, Title
from dragoman.query import private
from dragoman.query.masking import SOMEBODY, Mask
from dragoman.query.private import Known, PrivateNames, cues_of, has_office, known_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.store import Store

KNOWN = known_of(
    [Actor("person.dellin", ActorKind.PERSON, ("Arno Dellin", "Dellin"))],
    [Title(("Governor", "Gov."), "person", "Governor"), Title(("Mr",), "person"), Title(("witness",), "person")],
    [
        Descriptor(("foreign minister",), ActorKind.PERSON, office=True),
        Descriptor(("resident",), ActorKind.PERSON),
        Descriptor(("brigade",), ActorKind.FORCE, office=True),
    ],
    cues_of(),
)
EXAMPLES = YAML(typ="safe").load(Path(private.__file__).parent.parent / "lang/en/private.yaml")


class Facts:
    """What a store gives of facts that name people."""

    def __init__(self, *bodies: dict[str, Any]) -> None:
        self.rows = [("claims", n, json.dumps(body)) for n, body in enumerate(bodies, start=1)]
        self.given = 0

    def naming(self, after: dict[str, int]) -> Iterable[tuple[str, int, str]]:
        for row in self.rows:
            if row[1] > after.get(row[0], 0):
                self.given += 1
                yield row


def said(name: str, words: str, **more: Any) -> dict[str, Any]:
    voice = {"name": name, "kind": "person", "chain": 0, **more}
    return {"frame": "strike", "evidence": [{"start": 0, "end": len(words), "quote": words}], "attribution": [voice]}


def names_of(*bodies: dict[str, Any]) -> frozenset[str]:
    return PrivateNames(KNOWN, cues_of()).read(cast("Store", Facts(*bodies)))


def mask(*names: str, spared: Iterable[str] = (), key: bytes = b"key") -> Mask:
    return Mask(names, KNOWN, cues_of(), key, frozenset(spared))


def test_a_dossier_makes_its_actors_and_the_holders_of_posts_public() -> None:
    assert "arno dellin" in KNOWN.names
    assert KNOWN.offices == {"governor", "gov.", "foreign minister"}


def test_a_voice_that_no_pack_has_and_no_office_is_given_is_private() -> None:
    assert names_of(said("Olha Vesnenko", "The roof fell in, Olha Vesnenko said.")) == {"Olha Vesnenko"}


@pytest.mark.parametrize(
    "words",
    [
        "Governor Olha Vesnenko said the roof fell in.",
        "The foreign minister, Olha Vesnenko, said so.".replace(", Olha", " Olha"),
        "Olha Vesnenko, the foreign minister, said so.",
        "Olha Vesnenko, deputy foreign minister of the region, said so.",
    ],
)
def test_an_office_before_or_behind_the_name_makes_it_public(words: str) -> None:
    assert names_of(said("Olha Vesnenko", words)) == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "Mr Jonas Ferrow said so.",
        "Witness Jonas Ferrow said so.",
        "The Governor said that Jonas Ferrow was held.",
        "Jonas Ferrow, a resident, said so.",
        "He met the foreign minister. Jonas Ferrow said so.",
    ],
)
def test_other_words_before_a_name_make_nobody_public(words: str) -> None:
    assert names_of(said("Jonas Ferrow", words)) == {"Jonas Ferrow"}


def test_a_name_that_has_its_office_with_it_is_public() -> None:
    assert names_of(said("Governor Olha Vesnenko", "She spoke.")) == frozenset()


def test_an_office_anywhere_on_record_makes_a_name_public_everywhere() -> None:
    private_words = said("Olha Vesnenko", "The roof fell in, Olha Vesnenko said.")
    assert names_of(private_words, said("Olha Vesnenko", "Governor Olha Vesnenko spoke.")) == frozenset()


def test_those_whom_a_pack_has_and_names_of_one_word_are_left() -> None:
    assert names_of(said("Arno Dellin", "Arno Dellin spoke."), said("Lumen", "Lumen said so.")) == frozenset()
    assert names_of(said("Ann Other", "Ann Other spoke.", actor_id="person.other")) == frozenset()


@pytest.mark.parametrize(("frame", "found"), [("detention", {"Jonas Ferrow"}), ("strike", set())])
def test_targets_are_people_where_the_frame_says_so(frame: str, found: set[str]) -> None:
    body = {"frame": frame, "evidence": [], "roles": {"target": [{"name": "Jonas Ferrow"}, {"name": "two men"}]}}
    assert names_of(body) == found


def test_what_was_read_is_not_read_again() -> None:
    facts = Facts(said("Olha Vesnenko", "Olha Vesnenko said so."))
    names = PrivateNames(KNOWN, cues_of())
    for _ in range(3):
        assert names.read(cast("Store", facts)) == {"Olha Vesnenko"}
    assert facts.given == 1


def test_judgements_whose_evidence_has_another_form_are_read() -> None:
    assert names_of({"evidence": ["evt"], "slots": [{"name": "Jonas Ferrow", "kind": "person"}]}) == {"Jonas Ferrow"}


def test_a_name_that_is_not_in_the_words_has_no_office() -> None:
    assert not has_office("Jonas Ferrow", "Nothing here.", KNOWN.offices)


def test_the_whole_name_and_the_surname_alone_have_one_placeholder() -> None:
    masked = mask("Olha Vesnenko").text("Olha\nVesnenko fled. Vesnenko’s son stayed; the Vesnenkos did not.")
    placeholder = mask("Olha Vesnenko").placeholder("Olha Vesnenko")
    assert re.fullmatch(r"\[person [0-9a-f]{5}\]", placeholder)
    assert masked == f"{placeholder} fled. {placeholder}’s son stayed; the Vesnenkos did not."


def test_persons_of_one_surname_are_told_apart_by_the_whole_name_alone() -> None:
    both = mask("Olha Vesnenko", "Taras Vesnenko")
    assert both.placeholder("Olha Vesnenko") != both.placeholder("Taras Vesnenko")
    assert both.text("Vesnenko") == SOMEBODY


def test_a_placeholder_says_nothing_without_the_key() -> None:
    assert mask().placeholder("Olha Vesnenko") != mask(key=b"other").placeholder("Olha Vesnenko")


@pytest.mark.parametrize("name", ["Ann Li", "Ivan Dellin"])
def test_short_surnames_and_those_of_public_persons_are_not_masked_alone(name: str) -> None:
    surname = name.rsplit(maxsplit=1)[-1]
    assert mask(name).text(f"{surname} spoke to {name}.") == f"{surname} spoke to {mask().placeholder(name)}."


def test_names_that_are_spared_stay_with_or_without_a_cue() -> None:
    spared = mask("Olha Vesnenko", spared=["olha vesnenko", "jonas ferrow"])
    for text in ("Olha Vesnenko spoke.", "Jonas Ferrow, 50, spoke."):
        assert spared.text(text) == text


@pytest.mark.parametrize("text", EXAMPLES["examples"])
def test_cues_find_names_in_passing(text: str) -> None:
    assert "[person" in mask().text(text)


@pytest.mark.parametrize(
    "text",
    [*EXAMPLES["not"], "Arno Dellin, 62, spoke.", "Ivan Dellin, 62, spoke.", "the house, 34, burned", "plain", ""],
)
def test_cues_find_nobody_else(text: str) -> None:
    assert mask().text(text) == text


def test_a_first_name_alone_is_left() -> None:
    assert mask("Olha Vesnenko").text("Olha went home.") == "Olha went home."


def test_a_name_with_two_cues_is_masked_once() -> None:
    assert re.fullmatch(r"Mrs \[person \w{5}\], 34, spoke\.", mask().text("Mrs Olha Vesnenko, 34, spoke."))
    assert re.fullmatch(r"Mr \[person \w{5}\], 34, spoke\.", mask().text("Mr Ann Olha Vesnenko, 34, spoke."))


def test_a_surname_behind_a_courtesy_title_has_the_placeholder_of_the_whole_name() -> None:
    known = mask("Olha Vesnenko")
    assert known.text("Mrs Vesnenko spoke.") == f"Mrs {known.placeholder('Olha Vesnenko')} spoke."


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://post.example/a#:~:text=said%20Olha%20Vesnenko", "https://post.example/a"),
        ("https://post.example/a#:~:text=the%20roof", "https://post.example/a#:~:text=the%20roof"),
        ("https://post.example/Vesnenko", "https://post.example/Vesnenko"),
    ],
)
def test_an_address_stays_but_for_words_that_name_somebody(address: str, shown: str) -> None:
    assert mask("Olha Vesnenko").text(address) == shown


class Pair(NamedTuple):
    first: str
    second: int


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    pair: Pair


def test_shapes_are_masked_in_every_part_and_keep_their_form() -> None:
    told = mask("Olha Vesnenko")
    who = told.placeholder("Olha Vesnenko")
    shape = {"Olha Vesnenko": [("Olha Vesnenko", 1), None, ActorKind.PERSON], "sheet": Sheet("a", Pair("Vesnenko", 2))}
    masked = told.shape(shape)
    assert masked == {"Olha Vesnenko": [(who, 1), None, ActorKind.PERSON], "sheet": Sheet("a", Pair(who, 2))}
    assert isinstance(masked["sheet"].pair, Pair)
    plain = Sheet("a", Pair("b", 1))
    assert told.shape(plain) is plain
    assert told.shape(Sheet) is Sheet


def test_nobody_is_found_by_a_name_that_is_not_shown() -> None:
    told = mask("Olha Vesnenko")
    by_name = {"kind": "report", "id": "doc_1", "title": "A roof", "snippet": "…said Olha Vesnenko…"}
    by_word = {"kind": "report", "id": "doc_2", "title": "Vesnenkos", "snippet": "the village"}
    actor = {"kind": "actor", "id": "Olha Vesnenko", "title": "Olha Vesnenko", "snippet": ""}
    assert told.hits([by_name, by_word, actor], "vesnenko") == [by_word]
    shown = told.hits([by_name, by_word, actor], "roof")
    assert [hit["id"] for hit in shown] == ["doc_1", "doc_2"]
    assert told.hides("the VESNENKO house")
    assert not told.hides("roof")


def test_a_name_without_a_letter_is_no_name() -> None:
    assert mask("…", "- -").text("… - -") == "… - -"


def test_nothing_known_masks_by_cues_alone() -> None:
    bare = Mask((), Known(), cues_of(), b"k", frozenset())
    assert bare.text("Nobody is here.") == "Nobody is here."
