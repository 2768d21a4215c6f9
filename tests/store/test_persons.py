"""Facts that may name people are read in the order of recording, and once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dragoman.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable


def test_facts_that_may_name_somebody_are_given_once(store_url: str, write: Callable[..., None]) -> None:
    write()
    with open_store(store_url, write=False) as store:
        found = list(store.naming({}))
        assert {table for table, _, _ in found} <= {"claims", "statements", "judgements"}
        assert found
        for _, _, body in found:
            assert '"person"' in body or "target" in json.loads(body)["roles"]
        newest = {table: n for table, n, _ in found}
        assert list(store.naming(newest)) == []
