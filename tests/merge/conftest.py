"""Builds active claims from a short form, so that a case reads as what a report says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import (
    ActiveClaim,
    Claim,
    Content,
    Document,
    Evidence,
    Filler,
    Judgement,
    Outcome,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
    Salience,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.values import Granularity, Interval, content_id, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RECORDED = datetime(2025, 8, 1, tzinfo=UTC)
PLAIN = ("mode", "hedged", "round", "name")


def make_claim(spec: Mapping[str, Any]) -> ActiveClaim:
    """Give the active claim of a short form.

    ``actor: [Ukraine/UKR]``, ``place: [Belaya/exact/RU]``, ``time: 2025-06-02`` (also ``night 2025-06-02``,
    ``2025-05-23..2025-05-25``, ``month 2025-06``), ``count: [killed=5, duration=40 min, drones>=100 of Ukraine]``,
    ``voice: [Peskov/person/RUS]``, ``say: words``, ``doc``, ``at`` (start of the evidence), ``origin``, ``published``.
    """
    doc = str(spec.get("doc", "report"))
    words, at = str(spec.get("say", "")), int(spec.get("at", 0))
    published = spec.get("published")
    claim = Claim(
        id=content_id("clm", doc, spec["frame"], at, str(sorted((k, repr(v)) for k, v in spec.items()))),
        label=f"c{at}",
        document_id=doc,
        revision=doc,
        frame=spec["frame"],
        status=Status(spec.get("status", "occurred")),
        evidence=(Evidence(at, at + max(len(words), 1), words or "x"),),
        time=read_time(spec.get("time")),
        places=tuple(_place(text) for text in spec.get("place", ())),
        roles=Roles(
            **{role: tuple(_filler(text) for text in spec.get(role, ())) for role in Roles.__dataclass_fields__}
        ),
        quantities=tuple(_quantity(text) for text in spec.get("count", ())),
        attribution=tuple(_voice(text) for text in spec.get("voice", ())),
        content=_content(spec),
        outcome=tuple(Outcome(Evidence(at, at + len(text), text)) for text in spec.get("outcome", ())),
        salience=Salience(spec.get("salience", "minor")),
        **{name: spec[name] for name in PLAIN if name in spec},
    )
    return ActiveClaim(
        claim=claim,
        document=_document(doc, spec),
        origin=str(spec.get("origin", doc)),
        recorded_at=RECORDED,
        published=None if published is None else parse_instant(str(published)),
    )


def _document(doc: str, spec: Mapping[str, Any]) -> Document:
    source = spec.get("source", doc)
    return Document(doc, doc, doc, "", title=spec.get("title"), source=source, source_id=spec.get("source"))


def read_time(text: object) -> Interval | None:
    """Read a day, two days joined by ``..``, or either after ``night``, ``week``, ``month`` or ``year``."""
    if text is None:
        return None
    kind, _, rest = str(text).rpartition(" ")
    first, _, last = rest.partition("..")
    if kind == "hour":
        return Interval.from_outside({"start": first, "end": last, "granularity": kind})
    if kind == "night":
        return Interval.night(date.fromisoformat(first))
    if kind == "month" and not last:
        return Interval.month(int(first[:4]), int(first[5:7]))
    if kind == "year" and not last:
        return Interval.year(int(first))
    return Interval.days(date.fromisoformat(first), date.fromisoformat(last or first), Granularity(kind or "day"))


def _filler(text: str) -> Filler:
    name, party, actor_id, qualifier = (*str(text).split("/"), "", "", "")[:4]
    return Filler(name, party or None, qualifier or None, actor_id=actor_id or None)


def _place(text: str) -> PlaceRef:
    name, precision, country, adm1, place_id = (*str(text).split("/"), "", "", "")[:5]
    return PlaceRef(name, Precision(precision), country or None, adm1 or None, place_id=place_id or None)


def _voice(text: str) -> Voice:
    name, kind, party, chain = (*str(text).split("/"), "", "")[:4]
    return Voice(name, VoiceKind(kind), party or None, int(chain or 0))


def _quantity(text: str) -> QuantityRef:
    told, _, of = str(text).partition(" of ")
    for sign, field in ((">=", "low"), ("<=", "high"), ("=", "value")):
        measure, found, number = told.partition(sign)
        if found:
            figure, _, unit = number.partition(" ")
            name, _, effect = measure.partition("/")
            return QuantityRef(name, **{field: float(figure)}, unit=unit or None, of=of or None, effect=effect or None)
    return QuantityRef(told, of=of or None, vague=True, words="dozens")


def _content(spec: Mapping[str, Any]) -> Content | None:
    if "issue" not in spec:
        return None
    words = str(spec.get("content", spec.get("say", "x")))
    return Content((Evidence(0, len(words), words),), spec["issue"])


@pytest.fixture(scope="session")
def make() -> Callable[..., ActiveClaim]:
    """Give the maker of claims: a short form, with changes by keyword."""

    def build(spec: Mapping[str, Any] | None = None, **changes: Any) -> ActiveClaim:
        return make_claim({**(spec or {}), **changes})

    return build


@pytest.fixture(scope="session")
def judge() -> Callable[..., Judgement]:
    """Give the maker of judgements on the evidence of claims; ``day`` orders them."""

    def build(
        kind: str, target: ActiveClaim, value: object = None, *, day: int = 1, name: str | None = None
    ) -> Judgement:
        told = evidence_key(value) if isinstance(value, ActiveClaim) else value
        told = [evidence_key(each) for each in value] if isinstance(value, tuple) else told
        made = datetime(2025, 8, day, tzinfo=UTC)
        return Judgement(name or f"{kind}-{day}", kind, evidence_key(target), told, "reviewer", "as read", made)

    return build


def evidence_key(active: ActiveClaim) -> dict[str, Any]:
    """Give what a judgement attaches to."""
    evidence = active.claim.evidence[0]
    return {
        "document": active.document.id,
        "frame": active.claim.frame,
        "start": evidence.start,
        "end": evidence.end,
    }
