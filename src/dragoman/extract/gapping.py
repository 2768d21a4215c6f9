"""Gapping: a verb told once for several days, with a figure or a place each.

"84 were freed on 14 August and 146 on 24 August"; "captured Goma in January and Bukavu in February". A draft comes in;
it goes out with its own day's figures and places alone, followed by one draft for each further day that is told without
a verb of its own. Days, figures and places that stand together otherwise are left as they are.

Source: Huddleston & Pullum (2002), ch. 15 sect. 4.2 (gapped coordination).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Evidence, TimexKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract.draft import Draft
    from dragoman.extract.paths import Around
    from dragoman.model import PlaceMention, QuantityMention, QuantityRef, Timex

MAX_GAP = 6
"""Words between "and" and the further day: a figure, what it counts, a preposition."""


class _Further(NamedTuple):
    """A further day of a verb, with its figure."""

    time: Timex
    figure: QuantityMention


def ungap(draft: Draft, around: Around) -> list[Draft]:
    """Give a draft of a verb and those of the days that share it; others come back alone."""
    if draft.time is None or not around.tree.is_verb(draft.hit.i):
        return [draft]
    elsewhere = _elsewhere(draft, around)
    if elsewhere:
        return elsewhere
    if not draft.quantities:
        return [draft]
    further = [f for f in _further(draft.hit.i, around) if f.time.span.start > draft.time.span.start]
    if not further:
        return [draft]
    taken = {f.figure.span.start for f in further}
    own = tuple(q for q in draft.quantities if q.evidence is None or q.evidence.start not in taken)
    first = own[0] if own else draft.quantities[0]
    return [replace(draft, quantities=own), *(_of_day(draft, each, first, around) for each in further)]


def _elsewhere(draft: Draft, around: Around) -> list[Draft]:
    """Give one draft for each pair of place and day of a verb; nothing where it has not several."""
    pairs = [
        (place, time)
        for place, time in _placed_days(draft.hit.i, around)
        if any(ref.name == place.name for ref in draft.places)
    ]
    if len({place.name for place, _ in pairs}) < SEVERAL or len({time.value for _, time in pairs}) < SEVERAL:
        return []
    made, begin = [], 0
    for n, (place, time) in enumerate(pairs, start=1):
        places = tuple(ref for ref in draft.places if ref.name == place.name)
        end = time.span.start if n < len(pairs) else around.tree.tokens[around.sentence.last - 1].end
        made.append(replace(draft, time=time, places=places, quantities=_between(draft.quantities, begin, end)))
        begin = time.span.end
    return made


def _between(quantities: tuple[QuantityRef, ...], begin: int, end: int) -> tuple[QuantityRef, ...]:
    """Give the figures told between two offsets; one without a noun counts what the first of all does."""
    return tuple(
        replace(figure, of=figure.of or quantities[0].of)
        for figure in quantities
        if figure.evidence is None or begin <= figure.evidence.start < end
    )


SEVERAL = 2


def _placed_days(verb: int, around: Around) -> Iterator[tuple[PlaceMention, Timex]]:
    """Give the places after a verb that a day follows at once ("Goma in January and Bukavu in February")."""
    for j in range(verb + 1, around.sentence.last - 1):
        place = around.lookup.places.get(j)
        if place is None or place.head != j:
            continue
        after = j + 2 if around.tree.tokens[j + 1].pos == "ADP" else j + 1
        time = around.lookup.times.get(after) if after < around.sentence.last else None
        if time is not None and time.kind is TimexKind.DATE:
            yield place, time


def _of_day(draft: Draft, further: _Further, first: QuantityRef, around: Around) -> Draft:
    """Give the draft of a further day: its figure measures what the first one does."""
    figure, text = further.figure, around.tree.text
    noun = figure.noun_head
    of = None if noun is None else around.tree.tokens[noun].text
    words = Evidence.of(text, figure.span.start, figure.span.end)
    told = replace(first, value=figure.value, low=figure.low, high=figure.high, of=of or first.of, evidence=words)
    return replace(draft, time=further.time, quantities=(told,))


def _further(verb: int, around: Around) -> list[_Further]:
    """Find the days after a verb that come with a figure and no verb, after "and"."""
    found: list[_Further] = []
    for j in range(verb + 1, around.sentence.last):
        time = around.lookup.times.get(j)
        is_first = time is not None and around.tree.tokens[j].start == time.span.start
        if time is None or not is_first or time.kind is not TimexKind.DATE or time.interval is None:
            continue
        figure = _figure_before(j, around) or _figure_after(j, time, around)
        if figure is not None:
            found.append(_Further(time, figure))
    return found


def _figure_before(j: int, around: Around) -> QuantityMention | None:
    """Give the figure of "and 146 on 24 August", for the day at token ``j``."""
    tree, figure = around.tree, None
    for k in range(j - 1, max(j - MAX_GAP, around.sentence.first), -1):
        token = tree.tokens[k]
        if token.lemma == "and":
            return figure
        figure = around.lookup.quantities.get(k) or figure
        if tree.is_verb(k) or k in around.lookup.times or token.pos == "PUNCT":
            return None
    return None


def _figure_after(j: int, time: Timex, around: Around) -> QuantityMention | None:
    """Give the figure of "and on Saturday 307 soldiers", for the day at token ``j``."""
    tree, before = around.tree, j - 1
    if tree.tokens[before].pos == "ADP":
        before -= 1
    after = around.lookup.tokens_of(time.span).stop
    if tree.tokens[before].lemma != "and" or after >= around.sentence.last:
        return None
    return around.lookup.quantities.get(after)
