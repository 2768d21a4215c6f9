"""A small record made by hand: reports in our own words on the Istanbul talks of 2025, with their claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from dragoman.model import (
    Capture,
    Claim,
    Content,
    Derivation,
    DerivationKind,
    Document,
    Evidence,
    Filler,
    Outcome,
    Passage,
    PlaceRef,
    Precision,
    Published,
    QuantityRef,
    Roles,
    Run,
    Salience,
    Statement,
    StatementKind,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.store import Reading
from dragoman.values import Interval, Span, content_id, parse_instant

START = datetime(2025, 6, 3, 8, 0, tzinfo=UTC)
ENGINE, DOSSIER = "engine-1", "dossier-1"

PALACE = (
    "Delegations of Ukraine and Russia met at the Ciragan Palace in Istanbul on Monday. "
    "Rustem Umerov led the Ukrainian side and Vladimir Medinsky the Russian one. "
    "The meeting lasted just over an hour, Turkey's foreign ministry said. "
    "The sides agreed to return the bodies of 6,000 soldiers, Umerov said. "
    "He proposed that the leaders meet before the end of June."
)
HOUR = (
    "The second round in Istanbul on 2 June went on for about 60 minutes, officials said. "
    "Medinsky said that Moscow had handed over a memorandum in two parts."
)
DATELINE = "ISTANBUL, June 2 - "
COPY = f"{DATELINE}{PALACE} Sample Post has learnt that no day was set for another meeting of the two delegations."
NEXT = "Ukraine and Russia are to meet for a third round in Istanbul this Wednesday, President Zelensky said."


class Clock:
    """A clock that moves on by one minute each time it is read."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def words(text: str, quote: str) -> Evidence:
    """The evidence of these words, which stand in the text once."""
    start = text.index(quote)
    return Evidence.of(text, start, start + len(quote))


@dataclass(frozen=True)
class Told:
    """A report before it is read: what it says, who printed it, when."""

    given_id: str
    text: str
    source: str | None
    published: str | None
    url: str | None = None
    title: str | None = None
    language: str = "en"

    def capture(self) -> Capture:
        payload = self.text.encode()
        published = parse_instant(self.published).isoformat() if self.published else None
        digest = hashlib.sha256(payload).hexdigest()
        return Capture(
            id=content_id("cap", digest, "text/plain", self.url, self.source, published),
            where=f"{self.given_id}.txt",
            media_type="text/plain",
            payload=payload,
            sha256=digest,
            captured_at=START,
            url=self.url,
            source=self.source,
            published=parse_instant(self.published) if self.published else None,
        )

    def document(self) -> Document:
        document_id = content_id("doc", self.url or self.given_id)
        return Document(
            id=document_id,
            revision=content_id("rev", document_id, self.text, self.title),
            capture_id=self.capture().id,
            text=self.text,
            given_id=self.given_id,
            url=self.url,
            title=self.title,
            source=self.source,
            source_id=self.source.lower().replace(" ", "-") if self.source else None,
            published=Published(parse_instant(self.published), "option") if self.published else None,
            language=self.language,
        )


PALACE_REPORT = Told(
    "palace",
    PALACE,
    "Example Wire",
    "2025-06-02T17:05:00+03:00",
    "https://wire.example/palace",
    "Second round of talks held in Istanbul",
)
HOUR_REPORT = Told("hour", HOUR, "Daily Sample", "2025-06-03", title="Talks go on for an hour")
COPY_REPORT = Told("copy", COPY, "Sample Post", "2025-06-02T18:00:00Z", "https://post.example/1")
NEXT_REPORT = Told("next", NEXT, "Example Wire", "2025-07-21T09:00:00+02:00", "https://wire.example/next")

UMEROV = Voice("Umerov", VoiceKind.PERSON, "UKR", actor_id="person.rustem-umerov")
MEDINSKY = Voice("Medinsky", VoiceKind.PERSON, "RUS", actor_id="person.vladimir-medinsky")
MINISTRY = Voice("Turkey's foreign ministry", VoiceKind.OFFICE, "TUR")
SIDES = (Filler("Ukraine", "UKR", actor_id="state.UKR"), Filler("Russia", "RUS", actor_id="state.RUS"))
SECOND = Interval.day(date(2025, 6, 2))


def claim_of(document: Document, label: str, frame: str, quote: str, **fields: object) -> Claim:
    """A claim whose evidence is the quote."""
    evidence = words(document.text, quote)
    base = Claim(
        id=content_id("clm", document.revision, frame, evidence.start, evidence.end),
        label=label,
        document_id=document.id,
        revision=document.revision,
        frame=frame,
        status=Status.OCCURRED,
        evidence=(evidence,),
    )
    return replace(base, **fields)


def istanbul(text: str) -> PlaceRef:
    return PlaceRef("Istanbul", Precision.SETTLEMENT, "TR", "TR-34", 41.01, 28.95, evidence=words(text, "Istanbul"))


