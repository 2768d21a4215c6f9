"""Gapping: a verb told once for several days with a figure each ("84 were freed on 14 August and 146 on 24 August").

A draft comes in; it goes out with its own day's figures alone, followed by one draft for each further day that
is told without a verb of its own. Days and figures that stand together otherwise are left as they are.

Source: Huddleston & Pullum (2002), ch. 15 sect. 4.2 (gapped coordination).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dragoman.model import Evidence, TimexKind

if TYPE_CHECKING:
    from dragoman.extract.draft import Draft
    from dragoman.extract.paths import Around
    from dragoman.model import QuantityMention, QuantityRef, Timex

MAX_GAP = 6
"""Words between "and" and the further day: a figure, what it counts, a preposition."""


class _Further(NamedTuple):
    """A further day of a verb, with its figure."""

    time: Timex
    figure: QuantityMention


def ungap(draft: Draft, around: Around) -> list[Draft]:
    """Give a draft of a verb and those of the days that share it; others come back alone."""
    if draft.time is None or not draft.quantities or not around.tree.is_verb(draft.hit.i):
        return [draft]
    further = [f for f in _further(draft.hit.i, around) if f.time.span.start > draft.time.span.start]
    if not further:
        return [draft]
    taken = {f.figure.span.start for f in further}
    own = tuple(q for q in draft.quantities if q.evidence is None or q.evidence.start not in taken)
    first = own[0] if own else draft.quantities[0]
    return [replace(draft, quantities=own), *(_of_day(draft, each, first, around) for each in further)]


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
