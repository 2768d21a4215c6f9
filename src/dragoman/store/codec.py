"""Codec: frozen records to JSON-ready mappings and back, driven by their type hints alone.

A dataclass of ``dragoman.model`` comes in, a mapping of plain JSON values goes out, and the reverse gives an equal
record. A field that is ``None`` or an empty tuple, and has that as its default, is left out: absent means unknown.
Nothing is pickled, guessed or coerced: a type without a rule is refused when its codec is built.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

from dragoman.errors import StoreRowError

T = TypeVar("T")
Step = Callable[[Any], Any]
"""One direction of one type's codec: a value in, a value out."""

_PLAIN = (str, int, float, bool, type(None))
_EMPTY: tuple[object, ...] = (None, ())


def to_mapping(record: object) -> dict[str, Any]:
    """Give a record as a mapping of JSON values, in the order of its fields."""
    kind: Any = type(record)
    encoded: dict[str, Any] = _encoder(kind)(record)
    return encoded


def from_mapping(kind: type[T], mapping: Mapping[str, Any]) -> T:
    """Give the record of this kind that ``to_mapping`` made the mapping from.

    Raises:
        StoreRowError: DG406, a field is absent, not known, or of another form.
    """
    known: Any = kind
    try:
        record: T = _decoder(known)(mapping)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StoreRowError(kind.__name__, str(error)) from error
    return record


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
        StoreRowError: DG406, it is not such a text.
    """
    try:
        mapping = json.loads(text)
    except ValueError as error:
        raise StoreRowError(kind.__name__, str(error)) from error
    return from_mapping(kind, mapping)


@cache
def _encoder(kind: Any) -> Step:
    return _step(kind, decoding=False)


@cache
def _decoder(kind: Any) -> Step:
    return _step(kind, decoding=True)


def _step(kind: Any, *, decoding: bool) -> Step:
    if kind is Any or kind in _PLAIN:
        return _same
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind, decoding=decoding)
    if origin is tuple:
        return _sequence(typing.get_args(kind), decoding=decoding)
    if origin is dict:
        return _same
    if is_dataclass(kind):
        return _decode_record(kind) if decoding else _encode_record(kind)
    return _leaf(kind, decoding=decoding)


def _leaf(kind: Any, *, decoding: bool) -> Step:
    if isinstance(kind, type) and issubclass(kind, Enum):
        members: Step = {member.value: member for member in kind}.__getitem__  # a fourth of what a call of it takes
        return members if decoding else _value_of
    if kind in (date, datetime):
        read: Step = kind.fromisoformat
        return read if decoding else _iso
    message = f"no codec for {kind!r}: use plain values, enums, dates, tuples or dataclasses"
    raise TypeError(message)


def _optional(kind: Any, *, decoding: bool) -> Step:
    known = [part for part in typing.get_args(kind) if part is not type(None)]
    if len(known) != 1:
        message = f"no codec for {kind!r}: a union may only be one type or None"
        raise TypeError(message)
    step = _decoder(known[0]) if decoding else _encoder(known[0])
    if step is _same:
        return _same
    return lambda value: None if value is None else step(value)


def _sequence(parts: tuple[Any, ...], *, decoding: bool) -> Step:
    choose = _decoder if decoding else _encoder
    build: Callable[..., Any] = tuple if decoding else list
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004  tuple[X, ...] has two arguments
        step = choose(parts[0])
        return lambda values: build(map(step, values))
    steps = tuple(map(choose, parts))
    return lambda values: build(step(value) for step, value in zip(steps, values, strict=True))


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


def _decode_record(kind: Any) -> Step:
    hints = typing.get_type_hints(kind)
    steps = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    changing = tuple((name, step) for name, step in steps.items() if step is not _same)

    def decode(mapping: Mapping[str, Any]) -> Any:
        found = dict(mapping)
        for name, step in changing:
            if name in found:
                found[name] = step(found[name])
        return kind(**found)

    return decode


def _may_be_absent(field: Any) -> bool:
    return field.default is not MISSING and field.default in _EMPTY


def _same(value: Any) -> Any:
    return value


def _value_of(member: Any) -> Any:
    return member.value


def _iso(moment: Any) -> Any:
    return moment.isoformat()
