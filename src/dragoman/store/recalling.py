"""Recalling: what a change of the record asks of the fold on record (``merge.recall``), answered from its tables.

The ids of claims that are gone, or an instant after which all are, come in; marks, pairs, groups, extents and claims
go out, no more of each than is asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.store.batches import in_batches
from dragoman.store.fold_rows import MARK_COLUMNS, PAIR_COLUMNS, marks_of_rows, pairs_of_rows, reaches_of_rows
from dragoman.store.readings import ClaimReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from dragoman.merge.ground import Mark, Pair, Reach
    from dragoman.merge.recall import Near
    from dragoman.model import ActiveClaim, Judgement
    from dragoman.store.links import Link, Row, Value
    from dragoman.store.reports import Clocks

_MARKS = ", ".join(MARK_COLUMNS)
_PAIRS = ", ".join(PAIR_COLUMNS)
_REACHES = (
    "SELECT r.event_id, r.body, l.part_of, r.until FROM event_reaches r JOIN event_list l ON l.event_id = r.event_id"
)


class StoredRecall:
    """Answers about the fold on record.

    Args:
        link: Open store.
        clocks: From where the record is looked at.
        documents: Ids of the reports of which something changed: their claims are gone, and may come again.
    """

    def __init__(self, link: Link, clocks: Clocks, documents: Collection[str]) -> None:
        self._link, self._documents = link, frozenset(documents)
        self._as_of = None if clocks.as_of is None else clocks.as_of.timestamp()
        self._reader = ClaimReader(link, clocks)

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The claims on record of the reports of which something changed."""
        rows = self._rows_in("SELECT claim FROM claim_marks WHERE document", self._documents)
        return frozenset(str(claim) for (claim,) in rows)

    @cached_property
    def _gone(self) -> frozenset[str]:
        if self._as_of is None:
            return self._changed
        sql = "SELECT claim FROM claim_marks WHERE known IS NULL OR known > :as_of"
        return self._changed | {str(claim) for (claim,) in self._link.rows(sql, as_of=self._as_of)}

    def gone(self) -> Collection[str]:
        """Give the ids of the folded claims that are no more, or will be taken in again."""
        return self._gone

    def broken(self) -> Mapping[str, Sequence[str]]:
        """Give the events of which something is gone; those of which everything came later are left out."""
        found = self.groups(self._changed)
        if self._as_of is None:
            return found
        sql = "SELECT event_id FROM event_reaches WHERE since <= :as_of AND (until IS NULL OR until > :as_of)"
        return found | self._members([str(event) for (event,) in self._link.rows(sql, as_of=self._as_of)])

    def beside_gone(self) -> Iterator[str]:
        """Give the claims that had a likely pair, or a round, with one that is gone, some of those too."""
        for pair in self.likely(self._changed):
            yield from (pair.first, pair.second)
        yield from self._beside_later()
        sql = "SELECT DISTINCT process, number, claim FROM claim_marks WHERE number IS NOT NULL"
        rounds: dict[tuple[object, object], set[str]] = {}
        for process, number, claim in self._link.rows(sql):
            rounds.setdefault((process, number), set()).add(str(claim))
        for claims in rounds.values():
            if not claims.isdisjoint(self._gone):
                yield from claims

    def _beside_later(self) -> Iterator[str]:
        if self._as_of is None:
            return
        sql = (
            "SELECT first FROM likely_pairs WHERE first_known <= :as_of "
            "AND (second_known > :as_of OR second_known IS NULL)"
        )
        for (claim,) in self._link.rows(sql, as_of=self._as_of):
            yield str(claim)

    def claims(self, ids: Collection[str]) -> Iterable[ActiveClaim]:
        """Give the claims of these ids, in any order."""
        return self._reader.of_ids(sorted(ids))

    def marks(self, ids: Collection[str]) -> Iterable[Mark]:
        """Give the marks of these claims."""
        return marks_of_rows(self._rows_in(f"SELECT {_MARKS} FROM claim_marks WHERE claim", ids))  # noqa: S608

    def likely(self, ids: Collection[str]) -> Iterator[Pair]:
        """Give all likely pairs that have one of these claims; one that has two of them may be given twice."""
        for column in ("first", "second"):
            sql = f"SELECT {_PAIRS} FROM likely_pairs WHERE {column}"  # noqa: S608  our own names
            yield from pairs_of_rows(self._rows_in(sql, ids))

    def groups(self, ids: Collection[str]) -> dict[str, Sequence[str]]:
        """Give the events of these claims, each with the ids of its claims in order."""
        rows = self._rows_in("SELECT DISTINCT event_id FROM event_claims WHERE claim_id", ids)
        return self._members({str(event) for (event,) in rows})

    def _members(self, events: Collection[str]) -> dict[str, Sequence[str]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for event, claim, n in self._rows_in("SELECT event_id, claim_id, n FROM event_claims WHERE event_id", events):
            found.setdefault(str(event), []).append((int(str(n)), str(claim)))
        return {event: tuple(claim for _, claim in sorted(members)) for event, members in found.items()}

    def near(self, asked: Near) -> Iterator[Mark]:
        """Give the marks of whom may be near; some twice."""
        for which, values in _ways(asked):
            sql = f"SELECT {_MARKS} FROM claim_marks WHERE {which}"  # noqa: S608  our own texts
            yield from marks_of_rows(self._link.rows(sql, frame=asked.frame, **values))

    def of_round(self, process: str, number: int) -> Iterator[str]:
        """Give the claims that speak of this round of a process."""
        sql = "SELECT claim FROM claim_marks WHERE number = :number AND process = :process"
        for (claim,) in self._link.rows(sql, number=number, process=process):
            yield str(claim)

    def judged(self, judgements: Sequence[Judgement]) -> Iterator[ActiveClaim]:
        """Give the claims of the reports that judgements are about."""
        names = names_judged(judgements)
        return iter(self._reader.of_reports(sorted(names)))

    def parts_of(self, events: Collection[str]) -> Iterator[Reach]:
        """Give the events that are parts of one of these, or of one that came later."""
        yield from reaches_of_rows(self._rows_in(f"{_REACHES} WHERE l.part_of", events))
        if self._as_of is not None:
            sql = (
                f"{_REACHES} JOIN event_reaches w ON w.event_id = l.part_of "
                "WHERE r.until <= :as_of AND (w.since > :as_of OR w.since IS NULL)"
            )
            yield from reaches_of_rows(self._link.rows(sql, as_of=self._as_of))

    def reaches(self, events: Collection[str]) -> Iterator[Reach]:
        """Give the reach of each of these events."""
        return reaches_of_rows(self._rows_in(f"{_REACHES} WHERE r.event_id", events))

    def gone_frames(self) -> set[str]:
        """Give the frames of the events that have a claim that is gone."""
        if self._as_of is not None:
            sql = "SELECT DISTINCT frame FROM claim_marks"
            return {str(frame) for (frame,) in self._link.rows(sql)}
        rows = self._rows_in("SELECT DISTINCT frame FROM claim_marks WHERE document", self._documents)
        return {str(frame) for (frame,) in rows}

    def has_announced(self, frame: str) -> bool:
        """Say whether an event of a frame is an announcement that stages may follow."""
        sql = "SELECT 1 FROM event_reaches WHERE frame = :frame AND announces = 1 LIMIT 1"
        return any(self._link.rows(sql, frame=frame))

    def kin(self, name: str, months: Collection[int] | None) -> Iterator[Reach]:
        """Give the events of one kin that touch one of these months, or all of them; none that came later."""
        then = "" if self._as_of is None else " AND r.since <= :as_of"
        values: dict[str, Value] = {"kin": name} if self._as_of is None else {"kin": name, "as_of": self._as_of}
        if months is None:
            yield from reaches_of_rows(self._link.rows(f"{_REACHES} WHERE r.kin = :kin{then}", **values))
            return
        within = ", ".join(str(int(month)) for month in sorted(months)) or "NULL"
        mine = f"SELECT event_id FROM event_months WHERE kin = :kin AND month IN ({within})"  # noqa: S608  numbers
        yield from reaches_of_rows(self._link.rows(f"{_REACHES} WHERE r.event_id IN ({mine}){then}", **values))

    def _rows_in(self, sql: str, ids: Collection[str]) -> Iterator[Row]:
        """Give the rows whose last-named column holds one of the ids."""
        for some, values in in_batches(ids):
            yield from self._link.rows(f"{sql} IN ({some})", **values)


def names_judged(judgements: Iterable[Judgement]) -> set[str]:
    """Give the names of the reports that judgements are about."""
    from dragoman.judging import linked_keys  # noqa: PLC0415  not for records that nobody judged

    names: set[str] = set()
    for judgement in judgements:
        names |= {str(key.get("document")) for key in (judgement.target, *linked_keys(judgement))}
    return names


def _ways(asked: Near) -> Iterator[tuple[str, dict[str, Value]]]:
    """Give the conditions under which marks are near, each with its values."""
    for start, end in asked.days:
        yield (
            "frame = :frame AND is_long = 0 AND first >= :since AND first <= :until AND last >= :start",
            {"since": start - LONGEST_SHORT, "until": end, "start": start},
        )
    if asked.about is not None:
        start, end = asked.about
        yield "frame = :frame AND is_long = 1 AND first <= :until AND last >= :start", {"until": end, "start": start}
    if asked.published is not None:
        undated = " AND first IS NULL" if asked.undated_only else ""
        since, until = asked.published
        yield f"frame = :frame AND published BETWEEN :since AND :until{undated}", {"since": since, "until": until}
    if asked.process is not None:
        yield (
            "frame = :frame AND number = :number AND process = :process",
            dict(zip(("process", "number"), asked.process, strict=True)),
        )
    for column, value in (("round", asked.round), ("name", asked.name), ("copied", asked.copied)):
        if value is not None:
            yield f"frame = :frame AND {column} = :value", {"value": value}


LONGEST_SHORT = 45.0
"""Days that a time which is not long lasts at most. Source: ``long_days`` of the merge's rules."""
