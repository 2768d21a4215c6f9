"""Derived: events, their claims and former ids, and rounds, as the merge last folded them.

A fold comes in and takes the place of the one before in a single transaction; events and rounds go out. The same fold
gives the same rows, so a rebuild of an unchanged record changes nothing that can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.model import Event, Round
from dragoman.store import codec
from dragoman.store.digests import seal_of_fold
from dragoman.store.list_rows import LISTS, add_to_lists
from dragoman.store.searching import entries_of, replace_entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.store.links import Link, Value


class FoldedLike(Protocol):
    """What a fold of the claims gives."""

    @property
    def events(self) -> Sequence[Event]:
        """The events, in the order in which they are shown."""
        ...

    @property
    def rounds(self) -> Sequence[Round]:
        """The rounds of talks, in the order in which they are shown."""
        ...


def replace_derived(link: Link, folded: FoldedLike, seen: Mapping[str, Value] | None = None) -> bool:
    """Put this fold in place of the one before.

    Args:
        link: Open for writing.
        folded: Events and rounds.
        seen: The ``newest_facts`` that it was folded from, or None where nobody else writes.

    Returns:
        False, and nothing is changed, where facts were recorded since: the fold is behind them.
    """
    with link.transaction():
        if seen is not None and dict(seen) != newest_facts(link):
            return False
        for table in (*LISTS, "rounds", "event_aliases", "event_claims", "events", "folds"):
            link.run(f"DELETE FROM {table}")  # noqa: S608  our own table names
        link.add("events", [_event_row(n, event) for n, event in enumerate(folded.events)])
        link.add("event_claims", [row for event in folded.events for row in _claim_rows(event)])
        link.add("event_aliases", [row for event in folded.events for row in _alias_rows(event)])
        link.add("rounds", [_round_row(n, found) for n, found in enumerate(folded.rounds)])
        add_to_lists(link, folded.events)
        replace_entries(link, entries_of(folded.events))
        link.add("folds", [{**newest_facts(link), "seal": seal_of_fold(link)}])
    return True


def keep_fold(link: Link, seen: Mapping[str, Value]) -> None:
    """Say that the fold stands, whatever was recorded since it was current; the caller's transaction.

    Args:
        link: Open for writing.
        seen: The ``newest_facts`` before what was recorded; a fold that was behind them stays behind.
    """
    link.run(
        "UPDATE folds SET judgements = :now WHERE activations = :activations AND headers = :headers "
        "AND judgements = :judgements",
        **seen,
        now=newest_facts(link)["judgements"],
    )


def newest_facts(link: Link) -> dict[str, Value]:
    """Give the order of the newest facts that a fold depends on, to tell later whether it is behind them."""
    tables = ("activations", "headers", "judgements")
    return {
        table: next(link.rows(f"SELECT COALESCE(MAX(n), 0) FROM {table}"))[0]  # noqa: S608  our own table names
        for table in tables
    }


def state_of(link: Link) -> str:
    """Give the newest facts and the seal of the fold in one text: no two states of a record have the same."""
    seal = next(link.rows("SELECT seal FROM folds"), ("none",))[0]
    return ".".join(map(str, (*newest_facts(link).values(), seal)))


def is_fold_current(link: Link) -> bool:
    """Whether the derived record was folded from the newest facts."""
    newest = tuple(newest_facts(link).values())
    folded = next(link.rows("SELECT activations, headers, judgements FROM folds"), (0, 0, 0))
    return folded == newest


def read_events(link: Link, *, frame: str | None = None, process: str | None = None) -> tuple[Event, ...]:
    """Give the events, in the order of the fold."""
    sql = (
        "SELECT body FROM events WHERE (CAST(:frame AS TEXT) IS NULL OR frame = :frame) "
        "AND (CAST(:process AS TEXT) IS NULL OR process = :process) ORDER BY n"
    )
    return tuple(codec.from_text(Event, str(body)) for (body,) in link.rows(sql, frame=frame, process=process))


def read_rounds(link: Link) -> tuple[Round, ...]:
    """Give the rounds of talks, in the order of the fold."""
    return tuple(codec.from_text(Round, str(body)) for (body,) in link.rows("SELECT body FROM rounds ORDER BY n"))


def read_event(link: Link, name: str) -> Event:
    """Give one event by its id, an id that it had, or the beginning of either.

    Raises:
        NotFoundError: DG120, no event has it.
        AmbiguousIdError: DG121, several events have it.
    """
    found = _event_ids(link, name)
    if len(found) > 1:
        raise AmbiguousIdError("event", name, found)
    for event_id in found:
        ((body,),) = link.rows("SELECT body FROM events WHERE id = :event_id", event_id=event_id)
        return codec.from_text(Event, str(body))
    raise NotFoundError("event", name, "List what is there with 'dragoman timeline'.")


def _event_ids(link: Link, name: str) -> list[str]:
    """Give the ids of the events that the name may mean, by the most exact way that finds any."""
    begins = "substr({column}, 1, :length) = :name"
    by_prefix = (
        f"SELECT id FROM events WHERE {begins.format(column='id')} "  # noqa: S608  our own column names
        f"UNION SELECT event_id FROM event_aliases WHERE {begins.format(column='former_id')} ORDER BY 1"
    )
    ways = (
        "SELECT id FROM events WHERE id = :name",
        "SELECT event_id FROM event_aliases WHERE former_id = :name ORDER BY 1",
        by_prefix,
    )
    for sql in ways:
        values: dict[str, Value] = {"name": name}
        if ":length" in sql:
            values["length"] = len(name)
        found = [str(event_id) for (event_id,) in link.rows(sql, **values)]
        if found:
            return found
    return []


def _event_row(n: int, event: Event) -> dict[str, Value]:
    return {
        "n": n,
        "id": event.id,
        "frame": event.frame,
        "process": event.process,
        "title": event.title,
        "body": codec.to_text(event),
    }


def _claim_rows(event: Event) -> list[dict[str, Value]]:
    return [{"event_id": event.id, "claim_id": claim_id, "n": n} for n, claim_id in enumerate(event.claims)]


def _alias_rows(event: Event) -> list[dict[str, Value]]:
    return [{"former_id": former_id, "event_id": event.id} for former_id in dict.fromkeys(event.former_ids)]


def _round_row(n: int, found: Round) -> dict[str, Value]:
    return {
        "n": n,
        "event_id": found.event_id,
        "process": found.process,
        "number": found.number,
        "state": found.state.value,
        "body": codec.to_text(found),
    }
