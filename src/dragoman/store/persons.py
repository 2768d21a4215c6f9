"""Persons: the facts that may name people, to be read once and then only as far as they are new.

An open link comes in, bodies of facts go out as they are kept. Which names in them are whose is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.store.links import Link

NAMING = {
    "claims": '(body LIKE \'%"kind":"person"%\' OR body LIKE \'%"target":[%\')',
    "statements": 'body LIKE \'%"kind":"person"%\'',
    "judgements": "1 = 1",
}
"""By table: whose bodies may name somebody; facts are only ever added, so an order once read need not be read again."""


def read_naming(link: Link, after: Mapping[str, int]) -> Iterator[tuple[str, int, str]]:
    """Give table, order and body of each fact that may name a person, beyond the orders that were read before."""
    for table, condition in NAMING.items():
        sql = f"SELECT n, body FROM {table} WHERE n > :after AND {condition} ORDER BY n"  # noqa: S608  our own texts
        for n, body in link.rows(sql, after=after.get(table, 0)):
            yield table, int(str(n)), str(body)
