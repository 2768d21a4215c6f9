"""What a check of a pack finds: one record for each thing to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error stops the pack from being right; a warning may be meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend or to look at.

    Attributes:
        code: Stable slug (``duplicate-id``); each has a row in ``docs/reference/pack-format.md``.
        where: File and line.
        what: The problem in one sentence.
        next: What to do about it.
    """

    code: str
    where: str
    what: str
    next: str
    level: Level = Level.ERROR
