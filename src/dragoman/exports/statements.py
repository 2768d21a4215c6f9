"""Statements: one JSON object for each thing that a report attributes to someone, event or not.

A view comes in, mappings go out, report by report in order of publication; words by code points, verbatim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.refs import quote_shape, voice_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.model import Document, Evidence, Statement
    from dragoman.query import View


def export_statements(view: View) -> Iterator[dict[str, Any]]:
    """Give every active statement."""
    for document, statement in view.statements():
        yield statement_line(document, statement)


def statement_line(document: Document, statement: Statement) -> dict[str, Any]:
    """Give one statement: who, by which cue, what, on which issue, for which side, by whose voices."""
    return {
        "doc": document.doc,
        "source": _words(statement.source),
        "cue": _words(statement.cue),
        "content": [quote_shape(found) for found in statement.content],
        "issue": statement.issue,
        "party": statement.voices[0].party if statement.voices else None,
        "voices": [{**voice_shape(voice)} for voice in statement.voices],
        "kind": statement.kind.value,
    }


def _words(evidence: Evidence | None) -> dict[str, Any] | None:
    return None if evidence is None else {**quote_shape(evidence)}
