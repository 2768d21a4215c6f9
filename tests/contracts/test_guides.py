"""The guides are followed word for word: what they tell to write is written, what they tell to run is run.

Fenced blocks are the guide's steps, in order. A block of YAML or Markdown begins with a line that names its file
(``file:``, written whole) or the place that it goes into (``into:``, added there); a block of ``sh`` is run line by
line.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from dragoman.dossier import load_dossier
from dragoman.dossier.check import check_pack
from dragoman.errors import FrameFileError
from dragoman.extract import RuleExtractor, load_frames, load_words
from dragoman.extract.schema import Codes, FrameFile, ModeEntry, RoleEntry, TriggerEntry
from dragoman.extract.slots import _SLOTS
from dragoman.model import Document
from dragoman.pipeline import Engine
from dragoman.settings import cache_folder, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"^(?:#|<!--) (file|into): ([\w./-]+)(?:, (\w+))?(?: -->)?\n")
KEY = re.compile(r"^\| ([^|]+?) \|", re.MULTILINE)
CONDITIONS = ("object_not", "object_is", "near_not", "object")


class Block(NamedTuple):
    """One fenced block of a guide.

    Attributes:
        how: ``file``, ``into``, ``run`` or ``input``.
        where: The file that it names, or "".
        part: The key of the file that it goes under, or "".
    """

    how: str
    where: str
    part: str
    body: str


def blocks(root: Path, guide: str) -> list[Block]:
    page = (root / "docs" / "guides" / guide).read_text("utf-8")
    return [_block(language, body) for language, body in BLOCK.findall(page)]


def _block(language: str, body: str) -> Block:
    target = TARGET.match(body)
    if target is None:
        return Block("run" if language == "sh" else "input", "", "", body)
    return Block(target[1], target[2], target[3] or "", body if target[1] == "file" else body[target.end() :])


def write(block: Block, folder: Path) -> None:
    """Do what a block that names a file tells to do, in a folder that stands for the checkout."""
    path = folder / block.where
    if block.how == "file":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, encoding="utf-8")
    elif block.part:
        indented = "".join(f"  {line}\n" for line in block.body.splitlines())
        text = path.read_text("utf-8").rstrip("\n") + "\n"
        at = re.search(rf"^{block.part}:\n", text, re.MULTILINE)
        assert at is not None, f"{block.where} has no '{block.part}:' on a line of its own"
        path.write_text(text[: at.end()] + indented + text[at.end() :], encoding="utf-8")
    else:
        path.write_text(path.read_text("utf-8").rstrip("\n") + "\n\n" + block.body, encoding="utf-8")


def commands(found: list[Block]) -> Iterator[list[str]]:
    for block in found:
        if block.how == "run":
            yield from (line.split() for line in block.body.splitlines())


def run(command: list[str], folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of a guide with the package of ``source``, in a folder of its own."""
    environment = {"PATH": "", "PYTHONPATH": str(source), "DRAGOMAN_CACHE": str(cache_folder()), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def frame_guide(root: Path) -> list[Block]:
    return blocks(root, "add-a-frame.md")


@pytest.fixture(scope="module")
def pack_guide(root: Path) -> list[Block]:
    return blocks(root, "add-a-pack.md")


@pytest.fixture
def frames(tmp_path: Path, root: Path, frame_guide: list[Block]) -> Path:
    """The shipped frames, with the one that the guide makes."""
    shutil.copytree(root / "src/dragoman/frames", tmp_path / "src/dragoman/frames")
    write(frame_guide[0], tmp_path)
    return tmp_path / "src/dragoman/frames"


def test_the_frame_of_the_guide_loads_beside_the_others(frames: Path, root: Path, frame_guide: list[Block]) -> None:
    shipped = load_frames(root / "src/dragoman/frames")
    loaded = load_frames(frames)
    assert {*loaded.frames} - {*shipped.frames} == {"resignation"}
    assert frame_guide[0].where == "src/dragoman/frames/resignation.yaml"
    assert [trigger.id for _, trigger in loaded.verbs["resign"]] == ["resign"]


def test_a_mistake_in_it_is_refused_with_its_line(frames: Path) -> None:
    path = frames / "resignation.yaml"
    text = path.read_text("utf-8").replace("particle:", "particel:")
    path.write_text(text, encoding="utf-8")
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "particel" in words)
    with pytest.raises(FrameFileError, match=rf"resignation\.yaml:{line}: .*particel"):
        load_frames(frames)


def test_every_key_of_a_frame_has_its_row(root: Path) -> None:
    sections = (root / "docs/guides/add-a-frame.md").read_text("utf-8").split("\n### ")
    keys = {section.split("\n")[0]: set(_keys(section)) for section in sections}
    assert keys["Of the frame"] == set(FrameFile.model_fields)
    assert keys["Of a trigger"] == set(TriggerEntry.model_fields)
    slots = {slot.split(":")[0] for slot in keys["Of a role"]} - set(RoleEntry.model_fields)
    assert keys["Of a role"] >= set(RoleEntry.model_fields)
    assert slots == {*_SLOTS, "prep", "inner", "victims", "under", "itself", "speaker"}
    rows = sections[1]
    assert [key for key in (*Codes.model_fields, *ModeEntry.model_fields) if f"`{key}`" not in rows] == []


