"""Lineage: what reports are made from, and the index that finds reports again by their wording.

Derivations and signatures come in with a reading or from a rebuild; derivations and candidate reports go out. Which
report is the original is decided by the lineage stage, not here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.model import ActiveClaim, Claim, Derivation
from dragoman.model.ports import MOST_HOLDERS, keyed_values
from dragoman.store import codec
from dragoman.store.batches import in_batches
from dragoman.store.reports import documents_of_rows
from dragoman.store.stamps import from_stamp, to_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from dragoman.model import Document
    from dragoman.model.ports import Signature
    from dragoman.store.links import Link, Value

_VALUES_A_QUESTION = 100
"""Source: SQLite takes 500 terms in a compound SELECT (SQLITE_MAX_COMPOUND_SELECT)."""
_NEWEST = "SELECT MAX(n) FROM headers GROUP BY document_id"


_UNFOLDED = (
    "INSERT INTO unfolded (document_id) SELECT document_id FROM revisions WHERE id = :revision ON CONFLICT DO NOTHING"
)
"""The origins of the report's claims may be others now: the next fold looks at them."""


def replace_derivations(
    link: Link, revision: str, derivations: Sequence[Derivation], signature: Signature = ()
) -> None:
    """Put the derivations of one revision in place of those that were known of it, and its signature where given."""
    link.run("DELETE FROM derivations WHERE revision = :revision", revision=revision)
    link.add("derivations", [_row(revision, derivation) for derivation in derivations])
    link.run(_UNFOLDED, revision=revision)
    if signature:
        replace_signature(link, revision, signature)


def replace_signature(link: Link, revision: str, signature: Signature) -> None:
    """Put the signature of one revision in place of the one that was known of it."""
    (order,) = next(link.rows("SELECT n FROM revisions WHERE id = :revision", revision=revision))
    link.run("DELETE FROM lineage_slots WHERE revision = :order", order=order)
    link.add(
        "lineage_slots",
        [{"slot": slot, "value": value, "revision": order} for slot, value in dict.fromkeys(keyed_values(signature))],
    )


def read_derivations(link: Link) -> dict[str, tuple[Derivation, ...]]:
    """Give the derivations of every report's newest revision, by document id; reports without any are absent."""
    found: dict[str, list[Derivation]] = {}
    sql = (
        "SELECT d.body FROM derivations d JOIN headers h ON h.revision = d.revision "  # noqa: S608  our own text
        f"WHERE h.n IN ({_NEWEST}) ORDER BY d.n"
    )
    for (body,) in link.rows(sql):
        derivation = codec.from_text(Derivation, str(body))
        found.setdefault(derivation.document_id, []).append(derivation)
    return {document_id: tuple(derivations) for document_id, derivations in found.items()}


def read_derivations_of(link: Link, document_ids: Iterable[str]) -> dict[str, tuple[Derivation, ...]]:
    """Give the derivations of the newest revision of each of these reports that has any, whatever else is on record."""
    found: dict[str, list[Derivation]] = {}
    for some, values in in_batches(document_ids):
        sql = (
            "SELECT d.body FROM derivations d JOIN headers h ON h.revision = d.revision "  # noqa: S608  our own names
            f"WHERE d.document_id IN ({some}) AND h.document_id = d.document_id "
            "AND h.n = (SELECT MAX(newest.n) FROM headers newest WHERE newest.document_id = d.document_id) ORDER BY d.n"
        )
        for (body,) in link.rows(sql, **values):
            derivation = codec.from_text(Derivation, str(body))
            found.setdefault(derivation.document_id, []).append(derivation)
    return {document_id: tuple(derivations) for document_id, derivations in found.items()}


def read_derived_from(link: Link, document_id: str) -> list[str]:
    """Give the ids of the reports whose newest revision is made from this one."""
    sql = (
        "SELECT d.document_id FROM derivations d JOIN headers h ON h.revision = d.revision "
        "WHERE d.of_id = :document_id "
        "AND h.n = (SELECT MAX(newest.n) FROM headers newest WHERE newest.document_id = h.document_id) "
        "GROUP BY d.document_id ORDER BY MIN(d.n)"
    )
    return [str(found) for (found,) in link.rows(sql, document_id=document_id)]


def read_revisions(
    link: Link, document_id: str, recorded_as_of: datetime | None = None
) -> list[tuple[Document, datetime]]:
    """Give every text of a report with when it was recorded, the oldest first."""
    sql = (
        "SELECT h.body, v.text, v.recorded_at FROM revisions v JOIN headers h ON h.revision = v.id "
        "WHERE v.document_id = :document_id AND h.n = (SELECT MAX(n) FROM headers WHERE revision = v.id) "
        "AND (CAST(:recorded AS TEXT) IS NULL OR v.recorded_at <= :recorded) ORDER BY v.n"
    )
    recorded = None if recorded_as_of is None else to_stamp(recorded_as_of)
    rows = list(link.rows(sql, document_id=document_id, recorded=recorded))
    return [(next(documents_of_rows([(body, text)])), from_stamp(str(at))) for body, text, at in rows]


