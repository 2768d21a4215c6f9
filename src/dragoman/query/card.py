"""The card: what each report says on its own, what several agree on, where they differ, what origin they share.

A view over the reports and what lineage found comes in; the ``read`` shape goes out. Nothing is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import CellStatus
from dragoman.query.events import event_shape, value_shape
from dragoman.query.refs import claim_ref, printed_text, quote_shape, voice_shape
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.lineage import SharedOrigin
    from dragoman.model import ActiveClaim, Document, Event, Statement
    from dragoman.query.shapes.card import (
        AgreeShape,
        CardEventShape,
        CardStatementShape,
        DifferShape,
        ReadShape,
        ReportCardShape,
        SharedShape,
    )
    from dragoman.query.view import View

_COMPARED = frozenset({"status", "time", "round"})
"""Fields that always count as a difference between reports where their cells are disputed; measures do too."""


def card(view: View, documents: Sequence[Document], shared: Iterable[SharedOrigin] = ()) -> ReadShape:
    """Give the card of some reports.

    Args:
        view: Over a record that holds these reports.
        documents: In the order in which they are shown.
        shared: Origins that lineage found behind several of them.
    """
    events = sorted(view.events(), key=time_key)
    claims = {a.claim.id: a for a in view.all_claims()}
    statements = list(view.statements())
    names = {d.id: d.doc for d in documents}
    common = [e for e in events if len(_docs(e, claims)) > 1]
    return {
        "reports": [_report(d, events, claims, statements) for d in documents],
        "agree": [_agree(e, claims) for e in common],
        "differ": [found for e in common for found in _differ(view, e)],
        "shared": [_shared(s, names) for s in shared],
    }


def _docs(event: Event, claims: dict[str, ActiveClaim]) -> list[str]:
    return list(dict.fromkeys(claims[c].document.doc for c in event.claims if c in claims))


def _report(
    document: Document,
    events: list[Event],
    claims: dict[str, ActiveClaim],
    statements: list[tuple[Document, Statement]],
) -> ReportCardShape:
    own = [(e, [claims[c] for c in e.claims if c in claims and claims[c].document.id == document.id]) for e in events]
    told = [_event(e, found) for e, found in own if found]
    hedges = [quote_shape(a.claim.evidence[0]) for _, found in own for a in found if a.claim.hedged]
    return {
        "doc": document.doc,
        "title": document.title,
        "source": document.source,
        "published_at": None if document.published is None else printed_text(document.published.instant),
        "needs_publication_date": document.published is None,
        "events": told,
        "statements": [_statement(s) for d, s in statements if d.id == document.id],
        "hedges": hedges,
        "notes": list(document.notes),
    }


def _event(event: Event, found: list[ActiveClaim]) -> CardEventShape:
    unresolved = [a.claim.time_words.quote for a in found if a.claim.time is None and a.claim.time_words is not None]
    return {
        **event_shape(event),
        "claims": [claim_ref(a) for a in found],
        "time_words": unresolved[0] if unresolved and event.occurred is None else None,
    }


def _statement(statement: Statement) -> CardStatementShape:
    return {
        "voices": [voice_shape(v) for v in statement.voices],
        "content": [quote_shape(e) for e in statement.content],
        "kind": statement.kind.value,
        "issue": statement.issue,
    }


def _agree(event: Event, claims: dict[str, ActiveClaim]) -> AgreeShape:
    return {"event_id": event.id, "title": event.title, "docs": _docs(event, claims)}


def _differ(view: View, event: Event) -> list[DifferShape]:
    return [
        {
            "event_id": event.id,
            "title": event.title,
            "field": cell.field,
            "values": [value_shape(view, v) for v in cell.values],
        }
        for cell in event.cells
        if cell.status in {CellStatus.DISPUTED, CellStatus.UPDATED}
        or (cell.field in _COMPARED and len(cell.values) > 1)
    ]


def _shared(found: SharedOrigin, names: dict[str, str]) -> SharedShape:
    return {
        "origin": names.get(found.origin, found.origin),
        "docs": [names.get(d, d) for d in found.documents],
        "shares": [round(s, 3) for s in found.shares],
    }
