"""Alignment: which sentence of a copy tells what a sentence of its original tells, and which words differ in them.

The sentences of two reports in, aligned pairs with their edits out. A sentence of the copy is aligned with one of the
original at most, the most alike; equal sentences are left out, since nothing drifted in them.

Source: content words in common after the METER corpus's rewrites (Clough et al. 2002); edits by Ratcliff and Obershelp
as in ``difflib``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lineage.sentences import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


LEAST_ALIKE = 0.5
"""Content words in common, over the mean of both sentences. Source: set on planted changes, ``bench/drift.py``."""
LEAST_HELD = 0.75
"""Where one sentence is a shortened other: its content words that the other has. Source: the same."""
FEWEST_COMMON = 3
LEAST_LENGTH_SHARE = 0.25


class Edit(NamedTuple):
    """Words of the original that the copy has otherwise; either side may be empty."""

    there: tuple[Token, ...]
    here: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the copy and the one of the original that it goes back to.

    Attributes:
        edits: Where the words differ, in order.
        equal: Tokens that are the same word in both, as (there, here).
        by_figure: Whether the two only have a figure in common that no other sentence of the original has.
    """

    here: Sentence
    there: Sentence
    edits: tuple[Edit, ...]
    equal: tuple[tuple[Token, Token], ...]
    by_figure: bool


def align(later: Sequence[Sentence], earlier: Sequence[Sentence]) -> Iterator[Aligned]:
    """Give the sentences of a later report with those of an earlier one that they go back to, where words differ."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, sentence in enumerate(earlier):
        for word in sentence.content:
            holders[word].append(i)
    printed = {_words(sentence) for sentence in earlier}
    changed = [sentence for sentence in later if _words(sentence) not in printed]
    telling = _by_figure(earlier)
    found = [(sentence, *_best(sentence, earlier, holders)) for sentence in changed]
    best = {at: max(likeness for _, likeness, other in found if other == at) for _, _, at in found}
    for sentence, likeness, at in found:
        if likeness > 0 and (likeness == best[at] or _is_held(sentence, earlier[at])):
            yield _compared(sentence, earlier[at])
        elif likeness == 0:
            of_figures = {telling[figure] for figure in sentence.figures if figure in telling}
            yield from (_compared(sentence, earlier[place], by_figure=True) for place in sorted(of_figures))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.word for token in sentence.tokens)


def _best(sentence: Sentence, earlier: Sequence[Sentence], holders: dict[str, list[int]]) -> tuple[float, int]:
    """Give how alike the most alike sentence is, 0 where none is, and its place."""
    common: dict[int, int] = defaultdict(int)
    for word in sentence.content:
        for i in holders.get(word, ()):
            common[i] += 1
    ranked = [(_alike(sentence, earlier[i], count), -i) for i, count in common.items() if count >= FEWEST_COMMON]
    likeness, at = max(ranked, default=(0.0, 0))
    return likeness, -at


def _alike(one: Sentence, other: Sentence, common: int) -> float:
    """Give how alike two sentences are, 0 where they are too unlike to be one."""
    mean = 2 * common / (len(one.content) + len(other.content))
    shorter = min(len(one.content), len(other.content))
    is_part = common >= LEAST_HELD * shorter and shorter >= LEAST_LENGTH_SHARE * max(
        len(one.content), len(other.content)
    )
    return mean if mean >= LEAST_ALIKE or is_part else 0.0


def _by_figure(sentences: Sequence[Sentence]) -> dict[tuple[float, str], int]:
    """Give where each figure stands that only one sentence has."""
    places: dict[tuple[float, str], list[int]] = defaultdict(list)
    for i, sentence in enumerate(sentences):
        for figure in sentence.figures:
            places[figure].append(i)
    return {figure: found[0] for figure, found in places.items() if len(found) == 1}


def _is_held(part: Sentence, whole: Sentence) -> bool:
    """Whether one sentence has hardly a word that the other has not: a long one cut in two."""
    return len(part.content & whole.content) >= LEAST_HELD * len(part.content)


def _compared(here: Sentence, there: Sentence, *, by_figure: bool = False) -> Aligned:
    matcher = SequenceMatcher(None, _words(there), _words(here), autojunk=False)
    edits: list[Edit] = []
    equal: list[tuple[Token, Token]] = []
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            equal += zip(there.tokens[start:end], here.tokens[from_:to], strict=True)
        else:
            edits.append(Edit(there.tokens[start:end], here.tokens[from_:to]))
    return Aligned(here, there, tuple(edits), tuple(equal), by_figure)
