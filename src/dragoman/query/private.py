"""Private: which names on record are those of private persons: in no pack, and named without a public office.

The facts and what the dossier knows come in, names go out. A name that is given with an office anywhere on record is a
public person's everywhere. Who is named in passing, in no role and as no voice, is found by cues alone (an age, a
courtesy title), when a text is masked.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.dossier.folding import fold
from dragoman.lang.files import LexiconFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dragoman.model import Actor, Descriptor, Title
    from dragoman.store import Store

BEFORE_CHARS = 80
"""How far before a name its office is looked for, and how far behind it in an apposition."""
MOST_WORDS = 4
"""Of an office: "head of the presidential office" is found by its last words."""
_APPOSITION = re.compile(r"\s*,\s+(?:the\s+|an?\s+)?([^,.;]{1,80})")


@dataclass(frozen=True, slots=True)
class Cues:
    """How a language names private persons; the fields are explained at the head of ``private.yaml``."""

    name: re.Pattern[str]
    name_before: re.Pattern[str]
    behind: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    frames: frozenset[str]
    no_office: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What makes a person public.

    Attributes:
        names: Folded names of every actor of the dossier.
        words: Folded words of those names.
        offices: Folded titles and posts.
    """

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


def known_of(actors: Iterable[Actor], titles: Iterable[Title], descriptors: Iterable[Descriptor], cues: Cues) -> Known:
    """Give what a dossier says that makes a person public.

    Args:
        actors: Of the packs in force; whoever is among them is no private person.
        titles: Words before a name.
        descriptors: Heads that name a post.
        cues: Which titles make nobody public.
    """
    names = frozenset(fold(name) for actor in actors for name in actor.names)
    posts = [words for found in descriptors if found.kind == "person" and found.office for words in found.words]
    offices = {fold(words) for title in titles for words in title.words} | {fold(words) for words in posts}
    words = frozenset(word for name in names for word in name.split())
    return Known(names, words, frozenset(offices - cues.no_office))


@dataclass(slots=True)
class PrivateNames:
    """The names of one record, kept up to date: what was read once is not read again."""

    known: Known
    cues: Cues
    _after: dict[str, int] = field(default_factory=dict)
    _private: set[str] = field(default_factory=set)
    _public: set[str] = field(default_factory=set)

    def read(self, store: Store) -> frozenset[str]:
        """Read what is new on record and give the names of all private persons, as printed."""
        for table, n, body in store.naming(self._after):
            self._take(json.loads(body))
            self._after[table] = n
        return frozenset(name for name in self._private if fold(name) not in self._public)

    def _take(self, body: Mapping[str, Any]) -> None:
        words = " ".join(found["quote"] for found in body.get("evidence", ()) if isinstance(found, dict))
        named = list(_persons(body))
        if body.get("frame") in self.cues.frames:
            named += [filler["name"] for filler in body.get("roles", {}).get("target", ()) if _is_unknown(filler)]
        for name in named:
            if self.cues.name.fullmatch(name) and fold(name) not in self.known.names:
                self._put(name, words)

    def _put(self, name: str, words: str) -> None:
        if has_office(name, words, self.known.offices):
            self._public.add(fold(name))
        else:
            self._private.add(name)


def has_office(name: str, words: str, offices: frozenset[str]) -> bool:
    """Whether a name begins with an office, or stands in the words with one before it or, between commas, behind it."""
    if any(start in offices for start in _starts(fold(name))):
        return True
    for found in re.finditer(re.escape(name), words):
        before = fold(words[max(0, found.start() - BEFORE_CHARS) : found.start()])
        if any(end in offices for end in _ends(before)):
            return True
        behind = _APPOSITION.match(words, found.end())
        if behind and _any_within(fold(behind[1]), offices):
            return True
    return False


def _starts(text: str) -> Iterator[str]:
    words = text.split()
    for count in range(1, len(words)):
        yield " ".join(words[:count])


def _ends(text: str) -> Iterator[str]:
    words = text.split()
    for count in range(1, MOST_WORDS + 1):
        yield " ".join(words[-count:])


def _any_within(text: str, offices: frozenset[str]) -> bool:
    words = text.split()
    spans = ((first, first + count) for first in range(len(words)) for count in range(1, MOST_WORDS + 1))
    return any(" ".join(words[first:last]) in offices for first, last in spans)


def _persons(value: Any) -> Iterator[str]:
    """Give the names of voices that are persons and that no pack has, wherever they stand in a fact."""
    if isinstance(value, dict):
        if value.get("kind") == "person" and _is_unknown(value):
            yield value["name"]
        for part in value.values():
            yield from _persons(part)
    elif isinstance(value, list):
        for part in value:
            yield from _persons(part)


def _is_unknown(named: Any) -> bool:
    return isinstance(named, dict) and isinstance(named.get("name"), str) and not named.get("actor_id")


@cache
def cues_of(language: str = "en") -> Cues:
    """Give the cues of a language."""
    file = LexiconFile(Path(str(files("dragoman"))) / "lang" / language / "private.yaml")
    name, surname = file.text("name"), file.text("surname")
    before = (str(row).replace("{name}", name).replace("{surname}", surname) for row in file.rows("before"))
    return Cues(
        name=re.compile(name),
        name_before=re.compile(rf"(?<!\w)(?P<found>{name})$"),
        behind=tuple(re.compile(str(row)) for row in file.rows("behind")),
        before=tuple(map(re.compile, before)),
        frames=file.names("frames"),
        no_office=file.names("no_office"),
    )
