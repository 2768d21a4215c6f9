"""Boards: lists of JSON shapes that are made of a whole record, kept in files from one command to the next.

The state of a record and a way to make a list come in, the list goes out: from its file where that was made from the
same state by the same rules, else made anew and kept. A file that is missing, damaged or cannot be written costs time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dragoman import __version__
from dragoman.dossier.cache import read_cache, write_cache
from dragoman.lang.tables import FOLDER as LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

KIND = "board"
"""What the files are called."""

MOST_FILES = 40
"""Files kept, those last made: the lists of twenty records. Source: house rule; a list takes some hundred kB."""


@dataclass(frozen=True)
class Boards:
    """Keeps the lists of one record, one file for each: what the record was before is not kept.

    Attributes:
        folder: Where the files stand; it need not exist.
        record: The path or address of the record.
    """

    folder: Path
    record: str

    def once(self, state: str, name: str, make: Callable[[], list[T]]) -> list[T]:
        """Give the list of a name, made where the file has none of this state.

        Args:
            state: Of the record.
            name: Of the list.
            make: Makes it, of plain JSON values.
        """
        key = hashlib.sha256(f"{self.record}\0{name}".encode()).hexdigest()
        made_of = f"{self._rules} {state}"
        kept = read_cache(self.folder, key, KIND)
        if isinstance(kept, dict) and kept.get("made_of") == made_of:
            found: list[T] = kept["list"]
            return found
        made = make()
        write_cache(self.folder, key, {"made_of": made_of, "list": made}, KIND)
        self._forget()
        return made

    def _forget(self) -> None:
        """Remove the files that were made before the last ones."""
        with suppress(OSError):  # another command may do the same
            files = sorted(self.folder.glob(f"{KIND}-*.json"), key=lambda path: path.stat().st_mtime_ns)
            for path in files[:-MOST_FILES]:
                path.unlink()

    @cached_property
    def _rules(self) -> str:
        """What the lists are made by: the files of this package and those of the languages, as one digest."""
        digest = hashlib.sha256(__version__.encode())
        for path in sorted([*Path(__file__).parent.glob("*.py"), *LANGUAGES.glob("*/fate.yaml")]):
            digest.update(path.read_bytes())
        return digest.hexdigest()
