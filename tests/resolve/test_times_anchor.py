"""Tense: which way the clause around an undated day points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.lang.lexicon import TimeLexicon, load_time_lexicon
from dragoman.model import Analysis, Token
from dragoman.resolve.times_anchor import MAX_CLIMB, Tense, find_tense
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, str, str, str, int]
"""Word, lemma, tag, dependency, head."""


@pytest.fixture(scope="module")
def lexicon() -> TimeLexicon:
    return load_time_lexicon("en")


def parsed(rows: Sequence[Row]) -> Analysis:
    tokens: list[Token] = []
    at = 0
    poses = {"V": "VERB", "M": "AUX", "I": "ADP", "J": "ADJ", "N": "NOUN", "T": "PART"}
    for i, (word, lemma, tag, dep, head) in enumerate(rows):
        tokens.append(Token(i, at, at + len(word), word, lemma, poses.get(tag[0], "X"), tag, dep, head))
        at += len(word) + 1
    children = tuple(tuple(t.i for t in tokens if t.head == i != t.i) for i in range(len(tokens)))
    return Analysis("rev", " ".join(row[0] for row in rows), "by hand", tuple(tokens), (), (), children)


def tense_of(rows: Sequence[Row], lexicon: TimeLexicon, *, is_end: bool = False) -> Tense | None:
    analysis = parsed(rows)
    last = analysis.tokens[-1]
    starts = [token.start for token in analysis.tokens]
    return find_tense(analysis, starts, Span(last.start, last.end), lexicon.tense, {}, is_end=is_end)


DAY: Row = ("Friday", "friday", "NNP", "npadvmod", 1)
CLAUSES: dict[str, tuple[list[Row], Tense | None]] = {
    "met": ([("they", "they", "PRP", "nsubj", 1), ("met", "meet", "VBD", "ROOT", 1), DAY], Tense.PAST),
    "have met": (
        [("have", "have", "VBP", "aux", 1), ("met", "meet", "VBN", "ROOT", 1), DAY],
        Tense.PAST,
    ),
    "will meet": ([("will", "will", "MD", "aux", 1), ("meet", "meet", "VB", "ROOT", 1), DAY], Tense.FUTURE),
    "may have met": (
        [
            ("may", "may", "MD", "aux", 2),
            ("have", "have", "VB", "aux", 2),
            ("met", "meet", "VBN", "ROOT", 2),
            ("Friday", "friday", "NNP", "npadvmod", 2),
        ],
        Tense.PAST,
    ),
    "will have met": (
        [
            ("will", "will", "MD", "aux", 2),
            ("have", "have", "VB", "aux", 2),
            ("met", "meet", "VBN", "ROOT", 2),
            ("Friday", "friday", "NNP", "npadvmod", 2),
        ],
        Tense.FUTURE,
    ),
    "resumes": ([("it", "it", "PRP", "nsubj", 1), ("resumes", "resume", "VBZ", "ROOT", 1), DAY], Tense.FUTURE),
    "says": ([("he", "he", "PRP", "nsubj", 1), ("says", "say", "VBZ", "ROOT", 1), DAY], Tense.PRESENT),
    "is held": ([("is", "be", "VBZ", "auxpass", 1), ("held", "hold", "VBN", "ROOT", 1), DAY], Tense.PRESENT),
    "is flying": ([("is", "be", "VBZ", "aux", 1), ("flying", "soar", "VBG", "ROOT", 1), DAY], Tense.FUTURE),
    "was flying": ([("was", "be", "VBD", "aux", 1), ("flying", "soar", "VBG", "ROOT", 1), DAY], Tense.PAST),
    "flying": ([("jets", "jet", "NNS", "nsubj", 1), ("flying", "soar", "VBG", "ROOT", 1), DAY], None),
    "planned": ([("talks", "talk", "NNS", "ROOT", 0), ("planned", "plan", "VBN", "acl", 0), DAY], Tense.FUTURE),
    "had planned": ([("had", "have", "VBD", "aux", 1), ("planned", "plan", "VBN", "ROOT", 1), DAY], Tense.PAST),
    "talks set for": (
        [
            ("talks", "talk", "NNS", "ROOT", 0),
            ("set", "set", "VBN", "acl", 0),
            ("for", "for", "IN", "prep", 1),
            ("Friday", "friday", "NNP", "pobj", 2),
        ],
        Tense.FUTURE,
    ),
    "to meet": (
        [
            ("agreed", "agree", "VBD", "ROOT", 0),
            ("to", "to", "TO", "aux", 2),
            ("meet", "meet", "VB", "xcomp", 0),
            ("Friday", "friday", "NNP", "npadvmod", 2),
        ],
        Tense.FUTURE,
    ),
    "managed to meet": (
        [
            ("managed", "manage", "VBD", "ROOT", 0),
            ("to", "to", "TO", "aux", 2),
            ("meet", "meet", "VB", "xcomp", 0),
            ("Friday", "friday", "NNP", "npadvmod", 2),
        ],
        Tense.PAST,
    ),
    "going to meet": (
        [
            ("are", "be", "VBP", "aux", 1),
            ("going", "go", "VBG", "ROOT", 1),
            ("to", "to", "TO", "aux", 3),
            ("meet", "meet", "VB", "xcomp", 1),
            ("Friday", "friday", "NNP", "npadvmod", 3),
        ],
        Tense.FUTURE,
    ),
    "had been due to end": (
        [
            ("had", "have", "VBD", "aux", 1),
            ("been", "be", "VBN", "ROOT", 1),
            ("due", "due", "JJ", "acomp", 1),
            ("to", "to", "TO", "aux", 4),
            ("end", "end", "VB", "xcomp", 2),
            ("Friday", "friday", "NNP", "npadvmod", 4),
        ],
        Tense.PAST,
    ),
    "will decide when he arrives": (
        [
            ("will", "will", "MD", "aux", 1),
            ("decide", "decide", "VB", "ROOT", 1),
            ("reaches", "reach", "VBZ", "advcl", 1),
            ("Friday", "friday", "NNP", "npadvmod", 2),
        ],
        Tense.FUTURE,
    ),
    "called for a rally": (
        [
            ("called", "call", "VBD", "ROOT", 0),
            ("for", "for", "IN", "prep", 0),
            ("rally", "rally", "NN", "pobj", 1),
            ("Friday", "friday", "NNP", "nmod", 2),
        ],
        Tense.FUTURE,
    ),
    "a deadline": ([("deadline", "deadline", "NN", "ROOT", 0), ("Friday", "friday", "NNP", "nmod", 0)], Tense.FUTURE),
    "an upcoming round": (
        [
            ("upcoming", "upcoming", "JJ", "amod", 1),
            ("round", "round", "NN", "ROOT", 1),
            DAY,
        ],
        Tense.FUTURE,
    ),
    "a modal alone": ([("it", "it", "PRP", "nsubj", 1), ("might", "might", "MD", "ROOT", 1), DAY], Tense.FUTURE),
    "no verb": ([("talks", "talk", "NNS", "ROOT", 0), ("Friday", "friday", "NNP", "nmod", 0)], None),
    "the day alone": ([("Friday", "friday", "NNP", "ROOT", 0)], None),
}


@pytest.mark.parametrize(("rows", "tense"), CLAUSES.values(), ids=CLAUSES.keys())
def test_the_clause_points(rows: list[Row], tense: Tense | None, lexicon: TimeLexicon) -> None:
    assert tense_of(rows, lexicon) is tense


def test_the_verb_beside_wins_over_a_clause_quoted_before(lexicon: TimeLexicon) -> None:
    rows: list[Row] = [
        ("would", "would", "MD", "aux", 1),
        ("leave", "leave", "VB", "ROOT", 1),
        ("said", "say", "VBD", "parataxis", 1),
        ("Friday", "friday", "NNP", "npadvmod", 1),
    ]
    assert tense_of(rows, lexicon) is Tense.PAST


def test_an_end_that_was_moved_lies_ahead(lexicon: TimeLexicon) -> None:
    rows: list[Row] = [
        ("extended", "extend", "VBD", "ROOT", 0),
        ("truce", "truce", "NN", "dobj", 0),
        ("until", "until", "IN", "prep", 0),
        ("Friday", "friday", "NNP", "pobj", 2),
    ]
    assert tense_of(rows, lexicon, is_end=True) is Tense.FUTURE
    assert tense_of(rows, lexicon) is Tense.PAST


def test_a_tree_too_deep_tells_nothing(lexicon: TimeLexicon) -> None:
    rows: list[Row] = [("met", "meet", "VBD", "ROOT", 0)]
    rows += [("x", "x", "NN", "nmod", i) for i in range(MAX_CLIMB + 1)]
    assert tense_of(rows, lexicon) is None


def test_without_tokens_there_is_no_tense(lexicon: TimeLexicon) -> None:
    bare = Analysis("rev", "Friday", "none", (), (), (), ())
    assert find_tense(bare, [], Span(0, 6), lexicon.tense, {}, is_end=False) is None
