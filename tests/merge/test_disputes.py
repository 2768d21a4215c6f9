"""What the claims of one event disagree on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dragoman.merge import fold

Make = Callable[..., Any]
CASES = YAML(typ="safe").load(
    (Path(__file__).parents[1] / "cases" / "merge" / "disputes.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_claims_of_one_event(case: dict[str, Any], make: Make) -> None:
    (event,) = fold([make(case["base"], **claim) for claim in case["claims"]]).events
    found = [f"{dispute.field}/{dispute.kind.value}/{dispute.verdict}" for dispute in event.disputes]
    assert found == case["expect"], case["why"]
    assert event.disputed == any(each.endswith("/open") for each in found)
    for dispute in event.disputes:
        assert dispute.event_id == event.id
        assert dispute.why.endswith(".")
        assert len(dispute.values) > 1
        assert case.get("says") in (None, dispute.why)


def test_two_doers_of_one_event_are_an_actor_dispute(make: Make, judge: Callable[..., Any]) -> None:
    spec = {"frame": "strike", "time": "2025-06-01", "place": ["Belgorod/settlement/RU"]}
    first = make(spec, doc="a", at=0, actor=["Ukraine/UKR"], published="2025-06-01", say="a blast")
    second = make(spec, doc="b", at=0, actor=["Russia/RUS"], published="2025-06-02", say="a blast")
    (event,) = fold([first, second], judgements=[judge("must-link", first, second)]).events
    assert [(each.kind, each.verdict) for each in event.disputes] == [("actor", "open")]
    assert event.disputes[0].why == "Reports name UKR and RUS as the doer."
