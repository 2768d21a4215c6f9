"""Reports: one report with what was read in it marked, its claims in the margin, and where it comes from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.query.events import claim_refs
from dragoman.query.lineage import report_lineage
from dragoman.web.kinds import KINDS, OTHER, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.model import ActiveClaim, Statement
    from dragoman.web.pages.ask import Ask


class Piece(NamedTuple):
    """A stretch of a report's text.

    Attributes:
        text: Verbatim.
        numbers: Of the claims whose evidence it is part of; empty for the text between.
        ends: Those of them whose evidence ends here.
        kind: Of the first of them; None where there is none.
        said: Whether the report attributes it to someone.
    """

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]
    kind: str | None
    said: bool


def build_report(ask: Ask) -> dict[str, Any]:
    """Give one report: on a public face the sentences that carry evidence alone, else the whole text, marked."""
    store = ask.view.store
    document = store.document(ask.names["doc"])
    text = store.text(document.revision)
    claims = sorted(ask.view.claims_of([document.id]), key=lambda found: found.claim.evidence[0].span.start)
    said = [statement for _, statement in ask.view.statements(document.id)]
    events = ask.view.events_of([active.claim.id for active in claims])
    refs = {ref["id"]: ref for ref in claim_refs(ask.view, [active.claim.id for active in claims])}
    titles = {**{kind: title for kind, (title, _) in KINDS.items()}, OTHER: "Other"}
    found = {kind_of(active.claim.frame) for active in claims}
    return {
        "head": document.title or document.doc,
        "document": document,
        "is_public": ask.is_public,
        "pieces": [] if ask.is_public else list(pieces_of(text, claims, said)),
        "claims": [
            {
                "number": number,
                "claim": active.claim,
                "ref": refs.get(active.claim.id),
                "kind": kind_of(active.claim.frame),
                "event": events.get(active.claim.id),
            }
            for number, active in enumerate(claims, start=1)
        ],
        "kinds": [(kind, title) for kind, title in titles.items() if kind in found],
        "statements": [_statement(text, statement) for statement in said],
        "entries": [(entry.published, entry.span.of(text)) for entry in document.entries],
        "lineage": report_lineage(ask.view, document.id, ask.naming.engine.dossier.sources_by_id),
    }


def pieces_of(text: str, claims: Sequence[ActiveClaim], said: Iterable[Statement]) -> Iterator[Piece]:
    """Cut a text at every edge of evidence and of attributed words; joined, the pieces are the text."""
    spans: list[tuple[int, int, int, str]] = [
        (evidence.span.start, evidence.span.end, number, kind_of(active.claim.frame))
        for number, active in enumerate(claims, start=1)
        for evidence in active.claim.evidence
    ]
    words = [(part.span.start, part.span.end) for statement in said for part in statement.content]
    inner = {edge for first, last, *_ in spans for edge in (first, last)} | {edge for span in words for edge in span}
    for start, end in pairwise(sorted({0, len(text), *inner})):
        here = [span for span in spans if span[0] <= start and end <= span[1]]
        numbers = tuple(sorted({span[2] for span in here}))
        ends = tuple(sorted({span[2] for span in here if span[1] == end}))
        is_said = any(first <= start and end <= last for first, last in words)
        yield Piece(text[start:end], numbers, ends, here[0][3] if here else None, is_said)


def _statement(text: str, statement: Statement) -> dict[str, Any]:
    parts = [part.span for part in statement.content]
    return {
        "voices": statement.voices,
        "quotes": [text[span.start : span.end] for span in parts],
        "kind": str(statement.kind),
        "issue": statement.issue,
    }