def read_claims_of_revision(link: Link, revision: str) -> list[ActiveClaim]:
    """Give the claims of the run last activated for one text of a report, in their order; nobody's judgement counts."""
    sql = (
        "SELECT c.body, r.recorded_at, h.body, v.text FROM revisions v "
        "JOIN headers h ON h.n = (SELECT MAX(n) FROM headers WHERE revision = v.id) "
        "JOIN activations a ON a.n = (SELECT MAX(n) FROM activations WHERE revision = v.id) "
        "JOIN runs r ON r.id = a.run_id JOIN claims c ON c.run_id = r.id WHERE v.id = :revision ORDER BY c.n"
    )
    found = []
    for body, recorded_at, header, text in link.rows(sql, revision=revision):
        document = next(documents_of_rows([(header, text)]))
        claim = codec.from_text(Claim, str(body))
        told_at = document.told_at(claim.evidence[0].span.start)
        found.append(ActiveClaim(claim, document, document.id, from_stamp(str(recorded_at)), told_at))
    return found


class StoredLineageIndex:
    """The lineage index over a store: meets ``dragoman.model.ports.LineageIndex``.

    It keeps the reports that it has read: take a new one after a report was written.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._known: dict[int, list[Document]] = {}
        self._alike: dict[tuple[Signature, int], list[int]] = {}

    def candidates(self, signature: Signature, *, shared: int) -> Iterable[Document]:
        """Give the reports with most in common with this signature, once a revision; see ``LineageIndex``.

        Args:
            signature: Of the report asked about.
            shared: Least number of common values, from 1.
        """
        from dragoman.lineage.ranking import most_alike  # noqa: PLC0415  not for records without copies

        if (signature, shared) not in self._alike:  # what a report comes from, and whom it affects, ask the same
            self._alike[signature, shared] = most_alike(self._holders(signature), shared)
        orders = self._alike[signature, shared]
        for order in orders:
            if order not in self._known:  # one reading asks for the same few reports again and again
                self._known[order] = list(self._newest_of("v.n = :value", order))
        return [document for order in orders for document in self._known[order]]

    def derivations_of(self, document_id: str) -> tuple[Derivation, ...]:
        """Give the derivations of one report's newest revision."""
        return read_derivations_of(self._link, [document_id]).get(document_id, ())

    def derived_from(self, document_id: str) -> list[str]:
        """Give the ids of the reports whose newest revision is made from this one, in the order of recording."""
        return read_derived_from(self._link, document_id)

    def revisions(self, document_id: str) -> Iterable[Document]:
        """Give every revision held of one report, in the order in which they were recorded."""
        return list(self._newest_of("v.document_id = :value", document_id))

    def texts(self, document_id: str, recorded_as_of: datetime | None = None) -> list[tuple[Document, datetime]]:
        """Give every text of a report with when it was recorded, the oldest first."""
        return read_revisions(self._link, document_id, recorded_as_of)

    def revised(self, document_ids: Sequence[str]) -> list[str]:
        """Give which of these reports have more than one text on record, in order of their ids."""
        found: list[str] = []
        for some, values in in_batches(document_ids):
            sql = (
                f"SELECT document_id FROM revisions WHERE document_id IN ({some}) "  # noqa: S608  our own texts
                "GROUP BY document_id HAVING COUNT(*) > 1"
            )
            found += [str(each) for (each,) in self._link.rows(sql, **values)]
        return sorted(found)

    def claims_of(self, revision: str) -> list[ActiveClaim]:
        """Give the claims of the active run of one text of a report, be it the newest or not, as they were read."""
        return read_claims_of_revision(self._link, revision)

    def _holders(self, signature: Signature) -> Iterator[list[int]]:
        """Give for each value the revisions that hold it, one more than ``MOST_HOLDERS`` at most."""
        values = keyed_values(signature)
        for first in range(0, len(values), _VALUES_A_QUESTION):
            wanted = " UNION ALL ".join(
                "SELECT * FROM (SELECT slot, value, revision FROM lineage_slots "  # noqa: S608  integers
                f"WHERE slot = {slot} AND value = {value} ORDER BY revision LIMIT {MOST_HOLDERS + 1}) AS held"
                for slot, value in values[first : first + _VALUES_A_QUESTION]
            )
            found: dict[tuple[int, int], list[int]] = defaultdict(list)
            for slot, value, revision in self._link.rows(wanted):
                found[int(str(slot)), int(str(value))].append(int(str(revision)))
            yield from found.values()

    def _newest_of(self, which: str, value: Value) -> Iterator[Document]:
        sql = (
            "SELECT h.body, v.text FROM revisions v JOIN headers h ON h.revision = v.id "  # noqa: S608  our own texts
            f"WHERE {which} AND h.n = (SELECT MAX(n) FROM headers WHERE revision = v.id) ORDER BY v.n"
        )
        yield from documents_of_rows(self._link.rows(sql, value=value))


def _row(revision: str, derivation: Derivation) -> dict[str, Value]:
    return {
        "revision": revision,
        "document_id": derivation.document_id,
        "of_id": derivation.of,
        "kind": derivation.kind.value,
        "share": derivation.share,
        "body": codec.to_text(derivation),
    }
