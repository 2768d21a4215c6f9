"""An index of reports by wording, in memory: for reading a few files without a store, and for tests.

Documents in by ``add``, candidates out. It holds every text that it is given.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.lineage.ranking import most_alike
from dragoman.lineage.wording import wording_of
from dragoman.model.ports import keyed_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Document, Signature


class MemoryIndex:
    """Meets ``dragoman.model.LineageIndex``."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents: dict[str, Document] = {}
        self._holders: dict[tuple[int, int], list[str]] = defaultdict(list)
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Take a document in; a revision that is already there is not taken twice."""
        if document.revision in self._documents:
            return
        self._documents[document.revision] = document
        for value in keyed_values(wording_of(document).signature):
            self._holders[value].append(document.revision)

    def candidates(self, signature: Signature, *, shared: int) -> Iterable[Document]:
        """Give the reports that share values, the most alike first; see ``LineageIndex``."""
        holders = (self._holders.get(value, []) for value in keyed_values(signature))
        return [self._documents[revision] for revision in most_alike(holders, shared)]

    def revisions(self, document_id: str) -> Iterable[Document]:
        """Give the revisions of one report in the order in which they were added."""
        return [document for document in self._documents.values() if document.id == document_id]
