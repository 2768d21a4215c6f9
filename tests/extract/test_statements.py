"""Runs the sentence cases of statements (``cases/statements``) with the model, and single rules on hand-made trees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML
from tests.extract.build import RUSSIA, UMEROV, text_of

from dragoman.model import Document

if TYPE_CHECKING:
    from tests.extract.build import Text

    from dragoman.model import Statement
    from dragoman.pipeline import Engine

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements"
FILES = ("said", "tricky", "is_not")
FEWEST = 40


def read_cases(*names: str) -> list[Any]:
    """One pytest parameter for each case of the named files, called ``<file>/<id>``."""
    reader = YAML(typ="safe", pure=True)
    return [
        pytest.param(case, id=f"{name}/{case['id']}") for name in names for case in reader.load(CASES / f"{name}.yaml")
    ]


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


def contents_in(text: Text) -> list[list[str]]:
    """Give the words of each attribution of a hand-made text."""
    return [[text.analysis.text[c.start : c.end] for c in s.content] for s in text.context().speech]


def test_adjective_after_as_belongs_to_what_is_judged() -> None:
    text = text_of(
        "Umerov/NNP/nsubj/1 dismissed=dismiss/VBD/ROOT/1 the/DT/det/3 plan/NN/dobj/1 as/IN/advmod/5 "
        "remote/JJ/advcl/1 ././punct/1"
    ).actor("Umerov", UMEROV)
    assert contents_in(text) == [["the plan as remote"]]


def test_according_to_inside_a_noun_phrase_takes_its_clause() -> None:
    text = text_of(
        "Jets=jet/NNS/nsubj/1 burned=burn/VBD/ROOT/1 at/IN/prep/1 bases=base/NNS/pobj/2 according=accord/VBG/prep/3 "
        "to/IN/prep/4 Russia/NNP/pobj/5 ././punct/1"
    ).actor("Russia", RUSSIA)
    assert contents_in(text) == [["Jets burned at bases"]]


def test_noun_with_a_clause_but_no_owner_attributes_nothing() -> None:
    text = text_of(
        "The/DT/det/1 claim/NN/nsubj/5 that/IN/mark/4 jets=jet/NNS/nsubj/4 burned=burn/VBD/acl/1 "
        "spread/VBD/ROOT/5 ././punct/5"
    )
    assert contents_in(text) == []


def test_content_of_mere_punctuation_is_none() -> None:
    text = text_of("Umerov/NNP/nsubj/1 said=say/VBD/ROOT/1 ././ccomp/1").actor("Umerov", UMEROV)
    assert contents_in(text) == []


def test_words_in_brackets_close_the_source() -> None:
    text = text_of(
        "Umerov/NNP/nsubj/4 (/-LRB-/punct/0 UKR/NNP/appos/0 )/-RRB-/punct/4 said=say/VBD/ROOT/4 talks=talk/NNS/nsubj/6 "
        "failed=fail/VBD/ccomp/4 ././punct/4"
    ).actor("Umerov", UMEROV)
    source = text.context().speech[0].source
    assert source is not None
    assert source.quote.endswith(")")
