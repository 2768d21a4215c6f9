"""A registry gives what it has, and names what it has where it lacks something."""

from __future__ import annotations

import pytest

from dragoman.errors import UnknownNameError
from dragoman.registry import Registry


def test_a_name_gives_its_thing() -> None:
    registry = Registry("export", {"claims": 1, "lineage": 2})
    assert registry.get("lineage") == 2
    assert (list(registry), len(registry)) == (["claims", "lineage"], 2)


def test_an_unknown_name_is_refused_with_the_nearest_and_all_known() -> None:
    with pytest.raises(UnknownNameError) as caught:
        Registry("export", {"claims": 1, "lineage": 2}).get("clams")
    assert "export 'clams' is not known. Did you mean 'claims'? Known: claims, lineage." in str(caught.value)
    assert caught.value.known == ("claims", "lineage")


def test_an_empty_registry_says_that_it_has_none() -> None:
    with pytest.raises(UnknownNameError, match=r"Known: none\."):
        Registry[int]("export", {}).get("x")


def test_later_changes_of_the_mapping_do_not_reach_it() -> None:
    entries = {"claims": 1}
    registry = Registry("export", entries)
    entries.clear()
    assert registry.get("claims") == 1
