"""Candidates: whom, where and what status could fill a slot of a claim, from the sentences around its mentions.

A claim with its drafts comes in; candidates go out, each once, with the words in which it stands. The rules' own choice
is among them. Nothing is chosen here, and nothing that the resolvers did not find is made up.

Source: codebook, Roles, Places, Status; sentences -2 to +1 hold most slots of the training reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.where_when import place_reference
from dragoman.model import Filler, PlaceRef, Status, ZoneKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dragoman.extract.context import Context
    from dragoman.extract.draft import Draft
    from dragoman.model import Claim, Sentence

BEFORE, AFTER = 2, 1
"""Sentences before and after those of the claim in which a candidate may stand."""
HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "attr", "agent", "dative", "ROOT"})
"""Relations of the noun phrases that may be a target. Source: those of the targets of the training reports."""

APART = frozenset(ZoneKind) - {ZoneKind.CAPTION}
"""Zones whose words fill no slot. Source: codebook, Decisions (titles, teasers and datelines are no evidence)."""
ROLES = frozenset({"actor", "target"})
HELD = ("actor", "target", "places")
"""Slots whose values may be asked for in other claims of a report."""

Value = Filler | PlaceRef | Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """One that could fill a slot.

    Attributes:
        key: The same for mentions of the same.
        tokens: Heads of its mentions near the claim, in text order; empty where only the rules name it.
        by_rules: Whether the rules chose it.
    """

    value: Value
    key: str
    tokens: tuple[int, ...]
    by_rules: bool


class Told(NamedTuple):
    """A claim with what it was made from.

    Attributes:
        chance: The second stage's probability that a reader makes it.
    """

    claim: Claim
    group: Sequence[Draft]
    chance: float


@dataclass(frozen=True)
class Around:
    """What is told elsewhere in the report.

    Attributes:
        held: How many claims hold a key in a slot, by (slot, key) and by (slot, key, frame).
        mentions: How often a party (``=RUS``) or a name's words are mentioned in the report.
        title: Keys of those that the first sentence mentions.
    """

    held: Mapping[tuple[str, ...], int]
    mentions: Mapping[str, int]
    title: frozenset[str]


def around_of(claims: Sequence[Claim], context: Context) -> Around:
    """Count what the claims of a report hold and whom its words name."""
    held: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        for slot in HELD:
            for key in {key_of(v) for v in chosen(slot, claim)}:
                held.update([(slot, key), (slot, key, claim.frame)])
    named = [(m.head, f"={m.party}" if m.party else _words(m.name)) for m in context.lookup.mentions.actors]
    named += [(m.head, _words(m.name)) for m in context.lookup.mentions.places]
    first = context.analysis.sentences[0].last if context.analysis.sentences else 0
    return Around(held, Counter(key for _, key in named), frozenset(key for head, key in named if head < first))


def candidates(slot: str, told: Told, context: Context) -> list[Candidate]:
    """Give the candidates for a slot, the rules' own first, then in text order.

    Args:
        slot: One of ``SLOTS``.
        told: The claim.
        context: The report.
    """
    own = chosen(slot, told.claim)
    found: dict[str, tuple[Value, list[int], bool]] = {}
    for value in own:
        found.setdefault(key_of(value), (value, [], True))
    for i, value in _FINDERS[slot](told, context):
        key = _known(value, found)
        kept = found.setdefault(key, (value, [], False))
        if i not in kept[1]:
            kept[1].append(i)
    return [Candidate(value, key, tuple(tokens), by) for key, (value, tokens, by) in found.items()]


def chosen(slot: str, claim: Claim) -> Sequence[Value]:
    """Give what a claim holds in a slot."""
    if slot in ROLES:
        fillers: Sequence[Value] = getattr(claim.roles, slot)
        return fillers
    if slot == "status":
        return (claim.status,)
    return claim.places if slot == "places" else ()


def key_of(value: Value) -> str:
    """Give what makes two values the same: the party of somebody in a role, else the name's words."""
    if isinstance(value, Filler) and value.party is not None:
        return f"={value.party}"
    if isinstance(value, Status):
        return value.value
    return _words(value.name)


def _words(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))


def _known(value: Value, found: dict[str, tuple[Value, list[int], bool]]) -> str:
    """Give the key under which a value is known: its own, or that of one whose name holds its name or is held by it."""
    key = key_of(value)
    if key in found or key.startswith("=") or isinstance(value, Status):
        return key
    words = set(key.split())
    for other in found:
        if not other.startswith("=") and (words <= set(other.split()) or set(other.split()) <= words):
            return other
    return key


def near(told: Told, context: Context) -> list[Sentence]:
    """Give the sentences of a claim's mentions and those around the first of them."""
    sentences = context.analysis.sentences
    own = {d.hit.sentence for d in told.group}
    first = told.group[0].hit.sentence
    around = range(max(0, first - BEFORE), min(len(sentences), first + AFTER + 1))
    return [sentences[n] for n in sorted(own | set(around))]


def _tokens(told: Told, context: Context) -> Iterator[int]:
    """Yield the tokens near a claim, but for those of datelines, credits and other parts of the page."""
    apart = [zone.span for zone in context.document.zones if zone.kind in APART]
    for sentence in near(told, context):
        for i in range(sentence.first, sentence.last):
            start = context.tree.tokens[i].start
            if not any(span.start <= start < span.end for span in apart):
                yield i


def _targets(told: Told, context: Context) -> Iterator[tuple[int, Value]]:
    tokens = context.tree.tokens
    for i in _tokens(told, context):
        mention = context.lookup.actors.get(i)
        if mention is None and (tokens[i].pos not in {"NOUN", "PROPN"} or tokens[i].dep not in HEADS):
            continue
        if mention is None or mention.head == i:
            for filler in context.describer.describe(i, "any"):
                yield i, filler


def _places(told: Told, context: Context) -> Iterator[tuple[int, Value]]:
    for i in _tokens(told, context):
        place = context.lookup.places.get(i)
        if place is not None and place.head == i:
            yield i, place_reference(place, context.tree.text)


def _statuses(told: Told, context: Context) -> Iterator[tuple[int, Value]]:
    is_over = told.claim.status is Status.OCCURRED and _ended(told, context)
    for status in Status:
        if not (is_over and status is Status.ONGOING):
            yield told.group[0].hit.i, status


def _ended(told: Told, context: Context) -> bool:
    """Whether a claim's days were over by the day before its report: what goes on runs to the report."""
    day = context.document.day_at(told.claim.evidence[0].start)
    time = told.claim.time
    return day is not None and time is not None and time.last_day < day - timedelta(days=1)


_FINDERS: dict[str, Callable[[Told, Context], Iterator[tuple[int, Value]]]] = {
    "target": _targets,
    "places": _places,
    "status": _statuses,
}
SLOTS = tuple(_FINDERS)
"""Slots that can be chosen for."""
