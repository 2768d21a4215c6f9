"""Made-up reports of claims that meet, follow and hold each other, for records that are folded again and again."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.merge import Patching, Standing
from dragoman.model import (
    Capture,
    Claim,
    Content,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Filler,
    Passage,
    PlaceRef,
    Precision,
    Process,
    ProcessRound,
    Published,
    QuantityRef,
    Roles,
    Run,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.store import Basis, Reading
from dragoman.values import Instant, Interval, Span, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.store import Store

NOW = datetime(2025, 7, 1, tzinfo=UTC)
FIRST = date(2025, 5, 20)
PROCESS = Process("talks", ("the talks",), ("RUS", "UKR"), None, rounds=(ProcessRound(1), ProcessRound(2)))
BOTH = (Filler("Russia", "RUS"), Filler("Ukraine", "UKR"))
WORDS = ("a round of talks was held", "prisoners came home by bus", "many drones flew at night", "envoys spoke again")
SLOT = 40


def claim_of(chance: random.Random, report: str, n: int, day: date) -> Claim:
    """Make a claim of one of the kinds that meet, follow and hold each other."""
    words = chance.choice(WORDS)
    kind = chance.choice(("talks", "exchange", "strike", "proposal"))
    time = Interval.day(day - timedelta(days=chance.randint(0, 2))) if chance.random() < 0.6 else None
    if chance.random() < 0.1:
        time = Interval.days(day - timedelta(days=90), day)
    counted = {"exchange": ("exchanged", (1000, 390, 307)), "strike": ("drones", (9, 90, 900))}.get(kind)
    figures = (QuantityRef(counted[0], value=float(chance.choice(counted[1]))),) if counted else ()
    return Claim(
        id=content_id("clm", report, n),
        label=f"c{n}",
        document_id=report,
        revision=report,
        frame=kind,
        mode={"talks": "round", "exchange": "prisoners", "strike": "drone"}.get(kind, "offer"),
        round=chance.choice((None, 1, 2)) if kind == "talks" else None,
        name="Spider Web" if kind == "strike" and chance.random() < 0.2 else None,
        status=chance.choice((Status.OCCURRED, Status.OCCURRED, Status.PLANNED)),
        evidence=(Evidence(n * SLOT, n * SLOT + len(words), words),),
        time=time,
        places=(PlaceRef("Istanbul", Precision.SETTLEMENT, "TR"),) if chance.random() < 0.4 else (),
        roles=Roles(actor=BOTH if kind != "strike" else BOTH[:1], target=BOTH[1:] if kind == "strike" else ()),
        quantities=figures,
        attribution=(Voice("A spokesman", VoiceKind.PERSON, chance.choice(("RUS", "UKR"))),),
        content=Content((Evidence(n * SLOT, n * SLOT + 5, words[:5]),), "prisoners") if kind == "proposal" else None,
    )


def reading_of(number: int, *, version: str = "1", of: str | None = None, seed: int = 0) -> Reading:
    """Make a report of up to three claims, and what a version of an engine reads in it."""
    chance = random.Random(f"{seed} {number} {version}")  # noqa: S311  orders, not secrets
    name = f"report-{number:03}"
    day = FIRST + timedelta(days=number % 9)
    claims = tuple(claim_of(chance, name, n, day) for n in range(chance.randint(1, 3)))
    text = ""
    for claim in claims:
        text = text.ljust(claim.evidence[0].start) + claim.evidence[0].quote
    text = text.ljust(3 * SLOT)
    published = None if number % 11 == 10 else Published(Instant(day, None), "json")
    document = Document(
        f"doc_{name}", content_id("rev", text, number), f"cap_{number}", text, published=published, source="A"
    )
    capture = Capture(document.capture_id, f"{name}.txt", "text/plain", text.encode(), f"sha{number}", NOW)
    run = Run(content_id("run", name, version), document.id, document.revision, version, "dossier", NOW)
    whole = (Passage(Span(0, len(text)), Span(0, len(text))),)
    derivations = () if of is None else (Derivation(document.id, of, DerivationKind.COPY, 1.0, whole),)
    claims = tuple(replace(claim, document_id=document.id, revision=document.revision) for claim in claims)
    return Reading(capture, document, derivations, run, claims, ())


KNOWN: dict[str, Any] = {"processes": [PROCESS]}
BY = "rules"


def rebuild(store: Store) -> None:
    """Fold a record from scratch."""
    standing = Standing(judgements=store.judgements(), **KNOWN)
    folded = standing.update(store.active_claims())
    assert store.fold.replace(folded, Basis(store.newest_facts(), BY), standing.ground())


def patch(store: Store) -> int:
    """Patch the fold, and give how many events were made anew."""
    fold = store.fold
    basis, documents = fold.basis(BY), fold.changed()
    patching = Patching(fold.recall(documents), fold.rulings(), **KNOWN)
    made = patching.run(fold.claims_of(documents), store.judgements())
    assert fold.apply(made, patching.rules, basis)
    return len(made.made)


def grow(store: Store, readings: Iterable[Reading]) -> None:
    """Take reports in, one by one."""
    for reading in readings:
        store.write_reading(reading)
        patch(store)
