"""Change: figures over time, what differs between two views, what was found, and whether all is well. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef, IntervalShape


class PointShape(TypedDict):
    """One figure of a series.

    Attributes:
        published_at: Of the report.
        published_at_local: The same, as printed.
        value: A plain figure.
        low: At least.
        high: At most.
        unit: Of the figure, as printed.
        voice: Who gives it: the last of the chain, else the outlet.
        party: The side whose voice it is.
        claimed_by_other: Whether a side gives it of the losses of another side.
        hedged: Whether the report hedges the figure.
        origin: Of the passage.
        claim: That gives it.
    """

    published_at: str | None
    published_at_local: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    voice: str | None
    party: str | None
    claimed_by_other: bool
    hedged: bool
    origin: str
    claim: ClaimRef


class ReadingsShape(TypedDict):
    """Four ways to read a series, side by side, none of them an average.

    Attributes:
        conservative: The lowest that anyone else than an opponent gives; null where an opponent alone speaks.
        low: The lowest of the latest figures of each voice.
        best: The one that the event shows.
        high: The highest of the latest figures of each voice.
    """

    conservative: float | None
    low: float | None
    best: float | None
    high: float | None


class FigureShape(TypedDict):
    """All figures that count one thing of an event, in order of publication.

    Attributes:
        measure: As in the codebook.
        of: What is counted, in a report's words.
        unit: Of the figures.
        effect: What happened to what is counted.
        event_id: Of the event.
        title: Of the event.
        occurred: World time of the event.
        places: Names of its places, most specific first.
        part_of: Id of the whole of which the event is a stage or tally; its figures are not those of the whole.
        losses_of: The side whose losses are counted, where it is known.
        status: How the figures stand to each other.
        readings: Conservative, low, best and high.
        series: The figures.
    """

    measure: str
    of: str | None
    unit: str | None
    effect: str | None
    event_id: str
    title: str
    occurred: IntervalShape | None
    places: list[str]
    part_of: str | None
    losses_of: str | None
    status: Literal["agreed", "single", "disputed", "updated"]
    readings: ReadingsShape
    series: list[PointShape]


class ChangeShape(TypedDict):
    """One field of an event that differs between two views.

    Attributes:
        event_id: In the later view, or in the earlier where it is gone.
        title: Of that event.
        kind: Whether the event is new, changed, now one with another, or no longer told by any report in force.
        field: Its name; ``event`` where the whole event came or went, ``state`` of a round, ``disputes`` that are open.
        before: Its value then; null where it was not known.
        after: Its value later.
        because: The claims that came in between and carry the change, or those that were taken back.
        taken_back: Whether the change comes from words that a report no longer has.
    """

    event_id: str
    title: str
    kind: Literal["new", "changed", "joined", "gone"]
    field: str
    before: Any
    after: Any
    because: list[ClaimRef]
    taken_back: bool


DiffShape = TypedDict(
    "DiffShape",
    {"from": "str | None", "to": "str | None", "changes": "list[ChangeShape]"},
)
DiffShape.__doc__ = """What changed between two instants.

Attributes:
    from: The earlier instant, in UTC; null for the record as it stands.
    to: The later one.
    changes: Event by event.
"""


class SearchShape(TypedDict):
    """One thing that was found.

    Attributes:
        kind: What it is.
        id: Of the event, of the report, or of the actor in the dossier.
        title: Its name.
        snippet: The words around what was found.
        link: The report at its address, or the event's first report at its words.
    """

    kind: Literal["event", "report", "actor"]
    id: str
    title: str
    snippet: str
    link: str | None


class FindingShape(TypedDict):
    """One thing that is wrong.

    Attributes:
        code: Stable slug.
        where: The row, file or record.
        what: What is wrong with it.
        next: What to do.
    """

    code: str
    where: str
    what: str
    next: str


class CheckShape(TypedDict):
    """Whether all is well.

    Attributes:
        ok: No findings.
        findings: What is wrong.
        counts: How much was looked at, by name of what is counted.
    """

    ok: bool
    findings: list[FindingShape]
    counts: dict[str, int]
