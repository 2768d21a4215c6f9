"""Runs the sentence cases under cases/places with the analyser and the compiled gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.model import Document, Place, Precision
from dragoman.resolve.gazetteer import Gazetteer, open_gazetteer
from dragoman.resolve.places import find_places
from dragoman.resolve.places_lexicon import PlaceLexicon
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from dragoman.analyse import Analyser

CASES = Path(__file__).parent.parent / "cases" / "places"
OLENYA = Place("pack.test.olenya", ("Olenya", "Olenya air base"), Precision.EXACT, "RU", "RU-MUR", 68.1518, 33.4645)


def read_cases() -> list[Any]:
    """One pytest parameter for each case of each file, named ``<file>/<id>``."""
    reader = YAML(typ="safe", pure=True)
    files = sorted(CASES.glob("*.yaml"))
    return [pytest.param(case, id=f"{file.stem}/{case['id']}") for file in files for case in reader.load(file)]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(load_settings({}), [OLENYA])


@pytest.fixture(scope="module")
def lexicon(gazetteer: Gazetteer) -> PlaceLexicon:
    return PlaceLexicon.from_data(gazetteer.lexicon)


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases())
def test_text_names_these_places(case: Any, analyser: Analyser, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    analysis = analyser.analyse(Document("doc", "rev", "", case["text"]))
    found = find_places(analysis, gazetteer, lexicon)
    shown = [{"name": m.name, "country": m.country, "precision": m.precision.value} for m in found]
    wanted = case["expect"]
    assert shown == [{key: row[key] for key in ("name", "country", "precision")} for row in wanted], case.get("why")
    for mention, row in zip(found, wanted, strict=True):
        assert case["text"][mention.span.start : mention.span.end] == mention.name
        assert mention.place_id == row.get("id", mention.place_id)
        assert mention.administered_by == row.get("administered_by")
        assert mention.lat == row.get("lat", mention.lat)


def test_every_case_of_what_is_no_place_says_why() -> None:
    cases = [param.values[0] for param in read_cases()]
    denied = [case for case in cases if not case["expect"]]
    assert len(cases) >= 40
    assert [case["id"] for case in denied if not case.get("why")] == []
