"""Drafting: a claim as a language model tells it becomes drafts, each of its words found in the report, or is dropped.

``Told`` claims come in, groups of drafts go out, with what was dropped and why. The model chooses words; who they
name, which days, which place and which figure they mean is read by the same resolvers as everything else, so that
nothing that the model knows or makes up comes into the record.

Source: codebook, Fields of a claim.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from dragoman.extract.content import issue_of
from dragoman.extract.draft import Draft
from dragoman.extract.prompted.answer import Dropped, shown
from dragoman.extract.prompted.linking import Linker
from dragoman.extract.schema import TriggerEntry
from dragoman.extract.triggers import Hit, light_verb
from dragoman.model import Content, Evidence, Outcome, Roles, Salience, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dragoman.extract.context import Context
    from dragoman.extract.frames import FrameSet
    from dragoman.extract.prompted.answer import Told
    from dragoman.extract.prompted.words import Piece
    from dragoman.extract.schema import FrameFile
    from dragoman.model import QuantityRef
    from dragoman.values import Span

T = TypeVar("T")

BY = "language-model"
"""Id of the trigger of such drafts, shown by ``explain``."""
UNKNOWN_FRAME = "no such frame"
UNKNOWN_VALUE = "no such value in the codebook"
NOT_IN_TEXT = "its words are not in the report"
NO_EVIDENCE = "its words stand where nothing is evidence"
NOTHING_MEANT = "its words are in the report, and name nothing of the kind"
ROLES = ("actor", "target", "mediator", "delegate")


class Drafter:
    """Makes drafts of what was told of one piece of a report.

    Attributes:
        dropped: What was not taken so far.
    """

    def __init__(self, context: Context, frames: FrameSet, words: Mapping[str, frozenset[str]], piece: Piece) -> None:
        self.dropped: list[Dropped] = []
        self._context = context
        self._frames = frames
        self._words = words
        self._piece = piece
        self._link = Linker(context)

    def group(self, told: Told, readable: Sequence[tuple[int, Span]]) -> tuple[list[Draft], Salience | None]:
        """Give the drafts of one told claim, one for each place where it is told; none where it is dropped.

        Args:
            told: The claim.
            readable: Numbers and spans of the sentences that may be evidence.

        Returns:
            The drafts, and the salience that the model gives, None where it gives none.
        """
        frame = self._frames.frames.get(told.frame)
        if frame is None or told.status not in self._words["statuses"]:
            self._drop("claim", told.frame, UNKNOWN_FRAME if frame is None else UNKNOWN_VALUE)
            return [], None
        spans = self._evidence(told, readable)
        if not spans:
            return [], None
        number, first = spans[0]
        hit = self._hit(told, frame, number, first)
        whole = self._draft(told, hit, first)
        bare = replace(whole, roles=Roles(), quantities=(), voices=(), outcome=(), places=(), content=None, time=None)
        rest = [self._at(bare, self._hit(told, frame, n, span), span) for n, span in spans[1:]]
        main = Salience(told.salience) if told.salience in set(Salience) else None
        return [whole, *rest], main

    def _evidence(self, told: Told, readable: Sequence[tuple[int, Span]]) -> list[tuple[int, Span]]:
        found: list[tuple[int, Span]] = []
        missed: list[tuple[str, str]] = []
        for words in told.evidence:
            places = self._piece.places(words)
            inside = [(n, p) for p in places for n, s in readable if s.start <= p.start < s.end]
            found += inside[:1]
            if not inside:
                missed.append((words, NO_EVIDENCE if places else NOT_IN_TEXT))
        for words, why in missed if found else missed[:1]:
            self._drop("evidence" if found else "claim", words, why)
        return sorted(set(found), key=lambda f: f[1].start)

    def _hit(self, told: Told, frame: FrameFile, number: int, span: Span) -> Hit:
        """Give the token that tells the event: the model's trigger inside the evidence, else the evidence's head."""
        context = self._context
        named = self._piece.places(told.trigger) if told.trigger else ()
        inside = next((p for p in named if span.start <= p.start < span.end), None)
        i = self._link.head(inside if inside is not None else span)
        kind = "verb" if context.tree.is_verb(i) else "noun"
        trigger = TriggerEntry(id=BY, **{kind: (context.tree.lemma(i),)})
        return Hit(i, number, frame, trigger, light_verb(context.tree, i))

    def _draft(self, told: Told, hit: Hit, evidence: Span) -> Draft:
        near = evidence.start
        # The model names voices of figures and outcomes for the claim as a whole; they are not repeated there.
        return Draft(
            hit=hit,
            status=Status(told.status),
            hedged=told.hedged,
            mode=self._listed("mode", told.mode, hit.frame.modes),
            round=self._one("round", told.round, near, self._link.ordinal),
            name=self._one("name", told.name, near, self._link.words),
            time=self._one("time", told.time, near, self._link.time),
            places=tuple(self._each("places", told.places, near, self._link.place)),
            roles=self._roles(told, near),
            quantities=self._quantities(told, near),
            voices=tuple(
                replace(voice, chain=row.chain)
                for row in told.attribution
                for voice in self._one("attribution", row.words, near, partial(self._link.voices, kind=row.kind)) or ()
            ),
            content=self._content(told, near),
            evidence=self._quote(evidence),
            hit_start=self._context.tree.tokens[hit.i].start,
            is_anaphoric=False,
            outcome=tuple(map(Outcome, self._each("outcome", told.outcome, near, self._quote))),
        )

    def _at(self, draft: Draft, hit: Hit, evidence: Span) -> Draft:
        start = self._context.tree.tokens[hit.i].start
        return replace(draft, hit=hit, evidence=self._quote(evidence), hit_start=start)

    def _roles(self, told: Told, near: int) -> Roles:
        filled = {}
        for role in ROLES:
            rows = getattr(told, role)
            filled[role] = tuple(
                replace(
                    filler,
                    qualifier=self._listed(role, row.qualifier, self._words["qualifiers"]),
                    effect=self._listed(role, row.effect, self._words["effects"]) if role == "target" else None,
                )
                for row in rows
                for filler in self._one(role, row.words, near, self._link.fillers) or ()
            )
        return Roles(**filled)

    def _quantities(self, told: Told, near: int) -> tuple[QuantityRef, ...]:
        found = []
        for row in told.quantities:
            if row.measure not in self._words["measures"]:
                self._drop("quantities", row.measure, UNKNOWN_VALUE)
                continue
            figure = self._one("quantities", row.words, near, partial(self._link.quantity, measure=row.measure))
            if figure is not None:
                of = self._one("of", row.of, near, self._link.words)
                found.append(figure if of is None else replace(figure, of=of))
        return tuple(found)

    def _content(self, told: Told, near: int) -> Content | None:
        spans = tuple(self._each("content", told.content, near, self._quote))
        if not spans:
            return None
        issue = self._listed("issue", told.issue, self._words["issues"])
        tree, lookup = self._context.tree, self._context.lookup
        lemmas = [tree.lemma(i) for s in spans for i in lookup.tokens_of(s.span)]
        condition = self._one("condition", told.condition, near, self._quote)
        return Content(spans, issue or issue_of(lemmas, self._context.words.issues), condition)

    def _quote(self, span: Span) -> Evidence:
        return Evidence.of(self._context.document.text, span.start, span.end)

    def _each(self, field: str, copies: Iterable[str], near: int, means: Callable[[Span], T | None]) -> list[T]:
        return [found for words in copies if (found := self._one(field, words, near, means)) is not None]

    def _one(self, field: str, words: str | None, near: int, means: Callable[[Span], T | None]) -> T | None:
        """Give what copied words mean where they stand nearest to the evidence; else None, and it is dropped."""
        if not words:
            return None
        span = self._piece.find(words, near)
        found = None if span is None else means(span)
        if found is None:
            self._drop(field, words, NOT_IN_TEXT if span is None else NOTHING_MEANT)
        return found

    def _listed(self, field: str, value: str | None, known: Iterable[str]) -> str | None:
        if value is None or value in known:
            return value
        self._drop(field, value, UNKNOWN_VALUE)
        return None

    def _drop(self, field: str, words: str, why: str) -> None:
        self.dropped.append(Dropped(field, shown(words), why))
