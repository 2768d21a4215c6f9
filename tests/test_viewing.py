"""What one command made of the whole record, the next one finds."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from dragoman.query import View, commitments, talks
from dragoman.settings import load_settings
from dragoman.viewing import Viewer

if TYPE_CHECKING:
    from pathlib import Path


def viewer_of(store: Path, cache: Path) -> Viewer:
    return Viewer(dataclasses.replace(load_settings({}), store=str(store), cache=str(cache)))


@pytest.mark.parametrize("ask", [talks, commitments])
def test_a_board_is_made_by_the_first_command_alone(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: object
) -> None:
    assert callable(ask)
    with viewer_of(record, tmp_path).view() as view:
        first = ask(view)
    monkeypatch.setattr(View, "rounds", lambda _: 1 / 0)
    with viewer_of(record, tmp_path).view() as view:
        assert ask(view) == first
    assert first
