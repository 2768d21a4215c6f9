"""Sources: outlets and agencies of the dossier, told from a name, a URL or the words of a credit.

Names come in, ids of dossier sources go out; None where the dossier has none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.clean.identity import host_of
from dragoman.values import Keyed

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

SHORT_NAME = 5
"""Names up to this many letters must match with their case: "dpa" and "AP" are words or parts of words otherwise."""


def find_source(name: str | None, url: str | None, dossier: Dossier) -> str | None:
    """Give the id of the source that published a report, by its name as given, else by the host of its URL.

    A name that is a host ("example.org") is looked up as one.
    """
    if name is not None:
        found = dossier.source_named(name) or (dossier.source_at(name) if "." in name else None)
        if found is not None:
            return found.id
    host = host_of(url) if url is not None else None
    found = dossier.source_at(host) if host else None
    return found.id if found else None


def sources_in(words: str, dossier: Dossier) -> tuple[str, ...]:
    """Give the ids of the sources that the words of a credit name, in their order, each once.

    A longer name wins over a shorter one inside it ("Associated Press of Example" over "Associated Press").
    """
    exact = dossier.source_credited(words) or dossier.source_named(words.strip(" .()/"))
    if exact is not None:
        return (exact.id,)
    taken: list[tuple[int, int, str]] = []
    folded = words.casefold()
    for name, source in _kept_names(Keyed(dossier.digest, dossier)):
        start = words.find(name) if len(name) <= SHORT_NAME else folded.find(name.casefold())
        end = start + len(name)
        if start < 0 or not _is_whole(words, start, end) or any(s < end and start < e for s, e, _ in taken):
            continue
        taken.append((start, end, source))
    return tuple(dict.fromkeys(source for _, _, source in sorted(taken)))


@lru_cache(maxsize=4)
def _kept_names(key: Keyed[Dossier]) -> tuple[tuple[str, str], ...]:
    """Give every name and credit line of every source, without brackets, the longest first, with the source's id."""
    sources = key.value.sources
    named = {(name.strip("()[]/ "), source.id) for source in sources for name in (*source.names, *source.credits)}
    return tuple(sorted((pair for pair in named if len(pair[0]) > 1), key=lambda pair: (-len(pair[0]), pair)))


def _is_whole(words: str, start: int, end: int) -> bool:
    before, after = words[start - 1 : start], words[end : end + 1]
    return not (before.isalnum() or after.isalnum())
