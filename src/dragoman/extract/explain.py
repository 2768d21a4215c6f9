"""Explain: how the claims of one document came about, word by word.

A document with its analysis and mentions comes in; its reading by rules goes out with everything that was tried: each
trigger that fired, the claim that it made or joined or why it made none, and each trigger that did not fire and why.
It reads as ``RuleExtractor`` reads, from the same parts; nothing of it runs when nobody asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.extract.claims import build_claims
from dragoman.extract.draft import make_drafts
from dragoman.extract.extractor import Extraction, checked, readable
from dragoman.extract.gather import gather
from dragoman.extract.learned.choosing import Choice
from dragoman.extract.learned.decisions import Verdict
from dragoman.extract.prompted.reader import Reading
from dragoman.extract.reasons import why_no_claim, why_no_draft, why_not
from dragoman.extract.record import to_statements
from dragoman.extract.triggers import entries_of, find_hits
from dragoman.model import Analysis, Document, Evidence, Mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.extract.extractor import RuleExtractor
    from dragoman.extract.learned.reader import LearnedExtractor
    from dragoman.extract.schema import TriggerEntry
    from dragoman.extract.triggers import Hit
    from dragoman.model import Claim, Sentence

_Key = tuple[int, str, str]
"""Index of a token, frame, trigger."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One trigger at one word.

    Attributes:
        word: The word.
        sentence: Number of its sentence.
        frame, trigger: Names.
        fired: Whether all its conditions held.
        claim: Label of the claim that it made or joined, or None.
        status: That the words give this mention, or None where there is no mention.
        why: Reasons for no claim, most telling first; empty where there is one.
    """

    word: Evidence
    sentence: int
    frame: str
    trigger: str
    fired: bool
    claim: str | None = None
    status: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One document's reading with everything that was tried, in text order.

    Attributes:
        weighed: What the learned reader decided; empty where the rules read alone.
        choices: What it chose for the slots of each claim, in the order of the claims.
        prompted: What a language model was asked and what of its answer was dropped; None where none read.
    """

    document: Document
    analysis: Analysis
    mentions: Mentions
    extraction: Extraction
    tried: tuple[Tried, ...]
    weighed: tuple[Verdict, ...] = ()
    choices: tuple[tuple[Choice, ...], ...] = ()
    prompted: Reading | None = None


def explain(
    extractor: RuleExtractor,
    document: Document,
    analysis: Analysis,
    mentions: Mentions,
    learned: LearnedExtractor | None = None,
) -> Explanation:
    """Read one document and say how.

    Args:
        extractor: Reads by rules.
        document: To be read.
        analysis: Its sentences and syntax.
        mentions: What its words name.
        learned: The learned reader whose claims are to be explained; None for the rules' own.

    Raises:
        EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
    """
    context = extractor.context(document, analysis, mentions)
    hits = list(find_hits(context.tree, readable(context), extractor.frames, context.lookup))
    drafts = {_key(hit): make_drafts(hit, context) for hit in hits}
    verdicts: list[Verdict] = []
    fallen: dict[tuple[int, str], str] = {}
    choices: list[list[Choice]] = []
    if learned is None:
        groups = gather(draft for made in drafts.values() for draft in made)
        extraction = Extraction(checked(build_claims(groups, document), document), to_statements(context))
    else:
        reading = learned.reading(document, analysis, mentions)
        extraction, groups, verdicts = reading.extraction, reading.groups, learned.verdicts(reading)
        fallen, choices = learned.turned_down(reading), learned.choices(reading)
    made = _claims_of(groups, extraction.claims)
    told = {_key(hit): _fired(hit, drafts[_key(hit)], made, context) for hit in hits}
    told = {key: replace(one, why=_why(one, fallen.get((key[0], key[2])))) for key, one in told.items()}
    tried = tuple(_all_tried(context, extractor, told))
    return Explanation(document, analysis, mentions, extraction, tried, tuple(verdicts), tuple(map(tuple, choices)))


def _key(hit: Hit) -> _Key:
    return hit.i, hit.frame.frame, hit.trigger.id


def _claims_of(groups: list[list[Draft]], claims: tuple[Claim, ...]) -> dict[tuple[int, str], str]:
    """Give the label of the claim of each word and trigger; an operation's frame may have changed in the gathering."""
    return {
        (draft.hit.i, draft.hit.trigger.id): claim.label
        for group, claim in zip(groups, claims, strict=True)
        for draft in group
    }


def _fired(hit: Hit, drafts: list[Draft], made: dict[tuple[int, str], str], context: Context) -> Tried:
    label = made.get((hit.i, hit.trigger.id))
    why = () if label else (why_no_claim(drafts[0]) if drafts else why_no_draft(hit, context),)
    status = drafts[0].status.value if drafts else None
    word = _word(context, hit.i)
    return Tried(word, hit.sentence, hit.frame.frame, hit.trigger.id, fired=True, claim=label, status=status, why=why)


def _why(one: Tried, turned_down: str | None) -> tuple[str, ...]:
    """Give why a trigger that fired made no claim, the learned reader's word first."""
    return one.why if one.claim or turned_down is None else (turned_down,)


def _all_tried(context: Context, extractor: RuleExtractor, told: dict[_Key, Tried]) -> Iterator[Tried]:
    """Yield every trigger that a word of the text could fire, in text order."""
    fired = {(i, frame) for i, frame, _ in told}
    for number, sentence in readable(context):
        for i in range(sentence.first, sentence.last):
            for frame, trigger in entries_of(context.tree, i, extractor.frames):
                known = told.get((i, frame.frame, trigger.id))
                if known is not None:
                    yield known
                    continue
                why = _rejected(context, i, sentence, trigger, is_second=(i, frame.frame) in fired)
                yield Tried(_word(context, i), number, frame.frame, trigger.id, fired=False, why=why)


def _rejected(
    context: Context, i: int, sentence: Sentence, trigger: TriggerEntry, *, is_second: bool
) -> tuple[str, ...]:
    failed = why_not(context, i, sentence, trigger)
    if failed:
        return failed
    return ("another trigger of its frame stands first",) if is_second else ("the noun above it tells the event",)


def _word(context: Context, i: int) -> Evidence:
    token = context.tree.tokens[i]
    return Evidence.of(context.tree.text, token.start, token.end)
