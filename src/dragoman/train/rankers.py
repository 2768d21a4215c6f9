"""The fit of the choice of slots: one logistic regression for each slot over the candidates of claims.

Weighed claims with what readers claimed come in, ``Stage`` records by slot go out. Of a claim that no reader makes no
candidate is right, so that what is learned is how probable a slot is in the record, not given that the claim is true.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from dragoman.extract.learned.bundle import Stage
from dragoman.extract.learned.candidates import around_of, candidates
from dragoman.extract.learned.choosing import told_of
from dragoman.extract.learned.slot_features import slot_features
from dragoman.train.agreement import agrees
from dragoman.train.pairing import pair
from dragoman.train.stages import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.extract.learned.decisions import Weighed
    from dragoman.extract.learned.page import Page
    from dragoman.train.reports import Gold

THRESHOLDS = {"target": 0.35, "places": 0.35, "status": 0.0}
"""Probability from which a candidate fills a slot that the rules left empty. Source: cross-validation.

Half the F1 of the field (.18, .2) gives the greatest F1, and a wrong place or target in three of four that it fills.

Actor, time and attribution were tried and gained nothing (docs/reader-card.md).
"""
STRENGTH = 0.1
"""Inverse strength of the ridge. Source: cross-validation on the training reports (.03, .1 and .3 were tried)."""
LEAST_ROWS = 3
"""Candidates that must have a feature. Source: the same."""
LEAST = 0.005
"""Weights nearer to none are left out: they move no decision."""


def slot_rows(page: Page, weighed: Sequence[Weighed], gold: Sequence[Gold]) -> dict[str, Rows]:
    """Give what is learned of each slot from a report.

    Args:
        page: The report.
        weighed: What becomes a claim, by parts that have not seen the report.
        gold: What readers claimed.
    """
    told = told_of(weighed, page)
    paired = {j: gold[i] for i, j in pair(gold, [t.claim for t in told])}
    around = around_of([t.claim for t in told], page.context)
    found = {slot: Rows([], []) for slot in THRESHOLDS}
    for slot, rows in found.items():
        features, answers = list(rows.features), list(rows.answers)
        for n, one in enumerate(told):
            for candidate in candidates(slot, one, page.context):
                features.append(slot_features(slot, candidate, one, page, around))
                answers.append(n in paired and agrees(candidate.value, slot, paired[n]))
        found[slot] = Rows(features, answers)
    return found


def fit_slots(rows: Sequence[Mapping[str, Rows]]) -> dict[str, Stage]:
    """Fit the choice of every slot on the rows of some reports; a slot that is never or always right gets none."""
    found = {}
    for slot, threshold in THRESHOLDS.items():
        features = [f for one in rows for f in one[slot].features]
        answers = [a for one in rows for a in one[slot].answers]
        if len(set(answers)) > 1:
            found[slot] = _fit(Rows(features, answers), threshold)
    return found


def _fit(rows: Rows, threshold: float) -> Stage:
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (only where it is trained)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts = Counter(name for row in rows.features for name in row)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{k: v for k, v in row.items() if counts[k] >= LEAST_ROWS} for row in rows.features])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=STRENGTH, solver="liblinear").fit(matrix, np.array(rows.answers))
    names = vectors.get_feature_names_out()
    weights = {str(n): round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) > LEAST}
    return Stage(round(float(model.intercept_[0]), 6), weights, threshold)
