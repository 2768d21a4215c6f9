"""Kinds: the lanes of the timeline and the colours of the pages, by frame.

A frame comes in, its kind goes out. The order is that of the lanes, from what is said at the table to what happens in
the field; a frame of a pack that stands in none is ``other``.
"""

from __future__ import annotations

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "talks": ("Talks", ("talks", "mediation")),
    "deal": ("Agreements and offers", ("agreement", "ceasefire", "proposal", "rejection")),
    "exchange": ("Exchanges and aid", ("exchange", "aid")),
    "speech": ("Accusations and threats", ("accusation", "threat")),
    "pressure": ("Pressure", ("sanction", "restriction", "detention", "protest", "mobilisation")),
    "violence": (
        "Strikes and fighting",
        ("strike", "interception", "attack", "clash", "capture", "displacement"),
    ),
}
"""Kind to its title and its frames (those of the codebook)."""

OTHER = "other"
_KIND_OF = {frame: kind for kind, (_, frames) in KINDS.items() for frame in frames}


def kind_of(frame: str) -> str:
    """Give the kind of a frame."""
    return _KIND_OF.get(frame, OTHER)


def title_of(kind: str) -> str:
    """Give the title of a kind."""
    return KINDS[kind][0] if kind in KINDS else "Other"
