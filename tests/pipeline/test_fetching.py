"""Where what was fetched is kept, and what sites are told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.pipeline.fetching import Choice, beside_store, captures_folder, open_fetcher, open_pages
from dragoman.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2025, 6, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("store", "captures", "folder"),
    [
        ("dragoman.db", "", "dragoman.captures"),
        ("kept/talks.sqlite", "", "kept/talks.captures"),
        ("sqlite:///kept/talks.db", "", "kept/talks.captures"),
        ("postgresql://me@host/talks", "", "dragoman.captures"),
        ("dragoman.db", "elsewhere", "elsewhere"),
    ],
)
def test_pages_are_kept_beside_the_record(store: str, captures: str, folder: str) -> None:
    settings = load_settings({"DRAGOMAN_STORE": store, "DRAGOMAN_CAPTURES": captures})
    assert captures_folder(settings) == Path(folder)


def test_states_are_kept_beside_the_record_too() -> None:
    assert beside_store(load_settings({"DRAGOMAN_STORE": "a/talks.db"}), ".watch") == Path("a/talks.watch")


def test_a_fetcher_has_the_limits_of_the_settings_and_says_who_it_is(tmp_path: Path) -> None:
    variables = {
        "DRAGOMAN_STORE": str(tmp_path / "a.db"),
        "DRAGOMAN_CONTACT": "desk@post.example",
        "DRAGOMAN_FETCH_GAP_S": "3",
        "DRAGOMAN_MAX_REPORT_BYTES": "1000",
    }
    with open_fetcher(load_settings(variables), Choice(max_pages=7), lambda: NOW) as make:
        web = make().web
    assert web.agent.startswith("dragoman")
    assert web.agent.endswith("(+desk@post.example)")
    assert (web.limits.gap_s, web.limits.max_bytes, web.limits.max_pages) == (3.0, 1000, 7)
    assert not web.policy.allow_private
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_opened_before_a_page_is_fetched(tmp_path: Path) -> None:
    made: list[Callable[..., object]] = []
    settings = load_settings({"DRAGOMAN_STORE": str(tmp_path / "a.db")})
    with open_pages(settings, Choice(allow_private=True), lambda: NOW) as pages:
        assert list(pages.iter_pieces([])) == made
    assert list(tmp_path.iterdir()) == []