def _keys(section: str) -> Iterator[str]:
    for cell in KEY.findall(section):
        yield from re.findall(r"`([\w:<>]+)`", cell)


def test_what_the_guide_adds_to_other_files_is_read(tmp_path: Path, root: Path, frame_guide: list[Block]) -> None:
    from dragoman.merge.titles import FrameTitles

    (block,) = [block for block in frame_guide if block.part]
    (tmp_path / block.where).parent.mkdir(parents=True)
    shutil.copy(root / block.where, tmp_path / block.where)
    write(block, tmp_path)
    added = YAML(typ="safe", pure=True).load((tmp_path / block.where).read_text("utf-8"))[block.part]["resignation"]
    assert set(FrameTitles.model_validate(added).modes) == {"resigned", "dismissed"}


@pytest.mark.model
@pytest.mark.slow
def test_the_guide_to_frames_works_word_for_word(tmp_path: Path, root: Path, frame_guide: list[Block]) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "static")
    for part in ("src", "tests", "docs", "scripts"):
        shutil.copytree(root / part, tmp_path / part, ignore=ignored)
    shutil.copy(root / "pyproject.toml", tmp_path)
    for block in frame_guide:
        if block.how in {"file", "into"}:
            write(block, tmp_path)
    ran = [
        run([*command, "-q", "-p", "no:cacheprovider"], tmp_path, tmp_path / "src") for command in commands(frame_guide)
    ]
    assert [(found.returncode, found.stdout[-2000:]) for found in ran if found.returncode] == []
    cases = YAML(typ="safe", pure=True).load((tmp_path / "tests/cases/frames/resignation.yaml").read_text("utf-8"))
    passed = re.search(r"(\d+) passed", ran[0].stdout)
    assert passed is not None
    assert int(passed[1]) == len(cases["cases"]) + 1


@pytest.mark.model
@pytest.mark.slow
def test_each_condition_of_the_example_is_there_for_a_case(tmp_path: Path, frame_guide: list[Block]) -> None:
    """Without any of its conditions, the frame of the guide reads something that its cases say it is not."""
    cases = YAML(typ="safe", pure=True).load(frame_guide[1].body)["cases"]
    texts = {case["id"]: case["text"] for case in cases if not case["expect"]}
    engine = Engine(load_settings({"DRAGOMAN_READER": "rules"}))
    path = tmp_path / "resignation.yaml"
    for condition in ("none", *CONDITIONS):
        kept = re.sub(rf"^    {condition}:.*\n", "", frame_guide[0].body, flags=re.MULTILINE)
        path.write_text(kept, encoding="utf-8")
        assert bool(_read_with(engine, tmp_path, texts)) is (kept != frame_guide[0].body) is (condition != "none")


def _read_with(engine: Engine, frames: Path, texts: dict[str, str]) -> set[str]:
    """The texts in which the frame of the guide is read."""
    engine.__dict__["_extractor"] = RuleExtractor(load_frames(frames), load_words("en"), engine.dossier)
    documents = [Document(id=name, revision=name, capture_id="case", text=text) for name, text in texts.items()]
    return {
        document.id
        for document, extraction in engine.read(documents)
        if any(claim.frame == "resignation" for claim in extraction.claims)
    }


@pytest.fixture
def valley(tmp_path: Path, root: Path, pack_guide: list[Block]) -> Path:
    """A folder in which the steps of the guide to packs were taken, up to its reports."""
    first = next(commands(pack_guide))
    assert first[:3] == ["dragoman", "dossier", "new"]
    assert run(first, tmp_path, root / "src").returncode == 0
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml")}
    assert {block.where for block in pack_guide if block.how == "file"} == made
    for block in pack_guide:
        if block.how == "file":
            write(block, tmp_path)
        elif block.how == "input":
            (tmp_path / "reports.jsonl").write_text(block.body, encoding="utf-8")
    return tmp_path


def test_the_pack_of_the_guide_has_nothing_to_mend(valley: Path) -> None:
    assert check_pack(valley / "valley", cache=cache_folder()) == ()
    dossier = load_dossier([str(valley / "valley")], cache=cache_folder())
    assert {"NOR", "Valley League"} <= set(dossier.parties)
    assert dossier.actors_named("Ada Broock") == ("person.ada-brook",)
    assert next(process for process in dossier.processes if process.id == "valley-2031").rounds[1].number == 2


@pytest.mark.model
@pytest.mark.slow
def test_the_guide_to_packs_works_word_for_word(valley: Path, root: Path, pack_guide: list[Block]) -> None:
    rest = list(commands(pack_guide))[1:]
    ran = [run(command, valley, root / "src") for command in rest]
    assert [(found.args, found.stderr) for found in ran if found.returncode] == []
    (board,) = _json(["dragoman", "talks", "--dossier", "./valley", "--json"], valley, root)
    assert (board["process"], board["round"], board["state"]) == ("valley-2031", 1, "held")
    assert board["place"]["name"] == "Mill House"
    assert [(side["party"], side["head"] and side["head"]["name"]) for side in board["sides"]] == [
        ("NOR", None),
        ("Valley League", "Ada Brook"),
    ]


def _json(command: list[str], folder: Path, root: Path) -> Any:
    found = run(command, folder, root / "src")
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)
