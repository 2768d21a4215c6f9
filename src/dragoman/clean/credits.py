"""Credits: words that say whose material a text or an image is, linked to the dossier's sources.

A text, its language's rules and the dossier come in; credits, and the zones in which they stand, go out. A credit
whose source the dossier does not have is kept without one. It draws no conclusion on origins: ``lineage`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.clean.extents import HEAD_CHARS, is_within
from dragoman.clean.sources import sources_in
from dragoman.model import Credit, Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.clean.rules import CreditRule, Rules
    from dragoman.dossier import Dossier

_NAME_GROUPS = ("names", "names2", "names3")
_START_OF_LINE = re.compile(r"(?:\A|[\n\r])\s*")


class FoundCredits(NamedTuple):
    """What was found: credits in the order of the text, the zones of datelines and credits, and the dateline."""

    credits: tuple[Credit, ...]
    zones: tuple[Zone, ...]
    dateline: re.Match[str] | None = None


def find_credits(text: str, rules: Rules, dossier: Dossier, heads: Iterable[int]) -> FoundCredits:
    """Find all credits of a text, datelines included.

    Args:
        text: The frozen text.
        rules: Of its language.
        dossier: Whose sources are looked up.
        heads: Offsets besides the starts of lines at which a dateline may stand: the ends of boilerplate at the head.
    """
    credits_found: list[Credit] = []
    zones: list[Zone] = []
    dateline = _dateline(text, rules, heads)
    if dateline is not None:
        span = Span(*dateline.span())
        zones.append(Zone(span, ZoneKind.DATELINE))
        if dateline.groupdict().get("names"):
            credits_found += _credits(dateline, span, None, dossier)
    folded = text.casefold()
    for rule in rules.credits:
        if any(word in folded for word in rule.needs):
            for match in _matches(text, rule):
                span = _span(match)
                zones.append(Zone(span, ZoneKind.CREDIT))
                credits_found += _credits(match, span, rule, dossier)
    unique = dict.fromkeys(sorted(credits_found, key=lambda credit: (credit.span, credit.of, credit.source or "")))
    return FoundCredits(tuple(unique), tuple(zones), dateline)


def _dateline(text: str, rules: Rules, heads: Iterable[int]) -> re.Match[str] | None:
    starts = {found.end() for found in _START_OF_LINE.finditer(text, 0, HEAD_CHARS)}
    for start in sorted(starts | {_after_space(text, head) for head in heads if head < HEAD_CHARS}):
        for pattern in rules.datelines:
            if found := pattern.match(text, start):
                return found
    return None


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _matches(text: str, rule: CreditRule) -> Iterator[re.Match[str]]:
    return (match for match in rule.pattern.finditer(text) if is_within(rule.within, match.start(), text))


def _span(match: re.Match[str]) -> Span:
    """Give the span of a match without the white space around it."""
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _credits(match: re.Match[str], span: Span, rule: CreditRule | None, dossier: Dossier) -> Iterator[Credit]:
    """Give the credits of a match; a dateline, which has no rule, credits the whole text."""
    groups = match.groupdict()
    names = next((groups[name] for name in _NAME_GROUPS if groups.get(name)), "")
    quote = span.of(match.string)
    for source in sources_in(names, dossier) or (None,):
        if rule is None:
            yield Credit(span, quote, source, "text", whole=True)
        else:
            yield Credit(span, quote, source, rule.of, rule.whole, rule.translated)
