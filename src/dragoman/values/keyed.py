"""Keyed: a value that stands for itself by a key, where comparing or hashing the value would cost as much as its use.

For what is kept of a document or a dossier, whose revision or digest says all: two with one key are one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keyed(Generic[T]):
    """A value, equal to another where the key is.

    Attributes:
        key: What tells one value from another.
        value: The value, which is not looked at.
    """

    key: str
    value: T = field(compare=False)
