"""The language model's extractor: an analysed report comes in, claims and statements go out, as from the rules.

The report is asked about piece by piece; the answers' words are looked for in it, and what is not there is dropped
and counted. Statements are read by the rules: their spans are the syntax's. Titles, teasers and credits make no
claim. It adds nothing to what a report says, whatever the model says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dragoman.extract.claims import build_claims
from dragoman.extract.extractor import Extraction, checked, readable
from dragoman.extract.prompted.answer import Dropped
from dragoman.extract.prompted.drafting import Drafter
from dragoman.extract.prompted.prompt import Prompt
from dragoman.extract.prompted.words import Piece
from dragoman.extract.record import to_statements
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.draft import Draft
    from dragoman.extract.extractor import RuleExtractor
    from dragoman.extract.prompted.answers import Answers
    from dragoman.model import Analysis, Document, Mentions, Salience

PIECE_CHARS = 6_000
"""A report is asked about in pieces of at most so many characters, cut between sentences where that can be.
Source: nine of ten reports of the training set are shorter; models lose detail in longer ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one report, and how.

    Attributes:
        model, prompt: Who was asked, and with which instructions.
        requests: As put to the model, or to the folder of kept answers.
        dropped: What of the answers was not taken.
    """

    extraction: Extraction
    model: str
    prompt: Prompt
    requests: tuple[Mapping[str, Any], ...]
    dropped: tuple[Dropped, ...]


class PromptedExtractor:
    """Reads by asking a language model.

    Attributes:
        answers: Where its answers come from, with what was used of it.
    """

    def __init__(self, rules: RuleExtractor, prompt: Prompt, answers: Answers, model: str, form: str) -> None:
        self.answers = answers
        self.prompt = prompt
        self.model = model
        self._rules = rules
        self._form = form

    def extract(self, document: Document, analysis: Analysis, mentions: Mentions) -> Extraction:
        """Read one document.

        Raises:
            ModelAccessError: DG142, the address, the model or the key is wrong.
            ModelAnswerError: DG340, the model gave no usable answer.
            ModelBudgetError: DG341, the run has used its tokens.
            EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
        """
        return self.reading(document, analysis, mentions).extraction

    def reading(self, document: Document, analysis: Analysis, mentions: Mentions) -> Reading:
        """Read one document and say how; raises as ``extract`` does."""
        context = self._rules.context(document, analysis, mentions)
        sentences = [(number, Span(s.start, s.end)) for number, s in readable(context)]
        made: list[tuple[list[Draft], Salience | None]] = []
        requests: list[Mapping[str, Any]] = []
        dropped: list[Dropped] = []
        for span in pieces(document.text, analysis):
            if not any(s.overlaps(span) for _, s in sentences):
                continue
            request = self.prompt.request(document, span.of(document.text), self.model, self._form)
            answered = self.answers.answer(request, document.title or document.doc)
            drafter = Drafter(context, self._rules.frames, self.prompt.words, Piece(document.text, span))
            made += [drafter.group(told, sentences) for told in answered.told]
            requests.append(request)
            dropped += [*answered.dropped, *drafter.dropped]
        made = sorted((m for m in made if m[0]), key=lambda m: (m[0][0].evidence.start, m[0][0].hit.i))
        claims = build_claims([group for group, _ in made], document)
        claims = tuple(
            claim if salience is None else replace(claim, salience=salience)
            for claim, (_, salience) in zip(claims, made, strict=True)
        )
        self.answers.tally.kept += len(claims)
        self.answers.tally.dropped.update(d.why for d in dropped)
        extraction = Extraction(checked(claims, document), to_statements(context))
        return Reading(extraction, self.model, self.prompt, tuple(requests), tuple(dropped))


def pieces(text: str, analysis: Analysis) -> Iterator[Span]:
    """Cut a text into pieces, between sentences; a sentence that is longer than a piece is cut between words."""
    start = end = 0
    for sentence in analysis.sentences:
        if sentence.end - start > PIECE_CHARS and end > start:
            yield Span(start, end)
            start = end
        while sentence.end - start > PIECE_CHARS:
            cut = _cut(text, start)
            yield Span(start, cut)
            start = cut
        end = sentence.end
    if end > start:
        yield Span(start, end)


def _cut(text: str, start: int) -> int:
    """Give where a piece ends that has no end of a sentence: the last white space in it, else its full length."""
    last = start + PIECE_CHARS
    space = max(text.rfind(" ", start, last), text.rfind("\n", start, last))
    return space + 1 if space > start else last
