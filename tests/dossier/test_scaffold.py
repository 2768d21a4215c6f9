"""New packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.dossier import load_dossier
from dragoman.dossier.check import check_pack
from dragoman.dossier.scaffold import FILES, new_pack
from dragoman.errors import UsageError


def uncommented(text: str) -> str:
    """Turn a file's commented example into entries, as its author would."""
    lines = [line for line in text.splitlines() if line.startswith(("# -", "#   ", "# shown"))]
    return "# Source: made up\n" + "\n".join(line[2:] for line in lines) + "\n"


def test_new_pack_passes_its_check_and_loads(tmp_path: Path, packs_cache: Path) -> None:
    written = new_pack(tmp_path / "valley", "valley")
    assert {path.relative_to(tmp_path / "valley").as_posix() for path in written} == set(FILES)
    assert check_pack(tmp_path / "valley", cache=packs_cache) == ()
    assert load_dossier([str(tmp_path / "valley")], cache=packs_cache).packs[-1].name == "valley"


def test_examples_in_the_comments_are_right(tmp_path: Path, packs_cache: Path) -> None:
    for path in new_pack(tmp_path / "valley", "valley"):
        if path.name != "dossier.yaml":
            path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert check_pack(tmp_path / "valley", cache=packs_cache) == ()
    dossier = load_dossier([str(tmp_path / "valley")], cache=packs_cache)
    assert dossier.place("valley.example-crossing")
    assert dossier.actor("person.example-minister")
    assert dossier.processes[-1].id == "valley-talks"


@pytest.mark.parametrize("name", ["", "My Pack", "../up", "-x"])
def test_name_of_another_form_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="wrong form"):
        new_pack(tmp_path / "x", name)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        new_pack(tmp_path, "valley")
    with pytest.raises(UsageError, match="not an empty folder"):
        new_pack(tmp_path / "note.txt", "valley")
    assert [path.name for path in Path(tmp_path).iterdir()] == ["note.txt"]
