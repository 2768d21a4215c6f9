"""The readers: what finds claims in an analysed report, by name.

The parts that every reader needs come in, an ``Extractor`` goes out. A reader is Analysis and Mentions to claims and
statements, and has a version, which is part of a run's identity. A further one is one more row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.extractor import Extractor, RuleExtractor
from dragoman.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dragoman.dossier import Dossier
    from dragoman.extract.context import Words
    from dragoman.extract.frames import FrameSet
    from dragoman.extract.prompted import Answers
    from dragoman.settings import Settings


class Parts(NamedTuple):
    """What readers are made from.

    Attributes:
        settings: Name a language model, and the form of its answers.
        folder: Of a learned reader; None for the one that is shipped.
        answers: Opens what asks a language model, with the answers that it gave before.
    """

    frames: FrameSet
    words: Words
    dossier: Dossier
    settings: Settings
    folder: Path | None = None
    answers: Callable[[], Answers] | None = None


class Reader(NamedTuple):
    """One way to find claims.

    Attributes:
        version: Gives what identifies it beside dragoman's own version, cheaply, from the settings and its folder.
        make: Makes the extractor.
    """

    version: Callable[[Settings, Path | None], str]
    make: Callable[[Parts], Extractor]


def _by_rules(parts: Parts) -> Extractor:
    return RuleExtractor(parts.frames, parts.words, parts.dossier)


def _learned(parts: Parts) -> Extractor:
    from dragoman.extract.learned import open_reader  # noqa: PLC0415 (heavy: only where it is chosen)

    return open_reader(RuleExtractor(parts.frames, parts.words, parts.dossier), "learned", parts.folder)


def _both(parts: Parts) -> Extractor:
    from dragoman.extract.learned import open_reader  # noqa: PLC0415

    return open_reader(RuleExtractor(parts.frames, parts.words, parts.dossier), "both", parts.folder)


def _prompted(parts: Parts) -> Extractor:
    from dragoman.extract.prompted import PromptedExtractor, load_prompt  # noqa: PLC0415

    if parts.answers is None:
        message = "a language model's reader was made without what asks it"
        raise ValueError(message)
    rules, settings = RuleExtractor(parts.frames, parts.words, parts.dossier), parts.settings
    prompt = load_prompt(parts.frames)
    return PromptedExtractor(rules, prompt, parts.answers(), settings.llm_model, settings.llm_format)


def _prompted_version(settings: Settings, _: Path | None) -> str:
    """Name the model and the prompt: another of either is another reading."""
    from dragoman.extract.prompted import prompt_digest  # noqa: PLC0415

    return f"{settings.llm_model} prompt {prompt_digest()[:12]} {settings.llm_format}"


def _bundle_version(_: Settings, folder: Path | None) -> str:
    from dragoman.extract.learned.bundle import FOLDER, load_card  # noqa: PLC0415

    return load_card(folder or FOLDER).version


READERS: Registry[Reader] = Registry(
    "reader",
    {
        "rules": Reader(lambda *_: "", _by_rules),
        "learned": Reader(_bundle_version, _learned),
        "both": Reader(_bundle_version, _both),
        "language-model": Reader(_prompted_version, _prompted),
    },
)
"""The readers that ``DRAGOMAN_READER`` can name."""
