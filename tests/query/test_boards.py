"""A list that is made of a whole record is kept in a file, until the record or the rules are others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dragoman.query import View, talks
from dragoman.query import boards as kept
from dragoman.query.boards import Boards
from dragoman.query.shelf import Shelf
from dragoman.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


class Maker:
    """Makes a list that tells how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[dict[str, int]]:
        self.times += 1
        return [{"made": self.times}]


def test_another_command_finds_what_one_has_made(tmp_path: Path) -> None:
    make = Maker()
    assert [Boards(tmp_path / "new", "a.db").once("s1", "talks", make) for _ in range(3)] == [[{"made": 1}]] * 3


def test_another_state_record_or_list_is_made_anew_and_one_file_stays_of_each(tmp_path: Path) -> None:
    make = Maker()
    asked = [("a.db", "s1", "talks"), ("a.db", "s2", "talks"), ("b.db", "s2", "talks"), ("a.db", "s2", "commitments")]
    found = [Boards(tmp_path, record).once(state, name, make) for record, state, name in asked]
    assert found == [[{"made": n}] for n in (1, 2, 3, 4)]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_list_made_by_other_rules_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    Boards(tmp_path, "a.db").once("s1", "talks", make)
    monkeypatch.setattr(kept, "__version__", "another")
    assert Boards(tmp_path, "a.db").once("s1", "talks", make) == [{"made": 2}]


@pytest.mark.parametrize("damage", [b"", b"dragoman board 1 00\n[]", b"\xff\xfe"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    make = Maker()
    Boards(tmp_path, "a.db").once("s1", "talks", make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert [Boards(tmp_path, "a.db").once("s1", "talks", make) for _ in range(2)] == [[{"made": 2}]] * 2


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    make = Maker()
    assert [Boards(tmp_path / "file", "a.db").once("s1", "talks", make) for _ in range(2)] == [
        [{"made": 1}], [{"made": 2}],
    ]  # fmt: skip


def test_what_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    def fail() -> list[str]:
        message = "no"
        raise ValueError(message)

    with pytest.raises(ValueError, match="no"):
        Boards(tmp_path, "a.db").once("s1", "talks", fail)
    assert list(tmp_path.iterdir()) == []


def test_only_the_lists_made_last_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 2)
    (tmp_path / "dossier-1-aa.json").write_text("another kind", encoding="utf-8")
    make = Maker()
    for record in ("a.db", "b.db", "c.db"):
        Boards(tmp_path, record).once("s1", "talks", make)
    assert len(list(tmp_path.glob("board-*"))) == 2
    assert len(list(tmp_path.iterdir())) == 3
    assert Boards(tmp_path, "c.db").once("s1", "talks", make) == [{"made": 3}]


def test_a_look_at_the_past_is_not_kept(record: Path, tmp_path: Path) -> None:
    with open_store(str(record), write=False) as store:
        shelf = Shelf(boards=Boards(tmp_path, str(record)))
        assert talks(View(store, recorded_as_of=datetime(2020, 1, 1, tzinfo=UTC), shelf=shelf)) == []
        assert list(tmp_path.iterdir()) == []
        assert talks(View(store, shelf=shelf))
        assert len(list(tmp_path.iterdir())) == 1
