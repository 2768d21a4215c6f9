from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


def test_what_is_on_record_is_counted(store_url: str, write: Callable[..., None], sample: ModuleType) -> None:
    write()
    with open_store(store_url, write=True, clock=sample.Clock()) as store:
        undated = replace(sample.HOUR_REPORT, published=None, given_id="undated", text="Nothing is known.")
        store.write_captured_only(undated.capture(), undated.document(), "no model is installed")
        assert store.counts() == {
            "captures": 5,
            "documents": 5,
            "revisions": 5,
            "runs": 4,
            "read": 4,
            "undated": 1,
            "claims": 8,
            "statements": 2,
            "judgements": 0,
            "events": 0,
            "rounds": 0,
            "unread": 1,
        }
