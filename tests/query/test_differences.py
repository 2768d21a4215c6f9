from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.model import Filler, Roles, Status
from dragoman.query import Knowledge, View, diff, diff_steps
from dragoman.query.differences import _Comparison
from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

FIRST_NIGHT = datetime(2025, 6, 2, 16, tzinfo=UTC)


def test_what_changed_is_told_field_by_field_with_the_claims_that_came_between(view: View) -> None:
    changed = diff(view.at(FIRST_NIGHT), view)
    assert changed["from"] == "2025-06-02T16:00:00Z"
    assert changed["to"] is None
    told = {(change["event_id"], change["field"]): change for change in changed["changes"]}
    talk = view.events(frame="talks")[0]
    counts = told[talk.id, "counts"]
    assert (counts["before"]["reports"], counts["after"]["reports"]) == (1, 3)
    assert {claim["doc"] for claim in counts["because"]} == {"copy", "hour"}
    (third,) = [change for change in changed["changes"] if change["field"] == "event"]
    assert third["before"] is None
    assert third["after"].startswith("Third round of talks")
    assert [claim["doc"] for claim in third["because"]] == ["next"]


def test_nothing_changed_between_a_view_and_itself(view: View) -> None:
    assert diff(view, view)["changes"] == []


def test_what_was_taken_back_is_told(view: View) -> None:
    gone = [change for change in diff(view, view.at(FIRST_NIGHT))["changes"] if change["field"] == "event"]
    assert [(change["before"] is not None, change["after"]) for change in gone] == [(True, None)]


def test_a_value_that_a_new_claim_carries_is_told_with_that_claim_alone(
    tmp_path: Path, sample: ModuleType, knowledge: Knowledge
) -> None:
    told = replace(sample.HOUR_REPORT, published="2025-06-02T20:00:00Z")
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        undated = sample.reading_of(sample.PALACE_REPORT)
        claims = (replace(undated.claims[0], places=()), *undated.claims[1:])
        store.write_reading(replace(undated, claims=claims))
        store.write_reading(sample.reading_of(told))
        store.write_reading(sample.reading_of(sample.COPY_REPORT))
        store.replace_derived(knowledge(store.active_claims(), ()))
        view = View(store, folding=knowledge)
        changes = diff(view.at(FIRST_NIGHT), view)["changes"]
    (places,) = [change for change in changes if change["field"] == "places"]
    assert places["before"] == []
    assert {claim["doc"] for claim in places["because"]} == {"hour", "copy"}


SIDES = Roles(actor=(Filler("Russia", "RUS", actor_id="state.RUS"), Filler("Ukraine", "UKR", actor_id="state.UKR")))


def round_of(sentence: str, status: Status = Status.OCCURRED) -> tuple[str, str, dict[str, Any]]:
    return "talks", sentence, {"mode": "round", "round": 2, "roles": SIDES, "status": status}


PLANNED = round_of("A second round of talks is planned, Moscow said.", Status.PLANNED)
HELD = round_of("The second round of talks was held in Istanbul.")


def test_the_life_of_a_round_is_told(tell: Callable[..., View], report: Any) -> None:
    view = tell(report("2025-05-30T10:00Z", [PLANNED]), report("2025-06-02T18:00Z", [HELD]))
    changed = {one["field"]: one for one in diff(view.at(datetime(2025, 6, 1, tzinfo=UTC)), view)["changes"]}
    assert (changed["state"]["before"], changed["state"]["after"]) == ("announced", "held")
    assert [claim["doc"] for claim in changed["state"]["because"]] == ["r1"]
    assert {one["kind"] for one in changed.values()} == {"changed"}
    assert not any(one["taken_back"] for one in changed.values())


def test_a_revision_is_a_change_of_one_event(tell: Callable[..., View], report: Any) -> None:
    first = report("2025-06-02T10:00Z", [PLANNED], given_id="live")
    second = report("2025-06-02T18:00Z", [PLANNED, HELD], given_id="live")
    view = tell(first, second)
    changes = diff(view.at(datetime(2025, 6, 2, 12, tzinfo=UTC)), view)["changes"]
    assert {one["kind"] for one in changes} == {"changed"}
    assert ("planned", "occurred") in [(one["before"], one["after"]) for one in changes if one["field"] == "status"]


