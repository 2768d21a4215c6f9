"""Zones: a text and a language's rules come in, marked stretches that are not the report's own words go out.

Nothing is removed and no offset moves. Zones may lie inside one another; they come in the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.clean.extents import is_within, reach
from dragoman.model import Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.clean.rules import Rules, ZoneRule


def find_zones(text: str, rules: Rules, known: Iterable[Zone]) -> tuple[Zone, ...]:
    """Give all zones of a text.

    Args:
        text: The frozen text.
        rules: Of its language.
        known: Zones found otherwise (headings, datelines, credits); a zone of a rule that overlaps a title is
            left out, since the title is the better name for it, and so is one that lies inside an earlier rule's.
    """
    fixed = tuple(known)
    titles = [zone.span for zone in fixed if zone.kind is ZoneKind.TITLE]
    folded = text.casefold()
    found = dict.fromkeys(fixed)
    for rule in rules.zones:
        if rule.needs and not any(word in folded for word in rule.needs):
            continue
        for span in _spans(text, rule):
            held = any(span.overlaps(title) for title in titles) or any(zone.span.contains(span) for zone in found)
            if not held:
                found[Zone(span, rule.kind)] = None
    return tuple(sorted(found, key=lambda zone: (zone.span.start, -zone.span.end, zone.kind)))


def _spans(text: str, rule: ZoneRule) -> Iterator[Span]:
    last = 0
    for match in rule.pattern.finditer(text):
        if match.start() < last or not is_within(rule.within, match.start(), text):
            continue
        span = _trimmed(text, reach(text, Span(*match.span()), rule.extent, rule.reach))
        last = span.end
        yield span


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
