"""Derived: events, their claims and former ids, and rounds, as the merge last folded them.

Events and rounds go out; how a fold or a change of it is put in place is told in ``folding``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.model import Event, Round
from dragoman.store import codec
from dragoman.store.batches import in_batches

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
        "AND (CAST(:process AS TEXT) IS NULL OR process = :process) ORDER BY place"
    )
    return tuple(codec.from_text(Event, str(body)) for (body,) in link.rows(sql, frame=frame, process=process))


def read_events_named(link: Link, ids: Sequence[str]) -> dict[str, Event]:
    """Give the events of these ids, by id; one that is not on record is absent."""
    found: dict[str, Event] = {}
    for wanted, values in in_batches(ids):
        sql = f"SELECT id, body FROM events WHERE id IN ({wanted})"  # noqa: S608  our own names
        found |= {str(event_id): codec.from_text(Event, str(body)) for event_id, body in link.rows(sql, **values)}
    return found


def read_rounds(link: Link) -> tuple[Round, ...]:
    """Give the rounds of talks, in the order of the fold."""
    sql = "SELECT r.body FROM rounds r JOIN events e ON e.id = r.event_id ORDER BY e.place"
    return tuple(codec.from_text(Round, str(body)) for (body,) in link.rows(sql))


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
