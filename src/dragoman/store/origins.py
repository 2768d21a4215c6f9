"""Origins: from which report or agency a claim's passage comes, followed to its first source.

The derivations on record are read at once for the whole record, and some reports at a time where few claims are
wanted; the following is the lineage stage's own. A report that is made of nothing is its own origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dragoman.store.lineage import read_derivations, read_derivations_of

if TYPE_CHECKING:
    from dragoman.model import Claim, Derivation, Document
    from dragoman.store.links import Link


class StoredDerivations(Mapping[str, "tuple[Derivation, ...]"]):
    """The derivations of each report, by document id, read when they are asked for; a report made of nothing is absent.

    It can be asked for one report, and for no list of them: that would be the whole record.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._known: dict[str, tuple[Derivation, ...]] = {}

    def look_up(self, document_ids: Iterable[str]) -> None:
        """Read the derivations of these reports at once."""
        missing = [each for each in document_ids if each not in self._known]
        if missing:
            self._known |= dict.fromkeys(missing, ()) | read_derivations_of(self._link, missing)

    def __getitem__(self, document_id: str) -> tuple[Derivation, ...]:
        if document_id not in self._known:
            self.look_up([document_id])
        if not self._known[document_id]:
            raise KeyError(document_id)
        return self._known[document_id]

    def __iter__(self) -> Iterator[str]:
        return iter(read_derivations(self._link))

    def __len__(self) -> int:
        return len(read_derivations(self._link))


class OriginFinder:
    """Finds origins by the derivations on record.

    Args:
        link: Where to read.
        of_all: Whether most of the record will be asked for.
    """

    def __init__(self, link: Link, *, of_all: bool = True) -> None:
        self._known: Mapping[str, tuple[Derivation, ...]] = (
            read_derivations(link) if of_all else StoredDerivations(link)
        )

    def look_up(self, documents: Iterable[Document]) -> None:
        """Read at once what the origins of these reports' passages are found by."""
        if isinstance(self._known, StoredDerivations):
            self._known.look_up(document.id for document in documents)

    def of_claim(self, document: Document, claim: Claim) -> str:
        """Give the origin of the passage in which a claim stands: a document id, or ``source:<id>``."""
        derivations = self._known.get(document.id)
        if derivations is None:
            return document.id
        from dragoman.lineage.origins import origin_at  # noqa: PLC0415  not for records without copies

        return origin_at(document, derivations, claim.evidence[0].span, known=self._known)
