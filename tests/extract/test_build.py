"""The builder of hand-made texts: what other tests rest on."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML
from tests.extract.build import TREES, analysed, notation_of, text_of


def test_a_sentence_stands_as_it_is_written() -> None:
    analysis = analysed("Russia's ability to strike Kyiv grew.", "Talks began.")
    assert analysis.text == "Russia's ability to strike Kyiv grew.\nTalks began.\n"
    assert [analysis.text[t.start : t.end] for t in analysis.tokens] == [t.text for t in analysis.tokens]
    assert [analysis.text[s.start : s.end] for s in analysis.sentences] == analysis.text.splitlines()
    assert analysis.tokens[analysis.sentences[1].first].head == analysis.sentences[1].first + 1


def test_words_of_a_bare_notation_are_joined_by_blanks() -> None:
    assert analysed("Russia/NNP/poss/2 's/POS/case/0 plan/NN/ROOT/2 :/:/punct/2").text == "Russia's plan:\n"


def test_notation_is_written_back() -> None:
    analysis = analysed("Putin won't meet Zelensky.", "Talks began.")
    assert analysed(*notation_of(analysis)) == analysis
    assert notation_of(analysis)[1] == "Talks=talk/NNS/nsubj/1 began=begin/VBD/ROOT/1 ././punct/1"


def test_marked_words_have_their_head() -> None:
    text = text_of("Russia's ability to strike Kyiv grew.").place("Kyiv").thing("ability to strike Kyiv", "drone")
    assert [m.head for m in text.places] == [text.at("Kyiv")]
    assert [t.text for t in text.analysis.tokens if t.i in text.lookup.things] == ["ability", "to", "strike", "Kyiv"]


@pytest.mark.parametrize("sentence", YAML(typ="safe", pure=True).load(TREES.read_text(encoding="utf-8")))
def test_every_tree_covers_its_sentence_and_has_one_root(sentence: str) -> None:
    analysis = analysed(sentence)
    assert [t.dep for t in analysis.tokens if t.head == t.i] == ["ROOT"]
    assert "".join(t.text for t in analysis.tokens) == sentence.replace(" ", "")
