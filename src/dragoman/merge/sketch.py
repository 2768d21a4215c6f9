"""Sketches: what a claim says, brought to the form in which two claims are compared.

An ``ActiveClaim`` comes in, a ``Sketch`` goes out: days as numbers, parties and words as sets. It adds nothing
that the claim does not say; the days an undated claim can mean are bounds for joining and never shown as a date.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.merge.names import is_bare, name_words, words_of
from dragoman.merge.quantities import Reading, read_quantity
from dragoman.model import ActiveClaim, PlaceRef, Status, VoiceKind
from dragoman.values import Granularity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from dragoman.merge.rules import Rules
    from dragoman.model import Claim, Filler
    from dragoman.values import Interval

Key = tuple[float, str, int, str, str]
"""(published as a UTC timestamp, infinity where unknown; document id; start; frame; claim id)."""

PERSON = "person."
"""How the dossier's ids of persons begin."""

ROUND = "round"
"""The mode of talks of which the parties have one at a time."""

DETAILS_TOLD = {
    "words": "words",
    "places": "places",
    "people": "known_people",
    "numbers": "readings",
    "stage": "readings",
    "voices": "voices",
    "content": "content",
}
"""Features that can add nothing where one of two claims says nothing of it, and the field that they compare."""

_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED})
_ON_RECORD = frozenset({VoiceKind.PERSON, VoiceKind.OFFICE})
_FINE = Granularity.DAY.rank


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One claim, ready to be compared.

    Attributes:
        key: Canonical order of claims; the first of an event is its anchor.
        published: Ordinal of the publication day, or None.
        facts: Frame, mode, round, process, name, issue, sides and targets as one key: equal keys compare alike.
        scene: Its places as one key.
        window: Days (as ordinals with fractions) within which it can lie: its time, or what its status allows.
        span: Its time as ordinals, end-exclusive, or None where it has none.
        fine: Whether it is dated to the day or finer.
        sides, targets: Party codes; ``~name`` where the party is not known.
        known_sides, known_targets: Those of them that are codes.
        unnamed: Words of each doer without a party, also where they name nobody and are no side.
        voices: Words of each name that speaks on record.
        people: Words of each name in actor and delegate roles.
        persons: The dossier's ids of the persons among the doers.
        told: One bit for each detail (``DETAILS_TOLD``, in order) of which the claim says something.
        exact: Whether it has a fact that can identify it: an ordinal, a name, or a round of talks.
        process: Process and, where known, number of its round: an identity for joining only.
    """

    active: ActiveClaim
    key: Key
    published: int | None
    window: tuple[float, float]
    span: tuple[float, float] | None
    fine: bool
    document: str
    frame: str
    status: Status
    mode: str | None
    round: int | None
    sides: frozenset[str]
    targets: frozenset[str]
    known_sides: frozenset[str]
    unnamed: frozenset[tuple[str, ...]]
    known_targets: frozenset[str]
    voices: frozenset[tuple[str, ...]]
    people: frozenset[tuple[str, ...]]
    persons: frozenset[str]
    target_words: frozenset[str]
    places: tuple[PlaceRef, ...]
    name: frozenset[str]
    words: frozenset[str]
    content: frozenset[str]
    title: frozenset[str]
    title_words: frozenset[str]
    readings: tuple[Reading, ...]
    process: tuple[str, int | None] | None = None
    facts: str = field(init=False)
    scene: str = field(init=False)
    told: int = field(init=False)
    exact: bool = field(init=False)

    def __post_init__(self) -> None:
        """Sum up once what is asked of each pair."""
        details = (getattr(self, name) for name in DETAILS_TOLD.values())
        numbered = self.process is not None and self.process[1] is not None
        exact = numbered or self.round is not None or bool(self.name) or self.mode == ROUND
        object.__setattr__(self, "facts", sys.intern(self._summed_up()))
        object.__setattr__(self, "scene", sys.intern(repr(self.places)))
        object.__setattr__(self, "told", sum(1 << place for place, detail in enumerate(details) if detail))
        object.__setattr__(self, "exact", exact)

    def _summed_up(self) -> str:
        content = self.active.claim.content
        words = frozenset() if self.known_targets else self.target_words
        sets = (self.sides, self.targets, words, self.name)
        plain = (self.frame, self.mode, self.round, self.process, content and content.issue)
        return "|".join((*map(str, plain), *(" ".join(sorted(each)) for each in sets)))

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.active.claim

    @property
    def known_people(self) -> bool:
        """Whether somebody is named so that another report's name can be told to be the same: in full, or linked."""
        return bool(self.persons) or any(len(words) > 1 for words in self.people)

    @property
    def to_come(self) -> bool:
        """Whether the report speaks of it as still ahead."""
        return self.status in _TO_COME


