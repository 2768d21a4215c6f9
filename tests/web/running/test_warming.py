"""What is made of the whole record is made before somebody asks, once a state, and not of a record that is away."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from typing import TYPE_CHECKING

from dragoman.query import talks
from dragoman.settings import load_settings
from dragoman.viewing import Viewer
from dragoman.web.running.warming import keep_warm, warm, wholes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def viewer_of(store: Path) -> Viewer:
    return Viewer(dataclasses.replace(load_settings({}), store=str(store))).keep()


def test_every_whole_is_made_and_found_again(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = viewer_of(record)
    assert warm(viewer, threading.Event()) == list(wholes(viewer))
    with viewer.view() as view:
        monkeypatch.setattr(view, "rounds", lambda: 1 / 0)
        assert talks(view)


def test_nothing_more_is_begun_once_the_server_ends(record: Path) -> None:
    stopping = threading.Event()
    stopping.set()
    assert warm(viewer_of(record), stopping) == []


def test_a_record_that_is_away_makes_no_noise(tmp_path: Path) -> None:
    assert warm(viewer_of(tmp_path / "none.db"), threading.Event()) == []


def test_a_change_is_followed_once_the_record_stands_still(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = shutil.copy(record, tmp_path / "record.db")
    viewer, stopping, warmed = viewer_of(here), threading.Event(), []
    states = iter(["one", "one", "two", "three", "three", None, "three"])
    monkeypatch.setattr(viewer, "state", lambda: next(states))
    monkeypatch.setattr("dragoman.web.running.warming.warm", lambda *_: warmed.append(1))
    turns = iter([False] * 6 + [True])
    monkeypatch.setattr(stopping, "wait", lambda _: stopping.set() if next(turns) else None)
    keep_warm(viewer, stopping)
    assert len(warmed) == 2
