"""Sentence cases of whom a deed is done to, how many it befell and who tells it, read by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Document, Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from dragoman.model import Claim
    from dragoman.pipeline import Engine

CASES = Path(__file__).resolve().parent.parent / "cases" / "claims" / "figures_and_targets.yaml"
PUBLISHED = Published(parse_instant("2025-05-26"), "case")


def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))["cases"]
    return cases


@pytest.mark.model
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in _cases()])
def test_a_text_gives_the_figures_targets_and_voices_of_its_case(case: dict[str, Any], engine: Engine) -> None:
    document = Document(id=case["id"], revision=case["id"], capture_id="case", text=case["text"], published=PUBLISHED)
    ((_, extraction),) = engine.read([document])
    wanted = case["expect"]
    found = [_shown(claim, wanted) for claim in extraction.claims if claim.frame == wanted["frame"]]
    assert found == [wanted] or (case.get("among") and wanted in found)


def _shown(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give of a claim what a case asks for."""
    figures = {q.measure: q.value for q in claim.quantities if not q.vague}
    shown: dict[str, Any] = {"frame": claim.frame, "figures": figures, "of": [q.of for q in claim.quantities]}
    shown |= {"targets": [t.name for t in claim.roles.target], "voices": [v.name for v in claim.attribution]}
    return {key: shown[key] for key in wanted}
