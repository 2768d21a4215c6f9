"""Derivations read one report at a time are those that are read for the whole record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dragoman.store import open_store
from dragoman.store.origins import StoredDerivations

if TYPE_CHECKING:
    from collections.abc import Callable


def test_one_report_at_a_time_gives_what_the_whole_record_gives(store_url: str, write: Callable[..., None]) -> None:
    write()
    with open_store(store_url, write=False) as store:
        known, every = StoredDerivations(store._link), store.derivations()
        assert every != {}
        assert {name: known[name] for name in every} == every
        assert (list(known), len(known)) == (list(every), len(every))
        for name in (document.id for document in store.documents() if document.id not in every):
            assert name not in known
        with pytest.raises(KeyError):
            known["doc_nobody"]
        index = store.lineage_index()
        for name, found in every.items():
            assert index.derivations_of(name) == found
            assert all(name in index.derived_from(each.of) for each in found)
