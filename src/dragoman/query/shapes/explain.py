"""How claims came about: the words of a report, what is known of them, and what was tried. Types only."""

from __future__ import annotations

from typing_extensions import TypedDict

from dragoman.query.shapes.parts import QuoteShape
from dragoman.query.shapes.prompted import AskedShape  # noqa: TC001  schemas are made from it


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


class ShareShape(TypedDict):
    """What one feature adds to the learned reader's answer.

    Attributes:
        feature: Its name; rules.… are what the rules found, word.… the lexicon's scores, the others the encoder's.
        adds: To the log odds; what is under 0 takes away.
    """

    feature: str
    adds: float


class WeighedShape(TypedDict):
    """The learned reader's word on a frame in a sentence.

    Attributes:
        frame: Name of the frame.
        by: rules (they have a claim there, and it was weighed) or learned (they have none).
        told: Whether it became a claim.
        probability: That a reader makes this claim.
        needed: From which it becomes one.
        claim: Label of the claim, or null.
        shares: The features that moved it most, greatest first.
    """

    frame: str
    by: str
    told: bool
    probability: float
    needed: float
    claim: str | None
    shares: list[ShareShape]


class ExplainedSentenceShape(QuoteShape):
    """One sentence.

    Attributes:
        zone: Kind of the part of the page that it stands in where that is no evidence (title, teaser, …), or null.
        tokens: Its words, white space left out.
        mentions: Whom and what they name.
        tried: Every trigger that they could fire.
        learned: What the learned reader weighed there; empty where the rules read alone.
    """

    zone: str | None
    tokens: list[TokenShape]
    mentions: list[MentionShape]
    tried: list[TriedShape]
    learned: list[WeighedShape]


class ChoiceShape(TypedDict):
    """The learned reader's word on one that could fill a slot of a claim.

    Attributes:
        slot: target, places or status.
        value: Its words.
        by: rules (they chose it too) or learned.
        kept: Whether it stands in the claim.
        probability: That a reader has the claim with this value.
        shares: The features that moved it most, greatest first.
    """

    slot: str
    value: str
    by: str
    kept: bool
    probability: float
    shares: list[ShareShape]


class ExplainedClaimShape(TypedDict):
    """One claim with the rule of its first mention.

    Attributes:
        id: Of the claim.
        label: Within the report: c1, c2, …
        frame: Its frame.
        status: occurred, ongoing, planned, proposed, cancelled, not_occurred, denied.
        rule: Frame and trigger of its first mention.
        evidence: The words.
        choices: What the learned reader chose for its slots, the improbable left out; empty where the rules read alone.
    """

    id: str
    label: str
    frame: str
    status: str
    rule: str | None
    evidence: list[QuoteShape]
    choices: list[ChoiceShape]


class ExplainShape(TypedDict):
    """How the claims of one report came about.

    Attributes:
        doc: The report.
        sentences: In text order; for one claim, those of its evidence alone.
        claims: All, or the one asked for.
        asked: What a language model was asked; null where none reads.
    """

    doc: str
    sentences: list[ExplainedSentenceShape]
    claims: list[ExplainedClaimShape]
    asked: AskedShape | None
