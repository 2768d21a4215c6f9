"""How two places stand to each other."""

from __future__ import annotations

import pytest

from dragoman.merge.geography import Geography, Relation, distance_km
from dragoman.merge.rules import load_rules
from dragoman.model import PlaceRef, Precision

RULES = load_rules()
MAP = Geography(RULES)

ISTANBUL = PlaceRef("Istanbul", Precision.SETTLEMENT, "TR", lat=41.01, lon=28.95)
PALACE = PlaceRef("Dolmabahçe Palace", Precision.EXACT, "TR", lat=41.04, lon=29.0)
CIRAGAN = PlaceRef("Ciragan Palace", Precision.EXACT, "TR", lat=41.045, lon=29.017)
ANKARA = PlaceRef("Ankara", Precision.SETTLEMENT, "TR", lat=39.93, lon=32.86)
TURKEY = PlaceRef("Turkey", Precision.COUNTRY, "TR")
KURSK = PlaceRef("Kursk region", Precision.REGION, "RU", "RU-KRS")
KURCHATOV = PlaceRef("Kurchatov", Precision.SETTLEMENT, "RU", "RU-KRS")
BELAYA = PlaceRef("Belaya", Precision.EXACT, "RU", "RU-IRK")
CRIMEA = PlaceRef("Crimea", Precision.REGION, "UA", administered_by="RU")
SAKY = PlaceRef("Saky", Precision.EXACT, "RU")


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (ISTANBUL, PlaceRef("İstanbul", Precision.SETTLEMENT, "TR"), Relation.SAME),
        (ISTANBUL, PALACE, Relation.INSIDE),
        (PALACE, CIRAGAN, Relation.SAME),
        (ISTANBUL, ANKARA, Relation.APART),
        (ISTANBUL, TURKEY, Relation.INSIDE),
        (TURKEY, PlaceRef("Türkiye", Precision.COUNTRY, "TR"), Relation.SAME),
        (ISTANBUL, KURSK, Relation.APART),
        (KURCHATOV, KURSK, Relation.INSIDE),
        (BELAYA, KURSK, Relation.APART),
        (PlaceRef("Kursk", Precision.REGION, "RU"), KURSK, Relation.SAME),
        (PlaceRef("northern Gaza", Precision.REGION, "PS"), PlaceRef("Gaza", Precision.REGION, "PS"), Relation.INSIDE),
        (PlaceRef("Sumy", Precision.REGION, "UA"), PlaceRef("Poltava", Precision.REGION, "UA"), Relation.APART),
        (SAKY, CRIMEA, None),
        (PlaceRef("Olenya", Precision.EXACT, "RU"), PlaceRef("Murmansk", Precision.SETTLEMENT, "RU"), None),
        (PlaceRef("Olenya", Precision.EXACT, "RU"), PlaceRef("Murmansk", Precision.REGION, "RU", "RU-MUR"), None),
        (PlaceRef("the Gulf", Precision.REGION), PlaceRef("the Sahel", Precision.REGION), None),
        (PlaceRef("Oval Office", Precision.EXACT), PlaceRef("United States", Precision.COUNTRY, "US"), None),
        (
            PlaceRef("Pristan", Precision.SETTLEMENT, "RU", "Kursk"),
            PlaceRef("Kursk region", Precision.REGION, "RU"),
            Relation.INSIDE,
        ),
        (
            PlaceRef("Pristan", Precision.SETTLEMENT, "RU", "Omsk"),
            PlaceRef("Kursk region", Precision.REGION, "RU"),
            None,
        ),
        (PlaceRef("a b", Precision.EXACT, "RU", "x"), PlaceRef("c d", Precision.DISTRICT, "RU", "x"), None),
        (
            PlaceRef("one", Precision.SETTLEMENT, place_id="p"),
            PlaceRef("two", Precision.SETTLEMENT, place_id="p"),
            Relation.SAME,
        ),
    ],
)
def test_two_places(first: PlaceRef, second: PlaceRef, wanted: Relation | None) -> None:
    assert MAP.relate(first, second) is wanted
    assert MAP.relate(second, first) is wanted


class Gazetteer:
    """Knows that Saky lies in Crimea and Belaya does not."""

    def holds(self, outer: PlaceRef, inner: PlaceRef) -> bool | None:
        if outer.name != "Crimea":
            return None
        return {"Saky": True, "Belaya": False}.get(inner.name)


def test_a_gazetteer_knows_more() -> None:
    known = Geography(RULES, Gazetteer())
    assert known.relate(SAKY, CRIMEA) is Relation.INSIDE
    assert known.relate(BELAYA, CRIMEA) is Relation.APART
    assert known.relate(PlaceRef("Yalta", Precision.SETTLEMENT, "UA"), CRIMEA) is None
    assert known.relate(KURCHATOV, KURSK) is Relation.INSIDE
    assert known.relate(ISTANBUL, ANKARA) is Relation.APART


def test_one_shared_place_is_enough_unless_only_the_country_is() -> None:
    kharkiv, odesa = PlaceRef("Kharkiv", Precision.SETTLEMENT, "UA"), PlaceRef("Odesa", Precision.SETTLEMENT, "UA")
    ukraine = PlaceRef("Ukraine", Precision.COUNTRY, "UA")
    assert MAP.best((kharkiv, ukraine), (odesa, ukraine)) == (Relation.APART, None)
    assert MAP.best((kharkiv, odesa), (odesa,)) == (Relation.SAME, Precision.SETTLEMENT)
    assert MAP.best((kharkiv,), (ukraine,)) == (Relation.INSIDE, Precision.COUNTRY)
    assert MAP.best((SAKY,), (CRIMEA,)) == (None, None)


def test_distance_needs_both_coordinates() -> None:
    assert distance_km(ISTANBUL, TURKEY) is None
    found = distance_km(ISTANBUL, ANKARA)
    assert found is not None
    assert 340 < found < 360
