"""Judging: how many of the readers' claims the rules, the reader alone, and both together make, on unseen reports.

Pages, rows and the rules come in; precision, recall and F1 of events go out, with the error of the confidence.
The second stage is fitted on the other folds for each fold, so that nothing is judged on what it was fitted on. The
rules themselves were tuned on these reports by hand, which flatters them, and what leans on them, alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.claims import build_claims
from dragoman.extract.learned.page import Scorers
from dragoman.extract.learned.reader import LearnedExtractor
from dragoman.train.pairing import pair
from dragoman.train.run import FOLDS, Unseen, UnseenWords, fit_stages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.extract import RuleExtractor
    from dragoman.extract.draft import Draft
    from dragoman.extract.learned.page import Page
    from dragoman.extract.learned.reader import Mode, Weighed
    from dragoman.train.run import Prepared
    from dragoman.train.stages import Rows

BINS = 10
"""Of equal width, for the error of the confidence. Source: Naeini et al. (2015), expected calibration error."""
MODES: tuple[Mode, ...] = ("learned", "both")


def judge(
    prepared: Sequence[Prepared], pages: Sequence[Page], rows: Sequence[Mapping[str, Rows]], rules: RuleExtractor
) -> dict[str, float]:
    """Give the scores of cross-validation."""
    weighed = unseen_claims(prepared, pages, rows, rules)
    found: dict[str, float] = {}
    plain = [[list(g) for g in page.found.groups] for page in pages]
    found |= _scores("rules", prepared, plain)
    for mode in MODES:
        found |= _scores(mode, prepared, [[w.group for w in one] for one in weighed[mode]])
        found[f"{mode}.ece"] = round(calibration_error(_outcomes(prepared, weighed[mode])), 4)
    return found


def unseen_claims(
    prepared: Sequence[Prepared], pages: Sequence[Page], rows: Sequence[Mapping[str, Rows]], rules: RuleExtractor
) -> dict[Mode, list[list[Weighed]]]:
    """Give what each mode makes of every report, by parts that have not seen it."""
    none = Scorers((), Unseen({}, {}), UnseenWords(Unseen({}, {})))
    found: dict[Mode, list[list[Weighed]]] = {mode: [[] for _ in prepared] for mode in MODES}
    for fold in range(FOLDS):
        stages = fit_stages([r for p, r in zip(prepared, rows, strict=True) if p.fold != fold])
        for mode in MODES:
            reader = LearnedExtractor(rules, stages, none, mode)
            for n, p in enumerate(prepared):
                if p.fold == fold:
                    found[mode][n] = reader.weigh(pages[n])
    return found


def _scores(name: str, prepared: Sequence[Prepared], groups: Sequence[Sequence[list[Draft]]]) -> dict[str, float]:
    right = made = 0
    for p, report in zip(prepared, groups, strict=True):
        right += len(pair(p.report.gold, build_claims(list(report), p.report.document)))
        made += len(report)
    wanted = sum(len(p.report.gold) for p in prepared)
    return {
        f"{name}.events.p": round(right / max(1, made), 4),
        f"{name}.events.r": round(right / max(1, wanted), 4),
        f"{name}.events.f1": round(2 * right / max(1, made + wanted), 4),
    }


def _outcomes(prepared: Sequence[Prepared], weighed: Sequence[Sequence[Weighed]]) -> list[tuple[float, bool]]:
    """Give each claim's confidence, and whether a reader makes it."""
    found = []
    for p, report in zip(prepared, weighed, strict=True):
        right = {j for _, j in pair(p.report.gold, build_claims([w.group for w in report], p.report.document))}
        found += [(w.probability, n in right) for n, w in enumerate(report)]
    return found


def calibration_error(outcomes: Sequence[tuple[float, bool]]) -> float:
    """Give the expected calibration error: how far confidence is from the share that is right, over bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, is_right in outcomes:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, is_right))
    off = (abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in bins)
    return sum(off) / max(1, len(outcomes))
