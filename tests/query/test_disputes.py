from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from dragoman.model import CellValue, Dispute, DisputeKind, Event, Round
from dragoman.query import Knowledge, View, disputes
from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


@dataclass(frozen=True)
class Folded:
    events: tuple[Event, ...]
    rounds: tuple[Round, ...] = ()


@pytest.fixture
def disputed(tmp_path: Path, sample: ModuleType, knowledge: Knowledge) -> Iterator[Store]:
    """A record with a dispute on how long the round went on."""
    with open_store(str(tmp_path / "record.db"), write=True, clock=sample.Clock()) as store:
        for told in sample.REPORTS:
            store.write_reading(sample.reading_of(told))
        folded = knowledge(store.active_claims(), ())
        talk = folded.events[0]
        values = tuple(CellValue(60 + n, talk.counts, (claim,)) for n, claim in enumerate(talk.claims[:2]))
        dispute = Dispute("dsp_1", talk.id, "duration", DisputeKind.NUMBER, "open", "The figures differ.", values)
        store.replace_derived(Folded((replace(talk, disputes=(dispute,)), *folded.events[1:])))
        yield store


def test_disputes_stand_with_both_values_and_who_says_them(disputed: Store) -> None:
    (found,) = disputes(View(disputed))
    assert (found["kind"], found["verdict"], found["field"]) == ("number", "open", "duration")
    assert [value["claims"][0]["doc"] for value in found["values"]] == ["palace", "copy"]


def test_only_disputes_asked_for_are_given(disputed: Store) -> None:
    view = View(disputed)
    first, second = view.events()[:2]
    assert len(disputes(view, event=first.id)) == 1
    assert disputes(view, event=second.id) == []
    assert disputes(view, kind="date") == []
    assert len(disputes(view, kind="number", verdict="open")) == 1
    assert disputes(view, verdict="update") == []
