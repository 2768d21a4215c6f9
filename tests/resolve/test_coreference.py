"""What pronouns, short names and definite nouns stand for, on stated trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.resolve.actors import find_actors
from dragoman.resolve.coreference import NOUN_WINDOW
from dragoman.resolve.coreference_pronouns import SENTENCE_WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import Analysis
    from dragoman.resolve.actor_lexicon import ActorLexicon

    Party = Callable[..., dict[str, str | None]]

RAIN = "Rain=rain/NN/nsubj/1 fell/VBD/ROOT/1"
RENN = "Ada/NNP/compound/1 Renn/NNP/nsubj/2 spoke/VBD/ROOT/2"
MARR = "Odo/NNP/compound/1 Marr/NNP/nsubj/2 spoke/VBD/ROOT/2"
LEAGUE = "Free/NNP/compound/1 League/NNP/nsubj/2 agreed/VBD/ROOT/2"
UNION = "Union/NNP/nsubj/3 of/IN/prep/0 Rivers/NNPS/pobj/1 agreed/VBD/ROOT/3"
VELDORA = "Veldora/NNP/nsubj/1 agreed/VBD/ROOT/1"
SHE = "She/PRP/nsubj/1 left/VBD/ROOT/1"
HE = "He/PRP/nsubj/1 left/VBD/ROOT/1"


@pytest.fixture
def party(analysed: Callable[..., Analysis], small_lexicon: ActorLexicon) -> Party:
    """Gives the party of every mention by its words; the last one counts."""

    def run(*lines: str, names: tuple[tuple[int, int, str], ...] = ()) -> dict[str, str | None]:
        analysis = analysed(*lines, names=names)
        found = find_actors(analysis, small_lexicon)
        return {analysis.text[m.span.start : m.span.end]: m.party for m in found}

    return run


def test_a_pronoun_stands_for_the_last_subject_of_its_kind(party: Party) -> None:
    assert party(RENN, VELDORA, SHE)["She"] == "VEL"
    assert party(RENN, MARR, HE)["He"] == "CAN"


def test_a_subject_comes_before_a_nearer_object(party: Party) -> None:
    praised = "Ada/NNP/compound/1 Renn/NNP/nsubj/2 praised/VBD/ROOT/2 Odo/NNP/compound/4 Marr/NNP/dobj/2"
    assert party(praised, HE)["He"] == "VEL"


def test_a_pronoun_too_far_away_stands_for_nobody(party: Party) -> None:
    assert party(RENN, *[RAIN] * (SENTENCE_WINDOW - 1), SHE)["She"] == "VEL"
    assert "She" not in party(RENN, *[RAIN] * SENTENCE_WINDOW, SHE)


def test_a_chain_of_pronouns_leads_back_to_the_name(
    analysed: Callable[..., Analysis], small_lexicon: ActorLexicon
) -> None:
    analysis = analysed(RENN, SHE, RAIN, RAIN, SHE)
    last = find_actors(analysis, small_lexicon)[-1]
    assert last.antecedent is not None
    assert analysis.text[last.antecedent.start : last.antecedent.end] == "Ada Renn"


def test_who_was_she_once_is_not_he_later(party: Party) -> None:
    assert "He" not in party(RENN, SHE, HE)


@pytest.mark.parametrize(("title", "pronoun"), [("Ms", HE), ("Mr", SHE)])
def test_a_title_says_he_or_she(title: str, pronoun: str, party: Party) -> None:
    named = f"{title}/NNP/compound/1 Renn/NNP/nsubj/2 spoke/VBD/ROOT/2"
    assert party(named, pronoun) == {"Renn": "VEL"}


def test_it_is_a_body_and_they_may_be_one(party: Party) -> None:
    assert party(UNION, "It/PRP/nsubj/1 left/VBD/ROOT/1")["It"] == "Union"
    assert party(LEAGUE, "They/PRP/nsubj/1 left/VBD/ROOT/1")["They"] == "League"
    assert "It" not in party(RENN, "It/PRP/nsubj/1 left/VBD/ROOT/1")


def test_a_verbs_own_object_is_not_its_plain_pronoun(party: Party) -> None:
    line = "Ada/NNP/compound/1 Renn/NNP/nsubj/2 praised/VBD/ROOT/2 her/PRP/dobj/2"
    assert "her" not in party(line)
    line = "Ada/NNP/compound/1 Renn/NNP/nsubj/2 praised/VBD/ROOT/2 her/PRP$/poss/4 sister/NN/dobj/2"
    assert party(line)["her"] == "VEL"


@pytest.mark.parametrize(
    "line",
    [
        "It/PRP/expl/1 rained/VBD/ROOT/1",
        "It/PRP/nsubj/1 is=be/VBZ/ROOT/1 clear/JJ/acomp/1 that/IN/mark/4 fails/VBZ/ccomp/1",
        "It/PRP/nsubj/1 is=be/VBZ/ROOT/1 time/NN/attr/1 to/TO/aux/4 act/VB/acl/2",
        "It/PRP/nsubj/1 seems=seem/VBZ/ROOT/1 they/PRP/nsubj/3 fail/VBP/ccomp/1",
        "He/PRP/nsubj/1 made=make/VBD/ROOT/1 it/PRP/nsubj/3 clear/JJ/ccomp/1",
    ],
)
def test_it_that_announces_a_clause_stands_for_nothing(line: str, party: Party) -> None:
    assert not {"It", "it"} & party(UNION, line).keys()


def test_it_that_is_something_stands_for_it(party: Party) -> None:
    line = "It/PRP/nsubj/1 is=be/VBZ/ROOT/1 clear/JJ/acomp/1"
    assert party(UNION, line)["It"] == "Union"


def test_a_definite_noun_stands_for_the_last_body_of_its_kind(party: Party) -> None:
    group = "The/DT/det/1 bloc/NN/nsubj/2 left/VBD/ROOT/2"
    assert party(UNION, VELDORA, group)["bloc"] == "Union"
    assert "bloc" not in party(UNION, *[RAIN] * NOUN_WINDOW, group)
    assert "bloc" not in party(UNION, "A/DT/det/1 bloc/NN/nsubj/2 left/VBD/ROOT/2")
    assert "bloc" not in party(RAIN, group)


def test_an_owner_gives_its_party_to_what_it_owns(party: Party) -> None:
    own = "Its=its/PRP$/poss/1 troops/NNS/nsubj/2 left/VBD/ROOT/2"
    assert party(VELDORA, own)["troops"] == "VEL"
    bloc = "The/DT/det/1 bloc/NN/poss/3 's/POS/case/1 troops/NNS/nsubj/4 left/VBD/ROOT/4"
    assert party(UNION, bloc)["bloc's troops"] == "Union"
    someone = "A/DT/det/1 bloc/NN/poss/3 's/POS/case/1 troops/NNS/nsubj/4 left/VBD/ROOT/4"
    assert party(UNION, someone)["bloc's troops"] is None


def test_a_description_is_the_last_one_with_that_head_and_number(party: Party) -> None:
    named = "Cantonal/JJ/amod/1 envoy/NN/nsubj/2 spoke/VBD/ROOT/2"
    assert party(named, "The/DT/det/1 envoy/NN/nsubj/2 left/VBD/ROOT/2")["envoy"] == "CAN"
    assert party(named, "An/DT/det/1 envoy/NN/nsubj/2 left/VBD/ROOT/2")["envoy"] is None
    ministers = "Cantonal/JJ/amod/1 ministers=minister/NNS/nsubj/2 spoke/VBD/ROOT/2"
    assert party(ministers, "The/DT/det/1 minister/NN/nsubj/2 left/VBD/ROOT/2")["minister"] is None


def test_a_bare_organ_is_that_of_the_only_state_named(party: Party) -> None:
    troops = "The/DT/det/1 troops/NNS/nsubj/2 left/VBD/ROOT/2"
    assert party(VELDORA, troops)["troops"] is None
    assert party(VELDORA, VELDORA, troops)["troops"] == "VEL"
    assert party(VELDORA, VELDORA, *[RAIN] * 6, troops)["troops"] is None
    cantons = "Cantons/NNPS/nsubj/1 agreed/VBD/ROOT/1"
    assert party(VELDORA, VELDORA, cantons, troops)["troops"] is None
    rebel = "The/DT/det/2 rebel/NN/compound/2 troops/NNS/nsubj/3 left/VBD/ROOT/3"
    assert party(VELDORA, VELDORA, rebel)["rebel troops"] is None
    assert party(LEAGUE, LEAGUE, troops)["troops"] is None


def test_a_surname_stands_for_the_person_named_in_full_before(party: Party) -> None:
    full = "Veldoran/JJ/amod/3 Minister/NNP/compound/3 Bo/NNP/compound/3 Ek/NNP/nsubj/4 spoke/VBD/ROOT/4"
    short = "Ek/NNP/nsubj/1 left/VBD/ROOT/1"
    for label in ("PERSON", "ORG"):
        assert party(full, short, names=((2, 4, "PERSON"), (5, 6, label)))["Ek"] == "VEL"
    assert party(short, names=((0, 1, "ORG"),)) == {"Ek": None}


def test_a_full_name_takes_the_party_that_it_had_before(party: Party) -> None:
    full = "Veldoran/JJ/amod/3 Minister/NNP/compound/3 Bo/NNP/compound/3 Ek/NNP/nsubj/4 spoke/VBD/ROOT/4"
    again = "Bo/NNP/compound/1 Ek/NNP/nsubj/2 left/VBD/ROOT/2"
    other = "Pia/NNP/compound/1 Ek/NNP/nsubj/2 left/VBD/ROOT/2"
    of_another = "Cantonal/JJ/amod/2 Bo/NNP/compound/2 Ek/NNP/nsubj/3 left/VBD/ROOT/3"
    person = (2, 4, "PERSON")
    assert party(full, again, names=(person, (5, 7, "PERSON")))["Bo Ek"] == "VEL"
    assert party(full, other, names=(person, (5, 7, "PERSON")))["Pia Ek"] is None
    assert party(full, of_another, names=(person, (6, 8, "PERSON")))["Bo Ek"] == "CAN"
