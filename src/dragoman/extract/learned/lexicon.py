"""The lexicon: scores of frames by the words of a sentence, their neighbours and the edges of its tree.

A report and the numbers of some sentences come in, logits for each frame go out. It is a logistic regression for each
frame over weighted words, and sees what the encoder does not: lemmas, edges, kinds of mentions.

Source: the weights are fitted on the training reports (docs/reader-card.md); tf-idf after Manning et al. (2008), ch. 6.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ReaderFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.extract.context import Context
    from dragoman.model import Token

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
SMALL = frozenset({"ADV", "ADP", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words; V words, F frames.

    Attributes:
        words: Number of each word.
        rarity: Inverse document frequency, shape (V,).
        weights: Of the first mention and of any, shape (2, V, F).
        bias: Shape (2, F).
    """

    words: Mapping[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, context: Context, number: int) -> NDArray[np.float32]:
        """Give the logits of a sentence, shape (2, F): first told there, told there."""
        known = sorted({self.words[w] for w in words_of(context, number) if w in self.words})
        if not known:
            return self.bias
        given = self.rarity[known]
        share = (given / np.float32(math.sqrt(float(given @ given)))).astype(np.float32)
        return np.asarray(share @ self.weights[:, known] + self.bias, dtype=np.float32)


def words_of(context: Context, number: int) -> Iterator[str]:
    """Yield what a sentence is scored by, as names; the same one may come twice."""
    sentence, tokens = context.analysis.sentences[number], context.tree.tokens
    before = "<s>"
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        if token.pos == "SPACE":
            continue
        lemma = _lemma(token, context)
        if token.pos in CONTENT or token.pos in SMALL:
            yield lemma
        if token.pos in CONTENT:
            yield f"{lemma}/{token.pos[0]}{'n' if token.tag == 'VBN' else ''}"
            if token.head != i:
                yield f"{tokens[token.head].lemma}>{token.dep}>{lemma}"
        yield f"{before}_{lemma}"
        before = lemma
        yield from _mentions(i, context)


def _lemma(token: Token, context: Context) -> str:
    """Give a token's lemma; of names their kind, of numbers that they are one, so that weights hold for other wars."""
    if token.pos == "PROPN":
        actor = context.lookup.actors.get(token.i)
        return "PN" if actor is None else f"PN_{actor.kind.value}"
    return "#" if token.pos == "NUM" else token.lemma


def _mentions(i: int, context: Context) -> Iterator[str]:
    lookup = context.lookup
    if i in lookup.actors:
        yield f"A:{lookup.actors[i].kind.value}"
        if lookup.actors[i].party:
            yield f"P:{lookup.actors[i].kind.value}"
    if i in lookup.places:
        yield "PL"
    if i in lookup.things:
        yield f"T:{lookup.things[i].kind}"
    if i in lookup.quantities:
        yield f"Q:{lookup.quantities[i].noun}"
    if i in lookup.times:
        yield "TI"


def pack(lexicon: Lexicon) -> bytes:
    """Give a lexicon as the bytes of its file; weights are rounded to half precision."""
    words: Sequence[str] = sorted(lexicon.words, key=lambda w: lexicon.words[w])
    file = io.BytesIO()
    np.savez_compressed(
        file,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        rarity=lexicon.rarity.astype(np.float16),
        weights=lexicon.weights.astype(np.float16),
        bias=lexicon.bias.astype(np.float32),
    )
    return file.getvalue()


def unpack(name: str, data: bytes) -> Lexicon:
    """Read a lexicon from the bytes of its file.

    Raises:
        ReaderFileError: DG204, they are not a lexicon's.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as parts:
            words = parts["words"].tobytes().decode().split("\n")
            rarity, weights, bias = (parts[key].astype(np.float32) for key in ("rarity", "weights", "bias"))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ReaderFileError(name, f"is not a lexicon ({type(error).__name__})") from None
    return Lexicon({word: n for n, word in enumerate(words)}, rarity, weights, bias)
