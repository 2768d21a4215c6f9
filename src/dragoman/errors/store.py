"""Store: the record cannot be read or written. Exit status 2."""

from __future__ import annotations

from dragoman.errors.root import DragomanError


class StoreError(DragomanError):
    """The store cannot be opened, read or written."""

    code = "DG400"


class StoreMissingError(StoreError):
    """There is no store where one was asked for."""

    code = "DG401"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"No record at {url}. Make one with 'dragoman ingest PATH', or name another with --store.")


class StoreVersionError(StoreError):
    """The store was written by another version of the schema."""

    code = "DG402"

    def __init__(self, url: str, found: str | None, wanted: str) -> None:
        self.url, self.found, self.wanted = url, found, wanted
        super().__init__(
            f"The record at {url} has schema {found or 'none'}, this version needs {wanted}. "
            "Run any writing command, such as 'dragoman rebuild', to migrate it."
        )


class StoreBusyError(StoreError):
    """Another process held the write lock for longer than we wait."""

    code = "DG403"

    def __init__(self, url: str, waited_s: float) -> None:
        self.url, self.waited_s = url, waited_s
        super().__init__(f"The record at {url} was locked for {waited_s:.0f} s. Try again when the other run ends.")


class StoreUnusableError(StoreError):
    """Something is there, but it is no record of ours, is damaged, out of reach, or newer than this version."""

    code = "DG404"

    def __init__(self, url: str, problem: str, next_step: str) -> None:
        self.url, self.problem, self.next_step = url, problem, next_step
        super().__init__(f"The record at {url} cannot be used: {problem} {next_step}")


class StoreReadOnlyError(StoreError):
    """A record that was opened for reading was asked to write."""

    code = "DG405"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"The record at {url} was opened for reading. Open it with write=True.")


class StoreRowError(StoreError):
    """A row of the store does not hold the record that it should."""

    code = "DG406"

    def __init__(self, kind: str, problem: str) -> None:
        self.kind, self.problem = kind, problem
        super().__init__(f"A row is no {kind}: {problem}. Run 'dragoman check'.")


class ArchiveError(StoreError):
    """An archive is not whole, not what it says, or has no place to go."""

    code = "DG407"

    def __init__(self, where: str, problem: str, next_step: str) -> None:
        self.where, self.problem, self.next_step = where, problem, next_step
        super().__init__(f"{where}: {problem} {next_step}")


class WatchStateError(StoreError):
    """What ``watch`` knows of a feed cannot be read or written."""

    code = "DG410"

    def __init__(self, path: str, problem: str, next_step: str) -> None:
        self.path, self.problem, self.next_step = path, problem, next_step
        super().__init__(f"{path}: {problem} {next_step}")
