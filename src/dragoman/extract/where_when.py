"""Where and when: the places and the time that belong to a trigger, not merely to its sentence.

A hit comes in; place references and one time expression go out. A time or place belongs to a hit when the way
up the tree from it meets the hit, or a word that governs the hit, without crossing another noun or clause:
"said on Monday" dates the saying, "the October 7 attack" dates the attack, "the war in Gaza" places the war.

Source: codebook, ``time`` and ``places``; the paths that count were found on the training reports.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dragoman.extract.lasting import as_start, find_lasting
from dragoman.extract.meant_places import is_beside
from dragoman.extract.meeting_places import find_meeting_places
from dragoman.extract.paths import MAX_CLIMB, Around, climb, find_above, is_elsewhere
from dragoman.extract.scenes import find_scene_place, find_scene_time
from dragoman.extract.ways_to_meetings import find_ways
from dragoman.extract.when_else import find_time_elsewhere, is_counted_since
from dragoman.model import Evidence, PlaceRef, Precision, Timex, TimexKind
from dragoman.values import Granularity

if TYPE_CHECKING:
    from dragoman.model import PlaceMention, Sentence


def find_time(around: Around) -> Timex | None:
    """Give the time expression that dates the event: the nearest one that belongs to it, dated ones first."""
    found = _belonging_times(around)
    if not found:
        return find_scene_time(around) or find_time_elsewhere(around) or _lead_day(around) or find_lasting(around)
    return as_start(around, _finest(min(found, key=lambda f: f[0])[1], [t for _, t in found]))


def _lead_day(around: Around) -> Timex | None:
    """Give the weekday that closes a clause of the lead, where its main verb tells the event and has no other time.

    Leads name the day of the news at their end, whatever stands before it: "handed over the last of the bodies
    promised at the talks on Monday", printed on Monday, dates the handing over.

    Source: Associated Press Stylebook, "time element"; codebook, ``time``.
    """
    tree, day = around.tree, around.published
    verb = around.hit.i if tree.is_verb(around.hit.i) else around.hit.light
    if day is None or around.hit.sentence > LAST_LEAD or verb is None or tree.tokens[verb].dep != "ROOT":
        return None
    if tree.tokens[verb].tag not in {"VBD", "VBN"}:
        return None
    days = {day, day - timedelta(days=1)}
    for j in range(verb + 1, around.sentence.last - 1):
        timex = around.lookup.times.get(j)
        if timex is None or not timex.anchored or tree.tokens[j + 1].pos != "PUNCT":
            continue
        if timex.interval is not None and timex.interval.granularity is Granularity.DAY:
            return timex if timex.interval.first_day in days and tree.tokens[j].pos == "PROPN" else None
    return None


LAST_LEAD = 1
"""Number of the last sentence that can be a lead; a dateline may stand as the first."""


def _finest(time: Timex, others: list[Timex]) -> Timex:
    """Give a time, or the first shorter one within it that belongs too ("this year, on 16 May")."""
    whole = time.interval
    if whole is None:
        return time
    within = [t for t in others if t.interval is not None and whole.contains(t.interval) and t.interval != whole]
    return min(within, key=lambda t: t.span.start, default=time)


def find_coordinated(around: Around, time: Timex) -> tuple[Timex, ...]:
    """Give the times that are told together of rounds or of a verb ("held in May and June"), the first included.

    Two times are told together where only "and", a comma or a preposition stands between them and both are as coarse.
    """
    is_one = around.tree.tokens[around.hit.i].tag in {"NN", "NNP"}
    if is_one or time.interval is None:
        return (time,)
    grain = time.interval.granularity
    others = [t for _, t in _belonging_times(around) if t.interval is not None and t.interval.granularity is grain]
    told = [time]
    for other in sorted((t for t in others if t.span.start > time.span.start), key=lambda t: t.span.start):
        between = around.tree.text[told[-1].span.end : other.span.start]
        if set(between.replace(",", " ").split()) <= {"and", "in", "on"}:
            told.append(other)
    return tuple(told)


def _belonging_times(around: Around) -> list[tuple[int, Timex]]:
    """Give the times that belong to a hit, each with its distance; unresolved ones are farther."""
    above = find_above(around)
    found: list[tuple[int, Timex]] = []
    seen: set[int] = set()
    for j in range(around.sentence.first, around.sentence.last):
        timex = around.lookup.times.get(j)
        if timex is None or timex.span.start in seen:
            continue
        seen.add(timex.span.start)
        is_dated = timex.kind in {TimexKind.DATE, TimexKind.TIME}
        if not (is_dated or (timex.kind is TimexKind.DURATION and timex.interval is not None)):
            continue  # a duration dates only where it is counted from a day ("over the past 24 hours")
        if _dates_ordinal(around, j, timex):
            continue
        if timex.value == "PRESENT_REF" or (timex.relation == "since" and is_counted_since(around)):
            continue
        steps = climb(around, j, above, through_nouns=False)
        if steps is not None:
            found.append((steps + (0 if timex.interval is not None else MAX_CLIMB), timex))
    return found


def _dates_ordinal(around: Around, j: int, timex: Timex) -> bool:
    """Whether a time stands right after an ordinal that means another event ("as it had the first, on 16 May")."""
    tokens = around.tree.tokens
    before = j - 1
    while before > around.sentence.first and (tokens[before].pos == "ADP" or tokens[before].text == ","):
        before -= 1
    mention = around.lookup.quantities.get(before)
    return mention is not None and mention.ordinal and mention.noun_head is None and timex.span.start == tokens[j].start


def find_places(around: Around) -> tuple[PlaceRef, ...]:
    """Give the places where it happened, most specific first; none for frames that have no place."""
    frame = around.hit.frame
    if not frame.places:
        return ()
    above = find_above(around)
    grammar = around.tree.grammar
    reaching = grammar.visiting if around.hit.trigger.mode == VISIT else frozenset()
    allowed = grammar.placing | frozenset(frame.placed)
    allowed |= reaching if frame.kind == "meeting" else grammar.reaching
    found: dict[str, PlaceMention] = {}
    for j in range(around.sentence.first, around.sentence.last):
        place = around.lookup.place_at(j)
        if place is None or place.name in found:
            continue
        if _places(around, j, allowed) and climb(around, j, above, through_nouns=frame.kind == "deed") is not None:
            found[place.name] = place
    found = found or find_scene_place(around)
    if not found and frame.kind == "deed" and not frame.sides:
        found = _near_places(around, around.sentence) or _place_before(around)
    if not found and frame.kind == "meeting":
        found = find_meeting_places(around) or find_ways(around)
    order = list(Precision)
    ordered = sorted(found.values(), key=lambda p: order.index(p.precision))
    return tuple(place_reference(p, around.tree.text) for p in ordered)


VISIT = "visit"
"""Mode of meetings that reach their place ("a visit to Muscat"). Source: codebook, ``talks``."""


def _place_before(around: Around) -> dict[str, PlaceMention]:
    """Give the one place where the sentence before happens, where the hit's own sentence names no place at all.

    Source: on the training reports 6 of 10 such places are the deed's; of several places too few are.
    """
    own = range(around.sentence.first, around.sentence.last)
    if around.hit.sentence == 0 or any(j in around.lookup.places for j in own):
        return {}
    before = around.tree.analysis.sentences[around.hit.sentence - 1]
    found = _near_places(around, around.tree.reach(before.last - 1, before))
    return found if len(found) == 1 else {}


def _near_places(around: Around, sentence: Sentence) -> dict[str, PlaceMention]:
    """Give the places that a sentence names as one where things happen, where the event's own phrase names none.

    Source: on the training reports 6 of 10 such places of the event's own sentence are the deed's; for meetings and
    speech too few are.
    """
    found: dict[str, PlaceMention] = {}
    for j in range(sentence.first, sentence.last):
        place = around.lookup.place_at(j)
        if place is None or is_elsewhere(around, j) or _is_another_scene(around, j):
            continue
        if _is_scene(around, j):
            found.setdefault(place.name, place)
    return found


def _is_another_scene(around: Around, j: int) -> bool:
    """Whether a place stands in a clause that tells of something before or after the event."""
    tree = around.tree
    here, there = tree.clause_root(around.hit.i), tree.clause_root(j)
    return here != there and tree.tells_another(there)


def _first_of_list(around: Around, j: int) -> int:
    """Give the first place of a list that a place goes on ("in Kyiv and Odesa")."""
    tokens = around.tree.tokens
    for _ in range(MAX_CLIMB):
        if tokens[j].dep != "conj" or tokens[j].head not in around.lookup.places:
            break
        j = tokens[j].head
    return j


def _is_scene(around: Around, j: int) -> bool:
    """Whether a place stands after a placing preposition ("in Sumy"), also by its kind ("in the city of Sumy")."""
    tree = around.tree
    token = tree.tokens[_first_of_list(around, j)]
    if token.dep == "dobj":
        return tree.lemma(token.head) in tree.grammar.entering
    if token.dep != "pobj" or is_beside(tree, token.i):
        return False
    preposition = token.head
    if tree.lemma(preposition) in tree.grammar.placing:
        return True
    noun = tree.tokens[preposition].head
    is_kind = tree.lemma(noun) in tree.grammar.settlement | tree.grammar.partitive
    return tree.lemma(preposition) == "of" and is_kind


def _places(around: Around, j: int, allowed: frozenset[str]) -> bool:
    """Whether the word's own relation can place: after a placing preposition, or as a verb's object."""
    token, tree = around.tree.tokens[j], around.tree
    if is_beside(tree, j):
        return False
    if token.dep == "pobj":
        kind = tree.tokens[token.head].head
        if tree.lemma(token.head) == "of" and tree.lemma(kind) in tree.grammar.settlement and kind != j:
            return _places(around, kind, allowed)
        return tree.lemma(token.head) in allowed
    if token.dep == "conj" or (token.dep == "appos" and _is_kind_of_place(around, j)):
        return _places(around, token.head, allowed)
    if token.dep in {"dobj", "nsubjpass"}:
        return token.head == around.hit.i and not around.hit.trigger.anaphoric
    if token.dep not in {"compound", "nmod", "poss"} or j in around.lookup.actors:
        return False
    if token.head == around.hit.i:
        return around.hit.frame.kind == "meeting" and token.dep != "poss"
    return around.hit.frame.kind == "deed" and _is_struck(around, token.head)


def _is_struck(around: Around, noun: int) -> bool:
    """Whether a noun is what a deed was done to: "a Kharkiv hospital was hit", "seized Goma's airport"."""
    tree, token = around.tree, around.tree.tokens[noun]
    if token.dep in {"dobj", "nsubjpass"}:
        return token.head == around.hit.i
    over = tree.tokens[token.head]
    return token.dep == "pobj" and over.lemma in tree.grammar.reaching and over.head == around.hit.i


def _is_kind_of_place(around: Around, j: int) -> bool:
    """Whether a word or what it names again is a kind of place ("the capital, Tunis", "X, a suburb of Y")."""
    kinds = around.tree.grammar.settlement
    return around.tree.lemma(j) in kinds or around.tree.lemma(around.tree.tokens[j].head) in kinds


def place_reference(place: PlaceMention, text: str) -> PlaceRef:
    """Give a place as a claim holds it."""
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
