"""Quoted: attributions meet the quotation marks of their text.

Attributions by syntax and the quotations of a text come in; the attributions go out with their content widened to
whole quotations, with quotations that run on after the cue's sentence, and with new ones for quotations that no
cue holds but whose speaker the neighbouring cue names. A few quoted words that nobody leads in stay as they are.

Source: PolNeAR guidelines (Newell et al. 2018), direct and mixed attributions, content over sentences; lengths and
gaps measured on PolNeAR's training part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.speech import Speech
from dragoman.extract.speech_index import SpeechIndex
from dragoman.model import StatementKind
from dragoman.values import Covers, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.quotations import Quotation
    from dragoman.extract.speech import Speech
    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree

MIN_CHARS = 30
"""Shortest quotation that is a statement where no cue leads it in; shorter ones are names and single words.
Source: PolNeAR, 320 articles of its training part: 7 % of the shorter are a content of their own, 33 % of the rest.
"""

MAX_GAP = 450
"""Code points between a cue and a further quotation by its speaker.
Source: on PolNeAR's training part from 150 to 900 the F1 of content by overlap only goes from .774 to .777."""

DIRECT_SHARE = 0.8
"""Share of quoted words from which a content counts as direct: the rest is then a comma or "that".
Source: PolNeAR guidelines, direct against mixed attributions; the share is a choice."""


