"""Sentence cases of the frames: one short text each, read by the whole engine, in ``cases/frames/<frame>.yaml``.

A case says which claims of the file's frame its text gives, or that it gives none and ``why``. Keys that a case
leaves out are not compared; ``time: null`` asks for no time. Lists are compared as a whole, in any order.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Document, Published
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.model import Claim
    from dragoman.pipeline import Engine

CASES = Path(__file__).resolve().parent.parent / "cases" / "frames"
KEYS = {
    *("frame", "status", "mode", "hedged", "name", "round", "evidence", "voices", "places", "time", "quantities"),
    *("actor", "target", "mediator", "delegate", "issue", "outcome"),
}
CASE_KEYS = {"id", "text", "published", "expect", "why"}
FEWEST = 10


def _files() -> dict[str, dict[str, Any]]:
    yaml = YAML(typ="safe", pure=True)
    return {path.stem: yaml.load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))}


def _parameters() -> list[Any]:
    return [
        pytest.param(frame, case, id=f"{frame}/{case['id']}")
        for frame, data in _files().items()
        for case in data["cases"]
    ]


@pytest.mark.parametrize("frame", sorted(_files()))
def test_a_case_file_is_well_formed(frame: str) -> None:
    data = _files()[frame]
    ids = [case["id"] for case in data["cases"]]
    assert data["frame"] == frame
    assert len(ids) == len(set(ids)) >= FEWEST
    assert [case["id"] for case in data["cases"] if not set(case) <= CASE_KEYS] == []
    wanted = [claim for case in data["cases"] for claim in case["expect"]]
    assert [claim for claim in wanted if not set(claim) <= KEYS] == []
    assert [case["id"] for case in data["cases"] if not case["expect"] and not case.get("why")] == []
    refused = sum(not case["expect"] for case in data["cases"])
    assert refused * 2 >= len(ids) - 1, "as many cases say what it is not"


@pytest.mark.model
@pytest.mark.parametrize(("frame", "case"), _parameters())
def test_a_text_gives_the_claims_of_its_case(frame: str, case: dict[str, Any], engine: Engine) -> None:
    published = case.get("published")
    document = Document(
        id=case["id"],
        revision=case["id"],
        capture_id="case",
        text=case["text"],
        published=None if published is None else Published(parse_instant(str(published)), "case"),
    )
    ((_, extraction),) = engine.read([document])
    asked = {frame, *(wanted.get("frame", frame) for wanted in case["expect"])}
    found = [claim for claim in extraction.claims if claim.frame in asked]
    assert [_shown(claim, wanted) for claim, wanted in _paired(found, case["expect"], frame)] == [
        {"frame": frame, **wanted} for wanted in case["expect"]
    ]


def _paired(found: list[Claim], expected: list[dict[str, Any]], frame: str) -> list[tuple[Claim, Mapping[str, Any]]]:
    """Put each claim found beside the expectation that it answers to best; what is left over stays, unexpected."""
    left = list(found)
    pairs: list[tuple[Claim, Mapping[str, Any]]] = []
    for wanted in expected:
        whole = {"frame": frame, **wanted}
        best = max(left, key=lambda c: sum(_shown(c, whole)[k] == v for k, v in whole.items()), default=None)
        if best is not None:
            left.remove(best)
            pairs.append((best, whole))
    return pairs + [(claim, {"frame": frame, "evidence": "?"}) for claim in left]


def _shown(claim: Claim, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Give a claim's values under the keys that are compared, in the form and order of the expectation."""
    whole = {
        "frame": claim.frame,
        **{key: _value(claim, key, value) for key, value in wanted.items() if key != "frame"},
    }
    return {key: _in_order(whole[key], wanted.get(key)) for key in whole}


def _value(claim: Claim, key: str, wanted: Any) -> Any:
    if key in {"actor", "target", "mediator", "delegate"}:
        return [_filler(filler.name, filler.party, wanted) for filler in getattr(claim.roles, key)]
    if key == "evidence":
        quotes = [evidence.quote for evidence in claim.evidence]
        return wanted if any(wanted in quote for quote in quotes) else " || ".join(quotes)
    if key == "time":
        outside = claim.time.to_outside() if claim.time else None
        return outside and {"start": outside["start"], "end": outside["end"]}
    return _plain(claim, key, wanted)


def _plain(claim: Claim, key: str, wanted: Any) -> Any:
    if key == "voices":
        return [voice.name for voice in claim.attribution]
    if key == "places":
        return [place.name for place in claim.places]
    if key == "quantities":
        asked = {name for quantity in wanted for name in quantity}
        return [{name: getattr(q, name) for name in asked} for q in claim.quantities]
    if key == "outcome":
        return [outcome.evidence.quote for outcome in claim.outcome]
    if key == "issue":
        return claim.content and claim.content.issue
    if key == "status":
        return claim.status.value
    return getattr(claim, key)


def _filler(name: str, party: str | None, wanted: list[str]) -> str:
    """Give a filler by its party where the case names that, else by its name."""
    return party if party is not None and party in wanted else name


def _in_order(value: Any, wanted: Any) -> Any:
    """Put a list that holds the same as the wanted one into its order."""
    if isinstance(value, list) and isinstance(wanted, list):
        key = [item for item in wanted if item in value]
        return wanted if len(key) == len(wanted) == len(value) else value
    return value
