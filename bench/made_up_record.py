"""A made-up record of any size, for measuring the web: reports, claims, statements, copies, events and rounds.

A number of claims comes in, a store with all tables filled goes out. The claims are those of ``made_up``, of which four
fifths retell an event; what retells the same is one event here by construction, so that nothing has to be folded. Rows
are made by the store's own functions, and events by the merge's; ``dragoman check`` finds nothing wrong
with it, unless it is so large that it is told again (``told_again.py``).
"""

# ruff: noqa: SLF001  rows are made by the store's own functions, which no face has
from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dragoman.merge.making import Maker
from dragoman.merge.rules import load_rules
from dragoman.merge.sketch import sketch_of
from dragoman.model import (
    ActiveClaim,
    Capture,
    Claim,
    Derivation,
    DerivationKind,
    Document,
    Event,
    Evidence,
    Passage,
    Published,
    Round,
    Run,
    Statement,
    StatementKind,
)
from dragoman.model.listing import time_key
from dragoman.store import facts, lineage, open_store
from dragoman.store.digests import digest
from dragoman.values import Instant, Span, content_id
from made_up import CLAIMS_A_REPORT, made_up_claims
from told_again import tell_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RETOLD = 0.8
"""Five claims an event: half a million claims make a hundred thousand events."""
ROOM = 200
"""Letters of a report that each of its claims has."""
ROUND_OF = 400
"""One in so many talks is numbered by its reports, and so a round."""
COPY_OF = 8
"""One in so many reports is a copy of the one before."""
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
BATCH_REPORTS = 2_000
PLAIN = "text/plain"
LARGEST = 50_000
"""Claims that are made up one by one: some minutes; of more, the same are told again in later years."""


class Told(NamedTuple):
    """One report with all that was read in it."""

    document: Document
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    derivations: tuple[Derivation, ...]


class Folded(NamedTuple):
    """What a fold gives."""

    events: Sequence[Event]
    rounds: Sequence[Round]