class Quoter:
    """Joins the attributions of one document with its quotations."""

    def __init__(self, tree: Tree, lexicon: SpeechLexicon, quotations: list[Quotation]) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._quotations = quotations
        self._quoted = Covers(quotations)
        self._starts = [sentence.start for sentence in tree.analysis.sentences]

    def join(self, found: Iterable[Speech]) -> list[Speech]:
        """Give the attributions with their quotations, in text order."""
        speeches = [self._widened(speech) for speech in found]
        for n, q in enumerate(self._quotations):
            if not self._is_held(q, speeches) and not self._goes_on(n, speeches):
                self._give(q, speeches)
        index = SpeechIndex(speeches, self._tree.analysis.sentences)
        kept = [replace(s, kind=self._kind(s), is_nested=self._is_nested(s, index)) for s in speeches if s.content]
        return sorted(kept, key=lambda s: (s.content[0].start, s.cue))

    def _widened(self, speech: Speech) -> Speech:
        """Widen content to the whole of the quotations that it touches."""
        at = self._at(speech)
        spans = list(speech.content)
        for q in self._quotations if any(self._quoted.touches(s) for s in spans) else ():
            if q.start <= at < q.end:
                continue
            touched = [s for s in spans if s.start < q.end and q.start < s.end]
            if touched:
                whole = Span(min(q.start, touched[0].start), max(q.end, touched[-1].end))
                spans = sorted([*(s for s in spans if s not in touched), whole])
        return replace(speech, content=tuple(spans))

    def _goes_on(self, n: int, speeches: list[Speech]) -> bool:
        """Give a quotation left open to whoever has the next one, where that opens its next paragraph."""
        q = self._quotations[n]
        if q.is_closed or n + 1 == len(self._quotations):
            return False
        following = self._quotations[n + 1]
        if self._tree.text[q.end : following.start].strip():
            return False
        for at, speech in enumerate(speeches):
            if any(s.start <= following.start < s.end for s in speech.content):
                speeches[at] = replace(speech, content=tuple(sorted([*speech.content, Span(q.start, q.end)])))
                return True
        return False

    def _give(self, q: Quotation, speeches: list[Speech]) -> None:
        """Give a quotation that nothing holds to a cue in its sentence or right before it, else to a near speaker."""
        host = self._beside(q, speeches)
        if host is None:
            host = self._host(q, speeches)
        if host is not None:
            content = sorted([*speeches[host].content, Span(q.start, q.end)])
            speeches[host] = replace(speeches[host], content=tuple(content))
        elif q.end - q.start >= MIN_CHARS:
            near = self._nearest(q, speeches)
            if near is not None:
                speeches.append(replace(near, content=(Span(q.start, q.end),), is_voiced=True))

    def _beside(self, q: Quotation, speeches: list[Speech]) -> int | None:
        """Give the attribution in a quotation's own sentence whose cue stands nearest to it."""
        near = [
            (at - q.end if at >= q.end else q.start - at, n)
            for n, speech in enumerate(speeches)
            if self._shares_sentence(speech, q) and self._leads(speech) and self._may_hold(speech, q)
            for at in [self._at(speech)]
            if not q.start <= at < q.end
        ]
        return min(near)[1] if near else None

    def _shares_sentence(self, speech: Speech, q: Quotation) -> bool:
        sentence = self._tree.analysis.sentences[speech.sentence]
        return sentence.start <= q.start < sentence.end or sentence.start < q.end <= sentence.end

    def _leads(self, speech: Speech) -> bool:
        """Whether a cue can lead in a quotation: of a verb that takes one, and not itself quoted."""
        at = self._at(speech)
        return self._tree.lemma(speech.cue) in self._lexicon.clause and not self._quoted.has(at)

    def _may_hold(self, speech: Speech, q: Quotation) -> bool:
        """Whether a quotation can be content: no title in the speaker's own phrase, no name beside what was said."""
        if speech.source is not None and speech.source.start <= q.start < speech.source.end + MIN_CHARS // 2:
            return q.start > self._at(speech) > speech.source.start or q.end - q.start >= MIN_CHARS
        return not speech.content or q.end - q.start >= MIN_CHARS

    def _is_held(self, q: Quotation, speeches: list[Speech]) -> bool:
        """Whether an attribution whose cue stands outside a quotation already has it."""
        return any(
            s.start <= q.start < s.end or q.start <= s.start < q.end
            for speech in speeches
            if not q.start <= self._at(speech) < q.end
            for s in speech.content
        )

    def _host(self, q: Quotation, speeches: list[Speech]) -> int | None:
        """Give the attribution whose sentence and content end right before a quotation."""
        text = self._tree.text
        best: int | None = None
        for n, speech in enumerate(speeches):
            if self._at(speech) >= q.start or not self._leads(speech):
                continue
            last = max([self._tree.analysis.sentences[speech.sentence].end, *(s.end for s in speech.content)])
            if last <= q.start and not text[last : q.start].strip():
                best = n
        return best

    def _nearest(self, q: Quotation, speeches: list[Speech]) -> Speech | None:
        """Give the last attribution before a quotation, near enough; else the one whose sentence follows it."""
        leading = sorted((s for s in speeches if s.is_voiced and self._leads(s)), key=self._at)
        before = [s for s in leading if self._at(s) < q.start]
        if before and q.start - self._at(before[-1]) < MAX_GAP:
            return before[-1]
        after = next((s for s in leading if self._at(s) >= q.end), None)
        if after is None:
            return None
        return after if not self._tree.text[q.end : self._starts[after.sentence]].strip() else None

    def _is_nested(self, speech: Speech, index: SpeechIndex) -> bool:
        """Whether a cue stands in a quotation, or in what another cue holds."""
        at = self._at(speech)
        return self._quoted.has(at) or any(other.cue != speech.cue for other in index.covering(at))

    def _at(self, speech: Speech) -> int:
        return self._tree.tokens[speech.cue].start

    def _kind(self, speech: Speech) -> StatementKind:
        total = sum(len(s) for s in speech.content)
        if not any(self._quoted.touches(s) for s in speech.content):
            return StatementKind.INDIRECT
        quoted = sum(
            max(0, min(s.end, q.end) - max(s.start, q.start)) for s in speech.content for q in self._quotations
        )
        if quoted == 0:
            return StatementKind.INDIRECT
        return StatementKind.DIRECT if quoted >= DIRECT_SHARE * total else StatementKind.MIXED
