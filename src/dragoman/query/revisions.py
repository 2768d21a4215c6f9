"""Revisions: the earlier texts of a report, what the later ones changed, and which claims went with them.

A view and a report come in, shapes go out. A claim is withdrawn where no claim of the next text has its frame and its
words, or words like them.
"""

from __future__ import annotations

import itertools
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dragoman.query.refs import claim_ref, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.model import ActiveClaim, Document
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


def changes_between(before: str, after: str) -> Iterator[TextChangeShape]:
    """Give where two texts differ, sentence by sentence, as words by their offsets in each."""
    old, new = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind != "equal":
            yield {"before": _quote(old[start:end], before), "after": _quote(new[from_:to], after)}


def _is_among(active: ActiveClaim, others: Sequence[ActiveClaim]) -> bool:
    words = active.claim.evidence[0].quote
    return any(
        other.claim.frame == active.claim.frame
        and SequenceMatcher(None, words, other.claim.evidence[0].quote, autojunk=False).ratio() >= LEAST_ALIKE
        for other in others
    )


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
