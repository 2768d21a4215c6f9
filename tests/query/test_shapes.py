"""Real outputs validate against the committed schemas, and the committed schemas are those of the types."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from dragoman.query import View, check, diff, disputes, figures, search, show, talks, timeline
from dragoman.query import shapes as all_shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "docs" / "reference" / "schemas"
JUNE = datetime(2025, 6, 2, 16, tzinfo=UTC)

OUTPUTS: dict[str, Callable[[View], Any]] = {
    "timeline": timeline,
    "talks": talks,
    "disputes": disputes,
    "figures": figures,
    "show": lambda view: show(view, view.events()[0].id),
    "diff": lambda view: diff(view.at(JUNE), view),
    "search": lambda view: search(view.store, "Istanbul"),
    "check": lambda view: check(view.store),
}


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_schemas", ROOT / "scripts" / "make_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_schemas_and_page_are_current(made: ModuleType) -> None:
    for path, text in made.rendered().items():
        assert path.read_text("utf-8") == text, f"{path.name} is not current: run python scripts/make_schemas.py"
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(made.GIVEN)


def test_every_shape_is_on_the_page_with_the_meaning_of_each_field(made: ModuleType) -> None:
    page = (ROOT / "docs" / "reference" / "json-shapes.md").read_text("utf-8")
    for name in all_shapes.__all__:
        assert f"## {name}\n" in page
        assert all(made.meanings_of(getattr(all_shapes, name)).values())


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_given_validates(name: str, view: View) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    given = json.loads(json.dumps(OUTPUTS[name](view), allow_nan=False))
    assert given
    jsonschema.Draft202012Validator(schema).validate(given)


def test_a_field_that_no_shape_has_is_refused(view: View) -> None:
    schema = json.loads((SCHEMAS / "event.json").read_text("utf-8"))
    event = {**timeline(view)[0], "verified": True}
    with pytest.raises(jsonschema.ValidationError, match="verified"):
        jsonschema.Draft202012Validator(schema).validate(event)
