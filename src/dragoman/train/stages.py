"""The second stage's fit: logistic regressions over named features, as plain weights.

Pages with their labels come in, ``Stage`` records go out. Scores on the pages must come from encoders that have not
seen them (cross-validation), or the stage would trust the encoder too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.extract.learned.bundle import Stage

Row = dict[str, float]

STRENGTHS = {"keep": 0.01, "add": 0.05, "alone": 0.05}
"""Inverse strength of the ridge of each stage. Source: cross-validation on the training reports."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a stage is fitted on: features of each row, and whether its answer is yes."""

    features: Sequence[Row]
    answers: Sequence[bool]


def fit_stage(name: str, rows: Rows, threshold: float = 0.5) -> Stage:
    """Fit one stage; each feature is scaled by its spread first, and the scale folded into its weight.

    Args:
        name: Of the stage: its ridge goes by it.
        rows: What it is fitted on.
        threshold: Put into the stage as it is.
    """
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (only where it is trained)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    vectors, scale = DictVectorizer(), StandardScaler(with_mean=False)
    matrix = scale.fit_transform(vectors.fit_transform(list(rows.features)))
    model = LogisticRegression(C=STRENGTHS[name], max_iter=500)
    model.fit(matrix, np.array(rows.answers))
    weights = model.coef_[0] / scale.scale_
    names = vectors.get_feature_names_out()
    kept = {str(n): round(float(w), 6) for n, w in zip(names, weights, strict=True) if abs(w) > LEAST}
    return Stage(round(float(model.intercept_[0]), 6), kept, threshold)


LEAST = 1e-4
"""Weights nearer to none are left out: they move no decision."""
