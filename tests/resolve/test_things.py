from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.resolve.things import ThingIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.dossier import Dossier
    from dragoman.model import Analysis


@pytest.fixture
def names(small: Dossier, analysed: Callable[..., Analysis]) -> Callable[[str], list[tuple[str, str]]]:
    """Gives (id, words) of the things in a line of the notation."""

    def find(line: str) -> list[tuple[str, str]]:
        return [(m.thing_id, m.name) for m in ThingIndex(small).find(analysed(line))]

    return find


def test_a_thing_is_found_with_its_kind_and_mode(small: Dossier, analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("They/PRP/nsubj/1 fired/VBD/ROOT/1 Lances/NNPS/dobj/1")
    (found,) = ThingIndex(small).find(analysis)
    assert (found.thing_id, found.kind, found.mode, found.name) == ("lance", "missile", "missile", "Lances")
    assert analysis.text[found.span.start : found.span.end] == "Lances"


def test_the_longest_name_wins(names: Callable[[str], list[tuple[str, str]]]) -> None:
    line = "The/DT/det/2 Q-7/NNP/compound/2 Sling/NNP/nsubj/3 fell/VBD/ROOT/3 near/IN/prep/3 Q-7/NNP/pobj/4"
    assert names(line) == [("q-7", "Q-7 Sling"), ("q-7", "Q-7")]


def test_a_lower_case_word_is_no_weapon(names: Callable[[str], list[tuple[str, str]]]) -> None:
    assert names("He/PRP/nsubj/1 broke/VBD/ROOT/1 a/DT/det/3 lance/NN/dobj/1") == []


def test_a_type_number_needs_no_capital(names: Callable[[str], list[tuple[str, str]]]) -> None:
    assert names("A/DT/det/1 q-7/NN/nsubj/2 fell/VBD/ROOT/2") == [("q-7", "q-7")]


def test_a_name_that_packs_print_in_lower_case_is_found_in_lower_case(
    names: Callable[[str], list[tuple[str, str]]],
) -> None:
    assert names("A/DT/det/2 kite/NN/compound/2 bomb/NN/nsubj/3 fell/VBD/ROOT/3") == [("kite", "kite bomb")]
    assert names("Kite/NN/compound/1 bomb/NN/nsubj/2 fell/VBD/ROOT/2") == [("kite", "Kite bomb")]
    assert names("A/DT/det/1 kite/NN/nsubj/2 fell/VBD/ROOT/2") == []


def test_the_capital_of_a_first_word_says_nothing(names: Callable[[str], list[tuple[str, str]]]) -> None:
    assert names("Lance/NN/compound/1 corporals/NNS/nsubj/2 fell/VBD/ROOT/2") == []
    assert names("Lance/NNP/compound/1 missiles/NNS/nsubj/2 fell/VBD/ROOT/2") == [("lance", "Lance")]
