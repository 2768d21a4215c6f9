"""Fold: the fold on record as a whole: what it was made from, what changed since, and what takes its place.

An open store comes in; reports that changed, answers for a patch, and whether a fold or a patch was put in place go
out. What a fold is made of is loaded when one is made: a command that only reads starts without it.
"""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Event, Round
from dragoman.store import codec
from dragoman.store.batches import in_batches
from dragoman.store.reports import NOW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dragoman.merge import Patch
    from dragoman.merge.ground import Ground
    from dragoman.merge.judgements import Rulings
    from dragoman.merge.rules import Rules
    from dragoman.model import ActiveClaim
    from dragoman.model.listing import ListedEvent
    from dragoman.store.derived import FoldedLike
    from dragoman.store.links import Link, Value
    from dragoman.store.recalling import StoredRecall
    from dragoman.store.reports import Clocks
    from dragoman.values import Interval

_REACHED = "event_reaches r JOIN events e ON e.id = r.event_id WHERE r.until <= :until"
"""Events all of whose reports were published by ``:until``."""

_REMAKES = ("add", "edit", "undo")
"""Kinds of judgements after which the claims of their report are others."""


class Basis(NamedTuple):
    """From what the derived tables are made.

    Attributes:
        seen: The ``newest_facts`` that were read.
        knowledge: What the dossier and the rules are, as one id; None for a fold that cannot be patched.
        state: Facts and seal of the fold that was patched; None for a fold from scratch.
    """

    seen: Mapping[str, Value] | None = None
    knowledge: str | None = None
    state: str | None = None


