"""Where and when: the places and the time that belong to a trigger, not merely to its sentence.

A hit comes in; place references and one time with its words go out. Nearest in the tree first: the trigger's
own phrase, its clause, its sentence. "Said on Monday in Ankara" dates and places the saying only.

Source: codebook, ``time`` and ``places``; the order of search was measured on the training reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import Evidence, PlaceRef, Timex, TimexKind

if TYPE_CHECKING:
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit
    from dragoman.model import PlaceMention, Sentence

_NOT_WHERE = frozenset({"nsubj", "nsubjpass", "poss", "compound", "amod", "agent"})


def find_time(hit: Hit, tree: Tree, lookup: Lookup, sentence: Sentence, speech: frozenset[int]) -> Timex | None:
    """Give the time expression that dates the event, or None.

    Args:
        speech: Tokens of attributing verbs in the sentence; what hangs on them dates the saying.
    """
    for group in _rings(hit, tree, sentence):
        candidates = [
            lookup.times[j]
            for j in group
            if j in lookup.times and lookup.times[j].kind in {TimexKind.DATE, TimexKind.TIME}
        ]
        usable = [t for t in candidates if not _hangs_on(tree, lookup, t, speech, hit) and t.value != "PRESENT_REF"]
        if usable:
            dated = [t for t in usable if t.interval is not None]
            return (dated or usable)[0]
    return None


def _rings(hit: Hit, tree: Tree, sentence: Sentence) -> list[list[int]]:
    """Give token groups around a hit, nearest first: its phrase, its light verb's clause, its clause, its sentence."""
    rings = [list(tree.analysis.subtree(hit.i))]
    if hit.light is not None:
        rings.append(list(tree.analysis.subtree(hit.light)))
    root = tree.clause_root(hit.i)
    rings.append(list(tree.analysis.subtree(root)))
    rings.append(list(range(sentence.first, sentence.last)))
    return [[j for j in ring if sentence.first <= j < sentence.last] for ring in rings]


def _hangs_on(tree: Tree, lookup: Lookup, timex: Timex, speech: frozenset[int], hit: Hit) -> bool:
    """Whether a time expression belongs to an attributing verb or to another event's clause."""
    indices = lookup.tokens_of(timex.span)
    if not indices or hit.i in speech:
        return False
    at = indices[0]
    for _ in range(8):
        head = tree.tokens[at].head
        if head == at:
            return False
        if head == hit.i or head == hit.light:
            return False
        if head in speech:
            return True
        if tree.is_verb(head):
            return False
        at = head
    return False


def time_evidence(timex: Timex, text: str) -> Evidence:
    """Give the words of a time expression."""
    return Evidence.of(text, timex.span.start, timex.span.end)


def find_places(
    hit: Hit, tree: Tree, lookup: Lookup, sentence: Sentence, speech: frozenset[int]
) -> tuple[PlaceRef, ...]:
    """Give the places where it happened, most specific first."""
    if not hit.frame.places:
        return ()
    for group in _rings(hit, tree, sentence)[:-1]:
        found = _places_in(group, hit, tree, lookup, speech)
        if found:
            ordered = sorted(found, key=lambda p: list(type(p.precision)).index(p.precision))
            return tuple(_reference(p, tree.text) for p in ordered)
    return ()


def _places_in(group: list[int], hit: Hit, tree: Tree, lookup: Lookup, speech: frozenset[int]) -> list[PlaceMention]:
    found: dict[str, PlaceMention] = {}
    for j in group:
        place = lookup.places.get(j)
        if place is None or place.head != j or place.name in found:
            continue
        if tree.tokens[j].dep in _NOT_WHERE or _under_speech(tree, j, speech, hit):
            continue
        if not _is_placing(tree, j):
            continue
        found[place.name] = place
    return list(found.values())


_PLACING = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "over",
        "across",
        "around",
        "off",
        "through",
        "throughout",
        "along",
        "within",
        "into",
        "to",
        "of",
        "against",
        "toward",
        "towards",
        "between",
        "from",
        "into",
        "onto",
        "beyond",
    }
)


def _is_placing(tree: Tree, j: int) -> bool:
    token = tree.tokens[j]
    if token.dep == "pobj":
        return tree.lemma(token.head) in _PLACING
    if token.dep in {"dobj", "appos", "conj", "npadvmod", "attr"}:
        return token.dep != "conj" or _is_placing(tree, token.head)
    return False


def _under_speech(tree: Tree, j: int, speech: frozenset[int], hit: Hit) -> bool:
    at = j
    for _ in range(6):
        head = tree.tokens[at].head
        if head == at or head in {hit.i, hit.light}:
            return False
        if head in speech:
            return True
        if tree.is_verb(head):
            return False
        at = head
    return False


def _reference(place: PlaceMention, text: str) -> PlaceRef:
    return PlaceRef(
        name=place.name,
        precision=place.precision,
        country=place.country,
        adm1=place.adm1,
        lat=place.lat,
        lon=place.lon,
        administered_by=place.administered_by,
        place_id=place.place_id,
        evidence=Evidence.of(text, place.span.start, place.span.end),
    )
