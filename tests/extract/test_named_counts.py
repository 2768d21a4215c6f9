"""Named counts: persons whom a deed befell, counted by their names and by nothing else."""

from __future__ import annotations

import pytest
from tests.extract.build import Text, english, frame_of, text_of

from dragoman.extract.named_counts import count_named
from dragoman.model import ActorKind

DEED = frame_of("attack", "deed")


def counted(text: Text, word: str) -> tuple[str, float | None, str | None] | None:
    hit = text.hit(word, DEED)
    refs = count_named(hit, range(len(text.tree.tokens)), text.tree, text.lookup, english().measures)
    if not refs:
        return None
    (ref,) = refs
    assert ref.evidence is not None
    assert text.analysis.text[ref.evidence.start : ref.evidence.end] == ref.evidence.quote
    return ref.measure, ref.value, ref.of


def test_a_person_named_as_the_verb_s_object_is_one() -> None:
    text = text_of("Police arrested Alice Doe.").actor("Alice Doe", kind=ActorKind.PERSON)
    assert counted(text, "arrested") == ("detained", 1, "Alice Doe")


def test_a_person_named_beside_an_office_is_one() -> None:
    text = text_of("The assassination of their commander, Bob Roe, shocked Benghazi.")
    text.actor("Bob Roe", kind=ActorKind.PERSON).actor("their commander", kind=ActorKind.PERSON, by="descriptor")
    assert counted(text, "assassination") == ("killed", 1, "Bob Roe")


def test_persons_named_side_by_side_are_counted_once_each() -> None:
    line = (
        "Gunmen=gunman/NNS/nsubj/1 killed=kill/VBD/ROOT/1 Alice/NNP/dobj/1 ,/,/punct/2 Bob/NNP/conj/2 and/CC/cc/4 "
        "Alice/NNP/conj/4"
    )
    text = text_of(line)
    for words, nth in (("Alice", 0), ("Bob", 0), ("Alice", 1)):
        text.actor(words, kind=ActorKind.PERSON, nth=nth)
    assert counted(text, "killed") == ("killed", 2, "Alice, Bob")


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ({"kind": ActorKind.STATE}, "arrested"),
        ({"kind": ActorKind.PERSON, "by": "pronoun"}, "arrested"),
    ],
)
def test_states_and_pronouns_of_nobody_known_are_not_counted(keys: dict[str, object], word: str) -> None:
    assert counted(text_of("Police arrested Alice Doe.").actor("Alice Doe", **keys), word) is None


def test_a_deed_that_befalls_nobody_by_name_counts_nobody() -> None:
    assert counted(text_of("Police arrested Alice Doe."), "arrested") is None
    text = text_of("The assassination of their commander, Bob Roe, shocked Benghazi.")
    assert counted(text.actor("Bob Roe", kind=ActorKind.PERSON), "shocked") is None
