"""The tree: subjects, objects and phrases where the grammar puts them, said or understood."""

from __future__ import annotations

import pytest
from tests.extract.build import Text, text_of

STRUCK = "Russia struck depots and bridges."
PASSIVE = "Kyiv was struck by Russia."
URGED = "Ukraine urged Russia to free prisoners."
AND = "Russia met Ukraine and freed prisoners."
ASIDE = "Russia, freeing prisoners, paused."
WHO = "Envoys who freed prisoners left."
PLAN = "Russia has a plan to free prisoners."
TITLE = "A/DT/det/1 plan/NN/ROOT/1 to/TO/aux/3 free/VB/acl/1 prisoners=prisoner/NNS/dobj/3"
HEADLINE = "freed=free/VBD/ROOT/0 prisoners=prisoner/NNS/dobj/0"
GERUND = "Russia/NNP/nsubj/1 kept=keep/VBD/ROOT/1 freeing=free/VBG/ccomp/1 prisoners=prisoner/NNS/dobj/2"
REPORTED = "Ukraine/NNP/nsubj/1 said=say/VBD/ROOT/1 freed=free/VBD/ccomp/1 prisoners=prisoner/NNS/dobj/2"
SUBJECTLESS = "asked=ask/VBN/ROOT/0 to/TO/aux/2 free/VB/xcomp/0"


@pytest.mark.parametrize(
    ("line", "verb", "subjects"),
    [
        pytest.param(STRUCK, "struck", ["Russia"], id="its-own"),
        pytest.param(URGED, "free", ["Russia"], id="object-control"),
        pytest.param("Ukraine promised Russia to free prisoners.", "free", ["Ukraine"], id="subject-control"),
        pytest.param("Ukraine helped free prisoners.", "free", ["Ukraine"], id="subject-control-without-object"),
        pytest.param("Russia was asked to free prisoners.", "free", ["Russia"], id="control-in-the-passive"),
        pytest.param("Russia is ready to free prisoners.", "free", ["Russia"], id="through-an-adjective"),
        pytest.param(AND, "freed", ["Russia"], id="coordination"),
        pytest.param("After freeing prisoners, Russia paused.", "freeing", ["Russia"], id="gerund-before-its-verb"),
        pytest.param("Russia acted by freeing prisoners.", "freeing", ["Russia"], id="gerund-after-a-preposition"),
        pytest.param(ASIDE, "freeing", ["Russia"], id="participle-clause"),
        pytest.param(WHO, "freed", ["Envoys"], id="relative-pronoun"),
        pytest.param("Envoys holding prisoners left.", "holding", ["Envoys"], id="participle-of-a-noun"),
        pytest.param("Russia's decision to free prisoners held.", "free", ["Russia"], id="genitive-of-the-noun"),
        pytest.param(PLAN, "free", ["Russia"], id="subject-of-the-noun's-verb"),
        pytest.param("Russia kept freeing prisoners.", "freeing", ["Russia"], id="gerund"),
        pytest.param(GERUND, "freeing", ["Russia"], id="gerund-as-a-clause"),
        pytest.param(REPORTED, "freed", [], id="a-finite-complement-has-none-of-the-verb-above"),
        pytest.param(TITLE, "free", [], id="no-verb-above-the-noun"),
        pytest.param(HEADLINE, "freed", [], id="nobody-is-named"),
        pytest.param(SUBJECTLESS, "free", [], id="a-passive-without-subject"),
    ],
)
def test_a_verb_has_the_subject_that_the_grammar_gives_it(line: str, verb: str, subjects: list[str]) -> None:
    text = text_of(line)
    assert text.words(text.tree.subjects(text.at(verb))) == subjects


def test_a_gerund_after_a_preposition_that_hangs_on_no_verb_has_no_subject() -> None:
    text = text_of("After/IN/ROOT/0 freeing=free/VBG/pcomp/0 prisoners=prisoner/NNS/dobj/1")
    assert text.tree.subjects(text.at("freeing")) == []


def test_a_relative_pronoun_without_antecedent_is_no_subject() -> None:
    text = text_of("Who/WP/nsubj/1 freed=free/VBD/ROOT/1 them=they/PRP/dobj/1")
    assert text.tree.subjects(text.at("freed")) == []


