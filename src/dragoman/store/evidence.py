"""Evidence: every span that a claim or statement leans on, held against the frozen text.

A record and the text it was read from come in; words that the text does not carry are found. Offsets are never moved.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.model import Claim, Evidence, Statement
from dragoman.values import verify_quote

if TYPE_CHECKING:
    from collections.abc import Iterator


def iter_evidence(record: object) -> Iterator[Evidence]:
    """Give every piece of evidence inside a record, in the order of its fields."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from iter_evidence(part)
    else:
        kind: Any = type(record)
        for name in _field_names(kind):
            yield from iter_evidence(getattr(record, name))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Give the names of the fields of a kind of record; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def verify_record(record: Claim | Statement, text: str, where: str) -> None:
    """Check that every span of a claim or statement carries its words.

    Raises:
        EvidenceError: DG310, the text has other words there.
    """
    for found in iter_evidence(record):
        verify_quote(text, found.span, found.quote, where)
