"""Checks of offices in time: tenures come in, findings where they end before they start or overlap go out.

Two persons may hold one office at once (spokespeople, deputies): that is a warning, and only where both
ends of the doubt are dated.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.dossier.findings import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.dossier.loader import Located, PackFiles
    from dragoman.dossier.record import Dossier
    from dragoman.dossier.schema import ActorEntry, TenureEntry

HANDOVER = timedelta(days=1)
"""Lists of holders give the day of the handover to both, or the next day to one."""
SHARED = (
    "Adviser",
    "Aide",
    "Ambassador",
    "Chief of Staff",
    "Commander",
    "Deputy",
    "First Deputy",
    "Member",
    "Presidential Adviser",
    "Presidential Aide",
    "Special",
    "Spokesperson",
)
"""Offices that several hold at once, by their first words."""


def check_tenures(files: PackFiles, required: Dossier) -> Iterator[Finding]:
    """Find tenures that end before they start, or that overlap in one office."""
    del required  # another pack's tenures are its own author's concern
    held: dict[tuple[str, str], list[tuple[Located[ActorEntry], TenureEntry]]] = defaultdict(list)
    for row in files.actors:
        for tenure in row.entry.tenures:
            if tenure.start and tenure.end and tenure.end < tenure.start:
                yield _finding("tenure-order", row, f"{_named(tenure)} ends before it starts.", Level.ERROR)
            held[tenure.office, tenure.party].append((row, tenure))
    for tenures in held.values():
        for (first, one), (second, other) in combinations(tenures, 2):
            if first is second and _overlap(one, other):
                yield _finding("tenure-overlap", second, f"{_named(other)} stands twice at once.", Level.ERROR)
            elif first is not second and _both_sole(one, other):
                what = f"{_named(other)} overlaps with {first.entry.id} ({first.file}:{first.line})."
                yield _finding("tenure-overlap", second, what, Level.WARNING)


def _both_sole(one: TenureEntry, other: TenureEntry) -> bool:
    """Say whether two persons seem to hold an office at once that one person holds."""
    return bool(one.start and other.start) and not one.office.startswith(SHARED) and _overlap(one, other)


def _overlap(one: TenureEntry, other: TenureEntry) -> bool:
    """Say whether two tenures share more than the handover; open ends reach as far as they can."""
    starts = max(one.start or date.min, other.start or date.min)
    ends = min(one.end or date.max, other.end or date.max)
    return starts + HANDOVER < ends


def _named(tenure: TenureEntry) -> str:
    return f"'{tenure.office}' ({tenure.party}), {tenure.start or '?'} to {tenure.end or '?'},"


def _finding(code: str, row: Located[ActorEntry], what: str, level: Level) -> Finding:
    nexts = "Correct 'start' and 'end', or leave out the one that is not known."
    return Finding(code, f"{row.file}:{row.line}", f"{row.entry.id}: {what}", nexts, level)
