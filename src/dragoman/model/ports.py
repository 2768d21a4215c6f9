"""What stages need of the store, as protocols: a stage names the need, the store or a test meets it, pipeline wires it.

Nothing here reads or writes; records of ``model`` go in and come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.model.report import Document

Signature: TypeAlias = tuple[int, ...]
"""The wording of a report as 32-bit values: ``MINHASH_SLOTS`` of MinHash, in slot order, then any number of
fingerprints; empty for a text too short to have one."""

MINHASH_SLOTS = 32
"""Source: reports that are alike as wholes share most slots at any number; runs of words are found by fingerprints."""

MOST_ALIKE = 128
"""Reports that one more report is compared with, at most. Source: house rule; the 759 reports of 20-21 May 2025
need 60."""
MOST_HOLDERS = 256
"""A value that more reports hold than this is a set phrase or a page's furniture, and no sign of wording."""


def keyed_values(signature: Signature) -> list[tuple[int, int]]:
    """Give each value of a signature with its slot; all fingerprints have the slot after the last."""
    return [(min(i, MINHASH_SLOTS), value) for i, value in enumerate(signature)]


class LineageIndex(Protocol):
    """Where reports are found again by their wording."""

    def candidates(self, signature: Signature, *, shared: int) -> Iterable[Document]:
        """Give the reports with at least ``shared`` values of their signatures in common, the most alike first.

        A value is one slot, or a fingerprint in both. Values that more than ``MOST_HOLDERS`` reports hold do not
        count, and at most ``MOST_ALIKE`` reports are given, so that the work does not grow with the index.

        The index holds reports of every date, read before or after; lineage decides which came first. A report
        with several revisions is given once for each. The report asked about may be among them.

        Args:
            signature: Of the report asked about, from ``dragoman.lineage.signature_of``.
            shared: Least number of common values, from 1.
        """
        ...

    def revisions(self, document_id: str) -> Iterable[Document]:
        """Give every revision held of one report, in the order in which they were recorded."""
        ...


class Completion(NamedTuple):
    """What a language model said to one request.

    Attributes:
        content: The words of its answer, as they came; not checked in any way.
        tokens_in, tokens_out: Of the request and the answer, as the server counts them; None where it does not say.
    """

    content: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class LanguageModel(Protocol):
    """Something that answers a request in the form of OpenAI's chat completions."""

    def complete(self, request: Mapping[str, Any], where: str) -> Completion:
        """Put one request.

        Args:
            request: The body: ``model``, ``messages`` and the like.
            where: The report that it is about, for messages.

        Raises:
            ModelAccessError: DG142, no report can be read so: the endpoint, the model or the key is wrong.
            ModelAnswerError: DG340, no usable answer came to this one.
        """
        ...