def order_of(active: ActiveClaim) -> Key:
    """Give the canonical place of a claim among all others: the anchor of an event is its minimum.

    Source: DESIGN section 1 (published_at, document id, start, frame); an unknown publication comes last.
    """
    claim = active.claim
    moment = math.inf if active.published is None else active.published.counts_from.timestamp()
    start = min((evidence.start for evidence in claim.evidence), default=0)
    return (moment, claim.document_id, start, claim.frame, claim.id)


def sketch_of(active: ActiveClaim, rules: Rules) -> Sketch:
    """Bring one claim to the form in which it is compared."""
    claim, published = active.claim, None if active.published is None else active.published.day.toordinal()
    span = None if claim.time is None else ordinals(claim.time)
    roles, content = claim.roles, claim.content
    return Sketch(
        active=active,
        key=order_of(active),
        published=published,
        window=_window(claim.status, published) if span is None else span,
        span=span,
        fine=claim.time is not None and _is_fine(claim.time),
        document=claim.document_id,
        frame=claim.frame,
        status=claim.status,
        mode=claim.mode,
        round=claim.round,
        sides=_parties(roles.actor, rules),
        unnamed=frozenset(words_of(filler.name) for filler in roles.actor if not filler.party),
        targets=_parties(roles.target, rules),
        known_sides=_known(roles.actor),
        known_targets=_known(roles.target),
        voices=frozenset(
            name_words(voice.name, rules.names) for voice in claim.attribution if voice.kind in _ON_RECORD
        ),
        people=frozenset(name_words(filler.name, rules.names) for filler in (*roles.actor, *roles.delegate)),
        persons=frozenset(f.actor_id for f in roles.actor if f.actor_id and f.actor_id.startswith(PERSON)),
        target_words=_matter((filler.name for filler in roles.target), rules),
        places=tuple(replace(place, evidence=None) if place.evidence else place for place in claim.places),
        name=frozenset(name_words(claim.name or "", rules.names)),
        words=_matter((evidence.quote for evidence in claim.evidence), rules),
        content=frozenset() if content is None else _matter((span.quote for span in content.spans), rules),
        title=_matter((active.document.title or "",), rules),
        title_words=frozenset(words_of(active.document.title or "")),
        readings=_readings(claim, rules),
    )


def _readings(claim: Claim, rules: Rules) -> tuple[Reading, ...]:
    """Give the figures; one that is given for each side alike ("1,000 each") counts once, of nobody in particular.

    Source: CODEBOOK (``exchanged`` is counted per side in ``of``).
    """
    sides = {frozenset(name_words(filler.name, rules.names)) for filler in claim.roles.actor}
    found = [reading for q in claim.quantities if (reading := read_quantity(q, rules)) is not None]
    own = [reading for reading in found if reading.scope.of in sides]
    alike = {(reading.scope.measure, reading[1:]) for reading in own}
    if len(own) == 1 or len({measure for measure, _ in alike}) < len(alike):
        return tuple(found)
    each = (r._replace(scope=r.scope._replace(of=frozenset())) if r.scope.of in sides else r for r in found)
    return tuple(dict.fromkeys(each))


def ordinals(time: Interval) -> tuple[float, float]:
    """Give the ends of an interval as ordinals of days with their fraction, the second exclusive."""
    return _ordinal(time.start), _ordinal(time.end)


def _window(status: Status, published: int | None) -> tuple[float, float]:
    """Give the days that an undated claim can mean: what has occurred lies before its report, what is to come after."""
    if published is None:
        return (-math.inf, math.inf)
    if status is Status.OCCURRED:
        return (-math.inf, published + 1.0)
    if status in _TO_COME:
        return (float(published), math.inf)
    return (-math.inf, math.inf)


def _ordinal(moment: datetime) -> float:
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def _is_fine(time: Interval) -> bool:
    return time.granularity.rank <= _FINE


def _parties(fillers: Iterable[Filler], rules: Rules) -> frozenset[str]:
    return frozenset(
        filler.party or "~" + " ".join(name_words(filler.name, rules.names))
        for filler in fillers
        if filler.party or not is_bare(filler.name, rules.names)
    )


def _known(fillers: Iterable[Filler]) -> frozenset[str]:
    return frozenset(filler.party for filler in fillers if filler.party)


def _matter(texts: Iterable[str], rules: Rules) -> frozenset[str]:
    """Give the stems of the words that are long enough to carry matter, and all figures.

    Source: ``rules.yaml``; a cut at a fixed length does nearly as well as a stemmer for likeness (Harman 1991).
    """
    return frozenset(
        word[: rules.stem_letters]
        for text in texts
        for word in words_of(text)
        if len(word) >= rules.word_letters or word.isdigit()
    )
