"""A record of one report, made up, in which private persons are named: as a voice, in the title, in passing."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dragoman.merge import fold
from dragoman.model import Filler, Roles, Statement, StatementKind, Voice, VoiceKind
from dragoman.store import open_store
from dragoman.values import Interval, content_id

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.model import Claim, Document

TEXT = (
    "A drone struck Lumen on Monday and four houses lost a roof, Governor Arno Dellin said. "
    "The roof of our house fell in, Olha Vesnenko said on Tuesday. "
    "Jonas Ferrow, 34, was pulled out from under the roof by Vesnenko’s neighbours. "
    "A cat slept through it all."
)
DAY = Interval.day(date(2025, 6, 2))


def write(path: Path) -> None:
    """Write the record, folded."""
    sample = sys.modules["dragoman_sample_istanbul"]
    report = sample.Told(
        "roof", TEXT, "Lumen Post", "2025-06-03", "https://post.example/roof", "A roof is gone, says Olha Vesnenko"
    )
    document = report.document()
    reading = replace(
        sample.reading_of(report), claims=claims_of(document, sample), statements=(statement_of(document, sample),)
    )
    with open_store(str(path), write=True, clock=sample.Clock()) as store:
        store.write_reading(reading)
        store.replace_derived(fold(store.active_claims(), processes=(), judgements=()))


def claims_of(document: Document, sample: object) -> tuple[Claim, ...]:
    first, second, third = (f"{part}." for part in TEXT.split(". ")[:3])
    governor, neighbour = Voice("Arno Dellin", VoiceKind.PERSON), Voice("Olha Vesnenko", VoiceKind.PERSON)
    make = sample.claim_of  # type: ignore[attr-defined]
    return (
        make(document, "c1", "strike", first, mode="drone", time=DAY, attribution=(governor,)),
        make(document, "c2", "strike", second, mode="drone", time=DAY, attribution=(neighbour,)),
        make(document, "c3", "detention", third, time=DAY, roles=Roles(target=(Filler("Jonas Ferrow"),))),
    )


def statement_of(document: Document, sample: object) -> Statement:
    words = sample.words  # type: ignore[attr-defined]
    content = words(TEXT, "The roof of our house fell in")
    said = (
        content_id("stm", document.revision, content.start),
        document.id,
        document.revision,
        words(TEXT, "Olha Vesnenko"),
        words(TEXT, "said on Tuesday"),
        (content,),
        (Voice("Olha Vesnenko", VoiceKind.PERSON),),
    )
    return Statement(*said, StatementKind.INDIRECT, "say", "civilians")