def test_what_a_revision_took_back_is_told_in_its_old_words(tell: Callable[..., View], report: Any) -> None:
    strike = ("strike", "Drones hit a depot on 1 June.", {"roles": SIDES})
    view = tell(
        report("2025-06-02T10:00Z", [HELD, strike], given_id="live"),
        report("2025-06-02T18:00Z", [HELD], given_id="live"),
    )
    (gone,) = [one for one in diff(view.at(datetime(2025, 6, 2, 12, tzinfo=UTC)), view)["changes"]
               if one["kind"] == "gone"]  # fmt: skip
    assert gone["taken_back"]
    assert gone["because"][0]["evidence"][0]["quote"] == "Drones hit a depot on 1 June."


def test_a_figure_that_a_revision_took_back_is_told_with_the_old_claim(tell: Callable[..., View], report: Any) -> None:
    other = ("talks", "The second round was held at a palace.", {"mode": "round", "round": 2, "roles": SIDES,
             "name": "Palace Talks"})  # fmt: skip
    view = tell(
        report("2025-06-02T09:00Z", [HELD]),
        report("2025-06-02T10:00Z", [other], given_id="live"),
        report("2025-06-02T18:00Z", [], given_id="live"),
    )
    (name,) = [one for one in diff(view.at(datetime(2025, 6, 2, 12, tzinfo=UTC)), view)["changes"]
               if one["field"] == "name"]  # fmt: skip
    assert (name["before"], name["after"], name["taken_back"]) == ("Palace Talks", None, True)


def test_steps_tell_each_moment_of_publication_that_changed_something(tell: Callable[..., View], report: Any) -> None:
    view = tell(
        report("2025-05-30T10:00Z", [PLANNED]),
        report("2025-06-02T18:00Z", [HELD]),
        report("2025-06-02T19:00Z", []),
        report("2025-06-03T08:00Z", [("strike", "Drones hit a depot.", {"roles": SIDES})]),
        report(None, []),
    )
    start, end = datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 6, 4, tzinfo=UTC)
    steps = diff_steps(view.at(start), view.at(end))
    assert [step["to"] for step in steps] == ["2025-06-02T18:00:00Z", "2025-06-03T08:00:00Z"]
    assert [step["from"] for step in steps] == ["2025-06-01T00:00:00Z", "2025-06-02T19:00:00Z"]
    whole = diff_steps(tell_nothing_before(view), view)
    assert whole[0]["to"] == "2025-05-30T10:00:00Z"


def tell_nothing_before(view: View) -> View:
    return view.at(datetime(2000, 1, 1, tzinfo=UTC))


def test_steps_from_the_record_as_it_stands_are_all_of_them(tell: Callable[..., View], report: Any) -> None:
    view = tell(report("2025-05-30T10:00Z", [PLANNED]))
    assert diff_steps(view, view) == []


def test_what_was_recorded_between_two_instants_is_told(view: View, sample: ModuleType) -> None:
    changed = diff(view.recorded_at(sample.START), view)
    assert {one["kind"] for one in changed["changes"]} == {"new"}
    assert changed["from"] == "2025-06-03T08:00:00Z"


def test_events_that_turn_out_to_be_one_are_joined_not_gone(tell: Callable[..., View], report: Any) -> None:
    first = ("talks", "Russia and Ukraine met in May.", {"mode": "meeting", "roles": SIDES})
    second = ("talks", "Ukraine and Russia met for the second time.", {"mode": "meeting", "roles": SIDES})
    view = tell(report("2025-06-02T10:00Z", [first]), report("2025-06-02T18:00Z", [second]))
    claims = tuple(claim for event in view.events() for claim in event.claims)
    one, *_ = view.events()
    whole = replace(one, claims=claims)
    parts = [replace(one, id=f"evt_{n}", claims=(claim,)) for n, claim in enumerate(claims)]
    comparison = _Comparison(view, view)
    comparison._earlier, comparison._later = parts, [whole]
    comparison._was = comparison._same_as_before()
    (joined,) = [change for change in comparison.changes() if change["kind"] == "joined"]
    assert (joined["event_id"], joined["after"], joined["taken_back"]) == (one.id, one.title, False)
