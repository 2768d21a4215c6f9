"""The reference of the pack format names everything that the schema and the check know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman.dossier
from dragoman.dossier import schema

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "pack-format.md"
MODELS = [model for model in vars(schema).values() if isinstance(model, type) and issubclass(model, schema.Entry)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[schema.Entry]) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    undescribed = [key for key in model.model_fields if not re.search(rf"[`{{ ]{key}[`,}}: ]", text)]
    assert undescribed == []


def test_every_code_of_the_check_has_its_row() -> None:
    folder = Path(dragoman.dossier.__file__).parent
    source = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("check.py", "checks.py", "check_tenures.py")
    )
    codes = set(
        re.findall(
            r'"((?:duplicate|ambiguous|half|far|missing|shared|repeated|tenure)-[a-z-]+|unreadable|unknown-[a-z-]+)"',
            source,
        )
    )
    codes |= {f"unknown-{field.replace('_', '-')}" for field in re.findall(r'_unknown\(\w+, "(\w+)"', source)}
    rows = set(re.findall(r"^\| `([a-z-]+)` \| (?:error|warning)", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE))
    assert codes == rows