def test_a_chain_of_clauses_is_given_up_after_eight_steps() -> None:
    verbs = " ".join(f"go{n}/VB/conj/{n}" for n in range(1, 12))
    text = text_of(f"Russia/NNP/nsubj/1 go/VB/ROOT/1 {verbs}")
    assert text.words(text.tree.subjects(text.at("go8"))) == ["Russia"]
    assert text.tree.subjects(text.at("go9")) == []


@pytest.mark.parametrize(
    ("line", "verb", "objects"),
    [
        pytest.param(STRUCK, "struck", ["depots", "bridges"], id="coordinated"),
        pytest.param(PASSIVE, "struck", ["Kyiv"], id="subject-of-the-passive"),
        pytest.param(
            "The/DT/det/1 base/NN/nsubj/3 struck=strike/VBN/acl/1 burned=burn/VBD/ROOT/3",
            "struck",
            ["base"],
            id="participle",
        ),
        pytest.param(
            "men=man/NNS/nsubj/4 whom/WP/dobj/3 Russia/NNP/nsubj/3 freed=free/VBD/relcl/0 left=leave/VBD/ROOT/4",
            "freed",
            ["men"],
            id="relative-pronoun",
        ),
        pytest.param("Whom/WP/dobj/2 Russia/NNP/nsubj/2 freed=free/VBD/ROOT/2", "freed", [], id="question"),
        pytest.param("Russia/NNP/nsubj/1 paused=pause/VBD/ROOT/1", "paused", [], id="none"),
        pytest.param(
            "He/PRP/nsubjpass/2 was=be:AUX/VBD/auxpass/2 held=hold/VBN/ROOT/2 and/CC/cc/2 shot=shoot/VBN/conj/2",
            "shot",
            ["He"],
            id="coordinated-passive",
        ),
    ],
)
def test_a_verb_has_its_objects(line: str, verb: str, objects: list[str]) -> None:
    text = text_of(line)
    assert text.words(text.tree.objects(text.at(verb))) == objects


@pytest.mark.parametrize(
    ("line", "verb", "passive"),
    [
        (PASSIVE, "struck", True),
        (STRUCK, "struck", False),
        ("Ukraine/NNP/nsubj/2 captured=capture/VBN/amod/2 towns=town/NNS/ROOT/2", "captured", True),
        (
            "Having=have:AUX/VBG/aux/1 struck=strike/VBN/advcl/3 Kyiv/NNP/dobj/1 paused=pause/VBD/ROOT/3",
            "struck",
            False,
        ),
        ("Russia/NNP/nsubj/2 has=have:AUX/VBZ/aux/2 struck=strike/VBN/ROOT/2", "struck", False),
    ],
)
def test_a_participle_is_passive_only_without_object_and_auxiliary(line: str, verb: str, *, passive: bool) -> None:
    text = text_of(line)
    assert text.tree.is_passive(text.at(verb)) is passive


def test_the_agent_of_a_passive_stands_after_by() -> None:
    text = text_of(PASSIVE)
    assert text.words(text.tree.agents(text.at("struck"))) == ["Russia"]
    assert text.tree.agents(text.at("Kyiv")) == []


def test_coordination_leaves_out_verbs_after_a_noun() -> None:
    text = text_of("Russia/NNP/ROOT/0 and/CC/cc/0 Ukraine/NNP/conj/0 met=meet/VBD/conj/0")
    assert text.words(text.tree.conjuncts(0)) == ["Russia", "Ukraine"]


def prepositions(text: Text, word: str) -> list[tuple[str, str]]:
    return [(p, text.analysis.tokens[h].text) for p, h in text.tree.prepositions(text.at(word))]


@pytest.mark.parametrize(
    ("line", "word", "pairs"),
    [
        pytest.param(
            "talks=talk/NNS/ROOT/0 between/IN/prep/0 Russia/NNP/pobj/1 and/CC/cc/2 Ukraine/NNP/conj/2",
            "talks",
            [("between", "Russia"), ("between", "Ukraine")],
            id="coordinated-objects",
        ),
        pytest.param(
            "envoys=envoy/NNS/ROOT/0 from/IN/prep/0 Russia/NNP/pobj/1 and/CC/cc/1 from/IN/conj/1 Ukraine/NNP/pobj/4",
            "envoys",
            [("from", "Russia"), ("from", "Ukraine")],
            id="coordinated-prepositions",
        ),
        pytest.param(
            "held=hold/VBN/ROOT/0 out/IN/prep/0 of/IN/prep/1 Kyiv/NNP/pobj/2",
            "held",
            [("of", "Kyiv")],
            id="two-prepositions",
        ),
        pytest.param("led=lead/VBN/ROOT/0 there/EX/prep/0 Kyiv/NNP/pobj/1", "led", [], id="no-preposition-at-all"),
    ],
)
def test_prepositional_phrases_are_given_with_their_coordination(
    line: str, word: str, pairs: list[tuple[str, str]]
) -> None:
    assert prepositions(text_of(line), word) == pairs


