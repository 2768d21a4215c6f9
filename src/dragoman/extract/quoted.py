"""Quoted: attributions meet the quotation marks of their text.

Attributions by syntax and the quotations of a text come in; the attributions go out with their content widened to
whole quotations, with quotations that run on after the cue's sentence, and with new ones for quotations that no
cue holds but whose speaker the neighbouring cue names. A few quoted words that nobody leads in stay as they are.

Source: PolNeAR guidelines (Newell et al. 2018), direct and mixed attributions, content over sentences; lengths and
gaps measured on PolNeAR's training part.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.holdings import Holdings, Nesting, within
from dragoman.extract.speech import Speech
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
        self._quotation_starts = [q.start for q in quotations]
        self._quoted = Covers(quotations)
        self._starts = [sentence.start for sentence in tree.analysis.sentences]

    def join(self, found: Iterable[Speech]) -> list[Speech]:
        """Give the attributions with their quotations, in text order."""
        held = Holdings((self._widened(speech) for speech in found), self._tree.analysis.sentences)
        leading = sorted((self._at(held[n]), n) for n in range(len(held)) if held[n].is_voiced and self._leads(held[n]))
        for n, q in enumerate(self._quotations):
            if not self._is_held(q, held) and not self._goes_on(n, held):
                self._give(q, held, leading)
        told = list(held.speeches())
        nesting = Nesting(told)
        kept = [replace(s, kind=self._kind(s), is_nested=self._is_nested(s, nesting)) for s in told]
        return sorted(kept, key=lambda s: (s.content[0].start, s.cue))

    def _widened(self, speech: Speech) -> Speech:
        """Widen content to the whole of the quotations that it touches."""
        at = self._at(speech)
        spans = list(speech.content)
        for q in self._touching(spans):
            if q.start <= at < q.end:
                continue
            touched = [s for s in spans if s.start < q.end and q.start < s.end]
            if touched:
                whole = Span(min(q.start, touched[0].start), max(q.end, touched[-1].end))
                spans = sorted([*(s for s in spans if s not in touched), whole])
        return replace(speech, content=tuple(spans))

    def _touching(self, spans: Iterable[Span]) -> list[Quotation]:
        """Give the quotations that share a code point with any of some spans, in text order."""
        near = sorted({n for s in spans for n in within(self._quotation_starts, s.start, s.end)})
        return [self._quotations[n] for n in near]

    def _goes_on(self, n: int, held: Holdings) -> bool:
        """Give a quotation left open to whoever has the next one, where that opens its next paragraph."""
        q = self._quotations[n]
        if q.is_closed or n + 1 == len(self._quotations):
            return False
        following = self._quotations[n + 1]
        if self._tree.text[q.end : following.start].strip():
            return False
        for holder in held.holding(following.start, following.start + 1):
            held.give(holder, Span(q.start, q.end))
            return True
        return False

    def _give(self, q: Quotation, held: Holdings, leading: list[tuple[int, int]]) -> None:
        """Give a quotation that nothing holds to a cue in its sentence or right before it, else to a near speaker."""
        host = self._beside(q, held)
        if host is None:
            host = self._host(q, held)
        if host is not None:
            held.give(host, Span(q.start, q.end))
        elif q.end - q.start >= MIN_CHARS:
            near = self._nearest(q, held, leading)
            if near is not None:
                held.add(replace(near, content=(Span(q.start, q.end),), is_voiced=True))

    def _beside(self, q: Quotation, held: Holdings) -> int | None:
        """Give the attribution in a quotation's own sentence whose cue stands nearest to it."""
        near = [
            (at - q.end if at >= q.end else q.start - at, n)
            for n in held.beside(q.start, q.end)
            if self._leads(held[n]) and self._may_hold(held[n], q, is_bare=not held.has_content(n))
            for at in [self._at(held[n])]
            if not q.start <= at < q.end
        ]
        return min(near)[1] if near else None

    def _leads(self, speech: Speech) -> bool:
        """Whether a cue can lead in a quotation: of a verb that takes one, and not itself quoted."""
        at = self._at(speech)
        return self._tree.lemma(speech.cue) in self._lexicon.clause and not self._quoted.has(at)

    def _may_hold(self, speech: Speech, q: Quotation, *, is_bare: bool) -> bool:
        """Whether a quotation can be content: no title in the speaker's own phrase, no name beside what was said."""
        if speech.source is not None and speech.source.start <= q.start < speech.source.end + MIN_CHARS // 2:
            return q.start > self._at(speech) > speech.source.start or q.end - q.start >= MIN_CHARS
        return is_bare or q.end - q.start >= MIN_CHARS

    def _is_held(self, q: Quotation, held: Holdings) -> bool:
        """Whether an attribution whose cue stands outside a quotation already has it."""
        return any(not q.start <= self._at(held[n]) < q.end for n in held.holding(q.start, q.end))

    def _host(self, q: Quotation, held: Holdings) -> int | None:
        """Give the attribution whose sentence and content end right before a quotation, the last of several."""
        before = self._tree.text[max(0, q.start - MAX_GAP) : q.start]
        blank = len(before) - len(before.rstrip())
        near = held.ending(q.start - blank, q.start)
        return next((n for n in reversed(near) if self._at(held[n]) < q.start and self._leads(held[n])), None)

    def _nearest(self, q: Quotation, held: Holdings, leading: list[tuple[int, int]]) -> Speech | None:
        """Give the last attribution before a quotation, near enough; else the one whose sentence follows it."""
        before = bisect_left(leading, (q.start, -1))
        if before and q.start - leading[before - 1][0] < MAX_GAP:
            return held[leading[before - 1][1]]
        after = bisect_left(leading, (q.end, -1))
        if after == len(leading):
            return None
        found = held[leading[after][1]]
        start = self._starts[found.sentence]
        return found if start - q.end < MAX_GAP and not self._tree.text[q.end : start].strip() else None

    def _is_nested(self, speech: Speech, nesting: Nesting) -> bool:
        """Whether a cue stands in a quotation, or in what another cue holds."""
        at = self._at(speech)
        return self._quoted.has(at) or nesting.has(at, speech.cue)

    def _at(self, speech: Speech) -> int:
        return self._tree.tokens[speech.cue].start

    def _kind(self, speech: Speech) -> StatementKind:
        total = sum(len(s) for s in speech.content)
        if not any(self._quoted.touches(s) for s in speech.content):
            return StatementKind.INDIRECT
        quoted = sum(
            max(0, min(s.end, q.end) - max(s.start, q.start)) for s in speech.content for q in self._touching([s])
        )
        if quoted == 0:
            return StatementKind.INDIRECT
        return StatementKind.DIRECT if quoted >= DIRECT_SHARE * total else StatementKind.MIXED
