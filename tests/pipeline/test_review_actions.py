"""What a page or the API sends makes the same judgement as the command, and words are looked at letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.errors import BadSlotError, ReviewError, UnknownNameError
from dragoman.pipeline.review_actions import ACTIONS, Sent, decide

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.pipeline.review import Desk
    from dragoman.store import Store

LASTED = "The meeting lasted just over an hour"


def event_id(store: Store, name: str) -> str:
    claim = store.claim(name).claim.id
    return store.events_of([claim])[claim]


def test_a_claim_is_added_where_its_words_were_selected(record: Store, desk: Callable[..., Desk]) -> None:
    text = record.document("palace").text
    start = text.index("He proposed")
    place = (start, start + len("He proposed"))
    done = decide(desk(), "add", Sent(names=("palace",), quote="He proposed", place=place, lines={"frame": "proposal"}))
    assert done.judgements[0].target["start"] == start
    assert record.claim(done.claims[0]).claim.frame == "proposal"


@pytest.mark.parametrize("place", [(0, 5), (-1, 3), (5, 5), (0, 10**7)])
def test_words_that_do_not_stand_where_they_say_are_refused(
    record: Store, desk: Callable[..., Desk], place: tuple[int, int]
) -> None:
    sent = Sent(names=("palace",), quote="He proposed", place=place, lines={"frame": "proposal"})
    with pytest.raises(ReviewError):
        decide(desk(), "add", sent)
    assert record.judgements() == ()


def test_a_slot_whose_words_stand_elsewhere_is_refused(record: Store, desk: Callable[..., Desk]) -> None:
    with pytest.raises(BadSlotError, match="Select them again"):
        decide(desk(), "edit", Sent(names=("palace:c1",), lines={"actor": "Ukraine @0-7"}))
    assert record.judgements() == ()


def test_a_slot_is_mended_by_its_line(record: Store, desk: Callable[..., Desk]) -> None:
    done = decide(desk(), "edit", Sent(names=("palace:c1",), lines={"round": "2"}, slots={"hedged": True}))
    mended = record.claim(done.claims[0]).claim
    assert (mended.round, mended.hedged) == (2, True)


def test_claims_of_an_event_are_marked_together_and_undone(record: Store, desk: Callable[..., Desk]) -> None:
    event = event_id(record, "palace:c1")
    done = decide(desk(), "unverifiable", Sent(names=(event,)))
    assert len(done.judgements) == len(record.event(event).claims)
    undone = decide(desk(), "undo", Sent(names=(done.judgements[0].id,)))
    assert undone.judgements[0].value == done.judgements[0].id
    noted = decide(desk(), "note", Sent(names=(event,), words="look again"))
    assert noted.judgements[0].value == "look again"


def test_claims_are_split_off_and_merged_again(record: Store, desk: Callable[..., Desk]) -> None:
    event = event_id(record, "palace:c1")
    assert len(record.event(event).claims) > 1
    apart = record.event(event).claims[-1]
    decide(desk(), "split", Sent(names=(event, apart)))
    other = record.events_of([apart])[apart]
    first = record.events_of([record.claim("palace:c1").claim.id])
    assert other not in first.values()
    done = decide(desk("bela"), "merge", Sent(names=(*first.values(), other)))
    assert len(set(record.events_of(list(done.claims)).values())) == 1


def test_a_value_is_set(record: Store, desk: Callable[..., Desk]) -> None:
    event = event_id(record, "palace:c1")
    done = decide(desk(), "set", Sent(names=(event,), cell="status", value="cancelled"))
    assert done.judgements[0].value == {"field": "status", "value": "cancelled"}


def test_two_codings_are_made_and_adjudicated(desk: Callable[..., Desk]) -> None:
    for name in ("ada", "bela"):
        sent = Sent(names=("palace",), quote=LASTED, lines={"frame": "talks"})
        assert decide(desk(name), "code", sent).judgements[0].kind == "code"
        decide(desk(name), "finish", Sent(names=("palace",)))
    done = decide(desk("cora"), "adjudicate", Sent(names=("palace",), coders=("ada", "bela")))
    assert {each.kind for each in done.judgements} <= {"add", "edit", "reject"}
    assert done.claims


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"merge"}))
def test_an_action_on_nothing_is_refused(record: Store, desk: Callable[..., Desk], action: str) -> None:
    with pytest.raises(ReviewError):
        decide(desk(), action, Sent())
    assert record.judgements() == ()


def test_an_unknown_action_is_refused_with_those_that_are_known(desk: Callable[..., Desk]) -> None:
    with pytest.raises(UnknownNameError, match="adjudicate"):
        decide(desk(), "delete", Sent())
