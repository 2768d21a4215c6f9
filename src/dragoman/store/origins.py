"""Origins: from which report or agency a claim's passage comes, followed to its first source.

The derivations on record are read once; the following is the lineage stage's own. A report that is made of nothing
is its own origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.lineage import read_derivations

if TYPE_CHECKING:
    from dragoman.model import Claim, Document
    from dragoman.store.links import Link


class OriginFinder:
    """Finds origins by the derivations on record."""

    def __init__(self, link: Link) -> None:
        self._known = read_derivations(link)

    def of_claim(self, document: Document, claim: Claim) -> str:
        """Give the origin of the passage in which a claim stands: a document id, or ``source:<id>``."""
        derivations = self._known.get(document.id)
        if derivations is None:
            return document.id
        from dragoman.lineage.origins import origin_at  # noqa: PLC0415  not for records without copies

        return origin_at(document, derivations, claim.evidence[0].span, known=self._known)
