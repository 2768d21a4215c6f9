"""A page: one report's scores and the rules' findings side by side, by sentence and frame.

Drafts, their groups and the encoder's scores come in; arrays over (sentence, frame) go out. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.extract.context import Context
from dragoman.extract.draft import Draft
from dragoman.extract.learned.encoder import Scores, Sentence

if TYPE_CHECKING:
    from dragoman.extract.learned.encoder import Scorer

UNREAD = -8.0
"""Score of a sentence that the encoder did not read: below any that it gives."""
GATE = -2.5
"""The lexicon's greatest logit under which the encoder is not asked, where the rules found nothing either.

Source: in cross-validation a third of the sentences lie under it, and one of the 128 claims that the encoder adds.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found in a report: drafts in text order, and the groups that become claims."""

    drafts: Sequence[Draft]
    groups: Sequence[Sequence[Draft]]


@dataclass(frozen=True, slots=True)
class Page:
    """One report.

    Attributes:
        frames: Number of each frame by name.
        scores: Of the sentences that were scored, by number.
        first, told: The encoder's logits by (sentence, frame).
        word_first, word_told: The lexicon's.
        starts: How many of the rules' claims are first told there, by (sentence, frame).
        drafted: How many drafts of the rules stand there, by (sentence, frame).
    """

    context: Context
    found: Found
    frames: Mapping[str, int]
    scores: Mapping[int, Scores]
    first: NDArray[np.float64]
    told: NDArray[np.float64]
    word_first: NDArray[np.float64]
    word_told: NDArray[np.float64]
    starts: NDArray[np.int64]
    drafted: NDArray[np.int64]

    @property
    def length(self) -> int:
        """Number of sentences."""
        return len(self.first)

    def shares(self, number: int, frame: str) -> dict[int, float]:
        """Give the encoder's attention to a frame by token of a sentence."""
        scores = self.scores.get(number)
        if scores is None:
            return {}
        analysis = self.context.analysis
        sentence, row = analysis.sentences[number], scores.attention[self.frames[frame]]
        starts = [(analysis.tokens[i].start - sentence.start, i) for i in range(sentence.first, sentence.last)]
        shares: dict[int, float] = {}
        at = 0
        for (start, end), share in zip(scores.pieces, row, strict=True):
            if end == start:
                continue
            while at + 1 < len(starts) and starts[at + 1][0] <= start:
                at += 1
            token = starts[at][1]
            shares[token] = shares.get(token, 0.0) + float(share)
        return shares


class WordScorer(Protocol):
    """Anything that scores a sentence by its words: the lexicon, or kept scores of a cross-validation."""

    def score(self, context: Context, number: int) -> NDArray[np.float32]:
        """Give the logits, shape (2, F): first told there, told there."""
        ...


class Scorers(NamedTuple):
    """What scores a report's sentences.

    Attributes:
        frames: Names, in the order of the scores.
    """

    frames: Sequence[str]
    encoder: Scorer
    lexicon: WordScorer


def make_page(context: Context, found: Found, numbers: Sequence[int], scorers: Scorers) -> Page:
    """Score the sentences of a report and put the rules' findings beside.

    Args:
        context: The report being read.
        found: What the rules found in it.
        numbers: Of the sentences that may be evidence.
        scorers: Score its sentences.
    """
    import numpy as np  # noqa: PLC0415 (heavy: only when text is read)

    frames = scorers.frames
    analysis, index = context.analysis, {name: n for n, name in enumerate(frames)}
    many = len(analysis.sentences)
    first, told, word_first, word_told = (np.full((many, len(frames)), UNREAD) for _ in range(4))
    for number in numbers:
        word_first[number], word_told[number] = scorers.lexicon.score(context, number)
    found_in = {d.hit.sentence for d in found.drafts}
    asked = [n for n in numbers if n in found_in or max(word_first[n].max(), word_told[n].max()) >= GATE]
    texts = [Sentence(_text(context, n), n, many) for n in asked]
    scores = dict(zip(asked, scorers.encoder.score(texts), strict=True)) if texts else {}
    for number, one in scores.items():
        first[number], told[number] = one.first, one.told
    starts, drafted = np.zeros(first.shape, dtype=np.int64), np.zeros(first.shape, dtype=np.int64)
    for group in found.groups:
        starts[group[0].hit.sentence, index[group[0].frame]] += 1
    for draft in found.drafts:
        drafted[draft.hit.sentence, index[draft.frame]] += 1
    return Page(context, found, index, scores, first, told, word_first, word_told, starts, drafted)


def _text(context: Context, number: int) -> str:
    sentence = context.analysis.sentences[number]
    return context.analysis.text[sentence.start : sentence.end]
