"""The card: what each report says on its own, what several agree on, where they differ, what origin they share.

A view over the reports and what lineage found comes in; the ``read`` shape goes out. A report's events carry its own
values alone, never those of another; what several tell stands apart. Nothing is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import CellStatus
from dragoman.query.events import event_shape, value_shape
from dragoman.query.hedges import hedge_words
from dragoman.query.refs import claim_ref, instant_text, printed_text, quote_shape, voice_shape
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
        HedgeShape,
        ReadShape,
        ReportCardShape,
        SharedShape,
    )
    from dragoman.query.view import View

_COMPARED = frozenset({"status", "occurred", "round"})
"""Fields that always count as a difference between reports where they have two values; measures do where disputed."""


def card(view: View, documents: Sequence[Document], shared: Iterable[SharedOrigin] = ()) -> ReadShape:
    """Give the card of some reports.

    Args:
        view: Over a record that holds these reports.
        documents: In the order in which they are shown.
        shared: Origins that lineage found behind several of them.
    """
    events = sorted(view.events(), key=time_key)
    claims = {a.claim.id: a for a in view.all_claims()}
    whole = {claim: event.id for event in events for claim in event.claims}
    statements = list(view.statements())
    names = {d.id: d.doc for d in documents}
    common = [e for e in events if len(_docs(e, claims)) > 1]
    return {
        "reports": [_report(view, d, claims, whole, statements) for d in documents],
        "agree": [_agree(e, claims) for e in common],
        "differ": [found for e in common for found in _differ(view, e)],
        "shared": [_shared(s, names) for s in shared],
    }


def _docs(event: Event, claims: dict[str, ActiveClaim]) -> list[str]:
    return list(dict.fromkeys(claims[c].document.doc for c in event.claims if c in claims))


def _report(
    view: View,
    document: Document,
    claims: dict[str, ActiveClaim],
    whole: dict[str, str],
    statements: list[tuple[Document, Statement]],
) -> ReportCardShape:
    own = [a for a in claims.values() if a.document.id == document.id and a.claim.id in whole]
    told = sorted(view.fold(own).events, key=time_key)
    ids = {event.id: whole[event.claims[0]] for event in told}
    return {
        "doc": document.doc,
        "title": document.title,
        "source": document.source,
        "published_at": None if document.published is None else instant_text(document.published.instant),
        "published_at_local": None if document.published is None else printed_text(document.published.instant),
        "needs_publication_date": document.published is None,
        "events": [_event(e, claims, ids) for e in told],
        "statements": [_statement(s) for d, s in statements if d.id == document.id],
        "hedges": [found for a in own if a.claim.hedged for found in _hedges(a, whole)],
        "notes": list(document.notes),
    }


def _event(event: Event, claims: dict[str, ActiveClaim], ids: dict[str, str]) -> CardEventShape:
    found = [claims[c] for c in event.claims]
    unresolved = [a.claim.time_words.quote for a in found if a.claim.time is None and a.claim.time_words is not None]
    return {
        **event_shape(event),
        "id": ids[event.id],
        "part_of": None if event.part_of is None else ids.get(event.part_of, event.part_of),
        "claims": [claim_ref(a) for a in found],
        "time_words": unresolved[0] if unresolved and event.occurred is None else None,
    }


def _hedges(active: ActiveClaim, whole: dict[str, str]) -> list[HedgeShape]:
    language = active.document.language or "en"
    return [{**quote_shape(found), "event_id": whole[active.claim.id]} for found in hedge_words(active.claim, language)]


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
