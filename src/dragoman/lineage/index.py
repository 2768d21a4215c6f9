"""An index of reports by wording, in memory: for reading a few files without a store, and for tests.

Documents in by ``add``, candidates out. It holds every text that it is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dragoman.lineage.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Document, Signature


class MemoryIndex:
    """Meets ``dragoman.model.LineageIndex``."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents: dict[str, Document] = {}
        self._slots: dict[tuple[int, int], list[str]] = defaultdict(list)
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Take a document in; a revision that is already there is not taken twice."""
        if document.revision in self._documents:
            return
        self._documents[document.revision] = document
        for slot in enumerate(wording_of(document).signature):
            self._slots[slot].append(document.revision)

    def candidates(self, signature: Signature, *, shared: int) -> Iterable[Document]:
        """Give the reports that share slots, the most equal first; see ``LineageIndex``."""
        counts = Counter(revision for slot in enumerate(signature) for revision in self._slots.get(slot, ()))
        found = [(-count, self._documents[revision]) for revision, count in counts.items() if count >= shared]
        found.sort(key=lambda pair: (pair[0], pair[1].id, pair[1].revision))
        return [document for _, document in found]

    def revisions(self, document_id: str) -> Iterable[Document]:
        """Give the revisions of one report in the order in which they were added."""
        return [document for document in self._documents.values() if document.id == document_id]
