from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType


@pytest.fixture
def store(store_url: str, write: Callable[..., None], sample: ModuleType) -> Iterator[Store]:
    write()
    with open_store(store_url, write=True, clock=sample.Clock()) as opened:
        yield opened


def test_derivations_come_back_by_report(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.COPY_REPORT)
    assert store.derivations() == {reading.document.id: reading.derivations}


def test_derivations_are_replaced_not_added(store: Store, sample: ModuleType) -> None:
    reading = sample.reading_of(sample.COPY_REPORT)
    changed = replace(reading.derivations[0], share=0.5)
    store.replace_derivations(reading.document.revision, [changed])
    assert store.derivations() == {reading.document.id: (changed,)}
    store.replace_derivations(reading.document.revision, [])
    assert store.derivations() == {}


def test_reports_that_share_enough_slots_are_candidates(store: Store, sample: ModuleType) -> None:
    palace, copy = sample.reading_of(sample.PALACE_REPORT), sample.reading_of(sample.COPY_REPORT)
    equal = sum(one == other for one, other in zip(palace.signature, copy.signature, strict=True))
    assert 0 < equal < len(palace.signature)
    index = store.lineage_index()
    near = {document.given_id for document in index.candidates(copy.signature, shared=equal)}
    assert near == {"palace", "copy"}
    exact = list(index.candidates(copy.signature, shared=len(copy.signature)))
    assert exact == [copy.document]


def test_a_text_too_short_for_a_signature_has_no_candidates(store: Store) -> None:
    assert list(store.lineage_index().candidates((), shared=1)) == []


def test_every_revision_of_a_report_is_given_in_order(store: Store, sample: ModuleType) -> None:
    changed = replace(sample.PALACE_REPORT, text=sample.PALACE + " More is to come.", given_id="changed")
    store.write_reading(sample.reading_of(changed))
    first = sample.PALACE_REPORT.document()
    texts = [document.text for document in store.lineage_index().revisions(first.id)]
    assert texts == [sample.PALACE, changed.text]
    assert list(store.lineage_index().revisions("doc_none")) == []
