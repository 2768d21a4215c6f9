"""Quantities: numbers in words and digits, with their bounds, unit and the noun that they count.

An analysis and the spans of its times come in, ``QuantityMention`` records go out, sorted, none
overlapping another. It does not say what measure a number is of, nor for which event: that is the
extractor's work. Numbers inside dates are left to the times; durations are both.

Source: codebook, Decisions, for what is a bound; ``lang/en/quantities.yaml`` for the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.model import Analysis, QuantityMention, Timex, TimexKind, Token
from dragoman.resolve.numbers import BoundWords, Number, find_bound, read_fraction, read_number
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.resolve.numbers import QuantityLexicon

MAX_NOUN_STEPS = 3
"""How far the counted noun may stand from its number in the tree ("three of its four best airfields")."""

_RANGE_WORDS = frozenset({"to", "-", "–", "and", "or"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}$")


def find_quantities(
    analysis: Analysis, times: Iterable[Timex], lexicon: QuantityLexicon
) -> tuple[QuantityMention, ...]:
    """Find every quantity of a document.

    Args:
        analysis: Syntax of the document.
        times: Its time expressions; numbers inside dates, clock times and sets are no quantities.
        lexicon: Words of number, bound and unit.

    Returns:
        Mentions sorted by span. ``vague`` ones ("dozens of drones") carry words and no figure.
    """
    taken = [t.span for t in times if t.kind is not TimexKind.DURATION]
    found = list(_iter_quantities(analysis, _Taken(taken), lexicon))
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end)))


class _Taken:
    """Spans of dates, for asking quickly whether an offset lies in one."""

    def __init__(self, spans: list[Span]) -> None:
        self._inside = {offset for span in spans for offset in range(span.start, span.end)}

    def __contains__(self, token: Token) -> bool:
        return token.start in self._inside


def _iter_quantities(analysis: Analysis, taken: _Taken, lexicon: QuantityLexicon) -> Iterator[QuantityMention]:
    tokens = analysis.tokens
    i = 0
    while i < len(tokens):
        token = tokens[i]
        number = None if token in taken else _number_at(tokens, i, lexicon)
        if number is None:
            vague = _vague_at(analysis, i, lexicon)
            if vague is not None:
                yield vague
            i += 1
            continue
        mention, after = _build(analysis, number, lexicon, taken)
        if mention is not None:
            yield mention
        i = max(after, i + 1)


def _number_at(tokens: tuple[Token, ...], i: int, lexicon: QuantityLexicon) -> Number | None:
    token = tokens[i]
    if _CLOCK.match(token.text) and ":" in token.text:
        return None
    return read_number(tokens, i, lexicon)


def _build(
    analysis: Analysis, number: Number, lexicon: QuantityLexicon, taken: _Taken
) -> tuple[QuantityMention | None, int]:
    """Give the whole mention that a number begins, and the index after it."""
    tokens = analysis.tokens
    if number.ordinal:
        return _ordinal(analysis, number), number.last
    first, last = number.first, number.last
    value: float | None = number.value
    low = high = None
    second = _range_end(tokens, last, number.value, lexicon, taken)
    if second is not None:
        low, high, value, last = number.value, second.value, None, second.last
    bound = find_bound(tokens, first, lexicon)
    if bound is not None:
        first = bound.first
        if second is None:
            low, high, value = _apply(bound, number.value)
    unit, first, last, scale = _unit(tokens, first, number.first, last, lexicon)
    fraction = read_fraction(tokens, last, lexicon) if unit in _LENGTHS and second is None else None
    if fraction is not None:  # "an hour and a half"
        last = fraction.last
        value, low, high = (None if v is None else v + fraction.value for v in (value, low, high))
    minutes = _minutes_after(tokens, last, lexicon) if unit == "h" and second is None else None
    if minutes is not None:  # "an hour and 20 minutes"
        unit, last = "min", minutes.last
        value, low, high = (None if v is None else v * HOUR + minutes.value for v in (value, low, high))
    if second is None and value is not None and unit is None and lexicon.is_after_low(tokens, last):
        low, value = value, None
    noun_head = None if unit in _MEASURED else _counted(analysis, number, last)
    mention = QuantityMention(
        span=Span(tokens[first].start, tokens[last - 1].end),
        head=number.last - 1,
        value=_scaled(value, scale),
        low=_scaled(low, scale),
        high=_scaled(high, scale),
        unit=unit,
        noun=None if noun_head is None else tokens[noun_head].lemma,
        noun_head=noun_head,
    )
    return mention, last


HOUR = 60
_LENGTHS = frozenset({"min", "h", "d", "week", "month", "year"})
_MEASURED = frozenset({"percent", "km"}) | _LENGTHS


def _apply(bound: BoundWords, value: float) -> tuple[float | None, float | None, float | None]:
    if bound.kind == "low":
        return value, None, None
    if bound.kind == "high":
        return None, value, None
    return None, None, value


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else value if scale == 1 else round(value * scale, 3)


def _range_end(
    tokens: tuple[Token, ...], last: int, value: float, lexicon: QuantityLexicon, taken: _Taken
) -> Number | None:
    """Give the second number of a range ("10 to 15", "10-15", "between 10 and 15"), if one follows."""
    if last + 1 >= len(tokens) or tokens[last].text not in _RANGE_WORDS or tokens[last + 1] in taken:
        return None
    joined = tokens[last].text
    second = read_number(tokens, last + 1, lexicon)
    if second is None or second.ordinal or second.value <= value:
        return None
    if joined in {"and", "or"} and not (last >= 2 and _between(tokens, last)):  # noqa: PLR2004
        return None
    return second


def _between(tokens: tuple[Token, ...], last: int) -> bool:
    return any(tokens[k].lemma == "between" for k in range(max(0, last - 4), last))


def _ordinal(analysis: Analysis, number: Number) -> QuantityMention:
    tokens = analysis.tokens
    at = number.first
    head = tokens[at].head
    noun = head if head != at and tokens[head].pos in {"NOUN", "PROPN"} else None
    return QuantityMention(
        span=Span(tokens[at].start, tokens[number.last - 1].end),
        head=at,
        value=number.value,
        noun=None if noun is None else tokens[noun].lemma,
        noun_head=noun,
        ordinal=True,
    )


def _unit(
    tokens: tuple[Token, ...], first: int, digits: int, last: int, lexicon: QuantityLexicon
) -> tuple[str | None, int, int, float]:
    """Give the unit beside the number: (unit, first, last, scale to that unit)."""
    before = tokens[digits - 1] if digits else None
    if before is not None and (code := lexicon.currency.get(before.text.casefold())):
        return code, min(first, digits - 1), last, 1
    at = last
    if at < len(tokens) and tokens[at].text in {"-", "–"}:
        at += 1
    if at < len(tokens) and tokens[at].lemma in {"more", "u.s.", "us", "full", "straight", "consecutive", "whole"}:
        at += 1
    if at >= len(tokens):
        return None, first, last, 1
    word = tokens[at].lemma.casefold()
    unit = lexicon.units.get(word) or lexicon.units.get(tokens[at].text.casefold())
    if unit == "mile":
        return "km", first, at + 1, lexicon.mile_km
    if unit is not None:
        return unit, first, at + 1, 1
    if code := lexicon.currency.get(word):
        return code, first, at + 1, 1
    return None, first, last, 1


def _minutes_after(tokens: tuple[Token, ...], at: int, lexicon: QuantityLexicon) -> Number | None:
    """Give the minutes of "and 20 minutes" at a token, the unit included, or None."""
    if at + 1 >= len(tokens) or tokens[at].text.casefold() not in {"and", ","}:
        return None
    number = read_number(tokens, at + 1, lexicon)
    if number is None or number.ordinal or number.last >= len(tokens):
        return None
    is_minutes = lexicon.units.get(tokens[number.last].lemma) == "min"
    return Number(at, number.last + 1, number.value) if is_minutes else None


def _counted(analysis: Analysis, number: Number, last: int) -> int | None:
    """Give the token that the number counts: its head noun, or the noun after "of"."""
    tokens = analysis.tokens
    at = number.last - 1
    for _ in range(MAX_NOUN_STEPS):
        head = tokens[at].head
        if head == at:
            break
        if tokens[head].pos in {"NOUN", "PROPN"} and tokens[at].dep in {"nummod", "compound", "quantmod", "amod"}:
            return head
        if tokens[at].dep not in {"nummod", "compound", "quantmod", "amod", "advmod"}:
            break
        at = head
    at = number.last - 1
    for child in analysis.children[at]:
        if tokens[child].lemma == "of":
            below = analysis.children[child]
            return below[-1] if below else None
    if last < len(tokens) and tokens[last].pos in {"NOUN", "PROPN"} and tokens[last].dep != "nsubj":
        return last
    return None


def _vague_at(analysis: Analysis, i: int, lexicon: QuantityLexicon) -> QuantityMention | None:
    tokens = analysis.tokens
    token = tokens[i]
    word = token.text.casefold()
    if word not in lexicon.vague:
        return None
    noun = None
    if token.dep in {"amod", "det", "nummod", "quantmod"} and tokens[token.head].pos in {"NOUN", "PROPN"}:
        noun = token.head
    elif word in lexicon.vague_of:
        for child in analysis.children[i]:
            if tokens[child].lemma == "of" and analysis.children[child]:
                noun = analysis.children[child][-1]
    if noun is None:
        return None
    span = Span(token.start, token.end)
    return QuantityMention(span=span, head=i, noun=tokens[noun].lemma, noun_head=noun, vague=True)
