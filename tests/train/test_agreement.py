"""Agreement with a reader's slots: the same party, name, place or status, and what only looks like it."""

from __future__ import annotations

import pytest

from dragoman.model import Filler, PlaceRef, Precision, Status
from dragoman.train.agreement import agrees, same_name

GOLD = {
    "status": "planned",
    "places": [{"name": "Sumy"}],
    "roles": {"target": [{"name": "Ukraine", "party": "UKR"}, {"name": "civilians", "party": None}]},
}


@pytest.mark.parametrize(
    ("value", "slot", "same"),
    [
        (Filler("Kyiv", party="UKR"), "target", True),
        (Filler("Moscow", party="RUS"), "target", False),
        (Filler("the civilians"), "target", True),
        (Filler("soldiers"), "target", False),
        (Filler("Kyiv", party="UKR"), "actor", False),
        (PlaceRef("Sumy", Precision.SETTLEMENT), "places", True),
        (PlaceRef("Kharkiv", Precision.SETTLEMENT), "places", False),
        (Status.PLANNED, "status", True),
        (Status.OCCURRED, "status", False),
    ],
)
def test_values_agree(value: Filler | PlaceRef | Status, slot: str, same: bool) -> None:  # noqa: FBT001 (a table)
    assert agrees(value, slot, GOLD) is same


def test_an_empty_claim_agrees_with_nothing() -> None:
    assert not agrees(Filler("Kyiv"), "target", {})
    assert not agrees(PlaceRef("Sumy", Precision.SETTLEMENT), "places", {})


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The Hague", "Hague", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Kharkiv", "Kharkov", False),
        ("Dnipropetrovsk", "Dnipropetrovsk'", True),
        ("", "Kyiv", False),
        ("Kyïv", "Kyiv", True),
    ],
)
def test_names_agree(a: str, b: str, same: bool) -> None:  # noqa: FBT001 (a table)
    assert same_name(a, b) is same
