"""Drafts: what one trigger says, before the mentions of one event in a document are gathered to one claim.

A hit comes in with everything found around it; a ``Draft`` goes out. Nothing is merged here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.extract.beyond import Offer, find_beyond
from dragoman.extract.chains import find_voices
from dragoman.extract.concerned import specific
from dragoman.extract.content import find_content
from dragoman.extract.gapping import ungap
from dragoman.extract.home_places import find_home
from dragoman.extract.measures import find_quantities
from dragoman.extract.modes import find_mode
from dragoman.extract.names import find_name, find_round
from dragoman.extract.outcomes import find_outcomes
from dragoman.extract.paths import Around
from dragoman.extract.per_side import share_out
from dragoman.extract.roles import fill_roles
from dragoman.extract.slots import slot_heads
from dragoman.extract.speaking import with_speakers
from dragoman.extract.status import Reading, read_status
from dragoman.extract.triggers import Hit
from dragoman.extract.where_when import find_coordinated, find_places, find_time, place_reference
from dragoman.extract.wider_places import find_wider
from dragoman.model import Content, Evidence, Outcome, PlaceRef, QuantityRef, Roles, Status, Timex, Voice
from dragoman.values import Granularity

if TYPE_CHECKING:
    from dragoman.extract.context import Context
    from dragoman.model import Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event; fields as in ``Claim``.

    Attributes:
        moved: Whether the words give what was planned another time ("the meeting was postponed until noon").
        beyond: Candidates for roles that no mention of the event fills.
        wider: Places that hold its places, or lie in them: they tell no two events apart.
        home: Place of the report, for an event that no mention places.
        is_at_large: Whether it says of those concerned only that they are people.
    """

    hit: Hit
    status: Status
    hedged: bool
    mode: str | None
    round: int | None
    name: str | None
    time: Timex | None
    places: tuple[PlaceRef, ...]
    roles: Roles
    quantities: tuple[QuantityRef, ...]
    voices: tuple[Voice, ...]
    content: Content | None
    evidence: Evidence
    hit_start: int
    is_anaphoric: bool
    outcome: tuple[Outcome, ...] = ()
    moved: bool = False
    beyond: Offer = field(default_factory=dict)
    wider: tuple[PlaceRef, ...] = ()
    home: tuple[PlaceRef, ...] = ()
    is_at_large: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether a noun of meeting says neither who, when, where, which nor how long."""
        if self.hit.frame.kind != "meeting" or not self.hit.trigger.noun:
            return False
        return not (self.roles.actor or self.time or self.places or self.round or self.quantities or self.voices)

    @property
    def is_known(self) -> bool:
        """Whether it takes for known who meets: a definite noun with a clock time ("the talks ended at 21:16")."""
        if self.time is None or self.time.interval is None or not self.is_anaphoric:
            return False
        return self.hit.frame.kind == "meeting" and self.time.interval.granularity is Granularity.HOUR

    @property
    def frame(self) -> str:
        """Name of the frame."""
        return self.hit.frame.frame


def make_drafts(hit: Hit, context: Context) -> list[Draft]:
    """Read everything around a hit: one draft, or one for each of several days ("rounds in May and June")."""
    draft = _make_draft(hit, context)
    if draft is None or draft.time is None:
        return [] if draft is None else [draft]
    around = _around(hit, context)
    told = ungap(draft, around)
    return told if len(told) > 1 else [replace(draft, time=time) for time in find_coordinated(around, draft.time)]


def _make_draft(hit: Hit, context: Context) -> Draft | None:
    """Read everything around a hit; None where the words only suppose the event or a needed role is empty."""
    tree, lookup = context.tree, context.lookup
    sentence = tree.reach(hit.i, context.analysis.sentences[hit.sentence])
    reading = read_status(tree, hit.i, context.words.status)
    if reading is None:
        return None
    roles = with_speakers(hit, fill_roles(hit, tree, lookup, context.describer), context)
    quantities = find_quantities(hit, tree, lookup, sentence, context.words.measures)
    name = find_name(hit, tree, lookup, sentence)
    if _lacks(hit, roles, quantities) or (hit.trigger.named and name is None):
        return None
    status, voices = _status(hit, reading), find_voices(hit, context)
    around = _around(hit, context)
    outcome, anaphoric = find_outcomes(hit, context, sentence, voices), _is_anaphoric(hit, context)
    aside = anaphoric and _is_aside(hit, context)  # whoever tells what came of it need not tell that it was
    places = () if aside else find_places(around) + _equal_places(around)
    mode = find_mode(hit, tree, lookup)
    told = context.words.measures.modes.get(mode or "", {})
    quantities = tuple(replace(q, measure=told.get(q.measure, q.measure)) for q in quantities)
    quantities = share_out(quantities, roles.actor, tree, lookup, context.words.measures)
    roles, at_large = specific(_with_effect(hit, roles, context), tree, lookup)
    if hit.trigger.points:
        roles, quantities = _owned(roles, quantities, voices, hedged=reading.hedged)
    return Draft(
        hit=hit,
        status=status,
        hedged=reading.hedged,
        mode=mode,
        round=find_round(hit, tree, lookup, sentence),
        name=name,
        time=None if aside or _is_count(hit) else find_time(around),
        places=places,
        roles=roles,
        quantities=quantities,
        voices=() if anaphoric and (outcome or aside) else voices,
        content=find_content(hit, tree, sentence, context.words.issues),
        evidence=_evidence(hit, context, sentence),
        hit_start=tree.tokens[hit.i].start,
        is_anaphoric=anaphoric,
        outcome=outcome,
        moved=_is_moved(hit, context),
        beyond=find_beyond(hit, context),
        wider=find_wider(around, places),
        home=() if places or aside or status in _NOWHERE else find_home(around, context.home),
        is_at_large=at_large,
    )


_NOWHERE = frozenset({Status.PROPOSED, Status.NOT_OCCURRED})
"""What was only wished for, or did not happen, is where the words say, and nowhere else."""


def _status(hit: Hit, reading: Reading) -> Status:
    """Give the status that the words say, unless the trigger or the frame says more of it.

    An act of speech is performed when voiced: "is demanding", "was willing to walk away" have been said; one that is
    told by a bare infinitive ("joined to call on") was performed.

    Source: codebook, Status ("acts of speech: they occurred when voiced").
    """
    status, trigger = reading.status, hit.trigger
    given = None if trigger.status is None else Status(trigger.status)
    if hit.frame.voiced and status in _VOICED:
        return given or (Status.OCCURRED if status is Status.ONGOING or _is_voiced(hit, reading) else status)
    if hit.frame.kind == "speech" and trigger.verb and reading.because is None:
        return given or Status.OCCURRED
    return given if given is not None and status is Status.OCCURRED else status


_VOICED = frozenset({Status.ONGOING, Status.PLANNED, Status.PROPOSED, Status.OCCURRED})


def _is_voiced(hit: Hit, reading: Reading) -> bool:
    """Whether an act of speech is told by its noun ("called the demands nonsense") or a verb that nothing governs."""
    return not hit.trigger.verb or reading.because is None


def _with_effect(hit: Hit, roles: Roles, context: Context) -> Roles:
    """Say of the targets what the verb says that befell them ("damaged", "hit")."""
    words = context.words.measures
    effect = words.effects.get(context.tree.lemma(hit.i)) if hit.frame.frame in words.effect_frames else None
    if effect is None or not hit.trigger.verb:
        return roles
    return replace(roles, target=tuple(replace(t, effect=effect) for t in roles.target))


def _equal_places(around: Around) -> tuple[PlaceRef, ...]:
    """Give the place that a target is said to be ("one of the targets was Belaya air base")."""
    if "equals" not in around.hit.trigger.roles.get("target", ()):
        return ()
    heads = slot_heads(around.hit, "equals", around.tree, around.lookup)
    found = (around.lookup.places.get(h) for h in heads)
    return tuple(place_reference(p, around.tree.text) for p in found if p is not None)


def _owned(
    roles: Roles, quantities: tuple[QuantityRef, ...], voices: tuple[Voice, ...], *, hedged: bool
) -> tuple[Roles, tuple[QuantityRef, ...]]:
    """Give what adds to an event told elsewhere its own hedge, and its figures their own voices."""
    targets = tuple(replace(t, hedged=hedged) for t in roles.target)
    figures = tuple(replace(q, hedged=hedged, attribution=voices) for q in quantities)
    return replace(roles, target=targets), figures


def _around(hit: Hit, context: Context) -> Around:
    sentence, speech = context.tree.reach(hit.i, context.analysis.sentences[hit.sentence]), context.speech_cues
    day = context.document.day_at(context.tree.tokens[hit.i].start)
    return Around(hit, context.tree, context.lookup, sentence, speech - {hit.i}, context.meetings, day)


def _lacks(hit: Hit, roles: Roles, quantities: tuple[QuantityRef, ...]) -> bool:
    """Whether a role or a measure that the trigger needs is not there."""
    needed = hit.trigger.needs or hit.frame.needs
    if any(not getattr(roles, role) for role in needed):
        return True
    return bool(hit.trigger.measures) and not {q.measure for q in quantities} & set(hit.trigger.measures)


def _is_anaphoric(hit: Hit, context: Context) -> bool:
    """Whether a noun only points back: definite, with no time or ordinal in its own phrase."""
    tree = context.tree
    if hit.trigger.points:
        return True
    if tree.is_verb(hit.i):
        return False
    nouns = [hit.i]
    token = tree.tokens[hit.i]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        nouns.append(tree.tokens[token.head].head)  # "the resumption of talks"
    if not any(
        tree.tokens[c].text.casefold() in tree.grammar.definite for n in nouns for c in tree.below(n, "det", "poss")
    ):
        return False
    below = tree.analysis.subtree(hit.i)
    lookup = context.lookup
    return not any(j in lookup.times or (j in lookup.quantities and lookup.quantities[j].ordinal) for j in below)


def _is_moved(hit: Hit, context: Context) -> bool:
    above = context.tree.tokens[hit.i].head
    return hit.frame.kind == "meeting" and context.tree.lemma(above) in context.tree.grammar.postponing


def _is_count(hit: Hit) -> bool:
    """Whether a noun tells a toll, whose own day is that of the counting ("the toll rose to 17 on Tuesday")."""
    return hit.trigger.toll and bool(hit.trigger.noun)


def _is_aside(hit: Hit, context: Context) -> bool:
    """Whether an event only dates another one that is told: "hours after the talks", "ahead of the meeting"."""
    tree, at = context.tree, hit.i
    while tree.tokens[at].dep in {"pobj", "prep"} and tree.tokens[at].head != at:
        at = tree.tokens[at].head
        if tree.lemma(at) in tree.grammar.sequence:
            return True
    return False


MAX_SENTENCE_CHARS = 260
"""A sentence up to this length is the evidence as a whole. Source: 90th percentile of evidence in training."""


def _evidence(hit: Hit, context: Context, sentence: Sentence) -> Evidence:
    tree = context.tree
    if sentence.end - sentence.start <= MAX_SENTENCE_CHARS:
        start, end = _trim(tree.text, sentence.start, sentence.end)
    else:
        start, end = tree.span_of(tree.clause_root(hit.i), sentence)
        if not start <= tree.tokens[hit.i].start < end:
            start, end = _trim(tree.text, sentence.start, sentence.end)
    return Evidence.of(tree.text, start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
