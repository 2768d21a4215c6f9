"""Folding: what is derived from the facts is put in place, as a whole or as what a change made of it.

A fold or a patch with the facts that it was made from comes in; tables are changed in one transaction, or not at all
where other facts came meanwhile. The rows are the same whether the events were patched or folded from scratch.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.store import codec
from dragoman.store import fold_rows as rows
from dragoman.store.batches import in_batches
from dragoman.store.derived import newest_facts, read_events_named
from dragoman.store.digests import seal_of_fold
from dragoman.store.fold import fold_state
from dragoman.store.ledger import Ledger
from dragoman.store.list_rows import LISTS, add_to_lists
from dragoman.store.searching import (
    add_entries,
    entries_of,
    entry_of_actor,
    entry_row,
    names_in,
    remove_entries,
    replace_entries,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dragoman.merge import Patch
    from dragoman.merge.ground import Ground, Reach
    from dragoman.merge.rules import Rules
    from dragoman.model import Event
    from dragoman.store.derived import FoldedLike
    from dragoman.store.fold import Basis
    from dragoman.store.links import Link

OF_EVENTS = (*LISTS, "rounds", "event_aliases", "event_claims", "event_months", "event_reaches", "events")
"""Tables whose rows are an event's, each before those that it points at."""

_GROUND = ("claim_marks", "likely_pairs", "actor_names", "unfolded", "folds")
_BY_EVENT = {"events": "id"}
_ENTRY = ("kind", "ref", "title", "body")


def replace_derived(link: Link, folded: FoldedLike, basis: Basis, ground: Ground | None = None) -> bool:
    """Put a fold in place of the one before.

    Args:
        link: Open for writing.
        folded: Events and rounds.
        basis: What it was made from.
        ground: What it knows beside its events; without it the next change has to fold from scratch.

    Returns:
        False, and nothing is changed, where facts were recorded since: the fold is behind them.
    """
    with link.transaction():
        if basis.seen is not None and dict(basis.seen) != newest_facts(link):
            return False
        for table in (*OF_EVENTS, *_GROUND):
            link.run(f"DELETE FROM {table}")  # noqa: S608  our own table names
        reaches = {} if ground is None else {reach.event: reach for reach in ground.reaches}
        link.add("events", [rows.event_row(e, _place(reaches.get(e.id), n)) for n, e in enumerate(folded.events)])
        link.add("event_claims", [row for event in folded.events for row in rows.claim_rows(event)])
        link.add("event_aliases", [row for event in folded.events for row in rows.alias_rows(event)])
        link.add("rounds", [rows.round_row(found) for found in folded.rounds])
        add_to_lists(link, folded.events)
        _find_by_words(link, folded.events)
        if ground is not None:
            _lay(link, ground)
        told = None if ground is None else rows.rulings_to_text(ground.rulings)
        knowledge = None if ground is None else basis.knowledge
        link.add("folds", [{**newest_facts(link), "seal": seal_of_fold(link), "basis": knowledge, "rulings": told}])
    return True


def _place(reach: Reach | None, n: int) -> str:
    return f"{n:012d}" if reach is None else rows.place_of(reach)


def _find_by_words(link: Link, events: Sequence[Event]) -> None:
    names = names_in(events)
    by_actor: dict[str, list[tuple[str, int]]] = {}
    for (actor, name), times in names.items():
        by_actor.setdefault(actor, []).append((name, times))
    link.add("actor_names", [{"actor": actor, "name": name, "times": n} for (actor, name), n in names.items()])
    actors = [entry_of_actor(actor, known) for actor, known in by_actor.items()]
    replace_entries(link, [*entries_of(events), *actors])


def _lay(link: Link, ground: Ground) -> None:
    from dragoman.merge.rules import load_rules  # noqa: PLC0415  a fold that was made has them already

    rules = load_rules()
    link.add("claim_marks", rows.mark_rows(ground.marks, rules))
    link.add("likely_pairs", rows.pair_rows(ground.pairs))
    link.add("event_reaches", [rows.reach_row(reach, rules) for reach in ground.reaches])
    link.add("event_months", [row for reach in ground.reaches for row in rows.month_rows(reach, rules)])


def apply_patch(link: Link, patch: Patch, rules: Rules, basis: Basis) -> bool:
    """Put what a change made of the events in the place of what was there.

    Args:
        link: Open for writing.
        patch: What is gone and what was made.
        rules: Those that it was made by.
        basis: What it was made from, with the fold that it was made beside.

    Returns:
        False, and nothing is changed, where facts were recorded since, or the events were folded by somebody else.
    """
    with link.transaction():
        if dict(basis.seen or {}) != newest_facts(link) or basis.state != fold_state(link):
            return False
        ((seal,),) = link.rows("SELECT seal FROM folds")
        ledger = Ledger(link, str(seal))
        moved = _moved(link, patch)
        former = read_events_named(link, [*patch.gone, *moved])
        made = [each.event for each in patch.made]
        _change_events(link, ledger, patch, rules)
        _move(link, ledger, [former[event_id] for event_id in moved], moved)
        _rename(link, ledger, [former[event_id] for event_id in patch.gone], made)
        ledger.take("claim_marks", "claim", patch.gone_claims)
        for column in ("first", "second"):
            ledger.take("likely_pairs", column, patch.gone_claims)
        ledger.add("claim_marks", rows.mark_rows(patch.ground.marks, rules))
        ledger.add("likely_pairs", rows.pair_rows(patch.ground.pairs))
        link.run("DELETE FROM unfolded")
        link.run("DELETE FROM folds")
        told = {"seal": ledger.seal, "basis": basis.knowledge, "rulings": rows.rulings_to_text(patch.ground.rulings)}
        link.add("folds", [{**newest_facts(link), **told}])
    return True