class StoredFold:
    """The fold on record.

    Args:
        link: An open store.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    def is_by(self, knowledge: str) -> bool:
        """Whether it can be patched: it has a ground, and was made by this knowledge and these rules."""
        sql = "SELECT 1 FROM folds WHERE basis = :knowledge AND seal IS NOT NULL AND rulings IS NOT NULL"
        return any(self._link.rows(sql, knowledge=knowledge))

    def basis(self, knowledge: str) -> Basis:
        """Give what a patch that is made now is made from; take it before anything is read."""
        from dragoman.store.derived import newest_facts  # noqa: PLC0415

        return Basis(newest_facts(self._link), knowledge, fold_state(self._link))

    def changed(self) -> set[str]:
        """Give the ids of the reports of which something changed since: claims, header, origins, what people mended."""
        ((activations, headers, judgements),) = self._link.rows("SELECT activations, headers, judgements FROM folds")
        sql = (
            "SELECT document_id FROM headers WHERE n > :headers UNION SELECT document_id FROM unfolded UNION "
            "SELECT v.document_id FROM activations a JOIN revisions v ON v.id = a.revision WHERE a.n > :activations"
        )
        found = {str(name) for (name,) in self._link.rows(sql, headers=headers, activations=activations)}
        return found | self._derived_from(found) | self._mended(judgements)

    def _derived_from(self, documents: Collection[str]) -> set[str]:
        """Give the reports whose passages may be followed through these."""
        found: set[str] = set()
        waiting = set(documents)
        while waiting:
            later: set[str] = set()
            for some, values in in_batches(waiting):
                sql = f"SELECT DISTINCT document_id FROM derivations WHERE of_id IN ({some})"  # noqa: S608  our names
                later |= {str(name) for (name,) in self._link.rows(sql, **values)}
            waiting = later - found - set(documents)
            found |= waiting
        return found

    def _mended(self, since: Value) -> set[str]:
        from dragoman.store.readings import read_judgements, report_ids  # noqa: PLC0415
        from dragoman.store.recalling import names_judged  # noqa: PLC0415

        ((newest,),) = self._link.rows("SELECT COALESCE(MAX(n), 0) FROM judgements")
        if newest == since:
            return set()
        new = [str(name) for (name,) in self._link.rows("SELECT id FROM judgements WHERE n > :since", since=since)]
        made = [each for each in read_judgements(self._link) if each.id in new and each.kind in _REMAKES]
        return set(report_ids(self._link, sorted(names_judged(made))))

    def changed_by(self, clocks: Clocks) -> set[str]:
        """Give the ids of the reports that were out at an instant with another header than they have today."""
        sql = (
            "SELECT document_id FROM headers GROUP BY document_id "
            "HAVING MAX(n) <> MAX(CASE WHEN known_from <= :as_of THEN n END)"
        )
        return {str(name) for (name,) in self._link.rows(sql, as_of=clocks.values["as_of"])}

    def count_reports(self) -> int:
        """Give how many reports have a claim in an event."""
        ((found,),) = self._link.rows("SELECT COUNT(DISTINCT document) FROM claim_marks")
        return int(str(found))

    def rulings(self) -> Rulings:
        """Give what people's judgements said of the claims when it was made."""
        from dragoman.store.fold_rows import rulings_from_text  # noqa: PLC0415

        ((told,),) = self._link.rows("SELECT rulings FROM folds")
        return rulings_from_text(str(told))

    def recall(self, documents: Collection[str], clocks: Clocks = NOW) -> StoredRecall:
        """Give what answers a change's questions.

        Args:
            documents: Of which something changed.
            clocks: From where the record is looked at; the publication clock alone.
        """
        from dragoman.store.recalling import StoredRecall  # noqa: PLC0415

        return StoredRecall(self._link, clocks, documents)

    def claims_of(self, documents: Iterable[str], clocks: Clocks = NOW) -> list[ActiveClaim]:
        """Give the claims that some reports have, as people mended them."""
        from dragoman.store.readings import ClaimReader  # noqa: PLC0415

        return ClaimReader(self._link, clocks).of_reports(sorted(documents))

    def events_by(
        self, clocks: Clocks, frame: str | None = None, ids: Collection[str] | None = None
    ) -> Iterator[tuple[str, Event]]:
        """Give the events all of whose reports were published by an instant, each with its place in their order.

        Args:
            clocks: The publication clock alone.
            frame: Only of this frame.
            ids: Only these, if given; in no order then.
        """
        sql = (
            f"SELECT e.place, e.body FROM {_REACHED} "  # noqa: S608  our own names
            "AND (CAST(:frame AS TEXT) IS NULL OR e.frame = :frame)"
        )
        given = {"until": _timestamp(clocks), "frame": frame}
        if ids is None:
            rows = self._link.rows(f"{sql} ORDER BY e.place", **given)
        else:
            parts = (self._link.rows(f"{sql} AND e.id IN ({some})", **given, **own) for some, own in in_batches(ids))
            rows = chain.from_iterable(parts)
        for place, body in rows:
            yield str(place), codec.from_text(Event, str(body))

    def listed_by(self, clocks: Clocks) -> Iterator[ListedEvent]:
        """Give the rows, in the list of events, of those all of whose reports were published by an instant."""
        from dragoman.model.listing import ListedEvent  # noqa: PLC0415  asked of the past alone

        columns = ", ".join(f"l.{column}" for column in ListedEvent._fields)
        sql = (
            f"SELECT {columns} FROM event_reaches r JOIN event_list l ON l.event_id = r.event_id "  # noqa: S608
            "WHERE r.until <= :until"
        )
        yield from map(ListedEvent._make, self._link.rows(sql, until=_timestamp(clocks)))

    def has_ground(self) -> bool:
        """Whether it knows of its claims which reports they stand in."""
        return any(self._link.rows("SELECT 1 FROM claim_marks LIMIT 1"))

    def events_near(
        self, frame: str, documents: Collection[str], days: Iterable[Interval], clocks: Clocks = NOW
    ) -> list[tuple[str, Event]]:
        """Give the events of a frame that these reports tell of, or that touch one of these stretches, in their order.

        Args:
            frame: Only of this frame.
            documents: Ids of reports.
            days: Stretches of time.
            clocks: Only those all of whose reports were published by an instant.
        """
        found: set[str] = set()
        for some, values in in_batches(documents):
            sql = (
                "SELECT e.event_id FROM claim_marks m JOIN event_claims e ON e.claim_id = m.claim "  # noqa: S608
                f"WHERE m.frame = :frame AND m.document IN ({some})"
            )
            found |= {str(event) for (event,) in self._link.rows(sql, frame=frame, **values)}
        sql = "SELECT event_id FROM event_list WHERE frame = :frame AND dated = 1 AND starts < :end AND ends > :start"
        for each in days:
            ends = {"start": each.start.isoformat(), "end": each.end.isoformat()}
            found |= {str(event) for (event,) in self._link.rows(sql, frame=frame, **ends)}
        if clocks.as_of is not None:
            return sorted(self.events_by(clocks, ids=found), key=itemgetter(0))
        rows: list[tuple[str, str]] = []
        for some, values in in_batches(found):
            sql = f"SELECT place, body FROM events WHERE id IN ({some})"  # noqa: S608  our own names
            rows += [(str(place), str(body)) for place, body in self._link.rows(sql, **values)]
        return [(place, codec.from_text(Event, body)) for place, body in sorted(rows)]

    def rounds_by(self, clocks: Clocks) -> list[tuple[str, Round]]:
        """Give the rounds all of whose reports were published by an instant, each with its place in their order."""
        sql = (
            "SELECT e.place, o.body FROM rounds o JOIN events e ON e.id = o.event_id "
            "JOIN event_reaches r ON r.event_id = o.event_id WHERE r.until <= :until ORDER BY e.place"
        )
        rows = self._link.rows(sql, until=_timestamp(clocks))
        return [(str(place), codec.from_text(Round, str(body))) for place, body in rows]

    def replace(self, folded: FoldedLike, basis: Basis | None = None, ground: Ground | None = None) -> bool:
        """Put a fold from scratch in its place, in one transaction.

        Args:
            folded: Events and rounds.
            basis: What it was made from; None where nobody else writes.
            ground: What it knows beside its events; without it the next change has to fold from scratch.

        Returns:
            False, and nothing is changed, where facts were recorded since: fold again.
        """
        from dragoman.store.folding import replace_derived  # noqa: PLC0415

        return replace_derived(self._link, folded, basis or Basis(), ground)

    def apply(self, patch: Patch, rules: Rules, basis: Basis) -> bool:
        """Put what a change made of the events in the place of what was there, in one transaction.

        Returns:
            False, and nothing is changed, where something else changed meanwhile: make the patch again.
        """
        from dragoman.store.folding import apply_patch  # noqa: PLC0415

        return apply_patch(self._link, patch, rules, basis)


def _timestamp(clocks: Clocks) -> float | None:
    return None if clocks.as_of is None else clocks.as_of.timestamp()


def fold_state(link: Link) -> str:
    """Give what the events were folded from and their seal, as one text."""
    sql = "SELECT activations, headers, judgements, seal, basis FROM folds"
    return ".".join(map(str, next(link.rows(sql), ("none",))))
