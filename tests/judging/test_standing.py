"""Where judgements stand, and which of two people's cannot both be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import Attachments, State, find_conflicts, in_force, standings, undone_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.model import ActiveClaim

Judge = Any


def states(judgements: list[Any], *claims: ActiveClaim) -> dict[str, str]:
    return {each.judgement.id: each.state.value for each in standings(judgements, Attachments(claims))}


def differ(judgements: list[Any], *claims: ActiveClaim, events: dict[str, str] | None = None) -> list[str]:
    return [each.what for each in find_conflicts(standings(judgements, Attachments(claims)), events)]


def test_a_judgement_is_in_force_on_the_claims_it_attaches_to(
    met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Judge]
) -> None:
    link = judge("must-link", met, [judge("note", freed).target])
    (found,) = standings([link], Attachments([met, freed]))
    assert (found.state, found.claims) == (State.IN_FORCE, ("clm_met", "clm_freed"))


def test_a_judgement_without_all_its_claims_is_dormant(
    met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Judge]
) -> None:
    link = judge("cannot-link", met, freed)
    assert states([link], met) == {link.id: "dormant"}


def test_a_mended_claim_keeps_its_edit_in_force_whatever_it_became(
    met: ActiveClaim, judge: Callable[..., Judge]
) -> None:
    edit = judge("edit", met, {"frame": "mediation"})
    mended = replace(met, claim=replace(met.claim, frame="mediation"), judgements=(edit.id,))
    assert states([edit], mended) == {edit.id: "in force"}
    assert states([edit], met) == {edit.id: "dormant"}


def test_undo_and_the_undo_of_an_undo(met: ActiveClaim, judge: Callable[..., Judge]) -> None:
    reject, undo = judge("reject", met), judge("undo", met, "jdg_reject_ada_1", day=2)
    again = judge("undo", met, undo.id, by="bela", day=3)
    assert states([reject, undo], met) == {reject.id: "undone", undo.id: "in force"}
    assert states([reject, undo, again], met)[reject.id] == "in force"
    assert undone_ids([reject, undo, again]) == {undo.id}
    assert in_force([again, undo, reject]) == [reject]


def test_codings_attach_to_nothing(met: ActiveClaim, judge: Callable[..., Judge]) -> None:
    (found,) = standings([judge("code", met, {"frame": "talks"})], Attachments([]))
    assert (found.state, found.claims) == (State.IN_FORCE, ())


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (("reject", None), ("edit", {"round": 3}), "whether the claim stands"),
        (("set", {"field": "status", "value": "denied"}), ("reject", None), "whether the claim stands"),
        (("set", {"field": "round", "value": 2}), ("set", {"field": "round", "value": 3}), "round"),
    ],
)
def test_two_people_who_differ_are_in_conflict(
    met: ActiveClaim, judge: Callable[..., Judge], one: tuple[str, Any], other: tuple[str, Any], what: str
) -> None:
    judgements = [judge(*_with(one, met)), judge(*_with(other, met), by="bela", day=2)]
    mended = replace(met, judgements=tuple(each.id for each in judgements if each.kind == "edit"))
    assert differ(judgements, mended) == [what]
    alone = [replace(each, reviewer="ada") for each in judgements]
    assert differ(alone, mended) == []


def _with(told: tuple[str, Any], claim: ActiveClaim) -> tuple[str, ActiveClaim, Any]:
    return told[0], claim, told[1]


def test_edits_conflict_on_the_slots_that_both_mend(met: ActiveClaim, judge: Callable[..., Judge]) -> None:
    first = judge("edit", met, {"round": 2, "status": "planned", "mode": "round"})
    second = judge("edit", met, {"round": 3, "status": "planned", "name": "x"}, by="bela", day=2)
    mended = replace(met, judgements=(first.id, second.id))
    assert differ([first, second], mended) == ["round"]
    assert differ([first, replace(second, value={"status": "planned"})], mended) == []


def test_one_event_or_two_is_a_conflict_on_the_same_pair_alone(
    met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Judge]
) -> None:
    must, cannot = judge("must-link", met, freed), judge("cannot-link", freed, met, by="bela", day=2)
    assert differ([must, cannot], met, freed) == ["one event or two"]
    third = replace(freed, claim=replace(freed.claim, id="clm_third"))
    elsewhere = judge("cannot-link", met, third, by="bela", day=2)
    assert differ([must, elsewhere], met, freed, third) == []


def test_values_set_for_one_event_through_two_claims_meet(
    met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Judge]
) -> None:
    first = judge("set", met, {"field": "round", "value": 2})
    second = judge("set", freed, {"field": "round", "value": 3}, by="bela", day=2)
    assert differ([first, second], met, freed) == []
    assert differ([first, second], met, freed, events={"clm_met": "evt_1", "clm_freed": "evt_1"}) == ["round"]


def test_what_agrees_is_no_conflict(met: ActiveClaim, freed: ActiveClaim, judge: Callable[..., Judge]) -> None:
    judgements = [
        judge("reject", met),
        judge("reject", met, by="bela", day=2),
        judge("note", met, "see map", by="cora", day=3),
        judge("reject", freed, by="dora", day=4),
    ]
    assert differ(judgements, met, freed, events={"clm_met": "evt_1", "clm_freed": "evt_1"}) == []
