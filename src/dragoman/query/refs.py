"""Refs: the small shapes that the large ones are made of: instants, counts, voices, participants, claims.

Records of ``model`` come in, shapes go out, each field copied and none derived.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.values import quote_context, text_fragment

if TYPE_CHECKING:
    from dragoman.model import (
        ActiveClaim,
        Content,
        Counts,
        Document,
        Evidence,
        Filler,
        Outcome,
        PlaceRef,
        QuantityRef,
        Statement,
        Voice,
    )
    from dragoman.query.shapes import (
        ClaimRef,
        ContentShape,
        CountsShape,
        EvidenceShape,
        IntervalShape,
        OutcomeShape,
        ParticipantShape,
        PlaceShape,
        QuantityShape,
        QuoteShape,
        VoiceShape,
    )
    from dragoman.values import Instant, Interval


def utc_text(moment: datetime | None) -> str | None:
    """Give a moment in UTC with ``Z``, or None."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant_text(instant: Instant | None) -> str | None:
    """Give an instant in UTC with ``Z``, the bare day where only that is known, or None."""
    return None if instant is None else instant.utc() or instant.isoformat()


def printed_text(instant: Instant | None) -> str | None:
    """Give an instant as it was printed, with its offset, or None."""
    return None if instant is None else instant.isoformat()


def interval_shape(interval: Interval | None) -> IntervalShape | None:
    """Give world time, both ends inclusive, or None."""
    if interval is None:
        return None
    shown = interval.to_outside()
    return {"start": shown["start"], "end": shown["end"], "granularity": shown["granularity"]}


def counts_shape(counts: Counts) -> CountsShape:
    """Give what stands behind a value."""
    return {
        "reports": counts.reports,
        "origins": counts.origins,
        "voices": counts.voices,
        "parties": list(counts.parties),
    }


def quote_shape(evidence: Evidence) -> QuoteShape:
    """Give words by their offsets."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def evidence_shape(evidence: Evidence, text: str) -> EvidenceShape:
    """Give words by their offsets, with those around them."""
    prefix, suffix = quote_context(text, evidence.span)
    return {**quote_shape(evidence), "prefix": prefix, "suffix": suffix}


def voice_shape(voice: Voice) -> VoiceShape:
    """Give one link of a chain of attribution."""
    return {"name": voice.name, "kind": voice.kind.value, "party": voice.party, "chain": voice.chain}


def participant_shape(filler: Filler) -> ParticipantShape:
    """Give somebody in a role."""
    return {
        "id": filler.actor_id,
        "name": filler.name,
        "party": filler.party,
        "as": filler.qualifier,
        "effect": filler.effect,
    }


def place_shape(place: PlaceRef) -> PlaceShape:
    """Give a place."""
    return {
        "name": place.name,
        "country": place.country,
        "adm1": place.adm1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
        "administered_by": place.administered_by,
    }


def quantity_shape(quantity: QuantityRef) -> QuantityShape:
    """Give a figure."""
    return {
        "measure": quantity.measure,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "of": quantity.of,
        "effect": quantity.effect,
        "vague": quantity.vague,
        "words": quantity.words,
    }


def content_shape(content: Content | None) -> ContentShape | None:
    """Give what was said or agreed, or None."""
    if content is None:
        return None
    return {
        "spans": [quote_shape(span) for span in content.spans],
        "issue": content.issue,
        "condition": None if content.condition is None else quote_shape(content.condition),
    }


def outcome_shape(outcome: Outcome) -> OutcomeShape:
    """Give what came of talks."""
    return {**quote_shape(outcome.evidence), "attribution": [voice_shape(voice) for voice in outcome.attribution]}


def link_of(document: Document, evidence: Evidence) -> str | None:
    """Give the report opened at these words, or None where it has no address."""
    return None if document.url is None else text_fragment(document.url, evidence.quote)


def claim_ref(active: ActiveClaim) -> ClaimRef:
    """Give a claim by where it stands and who says it."""
    claim, document = active.claim, active.document
    return {
        "id": claim.id,
        "doc": document.doc,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "published_at": instant_text(active.published),
        "published_at_local": printed_text(active.published),
        "attribution": [voice_shape(voice) for voice in claim.attribution],
        "evidence": [evidence_shape(found, document.text) for found in claim.evidence],
        "link": link_of(document, claim.evidence[0]),
    }


def statement_ref(document: Document, statement: Statement) -> ClaimRef:
    """Give a statement as a claim is given: by where it stands and who says it."""
    published = None if document.published is None else document.published.instant
    return {
        "id": statement.id,
        "doc": document.doc,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "published_at": instant_text(published),
        "published_at_local": printed_text(published),
        "attribution": [voice_shape(voice) for voice in statement.voices],
        "evidence": [evidence_shape(found, document.text) for found in statement.content],
        "link": link_of(document, statement.content[0]),
    }
