"""The reader's files: whole ones are read, others are refused by name."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from dragoman.errors import ReaderFileError
from dragoman.extract.learned.bundle import CARD, ENCODER, PIECES, SLOTS, WORDS, load_bundle, load_card
from dragoman.extract.learned.choosing import unpack_slots
from dragoman.extract.learned.lexicon import Lexicon, pack, unpack

if TYPE_CHECKING:
    from pathlib import Path


def card_of(files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "version": "1",
        "frames": ["strike", "talks"],
        "stages": {"keep": {"bias": 0.5, "weights": {"first": 1.0}, "threshold": 0.3}},
        "scores": {"both.events.f1": 0.6},
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {ENCODER: b"encoder", PIECES: b"{}", WORDS: b"words", SLOTS: b"{}"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / CARD).write_text(json.dumps(card_of(files)), encoding="utf-8")
    return tmp_path


def test_a_whole_reader_is_read(folder: Path) -> None:
    bundle = load_bundle(folder)
    assert bundle.frames == ("strike", "talks")
    assert bundle.stages["keep"].threshold == 0.3
    assert (bundle.encoder, bundle.pieces, bundle.words) == (folder / ENCODER, folder / PIECES, folder / WORDS)
    assert bundle.slots == folder / SLOTS


def test_the_version_holds_the_hash_of_the_card(folder: Path) -> None:
    first = load_card(folder).version
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | {"base": "another"}), encoding="utf-8")
    assert first.startswith("1+")
    assert load_card(folder).version != first


@pytest.mark.parametrize("name", [ENCODER, PIECES, WORDS, SLOTS, CARD])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ReaderFileError, match=f"'{name}' cannot be read"):
        load_bundle(folder)


@pytest.mark.parametrize("name", [ENCODER, PIECES, WORDS, SLOTS])
def test_a_file_cut_short_is_another_hash(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(ReaderFileError, match=f"'{name}' has the hash .* and its card says .*DRAGOMAN_READER=rules"):
        load_bundle(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', "\x00"])
def test_what_is_no_card_is_refused(folder: Path, text: str) -> None:
    (folder / CARD).write_text(text, encoding="utf-8")
    with pytest.raises(ReaderFileError, match=r"'reader\.json' is not a reader's card"):
        load_card(folder)


def test_a_lexicon_is_read_as_it_was_written() -> None:
    ones = np.ones((2, 2, 1), dtype=np.float32)
    lexicon = Lexicon({"meet": 0, "nsubj>x": 1}, np.ones(2, dtype=np.float32), ones, np.zeros((2, 1), dtype=np.float32))
    again = unpack(WORDS, pack(lexicon))
    assert again.words == lexicon.words
    assert np.array_equal(again.weights, ones)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut short", b"words"])
def test_bytes_that_are_no_lexicon_are_refused(data: bytes) -> None:
    with pytest.raises(ReaderFileError, match=r"'words.npz' is not a lexicon"):
        unpack(WORDS, data)


def test_weights_of_slots_are_read() -> None:
    data = json.dumps({"target": {"bias": -1.0, "threshold": 0.2, "weights": {"rules=yes": 2.0}}}).encode()
    assert unpack_slots(SLOTS, data)["target"].weights == {"rules=yes": 2.0}


@pytest.mark.parametrize("data", [b"", b"[]", b'{"target": 1}', b"\xff", b'{"target": {"bias": 1}}'])
def test_bytes_that_are_no_weights_of_slots_are_refused(data: bytes) -> None:
    with pytest.raises(ReaderFileError, match=r"'slots.json' holds no weights of slots"):
        unpack_slots(SLOTS, data)
