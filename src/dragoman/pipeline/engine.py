"""The engine: dossier, gazetteer, model and frames behind one object, each loaded when first asked for.

Documents come in, their claims and statements go out. The same document with the same engine and dossier
gives the same reading; ``run_of`` names that reading.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import DocumentError
from dragoman.model import Run
from dragoman.settings import cache_folder
from dragoman.store import header_id
from dragoman.values import Span, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from datetime import datetime

    from dragoman.analyse import Analyser
    from dragoman.dossier import Dossier
    from dragoman.extract import Extraction, Extractor
    from dragoman.extract.explain import Explanation
    from dragoman.extract.prompted import Answers, Tally
    from dragoman.extract.registry import Parts, Reader
    from dragoman.model import Analysis, Document, Mentions
    from dragoman.resolve import Gazetteer, Resolver
    from dragoman.settings import Settings

READS = "en"
"""The language that the engine reads; reports in others are kept, found and counted as unread."""

GROUP_DOCUMENTS = 16
GROUP_CHARS = 60_000
"""A group of documents is read as one: as many as the analyser has in hand at once, fewer where they are long."""

_PACKAGE = Path(__file__).parent.parent


class Engine:
    """Reads documents; make one for a run and share it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._tally: Tally | None = None

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

        reader = (
            f"{self.settings.reader} {__version__} {self._reader.version(self.settings, self._reader_folder)}".rstrip()
        )
        return f"{reader}; {self.settings.model} {model}; {_words_digest()[:12]}"

    def run_of(self, document: Document, now: datetime) -> Run:
        """Name the reading that this engine gives of a document."""
        run_id = content_id("run", document.revision, header_id(document), self.version, self.dossier.digest)
        return Run(run_id, document.id, document.revision, self.version, self.dossier.digest, now)

    def read(
        self,
        documents: Iterable[Document],
        *,
        jobs: int = 1,
        on_refused: Callable[[Document, DocumentError], None] | None = None,
    ) -> Iterator[tuple[Document, Extraction]]:
        """Read documents and give them in their order.

        Args:
            documents: Taken a group at a time, some ahead.
            jobs: Processes that read; with one, this process does. The readings are the same.
            on_refused: Told of a document that cannot be read; None: its error ends the reading.

        Raises:
            DocumentError: A document cannot be read, and nobody is told of it.
            ModelAccessError: DG142, the language model that shall read cannot be asked.
            ReadingProcessError: DG143, a process ended that should have read.
        """
        outcomes = self.outcomes(documents) if jobs == 1 else self._shared(documents, jobs)
        with closing(outcomes):
            for document, outcome in outcomes:
                if not isinstance(outcome, Exception):
                    yield document, outcome
                elif on_refused is not None:
                    on_refused(document, outcome)
                else:
                    raise outcome

    def outcomes(self, documents: Iterable[Document]) -> Generator[tuple[Document, Extraction | DocumentError]]:
        """Read documents and give for each its reading, or why there is none.

        They are analysed group by group, so that a reading does not depend on how many processes share the work.
        """
        for group in groups(documents):
            for document, analysis in self._analyser.pipe(group):
                yield document, self._outcome(document, analysis)

    def _outcome(self, document: Document, analysis: Analysis) -> Extraction | DocumentError:
        try:
            return self._extractor.extract(document, analysis, self._resolver.resolve(document, analysis))
        except DocumentError as error:
            return error

    def _shared(
        self, documents: Iterable[Document], jobs: int
    ) -> Generator[tuple[Document, Extraction | DocumentError]]:
        from dragoman.pipeline.workers import Workers, identity_of

        coming = groups(documents)
        first = next(coming, None)
        if first is None:
            return  # nothing to read: no process is started for it
        with Workers(self.settings, jobs, identity_of(self)) as workers:
            for group, read in workers.read(chain([first], coming)):
                if read.tally is not None:
                    self._count(read.tally)
                yield from zip(group, read.outcomes, strict=True)

    def take_tally(self) -> Tally | None:
        """Give what was had of a language model since the last time; None where none reads."""
        from dragoman.extract.prompted import PromptedExtractor

        extractor = self.__dict__.get("_extractor")
        if isinstance(extractor, PromptedExtractor):
            self._count(extractor.answers.take_tally())
        taken, self._tally = self._tally, None
        return taken

    def _count(self, tally: Tally) -> None:
        if self._tally is None:
            self._tally = tally
        else:
            self._tally.add(tally)

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
        """Read documents with all that was tried: rules, the learned reader's verdicts, what a model was asked."""
        from dragoman.extract.explain import Explanation, explain
        from dragoman.extract.extractor import RuleExtractor
        from dragoman.extract.learned.reader import LearnedExtractor
        from dragoman.extract.prompted import PromptedExtractor

        parts, reader = self.parts, self._extractor
        rules = RuleExtractor(parts.frames, parts.words, parts.dossier)
        learned = reader if isinstance(reader, LearnedExtractor) else None
        for document, analysis in self._analyser.pipe(documents):
            mentions = self._resolver.resolve(document, analysis)
            if isinstance(reader, PromptedExtractor):
                reading = reader.reading(document, analysis, mentions)
                yield Explanation(document, analysis, mentions, reading.extraction, tried=(), prompted=reading)
            else:
                yield explain(rules, document, analysis, mentions, learned)

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
        return Parts(frames, words, self.dossier, self.settings, self._reader_folder, self._open_answers)

    def _open_answers(self) -> Answers:
        from dragoman.pipeline.prompting import open_answers

        return open_answers(self.settings)

    @cached_property
    def _extractor(self) -> Extractor:
        return self._reader.make(self.parts)


def groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut documents into groups, in their order; where they are cut depends on them alone."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == GROUP_DOCUMENTS or sum(len(d.text) for d in group) >= GROUP_CHARS:
            yield group
            group = []
    if group:
        yield group


def _words_digest() -> str:
    """Give the digest of every frame and language file, so that a changed word is another engine."""
    digest = hashlib.sha256()
    for path in sorted([*(_PACKAGE / "frames").rglob("*.yaml"), *(_PACKAGE / "lang").glob("*/*.yaml")]):
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
