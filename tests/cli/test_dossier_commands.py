"""``dossier``: a new pack passes the check, a mistake is said with file, line and remedy, packs can be looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dragoman.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "valley"
    assert run(["dossier", "new", str(path)]) == 0
    printed = capsys.readouterr().out
    assert str(path / "dossier.yaml") in printed
    assert f"dragoman dossier check {path}" in printed
    return path


def test_a_new_pack_has_nothing_to_mend(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "check", str(pack)]) == 0
    assert capsys.readouterr().out == "Nothing to mend.\n1 pack, 0 errors, 0 warnings\n"


def test_new_does_not_write_into_a_folder_in_use(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "new", str(pack), "--name", "other"]) == 2
    assert "empty folder" in capsys.readouterr().err


def test_a_mistake_exits_1_with_file_line_and_remedy(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "actors" / "people.yaml").write_text("- id: person.x\n  kind: persn\n  names: [X Y]\n")
    monkeypatch.chdir(pack.parent)
    assert run(["dossier", "check", str(pack)]) == 1
    printed = capsys.readouterr().out
    assert "valley/actors/people.yaml:2" in printed
    assert "→" in printed
    assert run(["dossier", "check", str(pack), "--json"]) == 1
    shape = json.loads(capsys.readouterr().out)
    assert (shape["ok"], shape["counts"]["errors"]) == (False, 1)
    assert set(shape["findings"][0]) == {"code", "where", "what", "next", "level"}


def test_the_shipped_packs_have_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["packs"] == 2


def test_an_unknown_pack_is_refused_with_those_that_ship(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "check", "ukrain"]) == 2
    assert "Did you mean 'ukraine'" in capsys.readouterr().err


def test_show_counts_what_the_packs_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "show"]) == 0
    printed = capsys.readouterr().out
    assert "ukraine 20" in printed
    assert "processes" in printed
    assert run(["dossier", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["actors"] > 1000


def test_show_gives_an_actors_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "show", "Rustem", "Umerov"]) == 0
    assert "person.rustem-umerov" in capsys.readouterr().out
    assert run(["dossier", "show", "kremlin", "--json"]) == 0
    cards = json.loads(capsys.readouterr().out)
    assert any(card["actor"]["party"] == "RUS" for card in cards)


def test_show_of_a_stranger_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "show", "Nobody", "Atall"]) == 2
    assert "DG120" in capsys.readouterr().err


def test_show_lists_the_outlets_of_one_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "show", "--party", "RUS", "--json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert {source["party"] for source in shape} == {"RUS"}
    assert run(["dossier", "show", "--sources", "--party", "RUS"]) == 0
    assert f"{len(shape)} outlets" in capsys.readouterr().out
