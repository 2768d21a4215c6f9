"""Claims of several reports and the rounds of a known process that they amount to, each case with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from dragoman.merge import fold
from dragoman.model import Process, ProcessRound

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = YAML(typ="safe").load(
    (Path(__file__).parents[1] / "cases" / "merge" / "rounds.yaml").read_text(encoding="utf-8")
)
TOWN, PALACE = "geo.istanbul", "pack.palace"
PROCESSES = (
    Process(
        "talks-2025",
        ("Istanbul talks",),
        ("RUS", "UKR"),
        date(2025, 5, 11),
        (TOWN, PALACE),
        (
            ProcessRound(1, (date(2025, 5, 15), date(2025, 5, 17)), (TOWN,)),
            ProcessRound(2, (date(2025, 6, 1), date(2025, 6, 3)), (TOWN, PALACE)),
            ProcessRound(3, (date(2025, 7, 22), date(2025, 7, 24)), (TOWN, PALACE)),
        ),
    ),
    Process(
        "talks-2022",
        ("talks of 2022",),
        ("RUS", "UKR"),
        date(2022, 2, 27),
        ("geo.gomel", TOWN),
        (
            ProcessRound(1, (date(2022, 2, 27), date(2022, 3, 1)), ("geo.gomel",)),
            ProcessRound(4, (date(2022, 3, 28), date(2022, 3, 30)), (TOWN,)),
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_claims_amount_to_these_rounds(case: dict[str, Any], make: Callable[..., Any]) -> None:
    folded = fold([make({"frame": "talks", **spec}) for spec in case["claims"]], processes=PROCESSES)
    sizes = {event.id: len(event.claims) for event in folded.events}
    found = sorted(((each.number, sizes[each.event_id]) for each in folded.rounds), key=lambda one: (one[0] or 0, one))
    assert [list(one) for one in found] == case["rounds"], case["why"]
    assert len(folded.events) - len(folded.rounds) == case.get("other", 0), case["why"]
    if "process" in case:
        assert {each.process for each in folded.rounds} == {case["process"]}
