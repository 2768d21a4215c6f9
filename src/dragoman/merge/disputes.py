"""Disputes: values of one event that cannot both be right, told apart from those that only seem so.

The facts of one event come in, disputes go out, each with its kind, its verdict and a sentence that says why. An
update by the same voice, a rising toll, another scope and another unit are told as such and are not open. It takes
no side and averages nothing away.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dragoman.merge.best import group_values, superseded
from dragoman.merge.cells import cell_value, figures_apart, place_json, quantity_json
from dragoman.merge.counts import Support, count, origins_of, share_voice
from dragoman.merge.geography import Relation
from dragoman.merge.titles import date_words, load_titles
from dragoman.model import Dispute, DisputeKind, Status
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dragoman.merge.best import Valued
    from dragoman.merge.cells import Facts, Figure, FigureCell
    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import Rules
    from dragoman.model import CellValue

T = TypeVar("T")
_HAPPENS = frozenset({Status.OCCURRED, Status.ONGOING})
_DENIES = frozenset({Status.DENIED, Status.NOT_OCCURRED})


class Finding(NamedTuple):
    """A dispute before it has an event to belong to."""

    field: str
    kind: DisputeKind
    verdict: str
    why: str
    values: tuple[CellValue, ...]

    def of_event(self, event_id: str, settled: dict[str, str]) -> Dispute:
        """Give the dispute of that event; a value that a person set settles it.

        Args:
            event_id: The event.
            settled: Id of the judgement, by the field that it set.
        """
        verdict, why = self.verdict, self.why
        if verdict == "open" and self.field in settled:
            verdict, why = "settled", f"A person set the value ({settled[self.field]}). {self.why}"
        identity = content_id("dsp", event_id, self.field, self.kind.value)
        return Dispute(identity, event_id, self.field, self.kind, verdict, why, self.values)


def find_disputes(facts: Facts, rules: Rules, geography: Geography) -> tuple[Finding, ...]:
    """Find what the claims of one event disagree on.

    Args:
        facts: What the claims say, by field.
        rules: For tolerances, names and tolls.
        geography: Says which places are apart.

    Returns:
        At most one finding for each field and kind, in a fixed order.
    """
    if len(facts.members) == 1:
        return ()
    found: list[Finding | None] = [_number(cell, rules) for cell in facts.figures]
    found += _scopes(facts, rules)
    found += [_date(facts, rules), _place(facts, rules, geography), _actor(facts, rules), _denial(facts, rules)]
    return tuple(finding for finding in found if finding is not None)


def _number(cell: FigureCell, rules: Rules) -> Finding | None:
    """Compare the figures of one scope.

    Source: CODEBOOK (bounds; vague words are not compared); the list of measures that only grow is in ``rules.yaml``.
    """
    apart = figures_apart(rules)
    pairs = _apart(cell.values, apart)
    values = tuple(cell_value(quantity_json(v.value.quantity), v.supports, rules.names) for v in cell.values)
    if not pairs:
        return _units(cell, values)
    gone = superseded(cell.values, apart, rules.names)
    standing = [pair for pair in pairs if not set(pair) & gone]
    if not standing:
        return Finding(cell.field, DisputeKind.NUMBER, "update", "The same voice later gave another figure.", values)
    if cell.values[0].value.reading.scope.measure in rules.numbers.tolls and _rises(cell.values, standing, rules):
        why = "The figure grows from report to report, as a toll does."
        return Finding(cell.field, DisputeKind.NUMBER, "update", why, values)
    told = next((pair for pair in standing if cell.best in pair), standing[0])
    first, second = (cell.values[index] for index in told)
    copied = " One stands only in copies of the other's report." if _only_copied(first, second) else ""
    why = f"{_told(first.value)} and {_told(second.value)} cannot both be right.{copied}"
    return Finding(cell.field, DisputeKind.NUMBER, "open", why, values)


def _units(cell: FigureCell, values: tuple[CellValue, ...]) -> Finding | None:
    units = sorted({valued.value.quantity.unit or "" for valued in cell.values})
    if len(units) == 1:
        return None
    why = f"The figures agree once brought to one unit ({', '.join(units)})."
    return Finding(cell.field, DisputeKind.NUMBER, "other-unit", why, values)


def _rises(values: Sequence[Valued[Figure]], standing: Iterable[tuple[int, int]], rules: Rules) -> bool:
    """Say whether each larger figure came later, from voices that do not stand against each other."""
    for one, two in standing:
        small, large = sorted((values[one], values[two]), key=lambda valued: valued.value.reading.nominal)
        if not small.first < large.first or _opposed(small, large, rules) or _only_copied(small, large):
            return False
    return True


def _only_copied(first: Valued[T], second: Valued[T]) -> bool:
    """Say whether one of two values stands only in copies of the report that gives the other: a slip, and no news."""
    shared = origins_of(first.supports + second.supports)
    return first.first_hand is not second.first_hand and len(shared) < first.origins + second.origins


def _opposed(first: Valued[T], second: Valued[T], rules: Rules) -> bool:
    mine, other = (set(count(valued.supports, rules.names).parties) for valued in (first, second))
    return bool(mine) and bool(other) and not mine & other


def _scopes(facts: Facts, rules: Rules) -> list[Finding | None]:
    """Tell figures of one measure that count other things, so that nobody takes them for a contradiction."""
    found: list[Finding | None] = []
    by_measure: dict[str, list[FigureCell]] = {}
    for cell in facts.figures:
        by_measure.setdefault(cell.values[0].value.reading.scope.measure, []).append(cell)
    for measure, cells in sorted(by_measure.items()):
        told = [(cell, cell.values[cell.best]) for cell in cells]
        if not _seems_apart([valued for _, valued in told]):
            continue
        scopes = [valued.value.reading.scope for _, valued in told]
        unit = len({scope.unit for scope in scopes}) > 1
        verdict = "other-unit" if unit else "other-scope"
        counted = dict.fromkeys(_counted(valued.value) for _, valued in told)
        why = f"The figures count different things: {'; '.join(counted)}."
        values = tuple(cell_value(quantity_json(v.value.quantity), v.supports, rules.names) for _, v in told)
        found.append(Finding(measure + ":scope", DisputeKind.NUMBER, verdict, why, values))
    return found


def _seems_apart(values: Sequence[Valued[Figure]]) -> bool:
    """Say whether figures that no one claim lists side by side differ, so that a reader may take them for a dispute."""
    return any(
        one.value.reading[1:] != two.value.reading[1:] and _claims(one).isdisjoint(_claims(two))
        for one, two in combinations(values, 2)
    )


def _claims(valued: Valued[Figure]) -> set[str]:
    return {support.sketch.claim.id for support in valued.supports}


def _counted(figure: Figure) -> str:
    scope = figure.reading.scope
    parts = [scope.effect, figure.quantity.of, scope.unit]
    return ", ".join(part for part in parts if part) or "not said"


def _date(facts: Facts, rules: Rules) -> Finding | None:
    def apart(one: Any, two: Any) -> bool:
        return not one.overlaps(two)

    pairs = _apart(facts.times, apart)
    if not pairs:
        return None
    values = tuple(cell_value(v.value.to_outside(), v.supports, rules.names) for v in facts.times)
    why, still = _moved(facts.times, pairs, apart, rules, "date")
    if not still:
        return Finding("occurred", DisputeKind.DATE, "update", why, values)
    first, second = (date_words(facts.times[index].value, load_titles(), clock=True) for index in still[0])
    return Finding("occurred", DisputeKind.DATE, "open", f"Reports date it to {first} and to {second}.", values)


def _place(facts: Facts, rules: Rules, geography: Geography) -> Finding | None:
    """Compare the places as claims give them: one report that names two places does not contradict itself."""
    told = group_values([(m.places, Support(m)) for m in facts.members if m.places], lambda places: places)

    def apart(one: Any, two: Any) -> bool:
        return geography.best(one, two)[0] is Relation.APART

    pairs = _apart(told, apart)
    if not pairs:
        return None
    values = tuple(cell_value(place_json(g.shown), g.supports, rules.names) for g in facts.places)
    why, still = _moved(told, pairs, apart, rules, "place")
    if not still:
        return Finding("places", DisputeKind.PLACE, "update", why, values)
    first, second = (told[index].value[0].name for index in still[0])
    return Finding("places", DisputeKind.PLACE, "open", f"Reports place it in {first} and in {second}.", values)


def _actor(facts: Facts, rules: Rules) -> Finding | None:
    """Compare who did it: claims whose sides have nothing in common."""
    told = group_values([(m.known_sides, Support(m)) for m in facts.members if m.known_sides], lambda sides: sides)
    pairs = _apart(told, lambda one, two: one.isdisjoint(two))
    if not pairs:
        return None
    first, second = (", ".join(sorted(told[index].value)) for index in pairs[0])
    values = tuple(cell_value(sorted(v.value), v.supports, rules.names) for v in told)
    return Finding("actor", DisputeKind.ACTOR, "open", f"Reports name {first} and {second} as the doer.", values)


def _denial(facts: Facts, rules: Rules) -> Finding | None:
    """Set those who say that it happened against those who say that it did not, once it could have."""
    days = [m.span[0] for m in facts.members if m.claim.status in _HAPPENS and m.fine and m.span is not None]
    first = min(days, default=-math.inf)
    spoken = [m for m in facts.members if m.claim.status in _HAPPENS or m.published is None or m.published >= first - 1]
    told = group_values([(m.claim.status, Support(m)) for m in spoken], lambda status: status)
    yes = [valued for valued in told if valued.value in _HAPPENS]
    no = [valued for valued in told if valued.value in _DENIES]
    if not yes or not no:
        return None
    values = tuple(cell_value(v.value.value, v.supports, rules.names) for v in (*yes, *no))
    later = max(v.last for v in no) > max(v.last for v in yes)
    same = all(share_voice(y.supports, n.supports, rules.names) for y in yes for n in no)
    if later and same:
        return Finding("status", DisputeKind.DENIAL, "update", "The same voice later said otherwise.", values)
    return Finding("status", DisputeKind.DENIAL, "open", "One voice reports it, another denies it.", values)


def _moved(
    values: Sequence[Valued[T]],
    pairs: Sequence[tuple[int, int]],
    apart: Callable[[T, T], bool],
    rules: Rules,
    what: str,
) -> tuple[str, list[tuple[int, int]]]:
    """Say why a date or place is no dispute but news, and give the pairs that stay one."""
    gone = superseded(values, apart, rules.names)
    standing = [pair for pair in pairs if not set(pair) & gone]
    if not standing:
        return f"The same voice later gave another {what}.", []
    overtaken = {index for index, value in enumerate(values) if any(_overtakes(each, value) for each in values)}
    still = [
        (one, two)
        for one, two in standing
        if not {one, two} & overtaken
        and not _replaced(values[one], values[two])
        and not _replaced(values[two], values[one])
    ]
    return f"The {what} was changed: the earlier one was only planned.", still


def _overtakes(new: Valued[T], old: Valued[T]) -> bool:
    """Say whether an old plan is settled by what is told as fact later, whatever the fact."""
    return old.only_planned and not new.only_planned and old.last < new.last


def _replaced(old: Valued[T], new: Valued[T]) -> bool:
    return old.only_planned and old.last < new.first


def _apart(values: Sequence[Valued[T]], apart: Callable[[T, T], bool]) -> list[tuple[int, int]]:
    return [pair for pair in combinations(range(len(values)), 2) if apart(values[pair[0]].value, values[pair[1]].value)]


def _told(figure: Figure) -> str:
    """Give a figure with its unit as a reader would say it."""
    quantity = figure.quantity
    words = {"": quantity.value, "at least ": quantity.low, "at most ": quantity.high}
    number = " and ".join(f"{word}{end:,.12g}" for word, end in words.items() if end is not None)
    return f"{number} {quantity.unit}" if quantity.unit else number
