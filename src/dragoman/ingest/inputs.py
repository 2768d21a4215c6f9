"""Inputs: what the user named, expanded to single files, each opened only if it is one.

Paths, folders, globs and ``-`` come in, an ``Input`` for each file goes out, in a stable order. What is
named and cannot be read goes out as the error that says why. It opens no file but through ``open_file``,
which refuses whatever could block or never end.
"""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import DocumentError, EmptyInputError, UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_FLAGS = sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
"""Never block on a pipe, never leak to a child, never translate line ends; each where the system has it."""
_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        where: The path as a person may read it, or ``-``; undecodable bytes of a file name are escaped.
        path: None for standard input.
    """

    where: str
    path: Path | None


def iter_inputs(paths: Iterable[str]) -> Iterator[Input | DocumentError]:
    """Expand what the user named.

    A path that exists is taken as it is, even with ``*`` in its name; else it is a glob (``**`` goes through
    folders). Folders are walked in the order of their names; hidden files and folders inside are passed over.

    Returns:
        Inputs, and for each name that leads nowhere the error that says so.
    """
    for name in paths:
        if name == STDIN:
            yield Input(STDIN, None)
        elif os.path.lexists(name) or not glob.has_magic(name):
            yield from _walk(Path(name), ())
        else:
            yield from _expand(name)


def open_file(path: Path, where: str) -> BinaryIO:
    """Open a regular file for reading, unbuffered.

    The file is opened without blocking and looked at once it is open, so that a pipe put in its place
    in the meantime is refused too.

    Raises:
        UnreadableInputError: DG301, it cannot be opened or is no regular file.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _FLAGS)
    except OSError as error:
        raise _unreadable(path, where, error) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableInputError(where, "it is not a regular file.", "Name a file or a folder.")
    return os.fdopen(handle, "rb", buffering=0)


def shown(path: Path) -> str:
    """Give a path as text that any store and terminal can keep: bytes that do not decode are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _expand(pattern: str) -> Iterator[Input | DocumentError]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
    through = "**" in pattern
    paths = [Path(name) for name in found if not (through and Path(name).is_dir())]
    if not paths:
        where = shown(Path(pattern))
        yield UnreadableInputError(where, "no file matches this pattern.", "Check the folder and the quotes.")
    for path in paths:
        yield from _walk(path, ())


def _walk(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Input | DocumentError]:
    """Walk down from a path; ``above`` holds device and inode of the folders that lead here."""
    where = shown(path)
    try:
        status = path.stat()
    except OSError as error:
        yield _unreadable(path, where, error)
        return
    if stat.S_ISDIR(status.st_mode):
        key = (status.st_dev, status.st_ino)
        if key in above:
            yield UnreadableInputError(where, "this link leads back to a folder above it.", "Remove the link.")
        else:
            yield from _walk_folder(path, where, (*above, key))
        return
    special = next((name for test, name in _SPECIAL if test(status.st_mode)), None)
    if special is None:
        yield Input(where, path)
    else:
        yield UnreadableInputError(where, f"it is {special}, not a file.", "Pass a stream on standard input, as '-'.")


def _walk_folder(folder: Path, where: str, above: tuple[tuple[int, int], ...]) -> Iterator[Input | DocumentError]:
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(folder, where, error)
        return
    if not entries and len(above) == 1:
        yield EmptyInputError(where, "the folder holds no file.", "Name a folder that holds reports.")
    for entry in entries:
        yield from _walk(entry, above)


def _unreadable(path: Path, where: str, error: OSError) -> UnreadableInputError:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return UnreadableInputError(where, "the link leads to a file that does not exist.", "Mend the link.")
    reason = (error.strerror or type(error).__name__).lower()
    return UnreadableInputError(where, f"{reason}.", "Check the name and who may read it.")
