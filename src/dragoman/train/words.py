"""The lexicon's fit: a logistic regression for each frame over the words of sentences.

Sentences as lists of words with labels come in, a ``Lexicon`` goes out.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from dragoman.extract.learned.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEAST_SENTENCES = 2
"""Sentences in which a word must stand. Source: cross-validation on the training reports."""
STRENGTH = 10.0
"""Inverse strength of the ridge. Source: the same."""


def fit_lexicon(sentences: Sequence[frozenset[str]], first: NDArray[np.bool_], told: NDArray[np.bool_]) -> Lexicon:
    """Fit a lexicon.

    Args:
        sentences: The words of each.
        first: Whether each frame is first told there, shape (sentences, F).
        told: Whether it is told there.
    """
    counts = Counter(word for words in sentences for word in words)
    kept = sorted(word for word, n in counts.items() if n >= LEAST_SENTENCES)
    numbers = {word: n for n, word in enumerate(kept)}
    rarity = np.array([math.log((1 + len(sentences)) / (1 + counts[w])) + 1 for w in kept], dtype=np.float32)
    matrix = _matrix(sentences, numbers, rarity)
    weights = np.zeros((2, len(kept), first.shape[1]), dtype=np.float32)
    bias = np.zeros((2, first.shape[1]), dtype=np.float32)
    for sort, answers in enumerate((first, told)):
        for f in range(first.shape[1]):
            weights[sort, :, f], bias[sort, f] = _fit(matrix, answers[:, f])
    return Lexicon(numbers, rarity, weights, bias)


NEVER = -6.0
"""Logit of a frame that no sentence tells."""


def _fit(matrix: object, answers: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (only where it is trained)

    if not answers.any():
        return np.zeros(1), NEVER
    model = LogisticRegression(C=STRENGTH, solver="liblinear").fit(matrix, answers)
    return model.coef_[0], float(model.intercept_[0])


def _matrix(sentences: Sequence[frozenset[str]], numbers: dict[str, int], rarity: NDArray[np.float32]) -> object:
    """Give the weighted words of sentences as a sparse matrix, each row of length 1."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    rows, columns, values = [], [], []
    for n, words in enumerate(sentences):
        known = sorted(numbers[w] for w in words if w in numbers)
        if not known:
            continue
        length = math.sqrt(float((rarity[known] ** 2).sum()))
        rows += [n] * len(known)
        columns += known
        values += [float(rarity[k]) / length for k in known]
    found = csr_matrix((values, (rows, columns)), shape=(len(sentences), len(numbers)))
    found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)
    return found
