"""Encoders for the folds and for shipping: prepared reports in, scores or a network out.

The lower layers are run once for all reports; each fold trains the rest on the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dragoman.extract.learned.encoder import Scores, Sentence, position_of
from dragoman.train.fitting import RECIPES, Fit, Labelled, lower_states
from dragoman.train.network import LAYERS, Base, Network, Shape, Upper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.train.run import Given, Prepared


class Trainer:
    """Trains encoders on prepared reports."""

    def __init__(self, prepared: Sequence[Prepared], given: Given, say: Callable[[str], None]) -> None:
        self._prepared = prepared
        self._given = given
        self._say = say
        self._shape = shape_of(prepared[0].labels.first.shape[1], given.layers)
        self._rows = [(p, at) for p in prepared for at in range(len(p.numbers))]
        self._labelled = [_labelled(p, at) for p, at in self._rows]
        lower = self._new().base
        self._states = lower_states(lower, [s.ids for s in self._labelled])

    def score_fold(self, fold: int) -> dict[tuple[str, str], dict[int, Scores]]:
        """Train on the other folds and score this one, by (part, name) and number of the sentence."""
        self._say(f"fold {fold + 1}")
        fit = self._fit([n for n, (p, _) in enumerate(self._rows) if p.fold != fold])
        asked = [n for n, (p, _) in enumerate(self._rows) if p.fold == fold]
        scores = fit.score([self._states[n] for n in asked], [self._labelled[n].position for n in asked])
        found: dict[tuple[str, str], dict[int, Scores]] = {}
        for n, one in zip(asked, scores, strict=True):
            p, at = self._rows[n]
            kept = Scores(*one, pieces=tuple(p.encoded[at].offsets))
            found.setdefault((p.report.part, p.report.name), {})[p.numbers[at]] = kept
        return found

    def network(self) -> Network:
        """Train on all reports."""
        self._say("all reports")
        fit = self._fit(list(range(len(self._rows))))
        return Network(fit.base, fit.upper)

    def _new(self) -> Fit:
        return Fit(self._given.base, self._shape, RECIPES[self._given.layers])

    def _fit(self, chosen: Sequence[int]) -> Fit:
        fit = self._new()
        fit.run([self._labelled[n] for n in chosen], [self._states[n] for n in chosen], self._say)
        return fit


def _labelled(p: Prepared, at: int) -> Labelled:
    number, labels, encoded = p.numbers[at], p.labels, p.encoded[at]
    sentence = Sentence("", number, len(p.report.analysis.sentences))
    return Labelled(
        ids=tuple(encoded.ids),
        position=np.array(position_of(sentence), dtype=np.float32),
        first=(labels.first[number] > 0).astype(np.float32),
        told=labels.told[number].astype(np.float32),
        hedged=labels.hedged[number].astype(np.float32),
        main=labels.main[number].astype(np.float32),
        status=labels.status[number],
        anchor=_anchor(p, at),
    )


def _anchor(p: Prepared, at: int) -> np.ndarray:
    """Give the word piece of the rules' trigger of each frame that readers tell there too, else -1."""
    number, labels = p.numbers[at], p.labels
    found = np.full(labels.first.shape[1], -1)
    start = p.report.analysis.sentences[number].start
    for draft in p.drafts:
        f = p.frames[draft.frame]
        if draft.hit.sentence != number or not labels.told[number, f]:
            continue
        place = draft.hit_start - start
        found[f] = next((n for n, (a, b) in enumerate(p.encoded[at].offsets) if a <= place < b), -1)
    return found


def shape_of(frames: int, layers: int) -> Shape:
    """Give the form of a network of which so many upper layers are trained."""
    return Shape(frames, frozen=LAYERS - layers)


def empty_network(frames: int, layers: int) -> Network:
    """Give a network of that form, for weights that were kept."""
    shape = shape_of(frames, layers)
    return Network(Base(shape.frozen), Upper(shape))
