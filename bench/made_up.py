"""Made-up claims of realistic skew, for measuring how the merge grows: a few parties and frames hold most of them.

A number and a seed come in, that many ``ActiveClaim`` records go out. They name real states and no real event.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from dragoman.model import (
    ActiveClaim,
    Claim,
    Content,
    Document,
    Evidence,
    Filler,
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
from dragoman.values import Instant, Interval, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAMES = ("strike", "talks", "proposal", "accusation", "clash", "sanction", "exchange", "attack", "agreement", "aid")
SIDES = ("RUS", "UKR", "USA", "TUR", "ISR", "IRN", "COD", "RWA", "M23", "OMN")
ISSUES = ("ceasefire", "territory", "prisoners", "sanctions", "other")
FIRST_DAY = date(2025, 1, 1)
CLAIMS_A_REPORT = 6
CLAIMS_A_DAY = 120
RETOLD = 300
"""Claims, the last, of which one may be told again."""
SPACE = 200
"""Code points of a report that each claim has."""
ROUND_DAYS = 90
"""Days from one round of talks of the first two sides to the next; it is told of in the days about it."""
ROUND_TOLD = (-7, 4)
SHARE_OF_ROUND = 0.3
"""Which part of the talks told of in those days is the round."""
SHARE_NUMBERED = 0.5
"""Which part of the reports of a round says which it is."""
SHARE_RETOLD = 0.35
"""Which part of the claims retells an event of the last days, as copies and follow-ups do."""


def made_up_claims(count: int, seed: int = 7, share: float = SHARE_RETOLD) -> list[ActiveClaim]:
    """Give that many claims, of which such a share retells others; the same seed gives the same."""
    reports = made_up_reports(-(-count // CLAIMS_A_REPORT), seed, share)
    return [_active(claim, report) for report, claims in reports for claim in claims][:count]


def made_up_reports(count: int, seed: int = 7, share: float = SHARE_RETOLD) -> Iterator[tuple[Document, list[Claim]]]:
    """Give that many reports with their claims, whose words stand in the reports' texts."""
    chance = random.Random(seed)  # noqa: S311
    made: list[Claim] = []
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * CLAIMS_A_REPORT // CLAIMS_A_DAY)
        name = f"report-{number:06}"
        numbers = range(number * CLAIMS_A_REPORT, (number + 1) * CLAIMS_A_REPORT)
        own = [
            _retold(chance.choice(made), name, n)
            if len(made) >= RETOLD and chance.random() < share
            else _as_round(chance, _new(chance, name, n, day), day)
            for n in numbers
        ]
        made = [*made[-RETOLD:], *own]
        yield _report(name, number, day, own), own


def _active(claim: Claim, report: Document) -> ActiveClaim:
    recorded = datetime(2025, 1, 1, tzinfo=UTC)
    return ActiveClaim(claim, report, report.id, recorded, report.published and report.published.instant)


def _report(name: str, number: int, day: date, claims: list[Claim]) -> Document:
    words = [(evidence.start, evidence.quote) for claim in claims for evidence in claim.evidence]
    text = ""
    for start, quote in sorted(words):
        text = text.ljust(start) + quote
    return Document(
        id=name,
        revision=name,
        capture_id=name,
        text=text,
        source=f"outlet {number % 40}",
        title=str(day),
        published=Published(Instant(day, None), "json"),
        language="en",
    )


def _retold(told: Claim, report: str, number: int) -> Claim:
    start = SPACE * (number % CLAIMS_A_REPORT)
    words = told.evidence[0].quote
    return replace(
        told,
        id=content_id("clm", number),
        label=f"c{number % CLAIMS_A_REPORT}",
        document_id=report,
        revision=report,
        evidence=(Evidence(start, start + len(words), words),),
        content=_content(start, words, None if told.content is None else told.content.issue),
    )


def _content(start: int, words: str, issue: str | None) -> Content:
    return Content((Evidence(start, start + 10, words[:10]),), issue)


def _new(chance: random.Random, report: str, number: int, day: date) -> Claim:
    frame = _skewed(chance, FRAMES)
    dated = chance.random() < 0.45
    words = " ".join(f"word{chance.randint(0, 3000)}" for _ in range(12))
    start = SPACE * (number % CLAIMS_A_REPORT)
    sides = {_skewed(chance, SIDES) for _ in range(2)}
    return Claim(
        id=content_id("clm", number),
        label=f"c{number % CLAIMS_A_REPORT}",
        document_id=report,
        revision=report,
        frame=frame,
        status=chance.choice((Status.OCCURRED, Status.OCCURRED, Status.ONGOING, Status.PLANNED, Status.PROPOSED)),
        evidence=(Evidence(start, start + len(words), words),),
        time=Interval.day(day - timedelta(days=chance.randint(0, 4))) if dated else None,
        places=_places(chance),
        roles=Roles(
            actor=tuple(Filler(side, side) for side in sorted(sides)),
            target=(Filler("places", _skewed(chance, SIDES)),) if chance.random() < 0.5 else (),
        ),
        quantities=(QuantityRef("killed", value=chance.randint(1, 90)),) if chance.random() < 0.3 else (),
        attribution=(Voice(f"Speaker {chance.randint(0, 60)}", VoiceKind.PERSON, _skewed(chance, SIDES)),),
        content=_content(start, words, chance.choice(ISSUES)),
        salience=Salience.MAIN,
    )


def _as_round(chance: random.Random, claim: Claim, day: date) -> Claim:
    """Make some of the talks told of about a round the round itself."""
    number, since = divmod((day - FIRST_DAY).days + ROUND_DAYS // 2, ROUND_DAYS)
    first, end = ROUND_TOLD
    if since - ROUND_DAYS >= first:
        number, since = number + 1, since - ROUND_DAYS
    if claim.frame != "talks" or not (first <= since < end) or chance.random() >= SHARE_OF_ROUND:
        return claim
    return replace(
        claim,
        mode="round",
        round=number if chance.random() < SHARE_NUMBERED else None,
        status=Status.PLANNED if since < 0 else Status.OCCURRED,
        time=Interval.day(day - timedelta(days=since)),
        places=(PlaceRef("Town0", Precision.SETTLEMENT, "TR", "TR-0"),),
        roles=Roles(actor=tuple(Filler(side, side) for side in sorted(SIDES[:2]))),
    )


def _places(chance: random.Random) -> tuple[PlaceRef, ...]:
    if chance.random() < 0.5:
        return ()
    country = chance.choice(("UA", "RU", "TR", "IL", "CD"))
    number = chance.randint(0, 25)
    return (PlaceRef(f"Town{number}", Precision.SETTLEMENT, country, f"{country}-{number % 9}"),)


def _skewed(chance: random.Random, among: tuple[str, ...]) -> str:
    """Pick by a falling weight (Zipf), as parties and frames occur in news."""
    return chance.choices(among, weights=[1 / rank for rank in range(1, len(among) + 1)])[0]
