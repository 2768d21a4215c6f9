"""The rules of the merge as a frozen record, read from ``rules.yaml`` beside this file.

YAML comes in, ``Rules`` goes out. A mistake in the file is an error of the engine's author and raises
pydantic's own error with the path of the bad value; nothing is defaulted.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

Weight = float | Literal["never"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AbjadRules(_Frozen):
    """How names in scripts that write few vowels are compared.

    Attributes:
        article: Pattern of what stands before a word and is no part of the name.
        letters: Each consonant with the letters that stand for it; others are vowels, or may be.
        latin: Pattern and replacement, in order, that leave the same consonants of a Latin word.
        whole_ratio, last_ratio: How alike the consonants of two names, and of their last words, must be.
    """

    article: str
    letters: tuple[tuple[str, str], ...]
    latin: tuple[tuple[str, str], ...]
    whole_ratio: float
    last_ratio: float


class NameRules(_Frozen):
    """How names are compared across spellings.

    Attributes:
        ignored: Words that say nothing.
        bare: Words of a doer that name nobody.
        compass: Words that make a part of a place of it.
        near_letters, near_consonants, near_ratio: How long and how alike (0 to 1) two surnames must be to be one.
        given_ratio: How alike two given names must be.
        feminine: Pattern and replacement that make a woman's surname of a man's: two persons, not two spellings.
        respellings: Pattern and replacement, in order, that bring romanisations to one key.
        sounds: Pattern and replacement, in order, that leave of a key the sounds which romanisations share.
        abjads: How names in Arabic and Hebrew letters are compared.
    """

    ignored: frozenset[str]
    bare: frozenset[str]
    compass: frozenset[str]
    near_letters: int
    near_consonants: int
    near_ratio: float
    given_ratio: float
    feminine: tuple[tuple[str, str], ...]
    respellings: tuple[tuple[str, str], ...]
    sounds: tuple[tuple[str, str], ...]
    abjads: AbjadRules


class Families(_Frozen):
    """Which frames share which rule of identity."""

    sides: frozenset[str]
    speech: frozenset[str]
    directed: frozenset[str]
    rounds: frozenset[str]
    terms: frozenset[str]
    stages: frozenset[str]


class ModeRules(_Frozen):
    """Which modes of a frame exclude each other, can be a round, or say no more than the frame."""

    exclusive: tuple[tuple[str, str], ...]
    rounds: frozenset[str | None]
    loose: frozenset[str]


class RoundRules(_Frozen):
    """When a claim of talks is a round of a known process.

    Attributes:
        enough, enough_one_side: How many respects must speak for it, the second where one party alone is named.
        far_days: An ordinal that is dated further than this from its round belongs to another process.
        delegations: Words of participants that may be the sides' teams; ``others`` are surely not.
        summits: Words for those who lead states, of whom a meeting is no round of delegations.
        again: Stems of the words by which a report tells the next round from that of the day.
        leading: Offices whose holder leads a state, as the dossier calls them.
        leading_words: Words by which a report calls such a holder without a name.
    """

    enough: int
    enough_one_side: int
    far_days: int
    delegations: frozenset[str]
    others: frozenset[str]
    summits: frozenset[str]
    again: frozenset[str]
    leading: frozenset[str]
    leading_words: frozenset[str]


class NumberRules(_Frozen):
    """How figures are compared.

    Attributes:
        near, duration_near: Relative distance that rounding explains.
        round_from, round_digits: What counts as a round figure: how large, and with how many digits before its zeros.
        hours: Length of each unit of time in hours; months are 30 days and years 365, as in the scorer.
        stage_ratio: How many times a whole must be its stage.
        far_ratio: Figures that differ by more are not two tellings of one event.
        tolls: Measures that grow as more becomes known.
        silent: Words of ``of`` that say no more than the measure.
    """

    near: float
    duration_near: float
    round_from: float
    round_digits: int
    hours: dict[str, float]
    stage_ratio: float
    far_ratio: float
    tolls: frozenset[str]
    silent: frozenset[str]


class Rules(_Frozen):
    """Every threshold, list and weight of the merge; each is explained beside it in ``rules.yaml``.

    Attributes:
        mute: Words of which alone a content says nothing.
        anchors: Levels, by feature, of which a pair needs one.
        weights: By feature, then by level; ``never`` is a conflict.
    """

    threshold: float
    average: float
    margin: float
    window_days: int
    bucket_days: int
    long_days: int
    near_km: float
    alike: float
    word_letters: int
    stem_letters: int
    families: Families
    modes: ModeRules
    rounds: RoundRules
    mute: frozenset[str]
    names: NameRules
    numbers: NumberRules
    anchors: dict[str, frozenset[str]]
    weights: dict[str, dict[str, Weight]]


@cache
def load_rules() -> Rules:
    """Read the shipped rules; once, since the wheel does not change under a run."""
    text = files("dragoman.merge").joinpath("rules.yaml").read_text("utf-8")
    return Rules.model_validate(YAML(typ="safe", pure=True).load(text))


def digest_of_rules() -> str:
    """Give the hex SHA-256 of all data of the merge, so that other rules are seen to be others."""
    digest = sha256()
    for path in sorted(files("dragoman.merge").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yaml"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
