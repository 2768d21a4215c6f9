"""Position: where a side stands on an issue, and how it came to stand there. Types only."""

# ruff: noqa: TC001  JSON Schemas are generated from these types at run time
from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import ClaimRef


class StanceShape(TypedDict):
    """What a side asked for, offered, refused, agreed to, withdrew or said on an issue, in one report.

    Attributes:
        published_at: Of the first report of it.
        published_at_local: The same, as printed.
        stance: What kind of act it is.
        words: Its content, in a report's words.
        own_voice: Whether a voice of the side itself says so on record; otherwise others say it of the side.
        event_id: Of the proposal, rejection or agreement; null for a statement.
        claim: The words that carry it.
    """

    published_at: str | None
    published_at_local: str | None
    stance: Literal["demands", "offers", "refuses", "agrees", "withdraws", "says"]
    words: str
    own_voice: bool
    event_id: str | None
    claim: ClaimRef


ShiftShape = TypedDict(
    "ShiftShape",
    {
        "published_at": "str | None",
        "published_at_local": "str | None",
        "from": StanceShape,
        "to": StanceShape,
    },
)
ShiftShape.__doc__ = """A change of what a side asks, offers, refuses or agrees to, in kind or in terms.

Attributes:
    published_at: Of the report that brought it.
    published_at_local: The same, as printed.
    from: What it had been.
    to: What it became.
"""


class PositionShape(TypedDict):
    """Where a side stands on an issue.

    Attributes:
        party: The side.
        issue: As in the codebook.
        stance: What kind of act its latest words are.
        words: Its latest words.
        own_voice: Whether a voice of the side itself says so on record.
        latest: Where the latest words stand.
        shifts: Every change, in order of publication.
        history: Everything that it was reported to ask, offer, refuse, agree to or say, repetitions left out.
    """

    party: str
    issue: str
    stance: Literal["demands", "offers", "refuses", "agrees", "withdraws", "says"]
    words: str
    own_voice: bool
    latest: ClaimRef
    shifts: list[ShiftShape]
    history: list[StanceShape]
