"""The words that say whether an event took place: ``lang/<code>/status.yaml``, indexed.

The file's data comes in, a ``StatusLexicon`` goes out. It reads no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StatusLexicon:
    """The words of one language, each mapped to what it says of the event.

    Attributes:
        modals: Modal verbs as printed to ``planned`` or ``hypothetical``.
        perfect_modals: Modal verbs before "have" to ``hedged`` or ``none`` (contrary to fact).
        backshifted: Modal verbs that are "will" in words told in the past.
        verbs: Lemmas, with their particle where it makes the sense ("call off"), to a status.
        nouns: Lemmas of nouns that take the event as complement, to a status or ``none``.
        dates: Of them, those whose lack leaves the event open ("no date for talks").
        adjectives: Words before the event's noun, to a status.
        predicates: Words said of the event, or of those who mean to do it, by a copula ("ready", "under way").
        weak_adjectives: Words before the noun that count only where nothing that governs it says more.
        presupposing: Prepositions after which an event is taken to have happened.
        awaited: Nouns of what two sides must first agree on ("will be lifted after a peace deal").
        awaiting: Prepositions of them.
        happening: Verbs whose subject is the event itself.
        copulas: Verbs that only say what the event is ("remains out of reach").
        time_units: Nouns that measure how long something goes on ("weeks of protests").
    """

    modals: Mapping[str, str]
    perfect_modals: Mapping[str, str]
    backshifted: frozenset[str]
    verbs: Mapping[str, str]
    dates: frozenset[str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    predicates: Mapping[str, str]
    hedge_adjectives: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_verbs: frozenset[str]
    conditionals: frozenset[str]
    negations: frozenset[str]
    happening: frozenset[str]
    weak_adjectives: Mapping[str, str]
    presupposing: frozenset[str]
    awaited: frozenset[str]
    awaiting: frozenset[str]
    time_units: frozenset[str]
    copulas: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> StatusLexicon:
        """Index the file's data; a table that is missing is a ``KeyError``."""
        adjectives = {k: v for k, v in data["adjectives"].items() if k != "hedged"}
        return cls(
            modals=_invert(data["modals"]),
            perfect_modals=_invert(data["perfect_modals"]),
            backshifted=frozenset(data["backshifted"]),
            verbs=_invert(data["verbs"]),
            dates=frozenset(data["dates"]),
            nouns=_invert(data["nouns"]),
            adjectives=_invert(adjectives),
            predicates=_invert(data["predicates"]),
            hedge_adjectives=frozenset(data["adjectives"]["hedged"]),
            hedge_adverbs=frozenset(data["hedge_adverbs"]),
            hedge_verbs=frozenset(data["hedge_verbs"]),
            conditionals=frozenset(data["conditional_marks"]),
            negations=frozenset(data["negations"]),
            happening=frozenset(data["happening"]),
            weak_adjectives=_invert(data["weak_adjectives"]),
            presupposing=frozenset(data["presupposing"]),
            awaited=frozenset(data["awaited"]["nouns"]),
            awaiting=frozenset(data["awaited"]["prepositions"]),
            time_units=frozenset(data["time_units"]),
            copulas=frozenset(data["copulas"]),
        )


def _invert(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}
