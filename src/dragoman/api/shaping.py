"""Shaping: an answer cut to the fields that are wanted, or a list as JSON lines or CSV, whichever route gives it.

A route's answer comes in, the same with fewer keys or in another form goes out. What is no JSON passes unchanged.

Source: ndjson as it is commonly sent (application/x-ndjson).
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from fastapi.routing import APIRoute

from dragoman.errors import UsageError

LINES = "application/x-ndjson"
TABLE = "text/csv; charset=utf-8"
JSON = "application/json"
FORMS = {"json": JSON, "jsonl": LINES, "csv": TABLE}
"""Media types by the value of ``format``."""
MOST_FIELDS = 60

Fields = Annotated[str | None, Query(description="Only these keys of each object, with commas between: id,title.")]
Format = Annotated[
    Literal["json", "jsonl", "csv"] | None,
    Query(
        alias="format",
        description=f"jsonl: a list as JSON lines, one object a line; so with 'Accept: {LINES}', too. "
        "csv: a list as a table, what is nested joined in one cell; of an object the one list that it has, "
        "or that fields names.",
    ),
]


def describe_shaping(fields: Fields = None, as_format: Format = None) -> None:
    """Let the description of each route name the two parameters; ``ShapedRoute`` reads them from the request itself."""
    _ = fields, as_format


class ShapedRoute(APIRoute):
    """A route whose answers can be cut to some fields, and given as lines."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the handler, with the shaping after it."""
        answer = super().get_route_handler()

        async def shaped(request: Request) -> Response:
            wanted = _wanted_fields(request)
            response = await answer(request)
            form = _wanted_form(request)
            if (wanted is None and form == JSON) or response.headers.get("content-type") != "application/json":
                return response
            return _shaped(response, wanted, form)

        return shaped


def _wanted_fields(request: Request) -> list[str] | None:
    said = request.query_params.get("fields")
    if said is None:
        return None
    names = [name.strip() for name in said.split(",") if name.strip()]
    if not names or len(names) > MOST_FIELDS:
        raise UsageError(f"fields: name 1 to {MOST_FIELDS} keys, with commas between.")
    return names


def _wanted_form(request: Request) -> str:
    is_by_header = request.headers.get("accept", "").startswith(LINES)
    return FORMS.get(request.query_params.get("format", ""), LINES if is_by_header else JSON)


def _shaped(response: Response, wanted: list[str] | None, form: str) -> Response:
    told = json.loads(bytes(response.body))
    if wanted is not None:
        told = [_cut(each, wanted) for each in told] if isinstance(told, list) else _cut(told, wanted)
    kept = {name: value for name, value in response.headers.items() if name in ("link", "x-total-count")}
    return Response(_written(told, form), response.status_code, kept, form)


def _written(told: Any, form: str) -> str:
    """Give an answer in a form; what is no list is one line, and no table."""
    if form == JSON:
        return json.dumps(told, ensure_ascii=False)
    if form == LINES:
        return "".join(
            f"{json.dumps(row, ensure_ascii=False)}\n" for row in (told if isinstance(told, list) else [told])
        )
    from dragoman.exports.tables import LINE_END, csv_lines

    return "".join(line + LINE_END for line in csv_lines(_rows_of(told)))


def _rows_of(told: Any) -> list[Any]:
    """Give the rows of a table: a list itself, or the one list that an object has."""
    if isinstance(told, list):
        return told
    lists = [name for name, value in told.items() if isinstance(value, list)]
    if len(lists) != 1:
        known = f" Name one with fields: {', '.join(lists)}." if lists else ""
        raise UsageError(f"format: csv is for one list, and this answer has {len(lists)}.{known} Known: json, jsonl.")
    found: list[Any] = told[lists[0]]
    return found


def _cut(told: Any, wanted: list[str]) -> Any:
    """Leave the wanted keys of an object; one that has none of them is an error, since a misspelling would pass."""
    if not isinstance(told, dict):
        return told
    unknown = sorted(set(wanted) - set(told))
    if unknown:
        raise UsageError(f"fields: no {', '.join(unknown)} here. Known: {', '.join(told)}.")
    return {name: told[name] for name in wanted}
