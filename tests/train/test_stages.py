"""The fits of the second stage and of the lexicon: what tells an answer gets weight, and twice gives the same."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.extract.learned.stage import probability

pytest.importorskip("sklearn", reason="the train extra is not installed")


def test_a_feature_that_tells_the_answer_gets_weight() -> None:
    from dragoman.train.stages import Rows, fit_stage

    rows = Rows([{"first": float(n % 2), "noise": 1.0} for n in range(40)], [n % 2 == 1 for n in range(40)])
    stage = fit_stage("add", rows, 0.4)
    assert stage == fit_stage("add", rows, 0.4)
    assert stage.threshold == 0.4
    assert probability(stage, {"first": 1.0}) > 0.5 > probability(stage, {"first": 0.0})


def test_a_lexicon_scores_its_own_words() -> None:
    from dragoman.train.words import NEVER, fit_lexicon

    sentences = [frozenset({"meet", f"w{n}"}) if n % 2 else frozenset({"rain", f"w{n}"}) for n in range(20)]
    told = np.array([[n % 2 == 1, False] for n in range(20)])
    lexicon = fit_lexicon(sentences, told, told)
    assert set(lexicon.words) == {"meet", "rain"}
    assert lexicon.weights[0, lexicon.words["meet"], 0] > 0 > lexicon.weights[0, lexicon.words["rain"], 0]
    assert lexicon.bias[0, 1] == NEVER
