"""Tally: how much is on record. An open link comes in, counts go out; nothing is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.readings import IN_FORCE
from dragoman.store.reports import CURRENT_HEADERS, NOW

if TYPE_CHECKING:
    from dragoman.store.links import Link

_READ = f"headers h JOIN activations a ON a.revision = h.revision WHERE {IN_FORCE}"
_DRAWN = (
    f"headers h JOIN activations a ON a.revision = h.revision JOIN {{table}} c ON c.run_id = a.run_id WHERE {IN_FORCE}"
)

_COUNTED = {
    "captures": "captures",
    "documents": "documents",
    "revisions": "revisions",
    "runs": "runs",
    "read": _READ,
    "undated": f"headers WHERE n IN ({CURRENT_HEADERS}) AND known_from IS NULL",
    "claims": _DRAWN.format(table="claims"),
    "statements": _DRAWN.format(table="statements"),
    "judgements": "judgements",
    "events": "events",
    "rounds": "rounds",
}


def count(link: Link) -> dict[str, int]:
    """Give the number of each kind of thing; claims and statements are those of the active runs.

    ``read`` and ``unread`` reports have or lack an active run; ``undated`` ones have no known publication date.
    """
    sql = "SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {what})" for what in _COUNTED.values())  # noqa: S608
    numbers = [int(str(number)) for number in next(link.rows(sql, **NOW.values))]
    counts = dict(zip(_COUNTED, numbers, strict=True))
    return {**counts, "unread": counts["documents"] - counts["read"]}
