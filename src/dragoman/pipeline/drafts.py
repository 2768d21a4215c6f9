"""Drafts: a text that is no report, read sentence by sentence by the same engine, and kept nowhere.

A text comes in, its sentences go out, each with the claims that the engine reads in it. Nothing is written: a draft is
what is checked, never what it is checked against.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import TooLargeError
from dragoman.model import Document, Published
from dragoman.query.lint import Sentence
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from dragoman.model import Claim
    from dragoman.pipeline.engine import Engine
    from dragoman.values import Instant


def read_draft(path: str, stdin: BinaryIO, *, most_bytes: int) -> str:
    """Give the text of a file, or of standard input for ``-``.

    Raises:
        DocumentError: DG301 to DG307, there is no text to read, and why.
    """
    from dragoman.clean.decode import decode_text
    from dragoman.clean.reading import check_text
    from dragoman.ingest.inputs import open_file

    if path == "-":
        payload = stdin.read(most_bytes + 1)
    else:
        with open_file(Path(path), path) as file:
            payload = file.read(most_bytes + 1)
    if len(payload) > most_bytes:
        raise TooLargeError(path, f"it is over {most_bytes:,} bytes.", "Raise DRAGOMAN_MAX_REPORT_BYTES, or cut it.")
    return check_text(decode_text(payload, path)[0], path)


def read_sentences(engine: Engine, text: str, *, published: Instant | None = None) -> list[Sentence]:
    """Read the sentences of one text.

    Args:
        engine: Reads them.
        text: Taken code point for code point.
        published: Against which "on Monday" is resolved; None leaves such words unresolved.
    """
    return next(iter_drafts(engine, [text], published=published))


def iter_drafts(engine: Engine, texts: Iterable[str], *, published: Instant | None = None) -> Iterator[list[Sentence]]:
    """Read several texts, each by itself."""
    when = None if published is None else Published(published, "option")
    documents = (_document(text, n, when) for n, text in enumerate(texts))
    for document, extraction, spans in engine.read_with_sentences(documents):
        starts = [span.start for span in spans]
        claims: list[list[Claim]] = [[] for _ in spans]
        for claim in extraction.claims:
            claims[max(0, bisect_right(starts, claim.evidence[0].start) - 1)].append(claim)
        yield [
            Sentence(document.text[span.start : span.end], span.start, span.end, tuple(found))
            for span, found in zip(spans, claims, strict=True)
            if document.text[span.start : span.end].strip()
        ]


def _document(text: str, n: int, published: Published | None) -> Document:
    draft_id = content_id("drf", n, text)
    return Document(draft_id, draft_id, draft_id, text, published=published, language="en")
