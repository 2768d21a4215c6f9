"""Mistakes in a pack file in words for its author: what is wrong, and what may stand there instead.

A pydantic error and the model it arose in come in, a problem and a remedy go out. It judges nothing.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

SEE = "See docs/reference/pack-format.md."


def explain(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """Give the problem and the remedy of one mistake.

    Args:
        model: The entry's model.
        error: One of pydantic's errors; its ``loc`` is counted from the entry.
    """
    loc = error["loc"]
    key = str(loc[-1]) if loc else ""
    name = ".".join(str(part) for part in loc)
    match error["type"]:
        case "extra_forbidden":
            known = _keys(model, loc[:-1])
            return f"key '{key}' is not known.", f"{did_you_mean(key, known)}Known keys: {', '.join(known)}."
        case "missing":
            return f"key '{name}' is missing.", f"Every entry needs it. {SEE}"
        case "enum" | "literal_error":
            choices = _choices(str(error.get("ctx", {}).get("expected", "")))
            given = str(error["input"])
            return (
                f"{name} '{given}' is not known.",
                f"{did_you_mean(given, choices)}Known: {', '.join(choices)}.",
            )
        case "string_pattern_mismatch":
            return f"{name} '{error['input']}' has the wrong form.", _form(key, error)
        case "model_type" | "model_attributes_type":
            return f"{name or 'the entry'} is not a mapping.", f"Write 'key: value' lines. {SEE}"
        case _:
            return f"{name}: {error['msg']}, not {error['input']!r}.", SEE


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Give a hint with the nearest known name and a blank, or nothing."""
    near = difflib.get_close_matches(given, list(known), n=1)
    return f"Did you mean '{near[0]}'? " if near else ""


def _choices(expected: str) -> list[str]:
    """Read pydantic's list of choices ("'a', 'b' or 'c'")."""
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def _form(key: str, error: ErrorDetails) -> str:
    """Say which form a text must have, by what it is."""
    forms = {
        "country": "Give an ISO 3166-1 alpha-2 code in capitals, such as UA or NO.",
        "administered_by": "Give an ISO 3166-1 alpha-2 code in capitals, such as RU.",
        "domains": "Give the host alone in lower case, without https:// and www., such as example.org.",
        "languages": "Give an ISO 639 code in lower case, such as uk or en.",
    }
    parts = [str(part) for part in error["loc"] if not isinstance(part, int)]
    return next(
        (forms[part] for part in reversed(parts) if part in forms),
        f"Give {key or 'it'} as letters, digits and . _ : - only, beginning with a letter or digit.",
    )


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Give the keys that the entry at a location may have, following nested entries."""
    for part in loc:
        field = model.model_fields.get(str(part))
        model = next(_models(field.annotation), model) if field else model
    return sorted(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the models inside an annotation, however nested."""
    if hasattr(annotation, "model_fields"):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
