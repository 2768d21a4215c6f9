"""Features of the second stage: what is known of a frame in a sentence, and of a claim that the rules made.

A page comes in, a mapping from a feature's name to its number goes out. Names are stable: the weights of a fitted
reader go by them, and ``explain`` shows them.

Source: chosen by cross-validation on the training reports; names of triggers and lemmas of the rules made it worse
(docs/reader-card.md).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dragoman.extract.draft import Draft
    from dragoman.extract.learned.page import Page

NONE = -5.0
"""Score beyond the ends of a report: that of a sentence which tells nothing."""
MANY = 3
"""Counts are told apart up to this one."""

Features = dict[str, float]


def cell_features(page: Page, number: int, frame: str, *, rules: bool = True) -> Features:
    """Give the features of a frame in a sentence.

    Args:
        page: The report.
        number: Of the sentence.
        frame: Name of the frame.
        rules: Whether what the rules found there counts.
    """
    f = page.frames[frame]
    sentence = page.context.analysis.sentences[number]
    found = {
        "place": math.log1p(number),
        "place.first": float(number == 0),
        "place.lead": float(number < MANY),
        "words": math.log1p(sentence.last - sentence.first),
    }
    for name, scores in _scores(page).items():
        found |= _around(name, scores, number, f)
    return found | _rules(page, number, f) if rules else found


def _scores(page: Page) -> dict[str, NDArray[np.float64]]:
    return {"first": page.first, "told": page.told, "word.first": page.word_first, "word.told": page.word_told}


def _around(name: str, scores: NDArray[np.float64], number: int, f: int) -> Features:
    """Give the scores of the frame here, beside, before and after, and its rank among the frames here."""
    here, column = scores[number], scores[:, f]
    return {
        name: float(here[f]),
        f"{name}.previous": float(column[number - 1]) if number else NONE,
        f"{name}.next": float(column[number + 1]) if number + 1 < len(column) else NONE,
        f"{name}.before": float(column[:number].max(initial=NONE)),
        f"{name}.rank": float((here > here[f]).sum()) / len(here),
    }


def _rules(page: Page, number: int, f: int) -> Features:
    starts, drafted = page.starts, page.drafted
    return {
        "rules.others": float(min(MANY, starts[number].sum() - starts[number, f])),
        "rules.draft": float(drafted[number, f] > 0),
        "rules.before": float(min(MANY, starts[:number, f].sum())),
        "rules.after": float(min(MANY, starts[number + 1 :, f].sum())),
    }


def claim_features(page: Page, group: Sequence[Draft], *, earlier: int) -> Features:
    """Give the features of a claim that the rules made: of its first sentence, of its words, of its slots.

    Args:
        page: The report.
        group: The claim's drafts.
        earlier: How many claims of its frame stand before it in the report.
    """
    first = group[0]
    number, f = first.hit.sentence, page.frames[first.frame]
    numbers = sorted({d.hit.sentence for d in group})
    found = cell_features(page, number, first.frame)
    for name, scores in _scores(page).items():
        found[f"{name}.claim"] = float(scores[numbers, f].max())
        found[f"{name}.claim.mean"] = float(scores[numbers, f].mean())
    return (
        found
        | _filled(group)
        | {
            "drafts": math.log(len(group)),
            "sentences": math.log(len(numbers)),
            "pointing": float(first.is_anaphoric),
            "hedged": float(first.hedged),
            "together": float(page.starts[number, f] - 1),
            "earlier": float(earlier),
            "quoted": float(any(s.start <= first.hit_start < s.end for sp in page.context.speech for s in sp.content)),
        }
    )


def _filled(group: Sequence[Draft]) -> Features:
    """Give which slots the drafts of a claim fill."""
    return {
        "has.time": float(any(d.time is not None for d in group)),
        "has.places": float(any(d.places for d in group)),
        "has.actor": float(any(d.roles.actor for d in group)),
        "has.target": float(any(d.roles.target for d in group)),
        "has.quantities": float(any(d.quantities for d in group)),
        "has.voices": float(any(d.voices for d in group)),
        "has.content": float(any(d.content for d in group)),
        "parties": float(sum(1 for a in group[0].roles.actor if a.party)),
    }
