"""Shapes: the JSON objects that the commands, the API and the tools give, field by field.

Nothing but types: the functions of ``query`` build them. Unknown is ``null``, a list may be empty, no key is ever left
out. Instants are UTC with ``Z`` (``published_at``) beside the form that was printed (``published_at_local``); where
only a day is known both are that day. World time is ISO 8601, both ends inclusive. Offsets count code points from 0,
end-exclusive. The JSON Schemas under ``docs/reference/schemas`` are made from these types and their docstrings.
"""

from dragoman.query.shapes.card import (
    AgreeShape,
    CardEventShape,
    CardStatementShape,
    DifferShape,
    HedgeShape,
    ReadShape,
    ReportCardShape,
    SharedShape,
)
from dragoman.query.shapes.change import (
    ChangeShape,
    CheckShape,
    DiffShape,
    FigureShape,
    FindingShape,
    PointShape,
    SearchShape,
)
from dragoman.query.shapes.event import (
    CellShape,
    CellValueShape,
    DisputeShape,
    EventShape,
    JudgementShape,
    ShowShape,
    StepShape,
)
from dragoman.query.shapes.parts import (
    ClaimRef,
    ContentShape,
    CountsShape,
    EvidenceShape,
    IntervalShape,
    OutcomeShape,
    ParticipantShape,
    PlaceShape,
    QuantityShape,
    QuoteShape,
    RolesShape,
    VoiceShape,
)
from dragoman.query.shapes.talks import (
    CommitmentShape,
    NextStepShape,
    RoundStepShape,
    SideShape,
    TalksShape,
    TermShape,
)

__all__ = [
    "AgreeShape",
    "CardEventShape",
    "CardStatementShape",
    "CellShape",
    "CellValueShape",
    "ChangeShape",
    "CheckShape",
    "ClaimRef",
    "CommitmentShape",
    "ContentShape",
    "CountsShape",
    "DiffShape",
    "DifferShape",
    "DisputeShape",
    "EventShape",
    "EvidenceShape",
    "FigureShape",
    "FindingShape",
    "HedgeShape",
    "IntervalShape",
    "JudgementShape",
    "NextStepShape",
    "OutcomeShape",
    "ParticipantShape",
    "PlaceShape",
    "PointShape",
    "QuantityShape",
    "QuoteShape",
    "ReadShape",
    "ReportCardShape",
    "RolesShape",
    "RoundStepShape",
    "SearchShape",
    "SharedShape",
    "ShowShape",
    "SideShape",
    "StepShape",
    "TalksShape",
    "TermShape",
    "VoiceShape",
]
