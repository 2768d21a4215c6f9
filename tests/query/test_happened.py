from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.model import Filler, QuantityRef, Roles, Status
from dragoman.query.happened import figures_that_happened
from dragoman.values import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.query import View

BOTH = Roles(actor=(Filler("Russia", "RUS"), Filler("Ukraine", "UKR")))


def told(sentence: str, number: float, status: Status = Status.OCCURRED, of: str = "bodies") -> tuple[str, str, Any]:
    fields = {"mode": "remains", "roles": BOTH, "status": status, "time": Interval.day(date(2025, 6, 11)),
              "quantities": (QuantityRef("bodies", number, of=of),)}  # fmt: skip
    return "exchange", sentence, fields


def numbers(view: View) -> list[list[float | None]]:
    return [[each.value for each in figures_that_happened(view, event)] for event in view.events()]


def test_a_number_that_only_the_plan_has_did_not_happen(tell: Callable[..., View], report: Any) -> None:
    plan = told("6,000 bodies are to be returned on 11 June.", 6000, Status.PLANNED)
    deed = told("On 11 June 1,212 bodies were returned.", 1212)
    (event,) = numbers(tell(report("2025-06-09", [plan]), report("2025-06-12", [deed])))
    assert event == [1212]


def test_a_number_that_both_have_stays(tell: Callable[..., View], report: Any) -> None:
    plan = told("1,212 bodies are to be returned on 11 June.", 1212, Status.PLANNED)
    deed = told("On 11 June 1,212 bodies were returned.", 1212)
    assert numbers(tell(report("2025-06-09", [plan]), report("2025-06-12", [deed]))) == [[1212]]


def test_a_deed_without_a_number_has_none_of_its_plan(tell: Callable[..., View], report: Any) -> None:
    plan = told("6,000 bodies are to be returned on 11 June.", 6000, Status.PLANNED)
    deed = told("On 11 June bodies were returned.", 1)
    bare = (*deed[:2], {**deed[2], "quantities": ()})
    assert numbers(tell(report("2025-06-09", [plan]), report("2025-06-12", [bare]))) == [[]]


def test_a_plan_alone_keeps_its_number(tell: Callable[..., View], report: Any) -> None:
    plan = told("6,000 bodies are to be returned on 11 June.", 6000, Status.PLANNED)
    assert numbers(tell(report("2025-06-09", [plan]))) == [[6000]]
    deed = told("On 11 June 1,212 bodies were returned.", 1212)
    assert numbers(tell(report("2025-06-12", [deed]))) == [[1212]]
