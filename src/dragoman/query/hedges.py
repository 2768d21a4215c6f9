"""Hedges: which words of a claim leave open whether its event took place ("reportedly", "may have", "it is believed").

A hedged claim comes in, evidence for its hedging words goes out. It does not decide what is hedged: that was read
from the syntax, and is taken as said.

Source: classes of cues after Hyland (1998), Hedging in Scientific Research Articles, ch. 5 (adverbs, adjectives, modal
and lexical verbs); the words are those of ``lang/<code>/status.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman.lang.tables import load_table
from dragoman.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Claim


def hedge_words(claim: Claim, lang: str = "en") -> tuple[Evidence, ...]:
    """Give the words that hedge a claim; all of its own words where no single one does.

    Args:
        claim: A hedged one.
        lang: ISO 639-1 code of its report.
    """
    cue = _cue(lang)
    found = [
        Evidence(span.start + match.start(), span.start + match.end(), match.group())
        for span in claim.evidence
        for match in cue.finditer(span.quote)
    ]
    return tuple(found) or claim.evidence[:1]


@cache
def _cue(lang: str) -> re.Pattern[str]:
    data = load_table(lang, "status")
    verbs = data["hedge_verbs"]
    words = [*data["hedge_adverbs"], *data["adjectives"]["hedged"], *map(_participle, verbs)]
    modals = rf"(?:{_any_of(data['perfect_modals']['hedged'])})\s+(?:not\s+)?have"
    governing = rf"(?:{_any_of(verbs)})s?(?=\s+(?:that|to)\b)"  # "seems that", and not the noun of "the report"
    return re.compile(rf"\b(?:{_any_of(words)}|{modals}|{governing})\b", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _participle(verb: str) -> str:
    """Give the form of the passive ("is believed")."""
    return "thought" if verb == "think" else f"{verb.removesuffix('e')}ed"
