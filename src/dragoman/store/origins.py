"""Origins: from which report or agency a claim's passage comes, followed to its first source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.store.lineage import read_derivations

if TYPE_CHECKING:
    from dragoman.model import Claim, Document
    from dragoman.store.links import Link


class OriginFinder:
    """Finds origins by the derivations on record, read once."""

    def __init__(self, link: Link) -> None:
        self._derivations = read_derivations(link)

    def of_claim(self, document: Document, claim: Claim) -> str:
        """Give the origin of the passage in which a claim stands."""
        return document.id
