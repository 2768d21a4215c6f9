"""What to watch: names that the user typed come in, the addresses of feeds go out.

An address is a feed or a list of feeds (told when it is fetched); a file is a list of feeds (OPML); anything else is
the id or name of a source whose pack gives its feeds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UnknownNameError, UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dragoman.dossier import Dossier


def feeds_of(names: Iterable[str], dossier: Callable[[], Dossier]) -> tuple[str, ...]:
    """Give the addresses to watch, each once, in their order.

    Args:
        names: As typed.
        dossier: Loads the packs in force; called only where a source is named.

    Raises:
        UnknownNameError: DG101, it is no source with feeds, and no file.
        UnreadableInputError: DG301, the file cannot be read.
        FeedError: DG330, the file is no list of feeds.
    """
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(_feeds(name, dossier)))
    return tuple(found)


def _feeds(name: str, dossier: Callable[[], Dossier]) -> tuple[str, ...]:
    from dragoman.ingest.opml import parse_opml
    from dragoman.ingest.pages import is_address

    if is_address(name):
        return (name,)
    if Path(name).is_file():
        try:
            payload = Path(name).read_bytes()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise UnreadableInputError(name, f"{reason}.", "Check who may read it.") from error
        return parse_opml(payload, name)
    known = {source.id: source.feeds for source in dossier().sources if source.feeds}
    named = dossier().source(name) or dossier().source_named(name)
    if named is None or named.id not in known:
        raise UnknownNameError("source with feeds", name, known)
    return known[named.id]
