"""Searching: words come in, the reports, events and actors that have all of them go out, the best first.

SQLite answers with FTS5, PostgreSQL with ``tsvector``; both stem English words, so "drones" finds "drone". Reports are
indexed as they are written; events and actors when a fold is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from dragoman.store.reports import CURRENT_HEADER, CURRENT_HEADERS, NOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Event, Filler
    from dragoman.store.links import Link, Value

SNIPPET_WORDS = 20
"""Words of context around what was found: about one line of a report."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found.

    Attributes:
        kind: ``event``, ``report`` or ``actor``.
        id: Event id, document id, or the actor's id in the dossier (its name where it has none).
        snippet: The words around what was found.
    """

    kind: str
    id: str
    title: str
    snippet: str


def search(link: Link, text: str, limit: int) -> tuple[SearchHit, ...]:
    """Give what holds all words of the text: events and actors in turn with reports, each best first."""
    words = re.findall(r"\w+", text)
    if not words:
        return ()
    ask = _ask_sqlite if link.dialect == "sqlite" else _ask_postgresql
    derived, reports = ask(link, words, limit)
    found = chain.from_iterable(zip_longest(derived, reports))
    return tuple(hit for hit in found if hit is not None)[:limit]


def suggest(link: Link, text: str, limit: int) -> tuple[SearchHit, ...]:
    """Give events and actors that have all words of the text, the last by its beginning, the best first."""
    words = re.findall(r"\w+", text)
    if not words:
        return ()
    if link.dialect == "sqlite":
        match = " ".join(f'"{word}"' for word in words) + "*"
        sql = (
            "SELECT e.kind, e.ref, e.title, '' FROM search_derived JOIN search_entries e ON e.n = search_derived.rowid "
            "WHERE search_derived MATCH :match ORDER BY search_derived.rank, e.n LIMIT :limit"
        )
        return tuple(_hits(link, sql, match=match, limit=limit))
    vector = "to_tsvector('english', coalesce(title, '') || ' ' || body)"
    sql = (
        f"SELECT kind, ref, title, '' FROM search_entries WHERE {vector} @@ to_tsquery('english', :query) "  # noqa: S608
        f"ORDER BY ts_rank({vector}, to_tsquery('english', :query)) DESC, n LIMIT :limit"
    )
    return tuple(_hits(link, sql, query=f"{' & '.join(words)}:*", limit=limit))


def entries_of(events: Iterable[Event]) -> list[SearchHit]:
    """Give what can be found of events: each by its words."""
    return [SearchHit("event", event.id, event.title, _words_of(event, parts_in(event))) for event in events]


def parts_in(event: Event) -> list[Filler]:
    """Give who takes part in an event, in whatever role."""
    return [filler for field in fields(event.roles) for filler in getattr(event.roles, field.name)]


def names_in(events: Iterable[Event]) -> Counter[tuple[str, str]]:
    """Give how often each actor (its id in the dossier, or its name) is called what."""
    return Counter((filler.actor_id or filler.name, filler.name) for event in events for filler in parts_in(event))


def entry_of_actor(actor: str, names: Iterable[tuple[str, int]]) -> SearchHit:
    """Give what can be found of an actor: all its names, the most frequent first, which is shown."""
    spellings = [name for name, _ in sorted(names, key=lambda row: (-row[1], row[0]))]
    return SearchHit("actor", actor, spellings[0], ", ".join(spellings))


def add_entries(link: Link, entries: Iterable[SearchHit]) -> None:
    """Add what else can be found, and index it; the caller's transaction."""
    ((last,),) = link.rows("SELECT COALESCE(MAX(n), 0) FROM search_entries")
    rows = [{"n": n, **entry_row(entry)} for n, entry in enumerate(entries, start=int(str(last)) + 1)]
    link.add("search_entries", rows)
    if link.dialect == "sqlite":
        for row in rows:
            values = {name: row[name] for name in ("n", "title", "body")}
            link.run("INSERT INTO search_derived(rowid, title, body) VALUES (:n, :title, :body)", **values)


