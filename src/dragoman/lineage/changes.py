"""Changes: one change between two aligned sentences, before it is a record of two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lineage.sentences import Token
    from dragoman.model.drift import DriftKind


class Change(NamedTuple):
    """What differs: its kind, and where the words stand in the earlier and in the later text; None where nowhere."""

    kind: DriftKind
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def change(kind: DriftKind, before: Sequence[Token], after: Sequence[Token]) -> Change:
    """Give a change of these tokens."""
    return Change(kind, _stretch(before), _stretch(after))


def _stretch(tokens: Sequence[Token]) -> tuple[int, int] | None:
    return (tokens[0].span.start, tokens[-1].span.end) if tokens else None
