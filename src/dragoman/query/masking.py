"""Masking: a shape or a text comes in, the same with a placeholder for every private person goes out.

One person has one placeholder wherever they are named, by the whole name or by the surname alone. It says nothing of
the name: it is made with a key. Offsets stay those of the text as printed.
Ids, addresses and figures are left alone, but for the words that an address asks a browser to highlight.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.query.private import Cues, Known

MARK_CHARS = 5
SOMEBODY = "[person]"
"""For a surname that several persons have."""
LEAST_OF_A_SURNAME = 4
"""A shorter surname is masked with the rest of the name alone: as a word of its own it is too often another."""
LONGEST_NAME = 80
"""Letters before an age in which a name is looked for."""
FRAGMENT = "#:~:text="
"""Where an address asks a browser to highlight words. Source: WICG, URL Fragment Text Directives."""
_WORD = re.compile(r"\w+")


class Mask:
    """Masks what one reader sees of one record."""

    def __init__(self, names: Iterable[str], known: Known, cues: Cues, key: bytes, spared: frozenset[str]) -> None:
        """Take who is masked.

        Args:
            names: Of private persons, as printed.
            known: Whose words are never masked on their own.
            cues: What shows by itself that a name is a private person's.
            key: Under which placeholders are made.
            spared: Names, case-folded, that are never masked.
        """
        from dragoman.dossier.folding import fold  # noqa: PLC0415  loads the dossier's own libraries

        self._key, self._cues, self._spared, self._known, self._fold = key, cues, spared, known, fold
        self._by_first: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        self._of_surname: dict[str, str] = {}
        self.words: set[str] = set()
        for name in sorted(names, key=lambda name: (-len(name), name)):
            if name.casefold() not in spared:
                self._add(name)
        for surname, placeholder in self._of_surname.items():
            self._put(re.escape(surname), surname, placeholder)

    def _add(self, name: str) -> None:
        words = name.split()
        last, placeholder = words[-1], self.placeholder(name)
        self._put(r"\s+".join(map(re.escape, words)), words[0], placeholder)
        if len(words) > 1 and len(last) >= LEAST_OF_A_SURNAME and self._fold(last) not in self._known.words:
            self._of_surname[last] = SOMEBODY if last in self._of_surname else placeholder
        self.words |= {word.casefold() for word in words}

    def _put(self, pattern: str, first: str, placeholder: str) -> None:
        found = _WORD.match(first)
        if found is not None:
            self._by_first.setdefault(found[0], []).append((re.compile(rf"{pattern}(?!\w)"), placeholder))

    def placeholder(self, name: str) -> str:
        """Give what stands for a person: the same for a name, however it is broken into lines or capitalised."""
        mark = hmac.new(self._key, " ".join(name.casefold().split()).encode(), hashlib.sha256).hexdigest()
        return f"[person {mark[:MARK_CHARS]}]"

    def text(self, text: str) -> str:
        """Give a text with every private person masked."""
        if text.startswith(("http://", "https://")):
            return self._address(text)
        return self._by_name(self._by_cue(text))

    def shape(self, value: Any) -> Any:
        """Give a shape with every text in it masked; what has none is given as it is, not copied."""
        if type(value) is str:
            return self.text(value)
        if isinstance(value, dict):
            return {name: self.shape(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.shape(part) for part in value]
        if isinstance(value, tuple):
            parts = [self.shape(part) for part in value]
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return value

    def hides(self, asked: str) -> bool:
        """Whether a word that somebody looks for is part of a private person's name."""
        return any(word.casefold() in self.words for word in _WORD.findall(asked))

    def hits(self, found: Iterable[Any], asked: str) -> list[Any]:
        """Give what a search found, masked, without what it found by a private person's name alone.

        Args:
            found: Mappings with ``kind``, ``id``, ``title`` and ``snippet``.
            asked: What was looked for.
        """
        hidden = [word for word in _WORD.findall(asked) if word.casefold() in self.words]
        return [hit for hit in self._plain(found) if all(_stands(word, hit) for word in hidden)]

    def _plain(self, found: Iterable[Any]) -> Iterator[Any]:
        for hit in found:
            masked = self.shape(hit)
            if masked["kind"] != "actor" or masked["title"] == hit["title"]:
                yield masked

    def _record(self, value: Any) -> Any:
        changed = {}
        for field in dataclasses.fields(value):
            before = getattr(value, field.name)
            after = self.shape(before)
            if after != before:
                changed[field.name] = after
        return dataclasses.replace(value, **changed) if changed else value

    def _address(self, address: str) -> str:
        place, mark, words = address.partition(FRAGMENT)
        plain = unquote(words)
        return place if mark and self._by_name(self._by_cue(plain)) != plain else address

    def _by_cue(self, text: str) -> str:
        spans = [found.span("found") for cue in self._cues.before for found in cue.finditer(text)]
        for cue in self._cues.behind:
            for behind in cue.finditer(text):
                first = max(0, behind.start() - LONGEST_NAME)
                found = self._cues.name_before.search(text[first : behind.start()])
                if found:
                    spans.append((first + found.start("found"), behind.start()))
        for start, end in sorted(_apart(spans), reverse=True):
            name = " ".join(text[start:end].split())
            if name.casefold() not in self._spared and not self._is_public(name):
                text = text[:start] + (self._of_surname.get(name) or self.placeholder(name)) + text[end:]
        return text

    def _is_public(self, name: str) -> bool:
        return self._fold(name) in self._known.names or self._fold(name.rsplit(maxsplit=1)[-1]) in self._known.words

    def _by_name(self, text: str) -> str:
        if not self._by_first:
            return text
        parts, at = [], 0
        for word in _WORD.finditer(text):
            if word.start() < at:
                continue
            for pattern, placeholder in self._by_first.get(word[0], ()):
                found = pattern.match(text, word.start())
                if found:
                    parts += [text[at : word.start()], placeholder]
                    at = found.end()
                    break
        return "".join([*parts, text[at:]]) if parts else text


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans that do not run into one that was found before them."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= first or start >= last for first, last in kept):
            kept.append((start, end))
    return kept


def _stands(word: str, hit: Any) -> bool:
    """Whether a word that was asked for stands in what is shown of a hit, as a beginning: searches stem."""
    shown = f"{hit['title']} {hit['snippet']}".casefold()
    return re.search(rf"(?<!\w){re.escape(word.casefold())}", shown) is not None
