"""Codec: frozen records to JSON-ready mappings and back, driven by their type hints alone.

A dataclass of ``dragoman.model`` comes in, a mapping of plain JSON values goes out, and the reverse gives an equal
record. A field that is ``None`` or an empty tuple, and has that as its default, is left out: absent means unknown.
Nothing is pickled, guessed or coerced: a type without a rule is refused when its codec is built. Texts are read by
msgspec, several times faster than steps of our own; a field that a record lacks is passed over there, and it is the
seals (``digests``) that show a row that was changed.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

import msgspec

from dragoman.errors import StoreRowError

T = TypeVar("T")
Step = Callable[[Any], Any]
"""A value in, its JSON value out."""

_PLAIN = (str, int, float, bool, type(None))
_NUMBER = {int, float}
"""A field may be either, and keeps which it was: 390 people, 1.5 hours."""
_EMPTY: tuple[object, ...] = (None, ())


def to_mapping(record: object) -> dict[str, Any]:
    """Give a record as a mapping of JSON values, in the order of its fields."""
    kind: Any = type(record)
    encoded: dict[str, Any] = _encoder(kind)(record)
    return encoded


def dumps(value: object) -> str:
    """Give JSON text: compact, code points as they are, keys in the order given; NaN is refused.

    Raises:
        ValueError: A float is not a number that JSON can carry.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def to_text(record: object) -> str:
    """Give a record as JSON text."""
    return dumps(to_mapping(record))


def from_text(kind: type[T], text: str) -> T:
    """Give the record of this kind that ``to_text`` made the text from.

    Raises:
        StoreRowError: DG406, it is not such a text: a field is absent or of another form.
    """
    known: Any = kind
    try:
        record: T = _decoder(known).decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise StoreRowError(kind.__name__, str(error)) from error
    return record


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_checked(kind))


@cache
def _checked(kind: Any) -> Any:
    """Give a kind of record, once each of its fields is known to have a rule."""
    _encoder(kind)
    return kind


@cache
def _encoder(kind: Any) -> Step:
    if kind is Any or kind in _PLAIN:
        return _same
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _sequence(typing.get_args(kind))
    if origin is dict:
        return _same
    return _encode_record(kind) if is_dataclass(kind) else _leaf(kind)


def _leaf(kind: Any) -> Step:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _value_of
    if kind in (date, datetime):
        return _iso
    message = f"no codec for {kind!r}: use plain values, enums, dates, tuples or dataclasses"
    raise TypeError(message)


def _optional(kind: Any) -> Step:
    known = [part for part in typing.get_args(kind) if part is not type(None)]
    if set(known) == _NUMBER:
        return _same
    if len(known) != 1:
        message = f"no codec for {kind!r}: a union may only be one type or None"
        raise TypeError(message)
    step = _encoder(known[0])
    return step if step is _same else lambda value: None if value is None else step(value)


def _sequence(parts: tuple[Any, ...]) -> Step:
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004  tuple[X, ...] has two arguments
        step = _encoder(parts[0])
        return lambda values: list(map(step, values))
    steps = tuple(map(_encoder, parts))
    return lambda values: [step(value) for step, value in zip(steps, values, strict=True)]


def _encode_record(kind: Any) -> Step:
    hints = typing.get_type_hints(kind)
    plan = tuple((field.name, _encoder(hints[field.name]), _may_be_absent(field)) for field in fields(kind))

    def encode(record: Any) -> dict[str, Any]:
        found = {}
        for name, step, may_be_absent in plan:
            value = getattr(record, name)
            if not (may_be_absent and (value is None or value == ())):
                found[name] = step(value)
        return found

    return encode


def _may_be_absent(field: Any) -> bool:
    return field.default is not MISSING and field.default in _EMPTY


def _same(value: Any) -> Any:
    return value


def _value_of(member: Any) -> Any:
    return member.value


def _iso(moment: Any) -> Any:
    return moment.isoformat()
