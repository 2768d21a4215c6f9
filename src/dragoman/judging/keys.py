"""Keys: how a judgement finds its claim again, whatever run has read the report since.

A claim comes in and its evidence key goes out; a key and the claims of today come in and the claim that carries that
evidence goes out, or None. A key counts in the text of one revision: where a later one has other words at its place,
the words are looked for, and found only where they stand once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model import ActiveClaim, Document


def key_of(active: ActiveClaim) -> dict[str, Any]:
    """Give what a judgement on this claim attaches to.

    Returns:
        ``document``, ``revision``, ``frame``, ``start``, ``end`` and ``quote`` of its first evidence, and ``claim``,
        its id, which tells apart what one sentence says twice.
    """
    first = active.claim.evidence[0]
    return {
        "document": active.document.id,
        "revision": active.document.revision,
        "frame": active.claim.frame,
        "start": first.start,
        "end": first.end,
        "quote": first.quote,
        "claim": active.claim.id,
    }


class Attachments:
    """The claims of today, by report, to be found by evidence."""

    def __init__(self, actives: Iterable[ActiveClaim]) -> None:
        self._by_document: dict[str, list[ActiveClaim]] = defaultdict(list)
        self._by_judgement: dict[str, ActiveClaim] = {}
        for active in actives:
            for name in {active.document.id, active.document.given_id} - {None}:
                self._by_document[str(name)].append(active)
            self._by_judgement.update(dict.fromkeys(active.judgements, active))

    def find(self, key: Mapping[str, Any]) -> ActiveClaim | None:
        """Give the claim of that document and frame whose evidence shares most with the key's span.

        The claim whose id the key has comes first. Among equals it is the one with the least evidence beside the
        span, then the first in the text, then by id.
        """
        frames = (None, key.get("frame"))
        own = [a for a in self._by_document[key["document"]] if frames[1] is None or a.claim.frame in frames]
        for active in own:
            if active.claim.id == key.get("claim"):
                return active
        ranked = [(*_closeness(active, key), active.claim.id, active) for active in own]
        best = min(ranked, key=lambda row: row[:-1], default=None)
        return None if best is None or best[0] == 0 else best[-1]

    def made_by(self, judgement_id: str) -> ActiveClaim | None:
        """Give the claim that this judgement added or mended."""
        return self._by_judgement.get(judgement_id)


def _closeness(active: ActiveClaim, key: Mapping[str, Any]) -> tuple[int, int, int]:
    """Give the negative of the shared code points, those beside the span, and where the claim's evidence begins."""
    start, end = place_in(active.document, key) or (0, 0)
    spans = active.claim.evidence
    shared = sum(max(0, min(found.end, end) - max(found.start, start)) for found in spans)
    return -shared, sum(found.end - found.start for found in spans) - shared, spans[0].start


def place_in(document: Document, key: Mapping[str, Any]) -> tuple[int, int] | None:
    """Give where the key's words stand in this revision of its report, or None where that cannot be told.

    Args:
        document: In the revision of today, with its text.
        key: A judgement's target; one without words or revision is taken at its offsets.
    """
    start, end, quote = int(key["start"]), int(key["end"]), key.get("quote")
    if quote is None or key.get("revision") in (None, document.revision) or document.text[start:end] == quote:
        return start, end
    first = document.text.find(quote)
    if first < 0 or document.text.find(quote, first + 1) >= 0:
        return None
    return first, first + len(quote)