def test_genitives_and_modifiers_of_a_noun() -> None:
    text = text_of(
        "Ukraine/NNP/poss/7 's/POS/case/0 Russian/JJ/amod/6 and/CC/cc/2 Turkish/JJ/conj/2 -:PUNCT/HYPH/punct/6 "
        "talks=talk/NNS/compound/7 "
        "hosts=host/NNS/ROOT/7"
    )
    host = text.at("hosts")
    assert text.words(text.tree.genitives(host)) == ["Ukraine"]
    assert text.words(text.tree.modifiers(host)) == ["talks", "Russian"]
    assert text.words(text.tree.modifiers(text.at("talks"))) == ["Russian", "Turkish"]


def test_the_verb_above_is_the_nearest_that_governs() -> None:
    text = text_of(PLAN)
    assert text.words([text.tree.verb_above(text.at("prisoners")) or 0]) == ["free"]
    assert text.words([text.tree.verb_above(text.at("plan")) or 0]) == ["has"]
    assert text.tree.verb_above(text.at("has")) is None


@pytest.mark.parametrize(
    ("line", "word", "root"),
    [
        pytest.param("Ukraine said prisoners were freed.", "prisoners", "freed", id="complement"),
        pytest.param(AND, "prisoners", "freed", id="coordinated-verb"),
        pytest.param(URGED, "prisoners", "urged", id="an-infinitive-is-no-clause-of-its-own"),
        pytest.param(WHO, "prisoners", "freed", id="relative-clause"),
        pytest.param(ASIDE, "prisoners", "paused", id="a-participle-without-subject"),
        pytest.param("The/DT/det/1 talks=talk/NNS/ROOT/1", "The", "talks", id="no-verb"),
    ],
)
def test_the_clause_of_a_word_is_that_of_its_nearest_finite_verb(line: str, word: str, root: str) -> None:
    text = text_of(line)
    assert text.words([text.tree.clause_root(text.at(word))]) == [root]


def test_a_span_keeps_opening_quotes_and_drops_commas_and_blanks() -> None:
    text = text_of(",/,/punct/3 but/CC/cc/3 “/``/punct/3 held=hold/VBN/ROOT/3 talks=talk/NNS/dobj/3 ~/_SP/dep/3")
    start, end = text.tree.span_of(text.at("held"), text.analysis.sentences[0])
    assert text.analysis.text[start:end] == "“ held talks"


def phrase(line: str, head: str) -> str:
    text = text_of(line)
    start, end = text.tree.noun_phrase(text.at(head))
    return text.analysis.text[start:end]


@pytest.mark.parametrize(
    ("line", "head", "words"),
    [
        pytest.param(
            "the/DT/det/3 Ukrainian/JJ/amod/3 air/NN/compound/3 force/NN/ROOT/3 in/IN/prep/3 Sumy/NNP/pobj/4",
            "force",
            "Ukrainian air force in Sumy",
            id="a-short-prepositional-phrase",
        ),
        pytest.param(
            "force/NN/ROOT/0 today/NN/npadvmod/0 of/IN/prep/0 Sumy/NNP/pobj/2",
            "force",
            "force",
            id="not-beside-the-noun",
        ),
        pytest.param(
            "her/PRP$/poss/1 envoy/NN/ROOT/1 with/IN/prep/1 Sumy/NNP/pobj/2",
            "envoy",
            "envoy",
            id="no-pronoun-no-company",
        ),
        pytest.param(
            "the/DT/det/1 state/NN/poss/3 's/POS/case/1 envoy/NN/ROOT/3",
            "envoy",
            "state's envoy",
            id="article-inside-a-genitive",
        ),
        pytest.param(
            "list/NN/ROOT/0 of/IN/prep/0 " + " ".join(f"w{n}/NN/compound/10" for n in range(8)) + " men/NNS/pobj/1",
            "list",
            "list",
            id="too-long",
        ),
    ],
)
def test_a_noun_phrase_has_its_modifiers_and_a_short_of(line: str, head: str, words: str) -> None:
    assert phrase(line, head) == words
