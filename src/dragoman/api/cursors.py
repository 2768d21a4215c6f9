"""Cursors: where a part of a list ends, as a text that the caller hands back unread.

The values of the last row's place in the order come in, a text goes out, and the reverse. It holds nothing secret and
nothing of the record but that place; a list that grows meanwhile is still read without a gap or a repeat.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = str | int


def write_cursor(values: Sequence[Place]) -> str:
    """Give the text of a place."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode("ascii").rstrip("=")


def read_cursor(text: str) -> list[Place]:
    """Give the place of a text.

    Raises:
        UsageError: DG100, it is none that ``write_cursor`` gave.
    """
    try:
        values = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise unknown_cursor(text) from None
    if not isinstance(values, list) or not values or not all(type(value) in (str, int) for value in values):
        raise unknown_cursor(text)
    return values


def unknown_cursor(text: str) -> UsageError:
    """Give the error of a cursor that is none of this list."""
    return UsageError(f"cursor: '{text[:40]}' is none of this list. Take it from the Link header of the part before.")
