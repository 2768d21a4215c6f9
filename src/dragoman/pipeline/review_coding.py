"""Blind coding: two people code one report, each without the other's claims or the engine's, and a third decides.

Words and slots come in, judgements of the kind ``code`` go out, which have no effect of their own. Adjudication turns
the chosen ones into judgements that have: mended, added and rejected claims.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from dragoman.errors import BadJsonError, ReviewError
from dragoman.judging import FIELDS
from dragoman.judging.coding import COMPARED, DONE, Coding, coded_claims, codings_of, shared_part, side_by_side
from dragoman.pipeline.review import checked, claim_key, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.judging.coding import Coded
    from dragoman.model import ActiveClaim, Document, Judgement
    from dragoman.pipeline.review import Desk

CodedWords: TypeAlias = tuple[dict[str, Any], tuple[int, int]]
"""Slots in the codebook's form with ``frame``, and where the words stand in the report."""

BLANK: dict[str, Any] = {
    "mode": None,
    "status": "occurred",
    "hedged": False,
    "round": None,
    "name": None,
    "time": None,
    "places": [],
    "roles": {"actor": [], "target": [], "mediator": [], "delegate": []},
    "quantities": [],
    "attribution": [],
    "content": None,
    "outcome": [],
    "salience": "main",
}
"""A claim of which nothing is said: what a coder leaves out is not there, whatever the engine read."""


def find_words(document: Document, words: str, nth: int | None = None) -> tuple[int, int]:
    """Give where words stand in a report, in code points.

    Args:
        document: The report.
        words: Verbatim.
        nth: Which occurrence, from 1; None where they stand once.

    Raises:
        ReviewError: DG131, they do not stand there, or stand there more often and it is not said which is meant.
    """
    places, at = [], document.text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = document.text.find(words, at + 1)
    what = f"{document.doc}: “{words[:60]}”"
    if not places:
        raise ReviewError(what, "the report does not have these words.", "Give them exactly as it prints them.")
    if nth is None and len(places) > 1:
        raise ReviewError(what, f"they stand there {len(places)} times.", "Say which with --nth.")
    if nth is not None and nth > len(places):
        raise ReviewError(what, f"they stand there {len(places)} times, not {nth}.", "Give a smaller --nth.")
    start = places[(nth or 1) - 1]
    return start, start + len(words)


def own_coding(desk: Desk, document: Document) -> Coding:
    """Give what this person has coded of a report so far."""
    found = codings_of(desk.store.judgements()).get((document.id, desk.reviewer))
    return found or Coding(desk.reviewer, document.id)


def code(desk: Desk, document: Document, claims: Iterable[CodedWords]) -> tuple[Judgement, ...]:
    """Add claims to a blind coding.

    Args:
        desk: Who.
        document: The report.
        claims: Slots in the codebook's form with ``frame``, and where the words stand.

    Raises:
        ReviewError: DG131, this coder has finished this report.
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
    """
    if own_coding(desk, document).is_done:
        raise ReviewError(document.doc, f"{desk.reviewer} has finished it.", "A finished coding takes no more claims.")
    made = [
        desk.judgement("code", claim_key(document, slots, place), checked(desk.engine, document, slots, place))
        for slots, place in claims
    ]
    return record(desk, made)


def finish(desk: Desk, document: Document) -> tuple[Judgement, ...]:
    """End a coding: it can be compared from now on, and takes no more claims. No claim at all is a coding, too."""
    return record(desk, [desk.judgement("code", {"document": document.id, "revision": document.revision}, DONE)])


def read_coding(document: Document, lines: Iterable[str], where: str) -> Iterator[CodedWords]:
    """Read claims in the codebook's form, one JSON line each; lines of other reports are passed over.

    Raises:
        BadJsonError: DG305, a line is not such a claim.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row.get("doc") not in (None, document.doc, document.id):
                continue
            first = row["evidence"][0]
            place = int(first["start"]), int(first["end"])
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            problem = f"it is no claim in the codebook's form: {error}."
            raise BadJsonError(f"{where}:{number}", problem, "See 'dragoman export claims'.") from error
        yield {name: value for name, value in row.items() if name in FIELDS and name != "about"}, place


def adjudicate(desk: Desk, document: Document, coders: Sequence[str], take: Iterable[str]) -> tuple[Judgement, ...]:
    """Make one coding of two the record's own: where both agree it is taken, where they differ the one that is named.

    The engine's claims that a taken one matches are mended, the others are rejected, and what the engine missed is
    added.

    Args:
        desk: Who decides, and why.
        document: The report.
        coders: The two.
        take: Ids of codings; where the two differ and neither is named, the clause is no claim.

    Raises:
        ReviewError: DG131, a coder has not finished, or an id is of no coding of this report.
    """
    codings = codings_of(desk.store.judgements())
    for name in coders:
        if not codings.get((document.id, name), Coding(name, document.id)).is_done:
            raise ReviewError(document.doc, f"{name} has not finished it.", "Wait for both.")
    both = [coded_claims(document, codings[document.id, name]) for name in coders]
    chosen = _chosen(both[0], both[1], set(take), document)
    read = desk.store.claims_of([document.id])
    return record(desk, list(_verdicts(desk, document, chosen, read)))


def _chosen(first: Sequence[Coded], second: Sequence[Coded], take: set[str], document: Document) -> list[Coded]:
    known = {each.judgement.id for each in (*first, *second)}
    strange = sorted(take - known)
    if strange:
        raise ReviewError(strange[0], f"it is no coding of {document.doc}.", "See 'dragoman review compare'.")
    chosen = []
    for side in side_by_side(first, second):
        one, other = side.first, side.second
        if one and other and all(value(one.claim) == value(other.claim) for value in COMPARED.values()):
            chosen.append(one)
        else:
            chosen += [each for each in (one, other) if each is not None and each.judgement.id in take]
    return chosen


def _verdicts(
    desk: Desk, document: Document, chosen: Iterable[Coded], read: Sequence[ActiveClaim]
) -> Iterator[Judgement]:
    free = list(read)
    for coded in chosen:
        slots = {**BLANK, **coded.judgement.value}
        slots["roles"] = {**BLANK["roles"], **slots["roles"]}
        match = max(free, key=lambda active: _closeness(active, coded), default=None)
        if match is None or _closeness(match, coded) == 0:
            target = claim_key(document, slots, _place(coded)) | {"adjudicated": True}
            yield desk.judgement("add", target, {**coded.judgement.value})
            continue
        free.remove(match)
        spans = [{"start": each.start, "end": each.end, "quote": each.quote} for each in coded.claim.evidence]
        yield desk.judgement("edit", desk.on(match) | {"adjudicated": True}, {"evidence": spans, **slots})
    for active in free:
        yield desk.judgement("reject", desk.on(active) | {"adjudicated": True})


def _closeness(active: ActiveClaim, coded: Coded) -> float:
    return shared_part(active.claim, coded.claim) if active.claim.frame == coded.claim.frame else 0.0


def _place(coded: Coded) -> tuple[int, int]:
    first = coded.claim.evidence[0]
    return first.start, first.end
