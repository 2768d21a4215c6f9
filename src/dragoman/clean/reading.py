"""A reading: what one capture says of its report, before it is a document, and the checks that hold for all.

The readers of text, JSON and HTML give one each. Nothing is looked up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.errors import EmptyInputError, ForbiddenCharacterError
from dragoman.model import Entry, Published

_FORBIDDEN = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bytes say, field by field; None where they do not.

    Attributes:
        text: As it will be frozen.
        entries: Of a live page, where its bytes give them apart; None where they are to be looked for in the text.
        notes: What was assumed or could not be read, one sentence each.
    """

    text: str
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: Published | None = None
    byline: str | None = None
    notes: tuple[str, ...] = ()
    modified: Published | None = None
    entries: tuple[Entry, ...] | None = None


def check_text(text: str, where: str) -> str:
    """Give the text back if it has words and holds nothing that a store would not keep.

    Raises:
        EmptyInputError: DG302, white space only.
        ForbiddenCharacterError: DG307, NUL or a lone surrogate.
    """
    check_characters(text, "the text", where)
    if not text.strip().strip("\ufeff"):
        raise EmptyInputError(where, "there is no text in it.", "Look at the file: a report has words.")
    return text


def check_characters(value: str, what: str, where: str) -> str:
    """Give the value back if it holds neither NUL nor a lone surrogate.

    Raises:
        ForbiddenCharacterError: DG307, it does.
    """
    found = _FORBIDDEN.search(value)
    if found:
        name = "NUL" if found.group() == "\0" else f"the lone surrogate U+{ord(found.group()):04X}"
        raise ForbiddenCharacterError(where, f"{what} holds {name} at character {found.start()}.", "Remove it.")
    return value
