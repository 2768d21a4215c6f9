"""Gold claims as the program's own records, so that a stage can be measured with the stages before it given.

Gold documents and claims (JSON lines in the codebook's form) come in, ``ActiveClaim`` records go out. Nothing of
what they say is kept in the project.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.model import (
    ActiveClaim,
    Claim,
    Content,
    Document,
    Evidence,
    Filler,
    Outcome,
    PlaceRef,
    Precision,
    Published,
    QuantityRef,
    Roles,
    Salience,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.values import Interval, content_id, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Json = Mapping[str, Any]

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def active_claims(documents: Iterable[Json], claims: Iterable[Json]) -> list[ActiveClaim]:
    """Give the gold claims as active claims, each report its own origin."""
    known = {row["id"]: _document(row) for row in documents}
    return [
        ActiveClaim(
            claim=_claim(row),
            document=known[row["doc"]],
            origin=row["doc"],
            recorded_at=EPOCH,
            published=_published(known[row["doc"]]),
        )
        for row in claims
    ]


def _published(document: Document) -> Any:
    return None if document.published is None else document.published.instant


def _document(row: Json) -> Document:
    given = row.get("published")
    return Document(
        id=row["id"],
        revision=row["id"],
        capture_id=row["id"],
        text="",
        given_id=row["id"],
        url=row.get("url"),
        title=row.get("title"),
        source=row.get("source"),
        published=Published(parse_instant(given), "json") if given else None,
    )


def _claim(row: Json) -> Claim:
    return Claim(
        id=content_id("clm", row["doc"], row["id"]),
        label=row["id"],
        document_id=row["doc"],
        revision=row["doc"],
        frame=row["frame"],
        status=Status(row["status"]),
        evidence=_spans(row["evidence"]),
        mode=row["mode"],
        hedged=row["hedged"],
        round=row["round"],
        name=row["name"],
        time=_time(row["time"]),
        places=tuple(_place(place) for place in row["places"]),
        roles=Roles(
            **{
                role: tuple(_filler(one) for one in row["roles"].get(role) or ())
                for role in ("actor", "target", "mediator", "delegate")
            }
        ),
        quantities=tuple(_quantity(one) for one in row["quantities"]),
        attribution=_voices(row["attribution"]),
        content=_content(row.get("content")),
        outcome=tuple(Outcome(_span(one), _voices(one.get("attribution") or ())) for one in row.get("outcome") or ()),
        about=tuple(row["about"] if isinstance(row["about"], list) else [row["about"]] if row["about"] else []),
        salience=Salience(row["salience"]),
    )


def _time(row: Json | None) -> Interval | None:
    """Read a gold time; a night printed with one date (a reader's slip) is taken as that day."""
    if not row:
        return None
    if row["granularity"] == "night" and row["start"] == row["end"]:
        row = {**row, "granularity": "day"}
    return Interval.from_outside(row)


def _span(row: Json) -> Evidence:
    return Evidence(row["start"], row["end"], row["quote"])


def _spans(rows: Iterable[Json]) -> tuple[Evidence, ...]:
    return tuple(_span(row) for row in rows)


def _voices(rows: Iterable[Json]) -> tuple[Voice, ...]:
    return tuple(Voice(row["name"], VoiceKind(row["kind"]), row.get("party"), row.get("chain") or 0) for row in rows)


def _filler(row: Json) -> Filler:
    return Filler(
        name=row["name"],
        party=row.get("party"),
        qualifier=row.get("as"),
        effect=row.get("effect"),
        hedged=bool(row.get("hedged")),
        attribution=_voices(row.get("attribution") or ()),
    )


def _place(row: Json) -> PlaceRef:
    return PlaceRef(
        name=row["name"],
        precision=Precision(row["precision"]),
        country=row.get("country"),
        adm1=row.get("adm1"),
        lat=row.get("lat"),
        lon=row.get("lon"),
        administered_by=row.get("administered_by"),
    )


def _quantity(row: Json) -> QuantityRef:
    return QuantityRef(
        measure=row["measure"],
        value=row.get("value"),
        low=row.get("low"),
        high=row.get("high"),
        unit=row.get("unit"),
        of=row.get("of"),
        effect=row.get("effect"),
        vague=bool(row.get("vague")),
        words=row.get("words"),
        hedged=bool(row.get("hedged")),
        attribution=_voices(row.get("attribution") or ()),
    )


def _content(row: Json | None) -> Content | None:
    if not row:
        return None
    condition = row.get("condition")
    return Content(_spans(row["spans"]), row["issue"], _span(condition) if condition else None)
