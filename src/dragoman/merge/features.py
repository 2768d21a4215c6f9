"""Features: in what respects two claims of one frame agree, differ, or do not say.

Two sketches come in, the name of a level goes out for each feature; what a level is worth stands in
``rules.yaml``. No feature knows a weight, and none looks at any other claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.merge.details import DETAILS, overlap
from dragoman.merge.identity import came_about, compare_time, identified
from dragoman.model import Precision, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.merge.geography import Geography, Relation
    from dragoman.merge.rules import Rules
    from dragoman.merge.sketch import Sketch

    Feature = Callable[[Sketch, Sketch, "Context"], str]

_DENIES = frozenset({Status.DENIED, Status.NOT_OCCURRED, Status.CANCELLED})
_HAPPENS = frozenset({Status.OCCURRED, Status.ONGOING})
_NEAR = frozenset({Precision.EXACT, Precision.SETTLEMENT, Precision.DISTRICT})
SMALL_FIGURE = 10
MANY_SIDES = 3


class Context:
    """What a feature may use beside the two claims: the rules and the map."""

    __slots__ = ("_scenes", "geography", "rules")

    def __init__(self, rules: Rules, geography: Geography) -> None:
        self.rules = rules
        self.geography = geography
        self._scenes: dict[tuple[str, str], tuple[Relation | None, Precision | None]] = {}

    def closest(self, a: Sketch, b: Sketch) -> tuple[Relation | None, Precision | None]:
        """Give how the places of two claims stand to each other; kept, since most claims name the same few."""
        key = (a.scene, b.scene)
        found = self._scenes.get(key)
        if found is None:
            found = self._scenes[key] = self.geography.best(a.places, b.places)
        return found


def frame(a: Sketch, b: Sketch, context: Context) -> str:
    """Give the frame itself: how readily two of its claims are one."""
    del b
    known = context.rules.weights.get("frame", {})
    return a.frame if a.frame in known else "other"


def sides(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare all participants as one set, or the two doers where the frame has a direction."""
    mine, other = a.known_sides, b.known_sides
    if not a.sides or not b.sides:
        return "none" if not a.sides and not b.sides else "one_missing"
    if not mine or not other:
        return "alike" if a.sides & b.sides else "unknown"
    if a.frame in context.rules.families.sides:
        return _participants(a, b)
    if mine == other:
        return "same_many" if len(mine) > 1 else "same"
    return "apart" if mine.isdisjoint(other) else "partly"


def _participants(a: Sketch, b: Sketch) -> str:
    """Compare two sets of participants; a guest whom nobody knows makes one more than the other."""
    mine, other = a.known_sides, b.known_sides
    if mine == other and a.sides == b.sides:
        return "same_many" if len(mine) > 1 else "same"
    if mine.isdisjoint(other):
        return "apart"
    if len(mine & other) >= MANY_SIDES:
        return "most"
    if mine <= other or other <= mine:
        return "part" if min(len(mine), len(other)) == 1 or mine == other else "part_many"
    return "partly"


def targets(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare whom it is done to."""
    mine, other = a.known_targets, b.known_targets
    if not a.targets or not b.targets:
        return "none" if not a.targets and not b.targets else "one_missing"
    if mine and other:
        directed = "elsewhere" if a.frame in context.rules.families.directed else "apart"
        return "same" if mine == other else "partly" if mine & other else directed
    return "alike" if overlap(a.target_words, b.target_words) >= context.rules.alike else "unknown"


def time(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare when it happened, or what the status of an undated claim allows."""
    return compare_time(a, b, context.rules)


def published(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare when both were published: it binds only where one of them has no date of its own."""
    if a.span is not None and b.span is not None:
        return "dated"
    if identified(a, b):
        return "identified"
    if a.published is None or b.published is None:
        return "unknown"
    gap = abs(a.published - b.published)
    if gap > context.rules.window_days:
        return "far"
    return "same" if gap <= 1 else "week"


def ordinal(a: Sketch, b: Sketch, _context: Context) -> str:
    """Compare the ordinal of the round: with the parties it identifies, whatever else is left unsaid."""
    if a.round is None or b.round is None:
        return "none"
    if a.round != b.round:
        return "different"
    return "identified" if identified(a, b) else "same"


def process(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare the round of the process that each was found to be; "five rounds since April" are none of them."""
    if a.process is None or b.process is None:
        return "none"
    if None in (a.process[1], b.process[1]):
        rest = a if a.process[1] is None else b
        return "series" if a.process[1] != b.process[1] and is_long(rest, context) else "none"
    return "same" if a.process == b.process else "different"


def is_long(sketch: Sketch, context: Context) -> bool:
    """Say whether its time is a stretch that says "since", not "when"."""
    return sketch.span is not None and sketch.span[1] - sketch.span[0] > context.rules.long_days


def mode(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare the modes: some exclude each other."""
    mine, other = a.mode, b.mode
    if mine is None or other is None:
        return "none" if mine is other else "one_missing"
    if mine == other:
        return "same"
    if any({mine, other} == set(pair) for pair in context.rules.modes.exclusive):
        return "exclusive"
    return "loose" if {mine, other} & context.rules.modes.loose else "different"


def name(a: Sketch, b: Sketch, _context: Context) -> str:
    """Compare the proper name of the operation or initiative: with its side it identifies."""
    if not a.name or not b.name:
        return "none" if not a.name and not b.name else "one_missing"
    if a.name <= b.name or b.name <= a.name:
        return "identified" if a.name == b.name and a.known_sides & b.known_sides else "same"
    return "different"


def status(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare what each says became of it: what was planned and then came about is one event's life."""
    mine, other = a.status, b.status
    if mine is other:
        return "same"
    if a.to_come and b.to_come:
        return "ahead"
    if mine in _HAPPENS and other in _HAPPENS:
        return "happens"
    if mine in _DENIES or other in _DENIES:
        return "fell" if _fell(a, b) else "opposed"
    return "came" if came_about(a, b, context.rules) else "life"


def _fell(a: Sketch, b: Sketch) -> bool:
    """Say whether what one foresees for some days is what the other says did not come about in them."""
    if a.span is None or b.span is None or not (a.to_come or b.to_come):
        return False
    return Status.DENIED not in (a.status, b.status)


def issue(a: Sketch, b: Sketch, _context: Context) -> str:
    """Compare what an act of speech is about."""
    mine, other = a.claim.content, b.claim.content
    if mine is None or other is None:
        return "none"
    if mine.issue == other.issue:
        return "same"
    return "open" if "other" in (mine.issue, other.issue) else "different"


FACTS: tuple[tuple[str, Feature], ...] = (
    ("sides", sides),
    ("ordinal", ordinal),
    ("process", process),
    ("mode", mode),
    ("targets", targets),
    ("name", name),
    ("issue", issue),
    ("frame", frame),
)
"""Features that look at nothing but what ``Sketch.facts`` sums up and, of claims of a process, whether their time is
long, so that their sum is kept for claims alike."""

WHEN: tuple[tuple[str, Feature], ...] = (
    ("time", time),
    ("published", published),
    ("status", status),
)
"""Features that look, where no exact fact identifies, at nothing but both statuses, the days between the publications,
and how the dates stand, so that their sum is kept for pairs alike."""

FEATURES = FACTS + WHEN + DETAILS
"""In the order in which they are asked."""
