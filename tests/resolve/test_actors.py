"""Actors on stated trees: what stands on the page, what overlaps, which words around a name say for whom it acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.lang.tables import load_table
from dragoman.model import ActorKind, ActorMention, Zone, ZoneKind
from dragoman.resolve import actors
from dragoman.resolve.actor_lexicon import ActorLexicon
from dragoman.resolve.actors import find_actors
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.dossier import Dossier
    from dragoman.model import Analysis

    Find = Callable[..., list[tuple[str, str | None, str]]]


@pytest.fixture
def find(analysed: Callable[..., Analysis], small_lexicon: ActorLexicon) -> Find:
    """Gives (words, party, by) of the actors in some lines of the notation."""

    def run(*lines: str, names: tuple[tuple[int, int, str], ...] = ()) -> list[tuple[str, str | None, str]]:
        analysis = analysed(*lines, names=names)
        found = find_actors(analysis, small_lexicon)
        return [(analysis.text[m.span.start : m.span.end], m.party, m.by) for m in found]

    return run


def test_the_lexicon_knows_the_words_of_the_dossier_and_of_the_language(small: Dossier) -> None:
    lexicon = ActorLexicon.build(small, load_table("en", "actors"))
    assert {"veldora", "ada", "renn", "union"} <= lexicon.first_words
    assert lexicon.descriptors["forces"] is ActorKind.FORCE
    assert lexicon.is_title("Gen.", "gen.")
    assert lexicon.is_title("minister", "minister")
    assert not lexicon.is_title("gen", "gen")
    assert {"he", "they", "it"} <= lexicon.pronouns.every


@pytest.mark.parametrize("kind", [ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.CREDIT, ZoneKind.BOILERPLATE])
def test_only_outlets_are_actors_in_what_belongs_to_the_page(
    kind: ZoneKind, analysed: Callable[..., Analysis], small_lexicon: ActorLexicon
) -> None:
    analysis = analysed(
        "Ada/NNP/compound/1 Renn/NNP/nsubj/2 wrote/VBD/ROOT/2 for/IN/prep/2 Times/NNP/pobj/3",
        "Veldora/NNP/nsubj/1 agreed/VBD/ROOT/1",
    )
    first = Span(0, analysis.sentences[0].end)

    def named(zones: list[Zone]) -> list[str]:
        return [m.name for m in find_actors(analysis, small_lexicon, zones)]

    assert named([Zone(first, kind)]) == ["Times", "Veldora"]
    assert named([Zone(first, ZoneKind.TEASER)]) == named([]) == ["Ada Renn", "Times", "Veldora"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([(0, 8), (0, 15), (9, 15), (16, 21)], [(0, 15), (16, 21)]),
        ([(0, 8), (4, 20)], [(4, 20)]),
        ([(0, 8), (4, 12)], [(0, 8)]),
    ],
)
def test_of_two_that_overlap_the_longer_stays(
    given: list[tuple[int, int]],
    kept: list[tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
    analysed: Callable[..., Analysis],
    small_lexicon: ActorLexicon,
) -> None:
    analysis = analysed("Veldoran/JJ/amod/1 forces/NNS/nsubj/2 fired/VBD/ROOT/2")
    linked = [ActorMention(Span(*span), "x", 0, ActorKind.STATE) for span in given]
    monkeypatch.setattr(actors, "link", lambda *_: linked)
    assert [(m.span.start, m.span.end) for m in find_actors(analysis, small_lexicon)] == kept


def test_a_name_that_two_actors_share_is_neither(find: Find) -> None:
    assert find("Marr/NNP/nsubj/1 left/VBD/ROOT/1") == [("Marr", None, "name")]


def test_a_surname_after_a_known_given_name_is_that_person(find: Find) -> None:
    line = "Lady/NNP/compound/1 Ada/NNP/compound/2 Renn/NNP/nsubj/3 left/VBD/ROOT/3"
    assert find(line) == [("Ada Renn", "VEL", "name")]


def test_a_surname_after_another_given_name_is_somebody_else(find: Find) -> None:
    assert find("Bo/NNP/compound/1 Renn/NNP/nsubj/2 left/VBD/ROOT/2") == []
    assert find("Bo/NNP/compound/1 Renn/NNP/nsubj/2 left/VBD/ROOT/2", names=((0, 2, "PERSON"),)) == [
        ("Bo Renn", None, "recogniser")
    ]


def test_an_initial_says_nothing_against_a_surname(find: Find) -> None:
    assert find("B./NNP/compound/1 Renn/NNP/nsubj/2 left/VBD/ROOT/2")[-1] == ("Renn", "VEL", "name")


@pytest.mark.parametrize(
    "before",
    ["Minister/NNP/compound", "BO/NNP/compound", "Hence/RB/advmod", "Veldora/NNP/dep"],
)
def test_a_surname_after_what_is_no_given_name_is_the_known_person(before: str, find: Find) -> None:
    surname = "RENN" if before.startswith("BO") else "Renn"
    found = find(f"{before}/1 {surname}/NNP/nsubj/2 left/VBD/ROOT/2")
    assert (surname, "VEL", "name") in found


def test_two_names_side_by_side_are_not_one(find: Find) -> None:
    assert find("Bo/NNP/dep/2 Renn/NNP/nsubj/2 left/VBD/ROOT/2") == [("Renn", "VEL", "name")]


def test_a_plain_word_alone_is_the_body_and_inside_another_name_it_is_not(find: Find) -> None:
    assert find("Senate/NNP/nsubj/1 voted/VBD/ROOT/1") == [("Senate", "VEL", "name")]
    assert find("the/DT/det/1 Senate/NNP/nsubj/2 voted/VBD/ROOT/2") == [("Senate", "VEL", "name")]
    assert ("Senate", "VEL", "name") in find("Veldoran/JJ/amod/1 Senate/NNP/nsubj/2 voted/VBD/ROOT/2")
    assert ("Senate", "VEL", "name") not in find("Student/NNP/compound/1 Senate/NNP/nsubj/2 voted/VBD/ROOT/2")
    assert ("Senate", "VEL", "name") not in find("Cantonal/JJ/amod/1 Senate/NNP/nsubj/2 voted/VBD/ROOT/2")


def test_an_acronym_keeps_its_case(find: Find) -> None:
    assert find("VU/NNP/nsubj/1 agreed/VBD/ROOT/1") == [("VU", "VEL", "name")]
    assert find("Vu/NNP/nsubj/1 agreed/VBD/ROOT/1") == []


def test_a_capital_is_a_speaker_or_a_place_by_its_role(find: Find) -> None:
    assert find("Velgrad/NNP/nsubj/1 agreed/VBD/ROOT/1") == [("Velgrad", "VEL", "metonym")]
    assert find("They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 Velgrad/NNP/pobj/2") == []
    assert find("in/IN/prep/0 Riva/NNP/pobj/0 and/CC/cc/1 Velgrad/NNP/conj/1") == []
    assert find("Velgrad/NNP/conj/0 agreed/VBD/ROOT/1") == [("Velgrad", "VEL", "metonym")]
    assert find("Velgrad/NNP/npadvmod/1 agreed/VBD/ROOT/1") == []


def test_the_words_of_a_capital_give_no_other_actor(find: Find) -> None:
    assert find("They/PRP/nsubj/1 left/VBD=leave/ROOT/1", names=()) == []
    line = "They/PRP/nsubj/1 met/VBD/ROOT/1 in/IN/prep/1 Velgrad/NNP/pobj/2"
    assert find(line, names=((3, 4, "ORG"),)) == []


def test_a_recognisers_span_loses_its_article_its_genitive_and_words_of_the_page(find: Find) -> None:
    line = "the/DT/det/1 Aid/NNP/nsubj/5 Corps/NNP/dep/1 's/POS/case/1 Photo/NNP/dep/1 left/VBD/ROOT/5"
    assert find(line, names=((0, 5, "ORG"),)) == [("Aid Corps", None, "recogniser")]
    assert find(line, names=((0, 1, "ORG"),)) == []
    assert find("52/CD/nsubj/1 left/VBD/ROOT/1", names=((0, 1, "ORG"),)) == []
    assert find("we/PRP/nsubj/1 left/VBD/ROOT/1", names=((0, 1, "ORG"),)) == []


def test_a_title_begins_no_earlier_than_its_own_words(
    analysed: Callable[..., Analysis], small_lexicon: ActorLexicon
) -> None:
    def office(line: str, first: int) -> str | None:
        found = find_actors(analysed(line, names=((first, first + 2, "PERSON"),)), small_lexicon)
        return next(m.office for m in found if m.kind is ActorKind.PERSON and m.by == "recogniser")

    rest = "Bo/NNP/compound/{0} Ek/NNP/nsubj/{1} left/VBD/ROOT/{1}"
    support = "Support/NN/nsubj/0 for/IN/prep/0 Minister/NNP/compound/4 Bo/NNP/compound/4 Ek/NNP/pobj/1 fell/VBD/ROOT/5"
    assert office(support, 3) == "Minister"
    minister = "Minister/NNP/compound/4 of/IN/prep/0 State/NNP/pobj/1 " + rest.format(4, 5)
    assert office(minister, 3) == "Minister of State"
    genitive = "Veldora/NNP/poss/2 's/POS/case/0 President/NNP/compound/4 " + rest.format(4, 5)
    assert office(genitive, 3) == "President"
    joined = "and/CC/cc/3 Minister/NNP/compound/3 " + rest.format(3, 4)
    assert office(joined, 2) == "Minister"
    foreign = "Foreign/NNP/compound/5 and/CC/cc/0 Trade/NNP/conj/0 Minister/NNP/compound/5 " + rest.format(5, 6)
    assert office(foreign, 4) == "Foreign and Trade Minister"
    assert office("Velvet/NNP/compound/2 " + rest.format(2, 3), 1) is None


def test_a_day_is_no_part_of_a_title_or_a_description(
    analysed: Callable[..., Analysis], small_lexicon: ActorLexicon
) -> None:
    joined = analysed(
        "Monday/NNP/npadvmod/5 and/CC/cc/4 Minister/NNP/compound/4 Bo/NNP/compound/4 Ek/NNP/nsubj/5 left/VBD/ROOT/5",
        names=((0, 1, "DATE"), (3, 5, "PERSON")),
    )
    assert [m.office for m in find_actors(joined, small_lexicon)] == ["Minister"]
    owned = analysed("Monday/NNP/poss/2 's/POS/case/0 troops/NNS/nsubj/3 left/VBD/ROOT/3", names=((0, 2, "DATE"),))
    assert [m.name for m in find_actors(owned, small_lexicon)] == ["troops"]
    bare = analysed("Monday/NNP/poss/2 's/POS/case/0 troops/NNS/nsubj/3 left/VBD/ROOT/3", names=((0, 1, "DATE"),))
    assert [m.name for m in find_actors(bare, small_lexicon)] == ["troops"]


def test_a_conjunction_at_the_edge_of_a_text_joins_nothing(find: Find) -> None:
    line = "And/CC/cc/3 Minister/NNP/compound/3 Bo/NNP/compound/3 Ek/NNP/nsubj/4 left/VBD/ROOT/4"
    assert ("Bo Ek", None, "recogniser") in find(line, names=((2, 4, "PERSON"),))


def test_modifiers_that_are_joined_belong_to_one_description(find: Find) -> None:
    foreign = (
        "Veldora/NNP/poss/5 's/POS/case/0 foreign/JJ/amod/5 and/CC/cc/2 defence/NN/conj/2 "
        "ministers=minister/NNS/nsubj/6 left/VBD/ROOT/6"
    )
    assert find(foreign) == [("Veldora's foreign and defence ministers", "VEL", "descriptor")]


def test_the_nearest_owner_counts_and_not_one_beyond_it(find: Find) -> None:
    line = "Veldora/NNP/poss/3 's/POS/case/0 Cantonal/JJ/amod/3 troops/NNS/nsubj/4 left/VBD/ROOT/4"
    assert find(line) == [("Veldora's Cantonal troops", "CAN", "descriptor")]


def test_a_relative_clause_does_not_say_for_whom_somebody_acts(find: Find) -> None:
    line = (
        "President/NNP/nsubj/7 of/IN/prep/0 a/DT/det/3 club/NN/pobj/1 that/WDT/dobj/6 Veldora/NNP/nsubj/6 "
        "owns/VBZ/relcl/3 left/VBD/ROOT/7"
    )
    assert ("Veldora", "VEL", "name") in find(line)
    assert ("President of a club", None, "descriptor") in find(line)


def test_an_apposition_may_itself_be_of_two_parties(find: Find) -> None:
    line = (
        "Bo/NNP/compound/1 Ek/NNP/nsubj/7 ,/,/punct/1 Senate/NNP/appos/1 ,/,/punct/1 spoke/VBD/dep/1 "
        "and/CC/cc/1 left/VBD/ROOT/7"
    )
    assert ("Bo Ek", "VEL", "recogniser") in find(line, names=((0, 2, "PERSON"),))


def test_a_body_named_after_a_state_is_no_organ_of_it(find: Find) -> None:
    line = "Veldora/NNP/compound/1 Airlines/NNPS/nsubj/2 grew/VBD/ROOT/2"
    assert ("Veldora Airlines", None, "recogniser") not in find(line, names=((0, 2, "ORG"),))
    line = "Veldoran/JJ/amod/2 Sky/NNP/compound/2 Airlines/NNPS/nsubj/3 grew/VBD/ROOT/3"
    assert find(line, names=((0, 3, "ORG"),)) == [("Veldoran Sky Airlines", None, "recogniser")]


def test_a_body_named_with_a_states_adjective_is_its_organ(find: Find) -> None:
    line = "Veldoran/JJ/amod/2 Border/NNP/compound/2 Corps/NNP/nsubj/3 grew/VBD/ROOT/3"
    assert find(line, names=((0, 3, "ORG"),)) == [("Veldoran Border Corps", "VEL", "recogniser")]


def test_a_surname_inside_the_name_of_a_place_is_no_person(find: Find) -> None:
    first = "Bo/NNP/compound/1 Ek/NNP/nsubj/2 left/VBD/ROOT/2"
    second = "They/PRP/nsubj/1 saw/VBD/ROOT/1 Ek/NNP/dobj/1"
    person = (0, 2, "PERSON")
    assert find(first, second, names=(person,))[-1] == ("Ek", None, "recogniser")
    assert find(first, second, names=(person, (5, 6, "GPE"))) == [("Bo Ek", None, "recogniser")]
