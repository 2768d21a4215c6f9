"""The engine: dossier, gazetteer, model and frames behind one object, each loaded when first asked for.

Documents come in, their claims and statements go out. The same document with the same engine and dossier
gives the same reading; ``run_of`` names that reading.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Run
from dragoman.settings import cache_folder
from dragoman.store import header_id
from dragoman.values import Span, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from dragoman.analyse import Analyser
    from dragoman.dossier import Dossier
    from dragoman.extract import Extraction, Extractor
    from dragoman.extract.explain import Explanation
    from dragoman.extract.registry import Parts, Reader
    from dragoman.model import Analysis, Document, Mentions
    from dragoman.resolve import Gazetteer, Resolver
    from dragoman.settings import Settings

READS = "en"
"""The language that the engine reads; reports in others are kept, found and counted as unread."""

_PACKAGE = Path(__file__).parent.parent


class Engine:
    """Reads documents; make one for a run and share it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def cache(self) -> Path:
        """Folder for what is compiled once."""
        return Path(self.settings.cache) if self.settings.cache else cache_folder()

    @cached_property
    def dossier(self) -> Dossier:
        """The packs in force."""
        from dragoman.dossier import load_dossier

        return load_dossier(self.settings.dossier, cache=self.cache)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The world's places under the packs' own."""
        from dragoman.resolve import open_gazetteer

        return open_gazetteer(self.settings, self.dossier.places)

    @cached_property
    def version(self) -> str:
        """What identifies the engine: its reader and version, its model, the words and frames that it reads with."""
        try:
            model = version(self.settings.model.replace("_", "-"))
        except PackageNotFoundError:
            model = "none"
        from dragoman import __version__

        reader = f"{self.settings.reader} {__version__} {self._reader.version(self._reader_folder)}".rstrip()
        return f"{reader}; {self.settings.model} {model}; {_words_digest()[:12]}"

    def run_of(self, document: Document, now: datetime) -> Run:
        """Name the reading that this engine gives of a document."""
        run_id = content_id("run", document.revision, header_id(document), self.version, self.dossier.digest)
        return Run(run_id, document.id, document.revision, self.version, self.dossier.digest, now)

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Extraction]]:
        """Read documents one after another.

        Raises:
            EvidenceError: DG310, a span does not carry its words.
        """
        for document, analysis in self._analyser.pipe(documents):
            mentions = self._resolver.resolve(document, analysis)
            yield document, self._extractor.extract(document, analysis, mentions)

    def analysed(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Analysis, Mentions]]:
        """Analyse and link documents, for whoever reads them in another way (training)."""
        for document, analysis in self._analyser.pipe(documents):
            yield document, analysis, self._resolver.resolve(document, analysis)

    def read_with_sentences(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, Extraction, tuple[Span, ...]]]:
        """Read documents as ``read`` does, and give where each of their sentences stands."""
        for document, analysis in self._analyser.pipe(documents):
            mentions = self._resolver.resolve(document, analysis)
            spans = tuple(Span(sentence.start, sentence.end) for sentence in analysis.sentences)
            yield document, self._extractor.extract(document, analysis, mentions), spans

    def explain(self, documents: Iterable[Document]) -> Iterator[Explanation]:
        """Read documents by rules, with everything that was tried on the way."""
        from dragoman.extract.explain import explain
        from dragoman.extract.extractor import RuleExtractor

        parts = self.parts
        rules = RuleExtractor(parts.frames, parts.words, parts.dossier)
        for document, analysis in self._analyser.pipe(documents):
            yield explain(rules, document, analysis, self._resolver.resolve(document, analysis))

    @cached_property
    def _analyser(self) -> Analyser:
        from dragoman.analyse import load_analyser

        return load_analyser(self.settings.model)

    @cached_property
    def _resolver(self) -> Resolver:
        from dragoman.resolve import Resolver

        return Resolver(self.dossier, self.gazetteer, READS, cache=self.cache)

    @cached_property
    def _reader(self) -> Reader:
        """The reader that the settings name."""
        from dragoman.extract.registry import READERS

        return READERS.get(self.settings.reader)

    @property
    def _reader_folder(self) -> Path | None:
        return Path(self.settings.reader_folder).expanduser() if self.settings.reader_folder else None

    @cached_property
    def parts(self) -> Parts:
        """What every reader is made from."""
        from dragoman.extract import load_frames, load_words
        from dragoman.extract.registry import Parts

        frames, words = load_frames(cache=self.cache), load_words(READS, cache=self.cache)
        return Parts(frames, words, self.dossier, self._reader_folder)

    @cached_property
    def _extractor(self) -> Extractor:
        return self._reader.make(self.parts)


def _words_digest() -> str:
    """Give the digest of every frame and language file, so that a changed word is another engine."""
    digest = hashlib.sha256()
    for path in sorted([*(_PACKAGE / "frames").glob("*.yaml"), *(_PACKAGE / "lang").glob("*/*.yaml")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class Examples(NamedTuple):
    """The shipped examples: a folder of reports, and the pack that knows their outlets."""

    reports: Path
    pack: Path


def examples() -> Examples:
    """Give where the shipped examples are."""
    folder = _PACKAGE / "examples"
    return Examples(folder / "istanbul-2025", folder / "outlets")
