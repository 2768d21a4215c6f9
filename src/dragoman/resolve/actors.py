"""Actors: who a text speaks of, by name, adjective, title, description or pronoun, with the party they act for.

An analysis comes in, ``ActorMention`` records go out, sorted, none overlapping another. It does not say
what anyone did: roles are the extractor's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActorKind, ZoneKind
from dragoman.resolve.actor_names import find_known_names
from dragoman.resolve.actor_phrases import find_phrases
from dragoman.resolve.coreference import link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import ActorMention, Analysis, PlaceMention, Zone
    from dragoman.resolve.actor_lexicon import ActorLexicon

_OF_THE_PAGE = frozenset({ZoneKind.DATELINE, ZoneKind.BYLINE, ZoneKind.CREDIT, ZoneKind.BOILERPLATE})
"""Parts of a report that name who wrote, owns or files it, not who it is about."""


def find_actors(
    analysis: Analysis, lexicon: ActorLexicon, zones: Iterable[Zone] = (), places: Iterable[PlaceMention] = ()
) -> tuple[ActorMention, ...]:
    """Find every actor that a document names, describes or refers to.

    Args:
        analysis: Syntax of the document.
        lexicon: The dossier's names and the language's words.
        places: Places that the document names; what is one is not a person too, whatever the recogniser calls it.
        zones: The document's zones; in bylines, datelines, credits and boilerplate only outlets are actors.

    Returns:
        Mentions sorted by span. ``party`` is None where neither dossier nor text says for whom somebody acts.
    """
    marked = [zone for zone in zones if zone.kind in _OF_THE_PAGE]
    known = _outside(find_known_names(analysis, lexicon), marked)
    towns = frozenset(place.span for place in places)
    phrases = _outside(find_phrases(analysis, known, lexicon, towns), marked)
    mentions = _outside(link(analysis, phrases, lexicon), marked)
    return tuple(_without_overlap(mentions))


def _outside(mentions: list[ActorMention], zones: list[Zone]) -> list[ActorMention]:
    if not zones:
        return mentions
    return [
        mention
        for mention in mentions
        if mention.kind is ActorKind.OUTLET or not any(zone.span.overlaps(mention.span) for zone in zones)
    ]


def _without_overlap(mentions: list[ActorMention]) -> list[ActorMention]:
    """Keep the longer of two mentions that overlap; of equal ones the first."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -len(m.span))):
        if kept and kept[-1].span.overlaps(mention.span):
            if len(mention.span) > len(kept[-1].span):
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
