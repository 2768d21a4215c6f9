"""Output files: written beside their place and put there whole, so that a stopped run leaves no half of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from dragoman.errors import UnwritableOutputError


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """Open a file to be written; it takes its place when the block has ended well.

    Raises:
        UnwritableOutputError: DG113, the folder is missing or cannot be written.
    """
    place = Path(path)
    try:
        with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
            try:
                yield file
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).chmod(0o644)
        Path(file.name).replace(place)
    except OSError as error:
        raise UnwritableOutputError(path, error.strerror or str(error)) from error
