"""Cells: every field of an event with all its values, who carries each, and which one is shown.

The claims of one event come in, cells go out, one a field. A cell keeps every value; what is shown is one of them.
Whether values contradict each other is decided in ``disputes``; a cell only takes its status from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.merge.best import Valued, group_values, superseded
from dragoman.merge.counts import Support, count, origins_of
from dragoman.merge.names import words_of
from dragoman.merge.quantities import Reading, compatible, is_sum, read_quantity, same_scope
from dragoman.merge.sketch import Key, Sketch
from dragoman.merge.union import ROLES, FillerGroup, PlaceGroup, union_places, union_role
from dragoman.model import Cell, CellStatus, CellValue, Content, Filler, PlaceRef, QuantityRef
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.geography import Geography
    from dragoman.merge.rules import NameRules, Rules
    from dragoman.model import Dispute

ORDER = ("status", "occurred", "places", *ROLES, "round", "name", "mode", "content", "outcome")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure on the common scale."""

    quantity: QuantityRef
    reading: Reading


@dataclass(frozen=True, slots=True)
class FigureCell:
    """All figures of one scope of an event, and the index of the one shown."""

    field: str
    values: tuple[Valued[Figure], ...]
    best: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the claims of one event say, by field, before it is shown."""

    members: tuple[Sketch, ...]
    times: tuple[Valued[Interval], ...]
    places: tuple[PlaceGroup, ...]
    roles: dict[str, tuple[FillerGroup, ...]]
    figures: tuple[FigureCell, ...]


def gather(members: Sequence[Sketch], rules: Rules, geography: Geography) -> Facts:
    """Sort out what the claims of one event say.

    Args:
        members: In canonical order.
        rules: For names and figures.
        geography: Says which places are one.
    """
    times = [(member.claim.time, Support(member)) for member in members if member.claim.time is not None]
    return Facts(
        members=tuple(members),
        times=tuple(group_values(times, lambda time: (time.start, time.end, time.granularity))),
        places=union_places(members, geography),
        roles={role: union_role(members, role, rules.names) for role in ROLES},
        figures=tuple(_figures(members, rules)),
    )


def figures_apart(rules: Rules) -> Any:
    """Give the test that two figures cannot both be true."""
    return lambda one, two: not compatible(one.reading, two.reading, rules)


def quantity_json(quantity: QuantityRef) -> dict[str, Any]:
    """Give a figure in the codebook's form."""
    fields = ("measure", "value", "low", "high", "unit", "of", "effect")
    return {name: getattr(quantity, name) for name in fields}


def place_json(place: PlaceRef) -> dict[str, Any]:
    """Give a place in the codebook's form."""
    shown = {name: getattr(place, name) for name in ("name", "country", "adm1", "lat", "lon", "administered_by")}
    return {**shown, "precision": place.precision.value}


def filler_json(filler: Filler) -> dict[str, Any]:
    """Give a participant in the codebook's form."""
    shown = {"id": filler.actor_id, "name": filler.name, "party": filler.party, "as": filler.qualifier}
    return shown if filler.effect is None else {**shown, "effect": filler.effect}


def content_json(content: Content) -> dict[str, Any]:
    """Give what was demanded, offered, refused or agreed: its issue and the report's words."""
    condition = None if content.condition is None else content.condition.quote
    return {"issue": content.issue, "quotes": [span.quote for span in content.spans], "condition": condition}


def cell_value(value: Any, supports: Sequence[Support], rules: NameRules) -> CellValue:
    """Give one value with its counts and claims, in order of publication."""
    ids = tuple(dict.fromkeys(support.sketch.claim.id for support in supports))
    return CellValue(value, count(supports, rules), ids)


def cells_of(facts: Facts, shown: dict[str, Any], disputes: Iterable[Dispute], rules: NameRules) -> tuple[Cell, ...]:
    """Give the cells of one event.

    Args:
        facts: What its claims say.
        shown: The value shown, for each field that has one; figures are told by their own cell.
        disputes: Those of this event; they give a cell its status.
        rules: For counting voices.
    """
    verdicts: dict[str, set[str]] = {}
    for dispute in disputes:
        verdicts.setdefault(dispute.field, set()).add(dispute.verdict)
    found = {field: values for field in ORDER if (values := _values(facts, field, rules))}
    cells = [_cell(field, shown.get(field), values, verdicts) for field, values in found.items()]
    for figure in facts.figures:
        listed = tuple(cell_value(quantity_json(v.value.quantity), v.supports, rules) for v in figure.values)
        best = shown.get(figure.field, listed[figure.best].value)
        cells.append(_cell(figure.field, best, listed, verdicts))
    return tuple(cells)


def _cell(field: str, best: Any, values: tuple[CellValue, ...], verdicts: dict[str, set[str]]) -> Cell:
    mine = verdicts.get(field, set())
    claims = {claim for value in values for claim in value.claims}
    if "open" in mine:
        status = CellStatus.DISPUTED
    elif "update" in mine or (field == "status" and len(values) > 1):
        status = CellStatus.UPDATED
    else:
        status = CellStatus.AGREED if len(claims) > 1 else CellStatus.SINGLE
    return Cell(field, best, status, values)


