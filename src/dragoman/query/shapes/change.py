"""Change: figures over time, what differs between two views, what was found, and whether all is well. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef


class PointShape(TypedDict):
    """One figure of a series.

    Attributes:
        published_at: Of the report.
        published_at_local: The same, as printed.
        value: A plain figure.
        low: At least.
        high: At most.
        voice: Who gives it: the last of the chain, else the outlet.
        party: The side whose voice it is.
        origin: Of the passage.
        claim: That gives it.
    """

    published_at: str | None
    published_at_local: str | None
    value: float | None
    low: float | None
    high: float | None
    voice: str | None
    party: str | None
    origin: str
    claim: ClaimRef


class FigureShape(TypedDict):
    """All figures of one measure of an event, in order of publication.

    Attributes:
        measure: As in the codebook.
        of: What is counted, in a report's words.
        unit: Of the figures.
        effect: What happened to what is counted.
        event_id: Of the event.
        series: The figures.
    """

    measure: str
    of: str | None
    unit: str | None
    effect: str | None
    event_id: str
    series: list[PointShape]


class ChangeShape(TypedDict):
    """One field of an event that differs between two views.

    Attributes:
        event_id: In the later view, or in the earlier where it is gone.
        field: Its name; ``event`` where the whole event came or went.
        before: Its value then; null where it was not known.
        after: Its value later.
        because: The claims that came in between and carry the change.
    """

    event_id: str
    field: str
    before: Any
    after: Any
    because: list[ClaimRef]


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
