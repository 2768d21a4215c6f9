"""The encoder: sentences in, scores for each frame out, by ONNX Runtime on one thread.

It holds a session and nothing else; the same sentences in the same batches give the same scores.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dragoman.extract.learned.bundle import Bundle

MAX_PIECES = 128
"""A sentence's word pieces beyond these are not looked at, as in training."""
BATCH = 16
LEAD = 3
"""Sentences that count as the lead. Source: inverted pyramid; measured on the training reports."""


class Sentence(NamedTuple):
    """A sentence to be scored: its words, its number in the report, and how many the report has."""

    text: str
    number: int
    of: int


class Scores(NamedTuple):
    """What the encoder says of one sentence; F frames.

    Attributes:
        first, told, hedged, main: Logits, shape (F,).
        status: Logits of the statuses in the order of ``Status``, shape (F, 7).
        attention: Share of each word piece, shape (F, T).
        pieces: First and last code point (exclusive) of each word piece in the sentence; (0, 0) of the marks.
    """

    first: NDArray[np.float32]
    told: NDArray[np.float32]
    hedged: NDArray[np.float32]
    main: NDArray[np.float32]
    status: NDArray[np.float32]
    attention: NDArray[np.float32]
    pieces: tuple[tuple[int, int], ...]


class Scorer(Protocol):
    """Anything that scores sentences: the encoder, or kept scores of a cross-validation."""

    def score(self, sentences: Sequence[Sentence]) -> list[Scores]:
        """Give the scores, one for each sentence, in order."""
        ...


def position_of(sentence: Sentence) -> tuple[float, float, float]:
    """Give where a sentence stands as the encoder takes it."""
    return math.log1p(sentence.number) / 3, sentence.number / max(1, sentence.of), float(sentence.number < LEAD)


class Encoder:
    """Scores sentences with a bundle's encoder."""

    def __init__(self, bundle: Bundle) -> None:
        import onnxruntime  # noqa: PLC0415 (heavy: only when text is read)
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(bundle.encoder), options, providers=["CPUExecutionProvider"])
        self._pieces = Tokenizer.from_file(str(bundle.pieces))
        self._pieces.no_padding()
        self._pieces.enable_truncation(MAX_PIECES)

    def score(self, sentences: Sequence[Sentence]) -> list[Scores]:
        """Give the scores, one for each sentence, in order."""
        encoded = self._pieces.encode_batch([s.text for s in sentences])
        order = sorted(range(len(sentences)), key=lambda n: len(encoded[n].ids))
        found: dict[int, Scores] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            rows = self._run([encoded[n].ids for n in batch], [position_of(sentences[n]) for n in batch])
            for n, (first, told, hedged, main, status, attention) in zip(batch, rows, strict=True):
                pieces = tuple(encoded[n].offsets)
                found[n] = Scores(first, told, hedged, main, status, attention[:, : len(pieces)], pieces)
        return [found[n] for n in range(len(sentences))]

    def _run(
        self, ids: Sequence[Sequence[int]], positions: Sequence[tuple[float, float, float]]
    ) -> Iterator[tuple[NDArray[np.float32], ...]]:
        import numpy as np  # noqa: PLC0415

        longest = max(map(len, ids))
        padded = np.zeros((len(ids), longest), dtype=np.int64)
        present = np.zeros((len(ids), longest), dtype=np.float32)
        for row, one in enumerate(ids):
            padded[row, : len(one)] = one
            present[row, : len(one)] = 1
        given = {"ids": padded, "present": present, "position": np.array(positions, dtype=np.float32)}
        return zip(*self._session.run(None, given), strict=True)