def build_record(path: Path, claims: int) -> dict[str, int]:
    """Write a record of that many claims, and give how much it holds; a large one is told again from a smaller."""
    if claims > LARGEST:
        times = -(-claims // LARGEST)
        build_record(path, claims // times)
        tell_again(path, times)
        with open_store(str(path), write=False) as store:
            return store.counts()
    actives = list(in_reports(made_up_claims(claims, share=RETOLD)))
    with open_store(str(path), write=True, clock=lambda: RECORDED) as store:
        with store.transaction():
            write_reports(store._link, list(reports_of(actives)))
            store.replace_derived(fold_by_words(actives))
        return store.counts()


def in_reports(actives: Sequence[ActiveClaim]) -> Iterator[ActiveClaim]:
    """Give each report the text that its claims quote, each claim in its own place."""
    for first in range(0, len(actives), CLAIMS_A_REPORT):
        own = actives[first : first + CLAIMS_A_REPORT]
        placed = [placed_at(active.claim, n) for n, active in enumerate(own)]
        text = "".join(claim.evidence[0].quote.ljust(ROOM - 2, " ") + ".\n" for claim in placed)
        document = document_of(own[0], first // CLAIMS_A_REPORT, text)
        for claim, active in zip(placed, own, strict=True):
            moved = replace(claim, document_id=document.id, revision=document.revision)
            yield replace(active, claim=moved, document=document, origin=document.id)


def placed_at(claim: Claim, n: int) -> Claim:
    start, words = n * ROOM, claim.evidence[0].quote[: ROOM - 2]
    said = Evidence(start, start + 10, words[:10])
    number = int(sha256(words.encode()).hexdigest()[:8], 16)
    is_round = claim.frame == "talks" and number % ROUND_OF == 0
    return replace(
        claim,
        label=f"c{n + 1}",
        evidence=(Evidence(start, start + len(words), words),),
        content=None if claim.content is None else replace(claim.content, spans=(said,)),
        round=number % 90 + 1 if is_round else None,
    )


def document_of(active: ActiveClaim, number: int, text: str) -> Document:
    day = active.document.title or "2025-01-01"
    printed = datetime.fromisoformat(f"{day}T00:00:00+03:00").replace(hour=number % 24, minute=number % 60)
    url = f"https://outlet{number % 40}.example/{number}"
    report_id, title = content_id("doc", number), f"Report {number}: {text[:40].strip()}"
    return Document(
        id=report_id,
        revision=content_id("rev", report_id, text, title),
        capture_id=content_id("cap", sha256(text.encode()).hexdigest(), PLAIN, url, active.document.source, None),
        text=text,
        given_id=f"made-up-{number:06}",
        url=url,
        title=title,
        source=active.document.source,
        published=Published(Instant(printed.date(), printed), "made up"),
        language="en",
    )


def reports_of(actives: Iterable[ActiveClaim]) -> Iterator[Told]:
    """Give the reports, each with a statement; some are copies of the one before."""
    own: dict[str, list[ActiveClaim]] = defaultdict(list)
    for active in actives:
        own[active.document.id].append(active)
    before: Document | None = None
    for number, found in enumerate(own.values()):
        document, claims = found[0].document, tuple(active.claim for active in found)
        span = claims[0].evidence[0]
        statement = Statement(
            id=content_id("stm", document.id),
            document_id=document.id,
            revision=document.revision,
            source=None,
            cue=None,
            voices=claims[0].attribution,
            content=(span,),
            kind=StatementKind.INDIRECT,
            verb="demand",
            issue="ceasefire" if number % 2 else "territory",
        )
        copied = () if before is None or number % COPY_OF else (copy_of(before, document, span),)
        yield Told(document, claims, (statement,), copied)
        before = document


def copy_of(before: Document, document: Document, span: Evidence) -> Derivation:
    here = Span(span.start, span.end)
    return Derivation(document.id, before.id, DerivationKind.COPY, 0.9, (Passage(here, here),))


def write_reports(link: Any, told: Sequence[Told]) -> None:
    """Append the reports, in batches, as the store appends them one by one."""
    now = "2025-01-01T00:00:00.000000Z"
    for first in range(0, len(told), BATCH_REPORTS):
        some = told[first : first + BATCH_REPORTS]
        link.add("captures", [facts._capture_row(capture_of(each.document), now) for each in some])
        link.add("documents", [{"id": each.document.id, "recorded_at": now} for each in some])
        link.add("revisions", [revision_row(each.document, now) for each in some])
        link.add("headers", [facts._header_row(each.document, None, now) for each in some])
        runs = [run_of(each.document) for each in some]
        link.add("runs", [run_row(run, now) for run in runs])
        pairs = list(zip(runs, some, strict=True))
        claims = {run.id: [facts._claim_row(run.id, claim) for claim in each.claims] for run, each in pairs}
        said = {run.id: [facts._statement_row(run.id, one) for one in each.statements] for run, each in pairs}
        link.add("claims", [row for rows in claims.values() for row in rows])
        link.add("statements", [row for rows in said.values() for row in rows])
        link.add("seals", [{"run_id": run.id, "sha256": seal_of(claims[run.id], said[run.id])} for run in runs])
        link.add("activations", [{"run_id": run.id, "revision": run.revision, "recorded_at": now} for run in runs])
        link.add(
            "derivations", [lineage._row(each.document.revision, one) for each in some for one in each.derivations]
        )


def capture_of(document: Document) -> Capture:
    payload = document.text.encode()
    return Capture(
        id=document.capture_id,
        where=document.url or "",
        media_type=PLAIN,
        payload=payload,
        sha256=sha256(payload).hexdigest(),
        captured_at=RECORDED,
        url=document.url,
        source=document.source,
    )


def revision_row(document: Document, now: str) -> dict[str, Any]:
    told = {"id": document.revision, "document_id": document.id, "title": document.title}
    return {**told, "text": document.text, "recorded_at": now}


def run_of(document: Document) -> Run:
    return Run(content_id("run", document.id), document.id, document.revision, "made up", "made up", RECORDED)


def run_row(run: Run, now: str) -> dict[str, Any]:
    told = {"id": run.id, "document_id": run.document_id, "revision": run.revision}
    return {**told, "engine": run.engine, "dossier": run.dossier, "recorded_at": now}


def seal_of(claims: Sequence[dict[str, Any]], statements: Sequence[dict[str, Any]]) -> str:
    """Give the seal of a run over its rows, as ``digests`` reads them."""
    names = ("id", "label", "document_id", "frame", "status", "body")
    said = ("id", "document_id", "body")
    rows = [("claims", *(row[name] for name in names)) for row in claims]
    return digest([*rows, *(("statements", *(row[name] for name in said)) for row in statements)])


def fold_by_words(actives: Sequence[ActiveClaim]) -> Folded:
    """Make one event of the claims that have the same words."""
    rules = load_rules()
    groups: dict[str, list[Any]] = defaultdict(list)
    for active in actives:
        groups[active.claim.evidence[0].quote].append(sketch_of(active, rules))
    ids = {active.claim.id: content_id("evt", active.claim.id) for active in actives}
    maker = Maker(ids)
    made = [maker.make(sorted(group, key=lambda sketch: sketch.key), ()) for group in groups.values()]
    made.sort(key=lambda one: time_key(one.event))
    return Folded([one.event for one in made], [one.round for one in made if one.round is not None])


if __name__ == "__main__":
    print(build_record(Path(sys.argv[1]), int(sys.argv[2])))
