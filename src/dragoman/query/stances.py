"""Stances: what a side asked for, offered, refused, agreed to or said on an issue, act by act.

A view comes in, stances go out, by party and issue in order of publication. They come from demands, offers, rejections
and agreements on record, and from what a side's own voices are quoted with. What a report says in passing of deeds and
numbers is no stance. Nothing is weighed here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dragoman.errors import UnknownLanguageError
from dragoman.lang.tables import load_flow
from dragoman.model import Status, VoiceKind
from dragoman.query.refs import claim_ref, instant_text, printed_text, statement_ref
from dragoman.values import Instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from dragoman.model import ActiveClaim, Document, Event, Statement, Voice
    from dragoman.query.shapes import ClaimRef, StanceShape  # noqa: TC004  sixty types are not loaded for one name
    from dragoman.query.view import View

Kind = Literal["demands", "offers", "refuses", "agrees", "withdraws", "says"]

ACTS: dict[tuple[str, str | None], Kind] = {
    ("proposal", "demand"): "demands",
    ("proposal", "condition"): "demands",
    ("proposal", "offer"): "offers",
    ("proposal", "invitation"): "offers",
    ("proposal", None): "offers",
    ("rejection", None): "refuses",
    ("agreement", None): "agrees",
}
"""Source: CODEBOOK, frames and modes of acts of speech; a mode that is not listed is read as none."""

_VOID = frozenset({Status.DENIED, Status.NOT_OCCURRED, Status.PROPOSED, Status.PLANNED})
_OWN_KINDS = frozenset({VoiceKind.PERSON, VoiceKind.OFFICE})


@dataclass(frozen=True, slots=True)
class Stance:
    """One act of a side on an issue.

    Attributes:
        words: Its content in a report's words.
        is_own: Whether a voice of the side itself says so on record.
        claim: The report's words that carry it.
        speakers: Ids of the actors whose voices carry it there.
    """

    party: str
    issue: str
    kind: Kind
    words: str
    published: Instant | None
    is_own: bool
    event_id: str | None
    claim: ClaimRef
    speakers: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[bool, datetime | None, str]:
        """Its place in the order of publication, undated ones last."""
        return self.published is None, None if self.published is None else self.published.counts_from, self.claim["id"]

    def is_like(self, other: Stance) -> bool:
        """Say whether the same is said again: the same kind of act, no other numbers, and half of the words."""
        if self.kind != other.kind or _numbers(self.words) ^ _numbers(other.words):
            return False
        mine, theirs = _words(self.words), _words(other.words)
        return len(mine & theirs) * 2 >= min(len(mine), len(theirs))

    def shape(self) -> StanceShape:
        """Give it as a shape."""
        return {
            "published_at": instant_text(self.published),
            "published_at_local": printed_text(self.published),
            "stance": self.kind,
            "words": self.words,
            "own_voice": self.is_own,
            "event_id": self.event_id,
            "claim": self.claim,
        }


def find_stances(view: View) -> dict[tuple[str, str], list[Stance]]:
    """Give every stance, by party and issue, in order of publication."""
    found: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    events = [event for frame in ("proposal", "rejection", "agreement") for event in view.events(frame=frame)]
    actives = view.claims(found_id for event in events for found_id in event.claims)
    told = {(active.claim.document_id, span.start) for active in actives.values() for span in active.claim.evidence}
    told |= {
        (active.claim.document_id, span.start)
        for active in actives.values()
        if active.claim.content is not None
        for span in active.claim.content.spans
    }
    for stance in _of_events(view, events):
        found[stance.party, stance.issue].append(stance)
    for document, statement in view.statements():
        if not any((document.id, span.start) in told for span in statement.content):
            for stance in _of_statement(document, statement):
                found[stance.party, stance.issue].append(stance)
    return {key: sorted(stances, key=_order) for key, stances in found.items()}


def _order(stance: Stance) -> Any:
    return stance.order


def _of_events(view: View, events: Iterable[Event]) -> Iterator[Stance]:
    for event in events:
        content = event.content
        if event.status in _VOID or content is None or content.issue == "other" or not content.spans:
            continue
        kind = ACTS.get((event.frame, event.mode)) or ACTS[event.frame, None]
        kind = "withdraws" if event.status is Status.CANCELLED else kind
        words = " … ".join(" ".join(span.quote.split()) for span in content.spans)
        first = _first_with(view, event, content.spans[0].quote)
        claim, speakers = claim_ref(first), speakers_of(first.claim.attribution)
        for party in sorted({filler.party for filler in event.roles.actor if filler.party is not None}):
            is_own = party in event.counts.parties
            yield Stance(party, content.issue, kind, words, event.first_published, is_own, event.id, claim, speakers)


def _first_with(view: View, event: Event, quote: str) -> ActiveClaim:
    """Give the first claim that has these words, since the fullest wording need not be the first."""
    actives = list(view.claims(event.claims).values())
    found = [
        active
        for active in actives
        if active.claim.content is not None and any(span.quote == quote for span in active.claim.content.spans)
    ]
    return (found or actives)[0]


def speakers_of(voices: Iterable[Voice]) -> frozenset[str]:
    """Give the ids of the actors among voices."""
    return frozenset(voice.actor_id for voice in voices if voice.actor_id is not None)


def _of_statement(document: Document, statement: Statement) -> Iterator[Stance]:
    issue, kind = statement.issue, _kind_of_verb(statement.verb, document.language or "en")
    if kind is None or issue in (None, "other") or (kind == "says" and issue in _deeds(document.language or "en")):
        return
    words = " … ".join(" ".join(span.quote.split()) for span in statement.content)
    published = None if document.published is None else document.published.instant
    speakers = {voice.party for voice in statement.voices if voice.kind in _OWN_KINDS and voice.party is not None}
    for party in sorted(speakers):
        yield Stance(
            party,
            str(issue),
            kind,
            words,
            published,
            is_own=True,
            event_id=None,
            claim=statement_ref(document, statement),
            speakers=speakers_of(statement.voices),
        )


def _kind_of_verb(verb: str | None, lang: str) -> Kind | None:
    return _verbs(lang).get(verb or "")


@cache
def _verbs(lang: str) -> dict[str, Kind]:
    return {verb: kind for kind, verbs in _words_of(lang)["stances"].items() for verb in verbs}


@cache
def _deeds(lang: str) -> frozenset[str]:
    return frozenset(_words_of(lang)["told_as_deeds"])


def _words_of(lang: str) -> Any:
    """Give the words of a language; none where none are known, such as that of a hand-coded report."""
    try:
        return load_flow(lang, "positions")
    except UnknownLanguageError:
        return {"stances": {}, "told_as_deeds": []}


def _numbers(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*\d|\d", words))


def _words(words: str) -> frozenset[str]:
    """Give the words that say something: those of four letters or more."""
    return frozenset(word for word in re.findall(r"\w+", words.casefold()) if len(word) > 3)  # noqa: PLR2004
