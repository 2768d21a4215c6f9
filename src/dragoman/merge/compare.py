"""Comparisons that explain themselves: what two claims share, what keeps them apart, and what that weighs.

Two sketches come in, a ``Comparison`` goes out. The weights are data; a level that is ``never`` is a conflict and
ends the comparison. Claims of two frames are never compared.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.details import SMALL_FIGURE, adds_up
from dragoman.merge.features import FEATURES, Context
from dragoman.merge.identity import identified
from dragoman.merge.sums import CONFLICT, Sums

if TYPE_CHECKING:
    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Key, Sketch


class Part(NamedTuple):
    """One respect in which two claims were compared.

    Attributes:
        level: What was found (``same``, ``apart``, ``one_missing``, ...).
        weight: In log odds; None where the level is a conflict.
    """

    feature: str
    level: str
    weight: float | None


class Comparison(NamedTuple):
    """What speaks for and against two claims being one event.

    Attributes:
        parts: In the order asked; after a conflict nothing more was asked.
    """

    first: str
    second: str
    parts: tuple[Part, ...]

    @property
    def conflict(self) -> Part | None:
        """The part that rules it out, or None."""
        return self.parts[-1] if self.parts and self.parts[-1].weight is None else None

    @property
    def total(self) -> float:
        """The sum of the weights; minus infinity where there is a conflict."""
        return CONFLICT if self.conflict else _exact(sum(part.weight or 0.0 for part in self.parts))

    def explain(self) -> str:
        """Say it in one line, the weightiest part first."""
        if self.conflict is not None:
            return f"not the same: {self.conflict.feature} {self.conflict.level}"
        weighty = sorted(self.parts, key=lambda part: (-abs(part.weight or 0.0), part.feature))
        told = ", ".join(f"{part.feature} {part.level} {part.weight:+.2f}" for part in weighty if part.weight)
        return f"{self.total:+.2f}: {told}"


class Comparer:
    """Compares sketches under one set of rules, each pair once.

    Args:
        rules: Weights, thresholds and lists.
        geography: Says how two places stand to each other.
    """

    def __init__(self, rules: Rules, geography: Geography) -> None:
        self._context = Context(rules, geography)
        self._anchors = rules.anchors
        self._weights = {
            feature: {level: None if weight == "never" else float(weight) for level, weight in levels.items()}
            for feature, levels in rules.weights.items()
        }
        self._sums = Sums(self._weights, rules.anchors, self._context)
        self._totals: dict[tuple[Key, Key], float] = {}

    def fresh(self) -> Comparer:
        """Give one that knows the same and has kept no pair: what is kept of a claim ends with the claim."""
        other = copy(self)
        other.forget()
        return other

    def for_frame(self) -> Comparer:
        """Give one for the claims of another frame: it costs less than to make it anew."""
        other = self.fresh()
        other._sums = self._sums.emptied()  # noqa: SLF001  of its own kind
        return other

    def forget(self) -> None:
        """Keep no pair any longer."""
        self._totals = {}

    def compare(self, first: Sketch, second: Sketch) -> Comparison:
        """Compare two claims of one frame in full; the order of the two does not matter."""
        a, b = (first, second) if first.key <= second.key else (second, first)
        if a.document == b.document:
            part = self._within(a, b)
            if part.weight is None:
                return Comparison(a.claim.id, b.claim.id, (part,))
        parts = []
        for feature, level_of in FEATURES:
            level = level_of(a, b, self._context)
            parts.append(Part(feature, level, self._weights[feature][level]))
            if parts[-1].weight is None:
                break
        else:
            if not any(part.level in self._anchors.get(part.feature, ()) for part in parts):
                parts.append(Part("anchor", "none", self._weights["anchor"]["none"]))
        return Comparison(a.claim.id, b.claim.id, tuple(parts))

    def total(self, first: Sketch, second: Sketch) -> float:
        """Give the sum for two claims, minus infinity for a conflict; kept, since clusters ask again."""
        ids = (first.key, second.key) if first.key <= second.key else (second.key, first.key)
        if ids not in self._totals:
            self._totals[ids] = self.weigh(first, second)
        return self._totals[ids]

    def weigh(self, first: Sketch, second: Sketch, floor: float = CONFLICT) -> float:
        """Give the sum as ``compare`` does, without keeping anything: it runs a hundred times for each claim.

        Args:
            first: A claim.
            second: Another of the same frame.
            floor: Where the sum cannot reach this any more, a conflict is given at once.
        """
        a, b = (first, second) if first.key <= second.key else (second, first)
        if a.document == b.document and not agree_strictly(a, b):
            return CONFLICT
        return self._sums.weigh(a, b, floor)

    @staticmethod
    def _within(a: Sketch, b: Sketch) -> Part:
        """Hold two claims of one report apart unless they agree strictly: the reading has separated them already."""
        return Part("document", "strict", 0.0) if agree_strictly(a, b) else Part("document", "separate", None)


def agree_strictly(a: Sketch, b: Sketch) -> bool:
    """Say whether two claims of one report are one: same status, mode, time, sides, places and figures, or identified.

    Source: CODEBOOK (a claim is one thing that a report says; a report's claims are told apart by its reader).
    """
    if identified(a, b) and a.span == b.span:
        return True
    same_act = a.status is b.status and a.mode == b.mode and a.sides == b.sides
    if same_act and a.sides and _counts_the_same(a, b):
        return True
    same_scene = a.span is not None and a.span == b.span and a.places == b.places and a.targets == b.targets
    return same_act and same_scene and bool(a.places) and bool(a.sides) and a.readings == b.readings


def _counts_the_same(a: Sketch, b: Sketch) -> bool:
    """Say whether one spells out the other's figure, or both give it for the same day and place."""
    if None in (a.span, b.span) and adds_up(a, b):
        return True
    alike = a.span is not None and a.span == b.span and a.places == b.places
    return alike and any(x == y and x.low >= SMALL_FIGURE for x in a.readings for y in b.readings)


def _exact(total: float) -> float:
    """Give a sum of hundredths without what floats lose, so that the order of adding never decides."""
    return round(total, 6)
