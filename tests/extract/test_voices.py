"""Voices and chains: who is shown as having said a claim's words, with the model on the cases of ``chains.yaml``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Document
from dragoman.pipeline import Engine
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.model import Voice

CASES = Path(__file__).resolve().parent.parent / "cases" / "statements" / "chains.yaml"


def read_cases() -> list[Any]:
    cases = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in cases]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_settings({}))


def chains_of(voices: tuple[Voice, ...]) -> list[list[list[str | None]]]:
    """Give the voices chain by chain, each as name, kind and party."""
    return [[[v.name, v.kind.value, v.party] for v in chain] for _, chain in groupby(voices, lambda v: v.chain)]


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases())
def test_claim_has_these_chains_of_voices(case: Any, engine: Engine) -> None:
    claims = next(engine.read([Document("doc", "revision", "capture", case["text"])]))[1].claims
    claim = next(c for c in claims if c.frame == case["frame"])
    assert chains_of(claim.attribution) == case["expect"], case.get("why")
    assert [v.chain for v in claim.attribution] == sorted(v.chain for v in claim.attribution)