def remove_entries(link: Link, kind: str, refs: Iterable[str]) -> None:
    """Take away what could be found of these; the caller's transaction."""
    for ref in refs:
        which = "WHERE ref = :ref AND kind = :kind"
        if link.dialect == "sqlite":
            link.run(
                "INSERT INTO search_derived(search_derived, rowid, title, body) "  # noqa: S608  our own texts
                f"SELECT 'delete', n, title, body FROM search_entries {which}",
                ref=ref,
                kind=kind,
            )
        link.run(f"DELETE FROM search_entries {which}", ref=ref, kind=kind)  # noqa: S608


def replace_entries(link: Link, entries: Iterable[SearchHit]) -> None:
    """Put what can be found of a fold in place of all that could before; the caller's transaction."""
    link.run("DELETE FROM search_entries")
    link.add("search_entries", [{"n": n, **entry_row(entry)} for n, entry in enumerate(entries, start=1)])
    if link.dialect == "sqlite":
        link.run("INSERT INTO search_derived(search_derived) VALUES ('rebuild')")


def entry_row(entry: SearchHit) -> dict[str, Value]:
    """Give the row of what can be found, but for its number, which says nothing."""
    return {"kind": entry.kind, "ref": entry.id, "title": entry.title, "body": entry.snippet}


def _words_of(event: Event, parts: Iterable[Filler]) -> str:
    """Give the words by which an event may be looked for: its names, places, and what was said or came of it."""
    quotes = [span.quote for span in event.content.spans] if event.content else []
    words = [
        *([event.name] if event.name else []),
        event.frame,
        *(filler.name for filler in parts),
        *(place.name for place in event.places),
        *quotes,
        *(outcome.evidence.quote for outcome in event.outcome),
    ]
    return "; ".join(dict.fromkeys(words))


def _hits(link: Link, sql: str, **values: Value) -> list[SearchHit]:
    rows = link.rows(sql, **values)
    return [SearchHit(str(kind), str(ref), str(title or ref), str(snippet)) for kind, ref, title, snippet in rows]


def _ask_sqlite(link: Link, words: list[str], limit: int) -> tuple[list[SearchHit], list[SearchHit]]:
    match = " ".join(f'"{word}"' for word in words)
    derived = (
        "SELECT e.kind, e.ref, e.title, "  # noqa: S608  our own texts
        f"snippet(search_derived, 1, '', '', '…', {SNIPPET_WORDS}) "
        "FROM search_derived JOIN search_entries e ON e.n = search_derived.rowid "
        "WHERE search_derived MATCH :match ORDER BY search_derived.rank, e.n LIMIT :limit"
    )
    reports = (
        "SELECT 'report', v.document_id, v.title, "  # noqa: S608  our own texts
        f"snippet(search_reports, 1, '', '', '…', {SNIPPET_WORDS}) "
        "FROM search_reports JOIN revisions v ON v.n = search_reports.rowid "
        "WHERE search_reports MATCH :match AND EXISTS "
        f"(SELECT 1 FROM headers h WHERE h.revision = v.id AND h.n = ({CURRENT_HEADER})) "
        "ORDER BY search_reports.rank, v.document_id LIMIT :limit"
    )
    return _hits(link, derived, match=match, limit=limit), _hits(link, reports, match=match, limit=limit, **NOW.values)


def _ask_postgresql(link: Link, words: list[str], limit: int) -> tuple[list[SearchHit], list[SearchHit]]:
    query = "plainto_tsquery('english', :query)"
    headline = (
        "ts_headline('english', {words}, "
        + query
        + f', \'StartSel="", StopSel="", MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}\')'
    )
    vector = "to_tsvector('english', coalesce(title, '') || ' ' || {words})"
    derived = (
        f"SELECT kind, ref, title, {headline.format(words='body')} FROM search_entries "  # noqa: S608  our own texts
        f"WHERE {vector.format(words='body')} @@ {query} "
        f"ORDER BY ts_rank({vector.format(words='body')}, {query}) DESC, n LIMIT :limit"
    )
    reports = (
        f"SELECT 'report', document_id, title, {headline.format(words='text')} FROM revisions "  # noqa: S608
        f"WHERE {vector.format(words='text')} @@ {query} AND id IN "
        f"(SELECT revision FROM headers WHERE n IN ({CURRENT_HEADERS})) "
        f"ORDER BY ts_rank({vector.format(words='text')}, {query}) DESC, document_id LIMIT :limit"
    )
    asked = " ".join(words)
    return _hits(link, derived, query=asked, limit=limit), _hits(link, reports, query=asked, limit=limit, **NOW.values)