def _values(facts: Facts, field: str, rules: NameRules) -> tuple[CellValue, ...]:
    if field == "occurred":
        return tuple(cell_value(v.value.to_outside(), v.supports, rules) for v in facts.times)
    if field == "places":
        return tuple(cell_value(place_json(g.shown), g.supports, rules) for g in facts.places)
    if field in ROLES:
        return tuple(cell_value(filler_json(g.shown), g.supports, rules) for g in facts.roles[field])
    values = group_values(_plain(facts.members, field), _key)
    return tuple(cell_value(v.value, v.supports, rules) for v in values)


def _plain(members: Sequence[Sketch], field: str) -> list[tuple[Any, Support]]:
    """Give the values of a field that is text or a number, claim by claim."""
    pairs: list[tuple[Any, Support]] = []
    for member in members:
        claim = member.claim
        if field == "outcome":
            pairs += [(each.evidence.quote, Support(member, each.attribution)) for each in claim.outcome]
        elif field == "content":
            if claim.content is not None:
                pairs.append((content_json(claim.content), Support(member)))
        else:
            value = getattr(claim, field)
            pairs += [] if value is None else [(value if field == "round" else str(value), Support(member))]
    return pairs


def _key(value: Any) -> Any:
    """Give what makes two values one: text by its words, whatever the case and marks."""
    if isinstance(value, dict):
        return (value["issue"], words_of(" ".join(value["quotes"])))
    return words_of(value) if isinstance(value, str) else value


def _figures(members: Sequence[Sketch], rules: Rules) -> list[FigureCell]:
    """Group the figures by what they count, and name each group."""
    told = [
        (Figure(quantity, reading), Support(member, quantity.attribution))
        for member in members
        for quantity in member.claim.quantities
        if (reading := read_quantity(quantity, rules)) is not None
    ]
    scopes: list[list[tuple[Figure, Support]]] = []
    shares = _shares(members)
    for figure, support in sorted(told, key=_figure_order):
        for scope in scopes:
            share = support.sketch.key in shares
            alike = share == (scope[0][1].sketch.key in shares)
            if alike and _belongs(figure, support, scope, rules):
                scope.append((figure, support))
                break
        else:
            scopes.append([(figure, support)])
    cells = [_figure_cell(scope, rules) for scope in scopes]
    return _with_names(cells)


def _shares(members: Sequence[Sketch]) -> frozenset[Key]:
    """Give the claims that list what others give as a sum: "270 soldiers and 120 civilians", "390 people"."""
    listing = [member for member in members if len(member.readings) > 1]
    return frozenset(each.key for each in listing if any(is_sum(m.readings, each.readings) for m in members))


def _belongs(figure: Figure, support: Support, scope: list[tuple[Figure, Support]], rules: Rules) -> bool:
    """Say whether a figure counts what a group counts: a claim that gives two figures counts two things."""
    apart = figures_apart(rules)
    return all(
        same_scope(figure.reading.scope, other.reading.scope)
        and not (beside.sketch is support.sketch and apart(figure, other))
        for other, beside in scope
    )


def _figure_order(pair: tuple[Figure, Support]) -> tuple[str, str, str, int, str, Any]:
    scope = pair[0].reading.scope
    of = " ".join(sorted(scope.of))
    return (scope.measure, scope.unit or "", scope.effect or "", -len(scope.of), of, pair[1].sketch.key)


def _figure_cell(scope: list[tuple[Figure, Support]], rules: Rules) -> FigureCell:
    values = group_values(scope, lambda figure: (figure.reading.low, figure.reading.high, figure.quantity.unit))
    gone = superseded(values, figures_apart(rules), rules.names)

    def order(index: int) -> tuple[bool, bool, bool, int, int, int, bool, float, float]:
        valued = values[index]
        reading = valued.value.reading
        allowing = [other for other in values if compatible(other.value.reading, reading, rules)]
        return (
            index in gone,
            valued.only_planned and not all(each.only_planned for each in values),
            not reading.exact,
            -len(origins_of([support for other in allowing for support in other.supports])),
            -valued.origins,
            _zeros(reading),
            not valued.first_hand,
            -valued.last,
            reading.low,
        )

    return FigureCell(_field(scope), tuple(values), min(range(len(values)), key=order))


def _zeros(reading: Reading) -> int:
    """Give how round a figure is: of two that agree, 6,060 says more than 6,000."""
    figure = reading.nominal
    if not figure or figure % 1 or reading.scope.measure == "duration":
        return 0
    digits = f"{figure:.0f}"
    return len(digits) - len(digits.rstrip("0"))


def _field(scope: list[tuple[Figure, Support]]) -> str:
    """Name a cell of figures: the measure, the effect, and what is counted where the words tell."""
    shared = [figure.reading.scope for figure, _ in scope]
    effect = next((each.effect for each in shared if each.effect), None)
    of = next((" ".join(sorted(each.of)) for each in shared if each.of), None)
    return "/".join(part for part in (shared[0].measure, effect, of) if part)


def _with_names(cells: list[FigureCell]) -> list[FigureCell]:
    """Give each measure that has one cell its plain name; others keep what is counted, and a number if need be."""
    measures = [cell.field.split("/", 1)[0] for cell in cells]
    named: list[FigureCell] = []
    for cell, measure in zip(cells, measures, strict=True):
        field = measure if measures.count(measure) == 1 else cell.field
        same = sum(1 for other in named if other.field.split("#", 1)[0] == field)
        named.append(FigureCell(f"{field}#{same + 1}" if same else field, cell.values, cell.best))
    return named
