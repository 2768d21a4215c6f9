"""Make the JSON Schemas and the page of the JSON shapes from the types of ``dragoman.query.shapes``.

The types and their docstrings come in; ``docs/reference/schemas/*.json`` and ``docs/reference/json-shapes.md`` go out.
Run it after any change of a shape: ``python scripts/make_schemas.py``. A test fails where the files are not current.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import typing
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from dragoman.query import shapes

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

GIVEN: dict[str, Any] = {
    "counts": shapes.CountsShape,
    "claim_ref": shapes.ClaimRef,
    "event": shapes.EventShape,
    "cell": shapes.CellShape,
    "dispute": shapes.DisputeShape,
    "show": shapes.ShowShape,
    "timeline": list[shapes.EventShape],
    "talks": list[shapes.TalksShape],
    "disputes": list[shapes.DisputeShape],
    "figure": shapes.FigureShape,
    "figures": list[shapes.FigureShape],
    "commitment": shapes.CommitmentShape,
    "commitments": list[shapes.CommitmentShape],
    "position": shapes.PositionShape,
    "positions": list[shapes.PositionShape],
    "around": shapes.AroundShape,
    "diff": shapes.DiffShape,
    "search": list[shapes.SearchShape],
    "read": shapes.ReadShape,
    "check": shapes.CheckShape,
    "review_queue": list[shapes.QueuedShape],
    "review_log": shapes.ReviewLogShape,
    "review_decision": shapes.DecisionShape,
    "review_hand": shapes.LockShape,
    "review_compare": shapes.AgreementShape,
    "poll": shapes.PollShape,
    "explain": list[shapes.ExplainShape],
    "lint": list[shapes.LintShape],
    "brief": shapes.BriefShape,
    "lineage": shapes.ReportLineageShape,
    "sources": list[shapes.OutletShape],
}
"""What is given, by name, and its type."""

INTRODUCTION = """\
# JSON shapes

What `--json`, the API under `/api/v1` and the tools for agents give. They are the same objects. This page and the
[JSON Schemas](schemas/) are made from the types in `dragoman.query.shapes` by `python scripts/make_schemas.py`.

- Unknown is `null`. A list may be empty. No key is ever left out.
- Instants are UTC with `Z` (`published_at`), beside the form that the outlet printed (`published_at_local`). Where only
  a day is known, both are that day.
- World time (`occurred`) is ISO 8601, both ends inclusive, with the granularity of its ends.
- Offsets count Unicode code points of the report's text from 0; the end is exclusive.
- A party is the ISO 3166-1 alpha-3 code of a state, or the short name of an armed side or body.

| given | form | schema |
|---|---|---|
"""


def main() -> int:
    """Write every file that is not current; give 0."""
    for path, text in rendered().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    return 0


def rendered() -> dict[Path, str]:
    """Give the text of each file that is made."""
    files = {REFERENCE / "schemas" / f"{name}.json": _schema_text(name, kind) for name, kind in GIVEN.items()}
    return {**files, REFERENCE / "json-shapes.md": _page()}


def schema_of(name: str, kind: Any) -> dict[str, Any]:
    """Give the JSON Schema of a shape, each field with its meaning, no other field allowed."""
    schema = TypeAdapter(kind).json_schema()
    for title, part in [(schema.get("title"), schema), *schema.get("$defs", {}).items()]:
        if "properties" in part:
            _explain(part, getattr(shapes, str(title), None) or _shape_named(str(title)))
    return {"$schema": DRAFT, "$id": f"{name}.json", **schema}


def _shape_named(title: str) -> Any:
    return next(kind for kind in _kinds() if kind.__name__ == title)


def _kinds() -> list[Any]:
    return [getattr(shapes, name) for name in shapes.__all__]


def _explain(part: dict[str, Any], kind: Any) -> None:
    part["description"] = summary_of(kind)
    part["additionalProperties"] = False
    meanings = meanings_of(kind)
    for field, schema in part["properties"].items():
        schema.pop("title", None)
        if meanings[field]:
            schema["description"] = meanings[field]


def summary_of(kind: Any) -> str:
    """Give the first paragraph of a shape's docstring on one line."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n", 1)[0].split())


def meanings_of(kind: Any) -> dict[str, str]:
    """Give the meaning of each field of a shape, its own and those it inherits.

    Raises:
        KeyError: A field has no meaning in a docstring.
    """
    told: dict[str, str] = {}
    for base in (*typing.cast("tuple[Any, ...]", getattr(kind, "__orig_bases__", ())), kind):
        if base is not kind and base is not TypedDict:
            told |= meanings_of(base)
        for found in re.finditer(r"^ +(\w+): (.+)$", inspect.cleandoc(base.__doc__ or ""), re.MULTILINE):
            told[found[1]] = found[2]
    return {field: told[field] for field in kind.__annotations__}


def _schema_text(name: str, kind: Any) -> str:
    return json.dumps(schema_of(name, kind), ensure_ascii=False, indent=2) + "\n"


def _page() -> str:
    rows = [f"| `{name}` | {_linked(kind)} | [{name}.json](schemas/{name}.json) |" for name, kind in GIVEN.items()]
    sections = [_section(kind) for kind in _kinds()]
    return INTRODUCTION + "\n".join(rows) + "\n" + "".join(sections)


def _section(kind: Any) -> str:
    hints = typing.get_type_hints(kind)
    meanings = meanings_of(kind)
    rows = [f"| `{field}` | {_linked(hint)} | {meanings[field]} |" for field, hint in hints.items()]
    head = f"\n## {kind.__name__}\n\n{summary_of(kind)}\n\n| field | form | meaning |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _linked(hint: Any) -> str:
    """Give a type in words, shapes as links to their sections."""
    if hint is Any:
        return "any"
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        return f"list of {_linked(parts[0])}"
    if origin is dict:
        return f"mapping of {_linked(parts[1])}"
    if origin is typing.Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if parts:
        return " or ".join("null" if part is type(None) else _linked(part) for part in parts)
    if hint in _kinds():
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}[hint.__name__]


if __name__ == "__main__":
    sys.exit(main())