def _moved(link: Link, patch: Patch) -> dict[str, str | None]:
    """Give the events that stay and whose whole is another than on record."""
    known: dict[str, str | None] = {}
    for some, values in in_batches(patch.moved):
        sql = f"SELECT event_id, part_of FROM event_list WHERE event_id IN ({some})"  # noqa: S608  our own names
        known |= {str(event): None if whole is None else str(whole) for event, whole in link.rows(sql, **values)}
    return {event: patch.moved[event] for event, whole in known.items() if whole != patch.moved[event]}


def _change_events(link: Link, ledger: Ledger, patch: Patch, rules: Rules) -> None:
    _take_events(link, ledger, patch.gone, OF_EVENTS)
    made = [each.event for each in patch.made]
    reaches = patch.ground.reaches
    ledger.add("events", [rows.event_row(e, rows.place_of(reach)) for e, reach in zip(made, reaches, strict=True)])
    ledger.add("event_claims", [row for event in made for row in rows.claim_rows(event)])
    ledger.add("event_aliases", [row for event in made for row in rows.alias_rows(event)])
    ledger.add("rounds", [rows.round_row(each.round) for each in patch.made if each.round is not None])
    ledger.add("event_reaches", [rows.reach_row(reach, rules) for reach in reaches])
    ledger.add("event_months", [row for reach in reaches for row in rows.month_rows(reach, rules)])
    add_to_lists(link, made)


def _take_events(link: Link, ledger: Ledger, events: Collection[str], tables: Iterable[str]) -> None:
    for table in tables:
        if table not in LISTS:
            ledger.take(table, _BY_EVENT.get(table, "event_id"), events)
            continue
        for some, values in in_batches(events):  # lists are held against the events, and have no seal
            link.run(f"DELETE FROM {table} WHERE event_id IN ({some})", **values)  # noqa: S608  our own names


def _move(link: Link, ledger: Ledger, events: Sequence[Event], wholes: Mapping[str, str | None]) -> None:
    """Point events that stay at their new whole."""
    _take_events(link, ledger, [event.id for event in events], LISTS)
    for event in events:
        later = replace(event, part_of=wholes[event.id])
        ((place,),) = link.rows("SELECT place FROM events WHERE id = :event_id", event_id=event.id)
        ledger.count("events", [rows.event_row(event, str(place))], -1)
        ledger.count("events", [rows.event_row(later, str(place))])
        link.run("UPDATE events SET body = :body WHERE id = :event_id", body=codec.to_text(later), event_id=event.id)
        add_to_lists(link, [later])


def _rename(link: Link, ledger: Ledger, gone: Sequence[Event], made: Sequence[Event]) -> None:
    """Bring what can be found by words up to the events that came and went."""
    _drop_entries(link, ledger, "event", [event.id for event in gone])
    change = names_in(made)
    change.subtract(names_in(gone))
    actors = sorted({actor for (actor, _), times in change.items() if times})
    known: dict[str, dict[str, int]] = {actor: {} for actor in actors}
    for some, values in in_batches(actors):
        sql = f"SELECT actor, name, times FROM actor_names WHERE actor IN ({some})"  # noqa: S608  our own names
        for actor, name, times in link.rows(sql, **values):
            known[str(actor)][str(name)] = int(str(times))
    ledger.take("actor_names", "actor", actors)
    _drop_entries(link, ledger, "actor", actors)
    for (actor, name), times in change.items():
        if times:
            known[actor][name] = known[actor].get(name, 0) + times
    left = {actor: {name: n for name, n in names.items() if n} for actor, names in known.items()}
    told: rows.Rows = [
        {"actor": actor, "name": name, "times": n} for actor, names in left.items() for name, n in names.items()
    ]
    ledger.add("actor_names", told)
    entries = [*entries_of(made), *(entry_of_actor(actor, names.items()) for actor, names in left.items() if names)]
    add_entries(link, entries)
    ledger.count("search_entries", [entry_row(entry) for entry in entries])


def _drop_entries(link: Link, ledger: Ledger, kind: str, refs: Sequence[str]) -> None:
    for some, values in in_batches(refs):
        sql = f"SELECT kind, ref, title, body FROM search_entries WHERE kind = :kind AND ref IN ({some})"  # noqa: S608
        told = [
            dict(zip(("kind", "ref", "title", "body"), row, strict=True)) for row in link.rows(sql, kind=kind, **values)
        ]
        ledger.count("search_entries", told, -1)
    remove_entries(link, kind, refs)
