"""The guides to kinds of sources and to outlets are followed word for word."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dragoman.dossier import load_dossier
from dragoman.settings import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path, root: Path) -> str:
    environment = {"PATH": "", "PYTHONPATH": str(root / "src"), "DRAGOMAN_CACHE": str(cache_folder()), "COLUMNS": "200"}
    found = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, (command, found.stdout, found.stderr)
    return found.stdout


def follow(page: Path, folder: Path, root: Path) -> list[str]:
    """Do what a guide's blocks tell to do, in order; give what each command printed."""
    printed = []
    for language, body in BLOCK.findall(page.read_text("utf-8")):
        if language == "yaml":
            name, text = body.removeprefix("# file: ").split("\n", 1)
            (folder / name).write_text(text, encoding="utf-8")
        elif language == "json":
            (folder / "lines.jsonl").write_text(body, encoding="utf-8")
        else:
            printed += [run(command, folder, root) for command in body.splitlines()]
    return printed


@pytest.mark.model
@pytest.mark.slow
def test_the_guide_to_kinds_of_sources_works_word_for_word(tmp_path: Path, root: Path) -> None:
    *_, printed = follow(root / "docs/guides/add-a-source-kind.md", tmp_path, root)
    (event,) = json.loads(printed)
    assert (event["frame"], event["first_published_at"]) == ("talks", "2031-05-14T07:00:00Z")
    dossier = load_dossier(["base", str(tmp_path / "ours")], cache=cache_folder())
    source = dossier.source("example-times")
    assert source is not None
    assert source.feeds == ("https://times.example/rss.xml",)


@pytest.mark.model
@pytest.mark.slow
def test_the_guide_to_outlets_works_word_for_word(tmp_path: Path, root: Path) -> None:
    *_, page, printed = follow(root / "docs/guides/add-an-outlet.md", tmp_path, root)
    assert "The Example Times · owned by Example Group" in page
    assert "copies Example Wire" in page
    talks = [event["counts"] for event in json.loads(printed) if event["frame"] == "talks"]
    assert {"reports": 2, "origins": 1} in [{key: count[key] for key in ("reports", "origins")} for count in talks]


def test_the_output_that_the_reference_shows_is_of_commands_that_there_are(root: Path) -> None:
    from dragoman.cli.commands import COMMANDS

    kept = {path.stem for path in (root / "docs/reference/output").glob("*.md")}
    assert kept <= {row.path.replace(" ", "-") for row in COMMANDS}
