"""Features of the single claim: persons, places, words and figures, in which hardly two claims are the same.

Two sketches come in, the name of a level goes out for each feature, as in ``features``; what a level is worth stands
in ``rules.yaml``.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from dragoman.merge.geography import Relation
from dragoman.merge.identity import identified
from dragoman.merge.quantities import compatible, is_sum, ratio, same_scope
from dragoman.model import Precision

if TYPE_CHECKING:
    from dragoman.merge.features import Context, Feature
    from dragoman.merge.quantities import Reading
    from dragoman.merge.sketch import Sketch

_NEAR = frozenset({Precision.EXACT, Precision.SETTLEMENT, Precision.DISTRICT})
SMALL_FIGURE = 10
SIDES = 2
"""A figure that is this many times another counts both sides where that counts one."""

STAGED = "exchanged"
"""The measure in which an exchange and its stages are counted."""

_BODIES = {STAGED: "bodies", "bodies": STAGED}


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Give the part of the shorter list of words that the other has too."""
    if first.isdisjoint(second):
        return 0.0
    return len(first & second) / min(len(first), len(second))


def people(a: Sketch, b: Sketch, context: Context) -> str:
    """Say whether both name one person, by the dossier or by more than one word; who speaks must not differ."""
    if not a.persons.isdisjoint(b.persons):
        return "shared"
    if not a.people.isdisjoint(b.people) and any(len(words) > 1 for words in a.people & b.people):
        return "shared"
    if a.frame not in context.rules.families.speech:
        return "none"
    if a.persons and b.persons and a.persons.isdisjoint(b.persons):
        return "apart"
    full = all(any(len(words) > 1 for words in each.people) for each in (a, b))
    return "others" if full else "none"


def voices(a: Sketch, b: Sketch, _context: Context) -> str:
    """Say whether both have it from one person or office."""
    return "shared" if a.voices & b.voices else "none"


def places(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare where it happened."""
    if not a.places or not b.places:
        return "none" if not a.places and not b.places else "one_missing"
    relation, precision = context.closest(a, b)
    if relation is Relation.SAME:
        return "same_near" if precision in _NEAR else f"same_{precision}"
    if relation is Relation.APART and (identified(a, b) or a.frame in context.rules.families.rounds):
        return "moved"
    return "unknown" if relation is None else str(relation)


def content(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare the words of what was demanded, offered, refused, threatened or agreed."""
    if not a.content or not b.content:
        return "none"
    return "alike" if overlap(a.content, b.content) >= context.rules.alike else "unlike"


def words(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare the words of the evidence."""
    if not a.words or not b.words:
        return "none"
    share = overlap(a.words, b.words)
    if share >= 2 * context.rules.alike:
        return "copy"
    return "alike" if share >= context.rules.alike else "some" if share >= context.rules.alike / 2 else "unlike"


def story(a: Sketch, b: Sketch, context: Context) -> str:
    """Say whether both reports come from one origin, one's title has the other's name, or the titles are alike."""
    if a.active.origin == b.active.origin:
        return "origin"
    if (a.name and a.name <= b.title_words) or (b.name and b.name <= a.title_words):
        return "named"
    return "title" if overlap(a.title, b.title) >= context.rules.alike else "none"


def numbers(a: Sketch, b: Sketch, context: Context) -> str:
    """Compare the figures of one scope."""
    if not a.readings or not b.readings:
        return "none"
    pairs = [(x, y) for x, y in product(a.readings, b.readings) if same_scope(x.scope, y.scope)]
    if any(x[1:] == y[1:] and (x.low >= SMALL_FIGURE or x.low % 1) for x, y in pairs):
        return "shared"
    if a.frame in context.rules.families.stages and (adds_up(a, b) or _same_people(a, b)):
        return "shared"
    if any(x[1:] == y[1:] for x, y in pairs):
        return "shared_small"
    if pairs and all(ratio(x, y) >= context.rules.numbers.far_ratio for x, y in pairs):
        return "far"
    if not pairs or any(compatible(x, y, context.rules) for x, y in pairs):
        return "compatible" if pairs else "none"
    return "terms" if a.frame in context.rules.families.terms and a.to_come and b.to_come else "apart"


def stage(a: Sketch, b: Sketch, context: Context) -> str:
    """Say whether one is a stage or tally of the other: it has the smaller figure, and a day of its own.

    A figure twice the other is left alone: reports count one side or both.
    """
    if a.frame not in context.rules.families.stages or adds_up(a, b):
        return "none"
    pairs = [(x, y) for x, y in product(_own(a), _own(b)) if same_scope(x.scope, y.scope)]
    times = [ratio(x, y) for x, y in pairs]
    return "stage" if any(each >= context.rules.numbers.stage_ratio and each != SIDES for each in times) else "none"


def adds_up(a: Sketch, b: Sketch) -> bool:
    """Say whether the figures of one are the sum of the other's ("270 soldiers and 120 civilians", "390 people")."""
    return is_sum(a.readings, b.readings) or is_sum(b.readings, a.readings)


def _own(sketch: Sketch) -> list[Reading]:
    """Give the figures of the exchange itself: beside a stage's its whole's may stand, of the same people."""
    freed = _freed(sketch)
    return [x for x in freed if not any(y.low < x.low and same_scope(x.scope, y.scope) for y in freed)]


def _freed(sketch: Sketch) -> list[Reading]:
    return [each for each in sketch.readings if each.scope.measure == STAGED and each.exact]


def _same_people(a: Sketch, b: Sketch) -> bool:
    """Say whether one counts as exchanged what the other counts as bodies."""
    mine, other = ({(each.scope.measure, each[1:]) for each in one.readings} for one in (a, b))
    return any((_BODIES[measure], figures) in other for measure, figures in mine if measure in _BODIES)


DETAILS: tuple[tuple[str, Feature], ...] = (
    ("words", words),
    ("story", story),
    ("stage", stage),
    ("people", people),
    ("numbers", numbers),
    ("voices", voices),
    ("content", content),
    ("places", places),
)
"""Features of the single claim: what conflicts or tells soonest, at the least cost, first."""
