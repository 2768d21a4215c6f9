"""Runs the sentence cases of statements (``cases/statements``) with the model, and single rules on hand-made trees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Document
from dragoman.pipeline import Engine
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.model import Statement

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements"
FILES = ("said", "tricky", "is_not")
FEWEST = 40


def read_cases(*names: str) -> list[Any]:
    """One pytest parameter for each case of the named files, called ``<file>/<id>``."""
    reader = YAML(typ="safe", pure=True)
    return [
        pytest.param(case, id=f"{name}/{case['id']}") for name in names for case in reader.load(CASES / f"{name}.yaml")
    ]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_settings({}))


def statements_of(engine: Engine, text: str) -> tuple[Statement, ...]:
    return next(engine.read([Document("doc", "revision", "capture", text)]))[1].statements


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases(*FILES))
def test_report_attributes_these_statements(case: Any, engine: Engine) -> None:
    found = statements_of(engine, case["text"])
    shown = [
        {
            "cue": None if s.cue is None else s.cue.quote,
            "source": None if s.source is None else s.source.quote,
            "kind": s.kind.value,
            "voices": [voice.name for voice in s.voices],
            "content": [piece.quote for piece in s.content],
        }
        for s in found
    ]
    assert shown == [{"kind": "indirect", **row} for row in case["expect"]], case.get("why")


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases(*FILES))
def test_every_span_of_a_statement_is_verbatim(case: Any, engine: Engine) -> None:
    text = case["text"]
    for statement in statements_of(engine, text):
        for words in (statement.cue, statement.source, *statement.content):
            assert words is None or text[words.start : words.end] == words.quote


def test_half_of_the_cases_are_tricky_or_not_statements_and_say_why() -> None:
    cases = {name: [param.values[0] for param in read_cases(name)] for name in FILES}
    ids = [case["id"] for found in cases.values() for case in found]
    assert len(ids) == len(set(ids)) >= FEWEST
    assert 2 * (len(cases["tricky"]) + len(cases["is_not"])) >= len(ids)
    assert [case["id"] for case in cases["is_not"] if not case.get("why")] == []
