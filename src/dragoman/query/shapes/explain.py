"""How claims came about: the words of a report, what is known of them, and what was tried. Types only."""

from __future__ import annotations

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import QuoteShape


class TokenShape(TypedDict):
    """One word with its grammar.

    Attributes:
        i: Its number in the report, from 0.
        start: Where it begins.
        end: Where it ends.
        text: As printed.
        lemma: Its dictionary form in lower case.
        tag: Penn Treebank tag.
        dep: Its relation to its head.
        head: Number of the word that it hangs on; its own for the head of the sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


class MentionShape(QuoteShape):
    """Words that name somebody, a place, a time, an amount or a thing.

    Attributes:
        kind: actor, place, time, quantity, thing.
        means: What they are taken for: a party, a country, days, a figure, a kind; null where nothing says.
    """

    kind: str
    means: str | None


class TriedShape(QuoteShape):
    """One trigger of a frame at one word.

    Attributes:
        frame: Name of the frame.
        rule: Name of its trigger.
        outcome: claim (it made or joined one), dropped (it fired and made none), rejected (it did not fire).
        claim: Label of the claim in this report, or null.
        status: What the words say of the event; null where they say none.
        why: Reasons for dropped and rejected.
    """

    frame: str
    rule: str
    outcome: str
    claim: str | None
    status: str | None
    why: list[str]


class ExplainedSentenceShape(QuoteShape):
    """One sentence.

    Attributes:
        zone: Kind of the part of the page that it stands in where that is no evidence (title, teaser, …), or null.
        tokens: Its words, white space left out.
        mentions: Whom and what they name.
        tried: Every trigger that they could fire.
    """

    zone: str | None
    tokens: list[TokenShape]
    mentions: list[MentionShape]
    tried: list[TriedShape]


class ExplainedClaimShape(TypedDict):
    """One claim with the rule of its first mention.

    Attributes:
        id: Of the claim.
        label: Within the report: c1, c2, …
        frame: Its frame.
        status: occurred, ongoing, planned, proposed, cancelled, not_occurred, denied.
        rule: Frame and trigger of its first mention.
        evidence: The words.
    """

    id: str
    label: str
    frame: str
    status: str
    rule: str | None
    evidence: list[QuoteShape]


class ExplainShape(TypedDict):
    """How the claims of one report came about.

    Attributes:
        doc: The report.
        sentences: In text order; for one claim, those of its evidence alone.
        claims: All, or the one asked for.
    """

    doc: str
    sentences: list[ExplainedSentenceShape]
    claims: list[ExplainedClaimShape]
