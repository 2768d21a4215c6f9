"""Wording: a document's own words with the look-ups that comparing needs, made once for each revision.

A document in, a ``Wording`` out. A few hundred are kept, since a report is compared with many; a revision's text
never changes, so that what is kept is never stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.lineage.anchors import anchor_prints
from dragoman.lineage.kept import KEPT, by_revision
from dragoman.lineage.signatures import signature_of
from dragoman.lineage.words import OwnWords, own_words
from dragoman.model import Signature

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.values import Keyed

LEAD_WORDS = 25
"""Source: the first sentence of news has 25 words (median of 759 reports of 20-21 May 2025)."""
LEAD = 35
"""Source: ``LEAD_WORDS``, and a title."""
MOST_PLACES = 8
"""Places of one shingle that are kept; a refrain that stands more often gains nothing."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What comparing needs of one document.

    Attributes:
        own: Its own words.
        shingles: Index of the first word, and the shingle, in the order of the text.
        places: Indices at which each shingle begins, up to ``MOST_PLACES``.
        lead: The first ``LEAD`` words.
        lead_shingles: Those that begin in the first ``LEAD_WORDS``.
    """

    own: OwnWords
    shingles: Sequence[tuple[int, str]]
    places: Mapping[str, Sequence[int]]
    signature: Signature
    lead: frozenset[str]
    lead_shingles: frozenset[str]


def wording_of(document: Document) -> Wording:
    """Give the wording of a document."""
    return _kept(by_revision(document))


def signature_for(document: Document) -> Signature:
    """Give what the index keeps of a document: its signature by words, and after it the prints of its anchors."""
    return wording_of(document).signature


@lru_cache(maxsize=KEPT)
def _kept(key: Keyed[Document]) -> Wording:
    own = own_words(key.value)
    shingles = tuple(own.shingles())
    places: dict[str, list[int]] = defaultdict(list)
    for start, shingle in shingles:
        found = places[shingle]
        if len(found) < MOST_PLACES:
            found.append(start)
    first = frozenset(shingle for _, shingle in takewhile(lambda found: found[0] < LEAD_WORDS, shingles))
    return Wording(own, shingles, dict(places), _signature(key.value), _lead(own), first)


def _signature(document: Document) -> Signature:
    """Give the signature by words with the prints of anchors after it, which are fingerprints to the index."""
    by_words = signature_of(document)
    return (*by_words, *anchor_prints(document)) if by_words else ()


def _lead(own: OwnWords) -> frozenset[str]:
    return frozenset([word for word in own.words if word is not None][:LEAD])