def talks_claim(document: Document) -> Claim:
    text = document.text
    return claim_of(
        document,
        "c1",
        "talks",
        "Delegations of Ukraine and Russia met at the Ciragan Palace in Istanbul on Monday.",
        mode="round",
        round=2,
        time=SECOND,
        time_words=words(text, "on Monday"),
        places=(istanbul(text),),
        roles=Roles(
            actor=SIDES,
            delegate=(
                Filler("Rustem Umerov", "UKR", "head", actor_id="person.rustem-umerov"),
                Filler("Vladimir Medinsky", "RUS", "head", actor_id="person.vladimir-medinsky"),
            ),
        ),
        quantities=(
            QuantityRef(
                "duration", low=1, unit="h", attribution=(MINISTRY,), evidence=words(text, "just over an hour")
            ),
        ),
        outcome=(Outcome(words(text, "return the bodies of 6,000 soldiers"), (UMEROV,)),),
        salience=Salience.MAIN,
    )


def palace_claims(document: Document) -> tuple[Claim, ...]:
    text = document.text
    agreed = words(text, "return the bodies of 6,000 soldiers")
    asked = words(text, "the leaders meet before the end of June")
    return (
        talks_claim(document),
        claim_of(
            document,
            "c2",
            "agreement",
            "The sides agreed to return the bodies of 6,000 soldiers, Umerov said.",
            mode="agreed",
            roles=Roles(actor=SIDES),
            quantities=(QuantityRef("bodies", 6000, of="soldiers", evidence=words(text, "6,000 soldiers")),),
            attribution=(UMEROV,),
            content=Content((agreed,), "remains"),
        ),
        claim_of(
            document,
            "c3",
            "proposal",
            "He proposed that the leaders meet before the end of June.",
            mode="offer",
            roles=Roles(actor=(SIDES[0],)),
            attribution=(UMEROV,),
            content=Content((asked,), "leaders-meeting"),
            about=("c1",),
        ),
    )


def hour_claims(document: Document) -> tuple[Claim, ...]:
    text = document.text
    return (
        claim_of(
            document,
            "c1",
            "talks",
            "The second round in Istanbul on 2 June went on for about 60 minutes, officials said.",
            mode="round",
            round=2,
            time=SECOND,
            places=(istanbul(text),),
            quantities=(QuantityRef("duration", 60, unit="min", evidence=words(text, "about 60 minutes")),),
            attribution=(Voice("officials", VoiceKind.UNNAMED),),
        ),
    )


def next_claims(document: Document) -> tuple[Claim, ...]:
    return (
        claim_of(
            document,
            "c1",
            "talks",
            NEXT,
            status=Status.PLANNED,
            mode="round",
            round=3,
            time=Interval.day(date(2025, 7, 23)),
            places=(istanbul(document.text),),
            roles=Roles(actor=SIDES),
            attribution=(Voice("President Zelensky", VoiceKind.PERSON, "UKR"),),
        ),
    )


CLAIMS = {"palace": palace_claims, "hour": hour_claims, "copy": palace_claims, "next": next_claims}


def statements_of(document: Document) -> tuple[Statement, ...]:
    text = document.text
    if "Umerov said" not in text:
        return ()
    content = words(text, "The sides agreed to return the bodies of 6,000 soldiers")
    source = text.index("Umerov said")
    name, cue = Evidence.of(text, source, source + 6), Evidence.of(text, source + 7, source + 11)
    found_id = content_id("stm", document.revision, content.start)
    said = (found_id, document.id, document.revision, name, cue, (content,), (UMEROV,))
    return (Statement(*said, StatementKind.INDIRECT, "say", "remains"),)


def signature_of(text: str) -> tuple[int, ...]:
    """A small MinHash over pairs of words: reports with many words in common have many slots in common."""
    parts = text.split()
    pairs = [f"{one} {other}".encode() for one, other in pairwise(parts)]
    return tuple(min(_hash(pair, slot) for pair in pairs) for slot in range(16))


def _hash(pair: bytes, slot: int) -> int:
    return int.from_bytes(hashlib.blake2b(pair, digest_size=4, salt=bytes([slot])).digest())


def reading_of(told: Told, *, engine: str = ENGINE) -> Reading:
    """Everything that the report gives; the copy is derived from the palace report."""
    document = told.document()
    derivations: tuple[Derivation, ...] = ()
    if told.given_id == "copy":
        here, there = Span(len(DATELINE), len(DATELINE) + len(PALACE)), Span(0, len(PALACE))
        passages = (Passage(here, there),)
        derivations = (Derivation(document.id, PALACE_REPORT.document().id, DerivationKind.COPY, 0.95, passages),)
    run = Run(
        content_id("run", document.revision, told.published, engine, DOSSIER),
        document.id,
        document.revision,
        engine,
        DOSSIER,
        START,
    )
    claims = CLAIMS[told.given_id](document) if told.given_id in CLAIMS else ()
    signature = signature_of(told.text)
    return Reading(told.capture(), document, derivations, run, claims, statements_of(document), signature)


REPORTS = (PALACE_REPORT, HOUR_REPORT, COPY_REPORT, NEXT_REPORT)
