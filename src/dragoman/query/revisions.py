"""Revisions: the earlier texts of a report, what the later ones changed, and which claims went with them.

A view and a report come in, shapes go out. A claim is withdrawn where no claim of the next text has its frame and its
days, or words like its own: "on 24 July" mended to "on 23 July" is withdrawn, the same day told in other words is not.
"""

from __future__ import annotations

import itertools
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dragoman.query.refs import claim_ref, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from dragoman.model import ActiveClaim, Claim, Document, Event
    from dragoman.query.shapes import QuoteShape, RevisionShape, TextChangeShape
    from dragoman.query.view import View

LEAST_ALIKE = 0.6
"""Likeness of two evidences for one claim to be the other mended. Source: ``difflib`` calls 0.6 a close match."""
_PIECE_ENDS = ".!?\n"


def revisions_of(view: View, document: Document) -> list[RevisionShape]:
    """Give the texts of a report before the newest that counts in the view, the oldest first."""
    texts = view.store.lineage_index().texts(document.id, view.recorded_as_of)
    shapes = []
    for (earlier, _), (later, recorded_at) in itertools.pairwise(texts):
        shown: RevisionShape = {
            "revision": earlier.revision,
            "replaced_by": later.revision,
            "recorded_at": utc_text(recorded_at) or "",
            "changes": list(changes_between(earlier.text, later.text)),
            "withdrawn": [claim_ref(active) for active in withdrawn_between(view, earlier, later)],
        }
        shapes.append(shown)
    return shapes


def withdrawn_between(view: View, earlier: Document, later: Document) -> list[ActiveClaim]:
    """Give the claims of one text of a report that the next does not make, in the order of the text."""
    index = view.store.lineage_index()
    kept = index.claims_of(later.revision)
    return [active for active in index.claims_of(earlier.revision) if not _is_among(active, kept)]


def withdrawn_from(
    view: View, event: Event, document_ids: Iterable[str]
) -> Iterator[tuple[ActiveClaim, Document, datetime]]:
    """Give the claims of an event's kind that a later text of one of its reports no longer makes.

    A claim of another round than the event's is left out. What a claim belonged to before it was dropped is not kept,
    so a report that tells of two events of one kind shows a dropped claim with both.

    Yields:
        The claim, the text that dropped it, and when that was recorded; in order of recording.
    """
    index = view.store.lineage_index()
    found = []
    for document_id in index.revised(sorted(set(document_ids))):
        for (earlier, _), (later, recorded_at) in itertools.pairwise(index.texts(document_id, view.recorded_as_of)):
            dropped = withdrawn_between(view, earlier, later) if _is_out(later, view) else ()
            found += [(each, later, recorded_at) for each in dropped if _may_be_of(each.claim, event)]
    yield from sorted(found, key=lambda each: (each[2], each[0].claim.id))


def _is_out(document: Document, view: View) -> bool:
    """Whether a text had come out by the instant of the view."""
    if view.as_of is None:
        return True
    return document.published is not None and document.published.instant.counts_from <= view.as_of


def _may_be_of(claim: Claim, event: Event) -> bool:
    return claim.frame == event.frame and (None in (claim.round, event.round) or claim.round == event.round)


def changes_between(before: str, after: str) -> Iterator[TextChangeShape]:
    """Give where two texts differ, sentence by sentence, as words by their offsets in each."""
    old, new = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind != "equal":
            yield {"before": _quote(old[start:end], before), "after": _quote(new[from_:to], after)}


def _is_among(active: ActiveClaim, others: Sequence[ActiveClaim]) -> bool:
    return any(_tells_same(active.claim, other.claim) for other in others)


def _tells_same(one: Claim, other: Claim) -> bool:
    """Whether a later text still makes a claim: in like words or of the same days, and never of other days."""
    if one.frame != other.frame:
        return False
    if one.time is not None and other.time is not None:
        if not one.time.overlaps(other.time):
            return False
        if one.time == other.time and _may_share_place(one, other):
            return True
    words = (one.evidence[0].quote, other.evidence[0].quote)
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= LEAST_ALIKE


def _may_share_place(one: Claim, other: Claim) -> bool:
    here, there = ({place.name for place in claim.places} for claim in (one, other))
    return not here or not there or bool(here & there)


def _pieces(text: str) -> list[tuple[int, str]]:
    """Give the sentences of a text, roughly cut, with where each begins; white space around them left off."""
    pieces: list[tuple[int, str]] = []
    start = 0
    for at, sign in enumerate(text, start=1):
        if at == len(text) or (sign in _PIECE_ENDS and text[at].isspace()) or sign == "\n":
            words = text[start:at]
            if words.strip():
                pieces.append((start + len(words) - len(words.lstrip()), words.strip()))
            start = at
    return pieces


def _quote(pieces: Sequence[tuple[int, str]], text: str) -> QuoteShape | None:
    if not pieces:
        return None
    start, end = pieces[0][0], pieces[-1][0] + len(pieces[-1][1])
    return {"start": start, "end": end, "quote": text[start:end]}
