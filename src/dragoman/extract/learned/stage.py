"""The second stage: a logistic regression over named features, with the shares that each has in its answer.

Features come in; a probability, or the features that moved it most, go out. Plain numbers, no library.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.extract.learned.bundle import Stage

FARTHEST = 30.0
"""Logits beyond these are the same to any reader; keeps ``exp`` in bounds."""


class Share(NamedTuple):
    """What one feature adds to a logit."""

    feature: str
    adds: float


def probability(stage: Stage, features: Mapping[str, float]) -> float:
    """Give the probability that the answer is yes."""
    logit = stage.bias + sum(stage.weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, logit))))


def shares(stage: Stage, features: Mapping[str, float], most: int = 8) -> tuple[Share, ...]:
    """Give the features that add or take most, greatest first; ties by name."""
    found = [Share(name, stage.weights.get(name, 0.0) * value) for name, value in features.items()]
    found.sort(key=lambda s: (-abs(s.adds), s.feature))
    return tuple(s for s in found[:most] if s.adds)
