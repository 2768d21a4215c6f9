"""Named choices: a table from a name to the thing, whose look-up error lists the names it has.

A registry is a value, not module state: the module that owns the choices builds one and exports
it (extractors, exports, chart kinds). Nothing registers itself at import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")


class Registry(Generic[T]):
    """A closed table of named things of one kind."""

    def __init__(self, kind: str, entries: Mapping[str, T]) -> None:
        self.kind = kind
        self._entries = dict(entries)

    def get(self, name: str) -> T:
        """Give the thing of that name.

        Raises:
            UnknownNameError: DG101, with the names that exist.
        """
        try:
            return self._entries[name]
        except KeyError:
            raise UnknownNameError(self.kind, name, self._entries) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
