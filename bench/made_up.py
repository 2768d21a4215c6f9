"""Made-up claims of realistic skew, for measuring how the merge grows: a few parties and frames hold most of them.

A number and a seed come in, that many ``ActiveClaim`` records go out. They name real states and no real event.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dragoman.model import (
    ActiveClaim,
    Claim,
    Content,
    Document,
    Evidence,
    Filler,
    PlaceRef,
    Precision,
    QuantityRef,
    Roles,
    Salience,
    Status,
    Voice,
    VoiceKind,
)
from dragoman.values import Instant, Interval, content_id

FRAMES = ("strike", "talks", "proposal", "accusation", "clash", "sanction", "exchange", "attack", "agreement", "aid")
SIDES = ("RUS", "UKR", "USA", "TUR", "ISR", "IRN", "COD", "RWA", "M23", "OMN")
ISSUES = ("ceasefire", "territory", "prisoners", "sanctions", "other")
FIRST_DAY = date(2025, 1, 1)
CLAIMS_A_REPORT = 6
CLAIMS_A_DAY = 120


def made_up_claims(count: int, seed: int = 7) -> list[ActiveClaim]:
    """Give that many claims: a third of them retell an event of the last days, as copies and follow-ups do."""
    chance = random.Random(seed)  # noqa: S311
    made: list[ActiveClaim] = []
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number // CLAIMS_A_DAY)
        report = _report(number // CLAIMS_A_REPORT, day)
        told = made[-chance.randint(CLAIMS_A_REPORT, 300)].claim if number > 300 and chance.random() < 0.35 else None
        claim = _retold(told, report, number) if told else _new(chance, report, number, day)
        made.append(ActiveClaim(claim, report, report.id, datetime(2025, 1, 1, tzinfo=UTC), Instant(day, None)))
    return made


def _report(number: int, day: date) -> Document:
    name = f"report-{number:06}"
    return Document(id=name, revision=name, capture_id=name, text="", source=f"outlet {number % 40}", title=str(day))


def _retold(told: Claim, report: Document, number: int) -> Claim:
    return replace(told, id=content_id("clm", number), document_id=report.id, revision=report.id)


def _new(chance: random.Random, report: Document, number: int, day: date) -> Claim:
    frame = _skewed(chance, FRAMES)
    dated = chance.random() < 0.45
    words = " ".join(f"word{chance.randint(0, 3000)}" for _ in range(12))
    start = 200 * (number % CLAIMS_A_REPORT)
    sides = {_skewed(chance, SIDES) for _ in range(2)}
    return Claim(
        id=content_id("clm", number),
        label=f"c{number % CLAIMS_A_REPORT}",
        document_id=report.id,
        revision=report.id,
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
        content=Content((Evidence(start, start + 10, words[:10]),), chance.choice(ISSUES)),
        salience=Salience.MAIN,
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
