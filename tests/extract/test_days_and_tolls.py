"""Sentence cases of days, tolls and places that an event's clause does not give by itself, read by the engine."""

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

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "claims"
FILES = ("days_and_tolls", "places_told")


def _cases() -> list[dict[str, Any]]:
    yaml = YAML(typ="safe", pure=True)
    files = (yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) for name in FILES)
    return [case for data in files for case in data["cases"]]


@pytest.mark.model
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in _cases()])
def test_a_text_gives_the_days_and_figures_of_its_case(case: dict[str, Any], engine: Engine) -> None:
    published = Published(parse_instant(str(case["published"])), "case")
    document = Document(id=case["id"], revision=case["id"], capture_id="case", text=case["text"], published=published)
    ((_, extraction),) = engine.read([document])
    wanted = case["expect"]
    if wanted is None:
        assert case["frame"] not in {claim.frame for claim in extraction.claims}
        return
    found = [_shown(claim, wanted) for claim in extraction.claims if claim.frame == wanted["frame"]]
    assert found == [wanted] or (case.get("among") and wanted in found)


def _shown(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give of a claim what a case asks for."""
    days = None if claim.time is None else [claim.time.first_day, claim.time.last_day]
    figures = {q.measure: q.value for q in claim.quantities if not q.vague}
    shown: dict[str, Any] = {"frame": claim.frame, "status": str(claim.status), "time": days, "figures": figures}
    shown |= {"mode": claim.mode, "places": [p.name for p in claim.places]}
    return {key: shown[key] for key in wanted}
