"""Comparison: how much of a later report is the wording of an earlier one, and what kind of dependence that is.

The own words of two reports in, a ``Comparison`` out. What one speaker said in both, and what a page template
repeats, counts for nothing: it makes no copy.

Source: shares and thresholds after the METER corpus (Clough et al. 2002), set on the pairs labelled by hand in
``bench/lineage_pairs.yaml``; ``bench/lineage.py`` measures them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.lineage.passages import Run
from dragoman.lineage.wording import LEAD_WORDS, Wording
from dragoman.lineage.words import SHINGLE_WORDS
from dragoman.model import DerivationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

COPY_SHARE = 0.8
REWRITE_SHARE = 0.3
FEWEST_REWRITTEN = 20
"""Shared words that make a rewrite; in a report of forty words, two set phrases ("the sixth round of talks between the
two sides") are a third. Source: the example reports."""
QUOTE_WORDS = 15
"""Own words in one run from which a report that is no rewrite still draws on another in that passage. Source: the pairs
that were looked at (``bench/lineage_pairs.yaml``): no two reports of other outlets that only quote one speech or tell
one event have as many, set phrases of courts and offices left out."""
OWN_OUTLET_WORDS = 20
OWN_OUTLET_QUOTED, OWN_OUTLET_SHARE = 40, 0.5
"""The same within one outlet, whose writers share set phrases; so long a quotation, or so much of the whole report with
its quotations, was not taken down twice."""
LONG_RUN, QUOTE_WORDS_IN_ALL = 10, 26
"""Source: as above; several runs of ten and more are no chance even where none is long."""
FEWEST_WORDS = 12
"""Fewer own words than this, and what is quoted counts too: a bare statement is copied as a statement."""
LEAD_SHARE = 0.3
LONG_WORD = 5
LEAD_WORDS_SAID = 2
"""Source: house rule; a name and a noun."""
WORKED_SHARE, WORKED_WORDS = 0.2, 50
"""A report is also a rewrite where less is shared, but that in long runs. Source: the pairs that were looked at."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a later report shares with an earlier one.

    Attributes:
        share: Part of the later report's countable words that stand in runs of the earlier one, 0 to 1.
        words: Countable words in runs; within one outlet, quoted words count.
        share_with_quotes, longest_with_quotes: As share and longest, with quoted words counted.
        lead_share: The same of its first ``LEAD_WORDS`` countable words.
        longest: Countable words in the longest run.
        in_long_runs: Countable words in all runs of ``LONG_RUN`` of them and more.
        runs: Those with countable words, in the order of the later report.
    """

    share: float
    words: int
    share_with_quotes: float
    longest_with_quotes: int
    lead_share: float
    longest: int
    in_long_runs: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Countable:
    """Which words of a later report count, by index; the same for each report that it is compared with.

    Attributes:
        words: Those of no template.
        own: Of these, those that are not quoted; where they are fewer than ``FEWEST_WORDS``, all of them.
        lead: The first ``LEAD_WORDS`` of ``own``.
    """

    wording: Wording
    words: AbstractSet[int]
    own: AbstractSet[int]
    lead: tuple[int, ...]


def countable(wording: Wording, template: AbstractSet[str] = frozenset()) -> Countable:
    """Give the words of a report that count.

    Args:
        wording: Of the report whose dependence is asked for.
        template: Shingles that its outlet repeats in unlike reports; they do not count.
    """
    words = {i for i, word in enumerate(wording.own.words) if word is not None}
    if template:
        for start, shingle in wording.shingles:
            if shingle in template:
                words.difference_update(range(start, start + SHINGLE_WORDS))
    plain = {i for i in words if not wording.own.quoted[i]}
    own = plain if len(plain) >= FEWEST_WORDS else words
    return Countable(wording, words, own, tuple(sorted(own)[:LEAD_WORDS]))


def compare(later: Countable, earlier: Wording, runs: Sequence[Run], *, same_outlet: bool = False) -> Comparison:
    """Compare two reports word for word.

    Args:
        later: Words of the report whose dependence is asked for.
        earlier: Wording of the report that came before.
        runs: What they share, of ``shared_runs``.
        same_outlet: Whether one outlet published both: unless they have a lead in common, runs that are not on the
            matter of both do not count: captions and teasers of other reports, notes on a writer, and the like.
    """
    if same_outlet and _lead_share(later, runs) < LEAD_SHARE:
        runs = tuple(run for run in runs if _is_of_both(run, later.wording, earlier))
    lengths = [len(later.own & set(range(run.here, run.here + run.length))) for run in runs]
    spoken = [len(later.words & set(range(run.here, run.here + run.length))) for run in runs]
    return Comparison(
        share=sum(lengths) / len(later.own) if later.own else 0.0,
        words=sum(spoken if same_outlet else lengths),
        share_with_quotes=sum(spoken) / len(later.words) if later.words else 0.0,
        longest_with_quotes=max(spoken, default=0),
        lead_share=_lead_share(later, runs),
        longest=max(lengths, default=0),
        in_long_runs=sum(length for length in lengths if length >= LONG_RUN),
        runs=tuple(run for run, length in zip(runs, spoken if same_outlet else lengths, strict=True) if length > 0),
    )


def kind_of(comparison: Comparison, *, same_outlet: bool) -> DerivationKind | None:
    """Say how the later report depends on the earlier one; None where it does not.

    Two reports of one outlet are copies only where they share a lead.
    """
    shares_story = not same_outlet or comparison.lead_share >= LEAD_SHARE
    if shares_story and comparison.share >= COPY_SHARE:
        return DerivationKind.COPY
    is_worked = not same_outlet and comparison.share >= WORKED_SHARE and comparison.in_long_runs >= WORKED_WORDS
    is_repeated = same_outlet and comparison.share_with_quotes >= OWN_OUTLET_SHARE
    is_enough = comparison.words >= FEWEST_REWRITTEN and comparison.share >= REWRITE_SHARE
    if is_worked or is_repeated or is_enough:
        return DerivationKind.REWRITE
    return DerivationKind.QUOTE if _has_passage(comparison, same_outlet=same_outlet) else None


def _has_passage(comparison: Comparison, *, same_outlet: bool) -> bool:
    if same_outlet:
        return comparison.longest >= OWN_OUTLET_WORDS or comparison.longest_with_quotes >= OWN_OUTLET_QUOTED
    return comparison.longest >= QUOTE_WORDS or comparison.in_long_runs >= QUOTE_WORDS_IN_ALL


def _lead_share(later: Countable, runs: Sequence[Run]) -> float:
    in_lead = sum(1 for i in later.lead if any(run.here <= i < run.here + run.length for run in runs))
    return in_lead / len(later.lead) if later.lead else 0.0


def _is_of_both(run: Run, later: Wording, earlier: Wording) -> bool:
    """Whether a run has long words of the leads of both reports: what the one tells, the other tells too."""
    said = {word for word in later.own.words[run.here : run.here + run.length] if word and len(word) >= LONG_WORD}
    return all(len(said & wording.lead) >= LEAD_WORDS_SAID for wording in (later, earlier))
