"""Counts: how many reports, independent origins and voices stand behind a value, and which parties speak.

Supports (a claim, with the voices of the value in question) come in, ``Counts`` go out. A copy adds a report and
no origin; a medium that only carries another's words adds no voice; only persons and offices on record speak for
a party.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.merge.names import name_words, same_actor, words_of
from dragoman.model import MEDIUM, Counts, Voice, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.merge.rules import NameRules
    from dragoman.merge.sketch import Sketch

_MEDIA = frozenset({VoiceKind.AGENCY, VoiceKind.OUTLET})
_RECORD = frozenset({VoiceKind.PERSON, VoiceKind.OFFICE})


class Support(NamedTuple):
    """A claim that carries a value, with the voices of that value where they differ from the claim's."""

    sketch: Sketch
    own: tuple[Voice, ...] = ()

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The chain of the value: its own, else the claim's."""
        return self.own or self.sketch.claim.attribution


class Speaker(NamedTuple):
    """One distinct voice: a person, office or medium, or an unnamed source of one origin."""

    voice: Voice
    origin: str | None


def count(supports: Sequence[Support], rules: NameRules) -> Counts:
    """Count what stands behind a value.

    Source: DESIGN section 1 "Counts": a report's own voice is its outlet's; "both sides say so" needs an on-record
    voice of each.
    """
    return _count(tuple(supports), rules)


@lru_cache(maxsize=1024)
def _count(supports: tuple[Support, ...], rules: NameRules) -> Counts:
    """Count, and remember for a while: most values of an event have the same claims behind them."""
    speakers = speakers_of(supports, rules)
    parties = {speaker.voice.party for speaker in speakers if speaker.voice.kind in _RECORD}
    return Counts(
        reports=len({support.sketch.claim.document_id for support in supports}),
        origins=len(origins_of(supports)),
        voices=len(speakers),
        parties=tuple(sorted(party for party in parties if party is not None)),
    )


def origins_of(supports: Iterable[Support]) -> frozenset[str]:
    """Give the independent origins of a value.

    A passage credited to an agency has ``source:<agency>`` for its origin where none of the agency's own reports is
    like it. Beside a report of that agency itself it is no second origin.
    """
    supports = tuple(supports)
    found = {support.sketch.active.origin for support in supports}
    active = [support.sketch.active for support in supports]
    own = {f"{MEDIUM}{each.document.source_id}" for each in active if each.origin == each.document.id}
    return frozenset(found - own)


def speakers_of(supports: Iterable[Support], rules: NameRules) -> tuple[Speaker, ...]:
    """Give the distinct voices behind a value, in a fixed order."""
    heard = {speaker for support in supports for speaker in _speakers(support)}
    distinct: list[Speaker] = []
    for speaker in sorted(heard, key=_order):
        if not any(_same(speaker, other, rules) for other in distinct):
            distinct.append(speaker)
    return tuple(distinct)


def share_voice(first: Sequence[Support], second: Sequence[Support], rules: NameRules) -> bool:
    """Say whether one voice stands behind both values."""
    mine, other = speakers_of(first, rules), speakers_of(second, rules)
    return any(_same(one, two, rules) for one in mine for two in other)


def _speakers(support: Support) -> list[Speaker]:
    chains: dict[int, list[Voice]] = defaultdict(list)
    for voice in support.voices:
        chains[voice.chain].append(voice)
    spoken = [voice for chain in chains.values() for voice in _without_carriers(chain)]
    if not spoken:
        document = support.sketch.active.document
        spoken = [Voice(document.source or document.source_id or document.id, VoiceKind.OUTLET)]
    origin = support.sketch.active.origin
    return [_speaker(voice, origin) for voice in spoken]


def _without_carriers(chain: Sequence[Voice]) -> list[Voice]:
    """Leave out the media that only carry: those with another voice after them in the chain."""
    return [voice for place, voice in enumerate(chain) if voice.kind not in _MEDIA or place == len(chain) - 1]


def _speaker(voice: Voice, origin: str) -> Speaker:
    """Give a voice its identity; nothing tells one origin's unnamed source from another's, so they stay two."""
    unnamed = voice.kind is VoiceKind.UNNAMED
    party = None if unnamed else voice.party
    return Speaker(Voice(voice.name, voice.kind, party, actor_id=voice.actor_id), origin if unnamed else None)


def _order(speaker: Speaker) -> tuple[int, str, str, str, str, str]:
    """Sort the best identified first, so that a bare surname meets the full name that it belongs to."""
    voice = speaker.voice
    return (
        -len(words_of(voice.name)),
        voice.name,
        voice.party or "",
        voice.actor_id or "",
        voice.kind,
        speaker.origin or "",
    )


def _same(first: Speaker, second: Speaker, rules: NameRules) -> bool:
    if first.origin is not None or second.origin is not None:
        return first.origin == second.origin and _plain(first, rules) == _plain(second, rules)
    return same_actor(first.voice, second.voice, rules)


def _plain(speaker: Speaker, rules: NameRules) -> tuple[str, ...]:
    return name_words(speaker.voice.name, rules)
