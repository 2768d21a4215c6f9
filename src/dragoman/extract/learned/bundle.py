"""The reader's files: the encoder, its word pieces, the lexicon and the second stage's weights, checked before use.

A folder comes in, a ``Bundle`` goes out. The card names the hash of every file; what is missing, cut short or of
another hash is refused. Nothing is fetched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ReaderFileError

FOLDER = Path(__file__).parent / "model"
CARD = "reader.json"
ENCODER = "encoder.onnx"
PIECES = "pieces.json"
WORDS = "words.npz"
SLOTS = "slots.json"
FILES = (ENCODER, PIECES, WORDS, SLOTS)


@dataclass(frozen=True, slots=True)
class Stage:
    """One logistic regression of the second stage.

    Attributes:
        bias: Added to the weighted features.
        weights: By name of feature; a feature without a weight counts nothing.
        threshold: Probability from which its answer is yes.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float


@dataclass(frozen=True, slots=True)
class Bundle:
    """A reader whose files are whole.

    Attributes:
        version: Of the reader, and the first figures of its card's hash: part of a run's identity.
        frames: In the order of the encoder's scores.
        stages: ``keep`` (a claim of the rules stands), ``add`` (a frame that the rules did not find is told) and
            ``alone`` (a frame is told, whatever the rules say).
        scores: What it scored in cross-validation, as on its card.
    """

    folder: Path
    version: str
    frames: tuple[str, ...]
    stages: Mapping[str, Stage]
    scores: Mapping[str, float]

    @property
    def encoder(self) -> Path:
        """The encoder's file."""
        return self.folder / ENCODER

    @property
    def words(self) -> Path:
        """The lexicon's file."""
        return self.folder / WORDS

    @property
    def slots(self) -> Path:
        """The file of the slots' weights."""
        return self.folder / SLOTS

    @property
    def pieces(self) -> Path:
        """The word pieces' file."""
        return self.folder / PIECES


def load_card(folder: Path = FOLDER) -> Bundle:
    """Read a reader's card; its files are not looked at.

    Raises:
        ReaderFileError: DG204, the card is missing or not one.
    """
    return _read_card(folder)[0]


def load_bundle(folder: Path = FOLDER) -> Bundle:
    """Read a reader's card and check its files.

    Raises:
        ReaderFileError: DG204, a file is missing, or of another hash than the card says.
    """
    bundle, files = _read_card(folder)
    for name, digest in files.items():
        found = hashlib.sha256(_bytes(folder / name)).hexdigest()
        if found != digest:
            raise ReaderFileError(name, f"has the hash {found[:12]}, and its card says {digest[:12]}")
    return bundle


def _read_card(folder: Path) -> tuple[Bundle, dict[str, str]]:
    raw = _bytes(folder / CARD)
    try:
        card = json.loads(raw)
        files = {name: str(card["files"][name]) for name in FILES}
        bundle = Bundle(
            folder=folder,
            version=f"{card['version']}+{hashlib.sha256(raw).hexdigest()[:12]}",
            frames=tuple(card["frames"]),
            stages={name: Stage(s["bias"], s["weights"], s["threshold"]) for name, s in card["stages"].items()},
            scores=card["scores"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderFileError(CARD, f"is not a reader's card ({type(error).__name__}: {error})") from None
    return bundle, files


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReaderFileError(path.name, f"cannot be read ({error.strerror})") from None
