"""Comparison: how much of a later report is the wording of an earlier one, and what kind of dependence that is.

The own words of two reports in, a ``Comparison`` out. What one speaker said in both, and what a page template
repeats, counts for nothing: it makes no copy.

Source: shares and thresholds after the METER corpus (Clough et al. 2002), set on the pairs labelled by hand in
``bench/lineage_pairs.yaml``; ``bench/lineage.py`` measures them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.lineage.passages import Run, shared_runs
from dragoman.lineage.words import SHINGLE_WORDS
from dragoman.model import DerivationKind

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from dragoman.lineage.wording import Wording

COPY_SHARE = 0.8
REWRITE_SHARE = 0.3
QUOTE_WORDS = 20
"""Own words in one run from which a report that is no rewrite still draws on another in that passage."""
FEWEST_WORDS = 12
"""Fewer own words than this, and what is quoted counts too: a bare statement is copied as a statement."""
LEAD_WORDS = 25
"""Source: the first sentence of news has 25 words (median of 759 reports of 20-21 May 2025)."""
LEAD_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a later report shares with an earlier one.

    Attributes:
        share: Part of the later report's countable words that stand in runs of the earlier one, 0 to 1.
        lead_share: The same of its first ``LEAD_WORDS`` countable words.
        longest: Countable words in the longest run.
        runs: Those with countable words, in the order of the later report.
    """

    share: float
    lead_share: float
    longest: int
    runs: tuple[Run, ...]


def compare(later: Wording, earlier: Wording, template: AbstractSet[str]) -> Comparison:
    """Compare two reports word for word.

    Args:
        later: Wording of the report whose dependence is asked for.
        earlier: Wording of the report that came before.
        template: Shingles that the later report's outlet repeats in unlike reports; they do not count.
    """
    counted = countable(later, template)
    runs = shared_runs(later, earlier)
    lengths = [len(counted.intersection(range(run.here, run.here + run.length))) for run in runs]
    shared = sum(lengths)
    lead = sorted(counted)[:LEAD_WORDS]
    in_lead = sum(1 for i in lead if any(run.here <= i < run.here + run.length for run in runs))
    return Comparison(
        share=shared / len(counted) if counted else 0.0,
        lead_share=in_lead / len(lead) if lead else 0.0,
        longest=max(lengths, default=0),
        runs=tuple(run for run, length in zip(runs, lengths, strict=True) if length > 0),
    )


def kind_of(comparison: Comparison, *, same_outlet: bool) -> DerivationKind | None:
    """Say how the later report depends on the earlier one; None where it does not.

    Two reports of one outlet that share no lead share background or a page's furniture: at most a passage.
    """
    shares_story = not same_outlet or comparison.lead_share >= LEAD_SHARE
    if shares_story and comparison.share >= COPY_SHARE:
        return DerivationKind.COPY
    if shares_story and comparison.share >= REWRITE_SHARE:
        return DerivationKind.REWRITE
    return DerivationKind.QUOTE if comparison.longest >= QUOTE_WORDS else None


def countable(wording: Wording, template: AbstractSet[str]) -> frozenset[int]:
    """Give the indices of the words that count: not quoted, not of a template.

    Where fewer than ``FEWEST_WORDS`` stand outside quotation marks, quoted words count too.
    """
    own = wording.own
    words = {i for i, word in enumerate(own.words) if word is not None}
    if template:
        for start, shingle in wording.shingles:
            if shingle in template:
                words.difference_update(range(start, start + SHINGLE_WORDS))
    plain = frozenset(i for i in words if not own.quoted[i])
    return plain if len(plain) >= FEWEST_WORDS else frozenset(words)
