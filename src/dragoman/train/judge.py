"""Judging: how many of the readers' claims the rules, the reader alone, and both together make, on unseen reports.

Pages, rows and the rules come in; precision, recall and F1 of events go out, with the error of the confidence.
The second stage is fitted on the other folds for each fold, so that nothing is judged on what it was fitted on. The
rules themselves were tuned on these reports by hand, which flatters them, and what leans on them, alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.claims import build_claims
from dragoman.extract.learned.page import Scorers
from dragoman.extract.learned.reader import LearnedExtractor, with_confidence
from dragoman.train.pairing import pair
from dragoman.train.rankers import fit_slots, slot_rows
from dragoman.train.run import FOLDS, Unseen, UnseenWords, fit_stages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.extract import RuleExtractor
    from dragoman.extract.learned.decisions import Weighed
    from dragoman.extract.learned.page import Page
    from dragoman.extract.learned.reader import Mode
    from dragoman.model import Claim
    from dragoman.train.run import Prepared
    from dragoman.train.stages import Rows

BINS = 10
"""Of equal width, for the error of the confidence. Source: Naeini et al. (2015), expected calibration error."""
MODES: tuple[Mode, ...] = ("learned", "both")


def judge(
    prepared: Sequence[Prepared], pages: Sequence[Page], rows: Sequence[Mapping[str, Rows]], rules: RuleExtractor
) -> dict[str, float]:
    """Give the scores of cross-validation."""
    found = _scores("rules", prepared, [plain(page) for page in pages])
    weighed = unseen_weights(prepared, pages, rows, rules)
    for mode, claims in unseen_claims(prepared, pages, weighed).items():
        found |= _scores(mode, prepared, claims)
        found[f"{mode}.ece"] = round(calibration_error(outcomes(prepared, claims)), 4)
    return found


def plain(page: Page) -> Sequence[Claim]:
    """Give the claims of the rules alone."""
    return build_claims([list(g) for g in page.found.groups], page.context.document)


def unseen_claims(
    prepared: Sequence[Prepared], pages: Sequence[Page], weighed: Mapping[Mode, Sequence[Sequence[Weighed]]]
) -> dict[Mode, list[Sequence[Claim]]]:
    """Give the claims of each mode for every report, their slots chosen by parts that have not seen it."""
    slots = [slot_rows(page, w, p.report.gold) for p, page, w in zip(prepared, pages, weighed["both"], strict=True)]
    found: dict[Mode, list[Sequence[Claim]]] = {mode: [()] * len(prepared) for mode in MODES}
    for fold in range(FOLDS):
        chosen = {"both": fit_slots([r for p, r in zip(prepared, slots, strict=True) if p.fold != fold])}
        for mode in MODES:
            for n, p in enumerate(prepared):
                if p.fold == fold:
                    found[mode][n] = with_confidence(weighed[mode][n], pages[n], chosen.get(mode, {}))
    return found


def unseen_weights(
    prepared: Sequence[Prepared], pages: Sequence[Page], rows: Sequence[Mapping[str, Rows]], rules: RuleExtractor
) -> dict[Mode, list[list[Weighed]]]:
    """Give what each mode weighs of every report, by parts that have not seen it; slots are as the rules fill them."""
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


def _scores(name: str, prepared: Sequence[Prepared], claims: Sequence[Sequence[Claim]]) -> dict[str, float]:
    right = sum(len(pair(p.report.gold, report)) for p, report in zip(prepared, claims, strict=True))
    made, wanted = sum(map(len, claims)), sum(len(p.report.gold) for p in prepared)
    return {
        f"{name}.events.p": round(right / max(1, made), 4),
        f"{name}.events.r": round(right / max(1, wanted), 4),
        f"{name}.events.f1": round(2 * right / max(1, made + wanted), 4),
    }


def outcomes(prepared: Sequence[Prepared], claims: Sequence[Sequence[Claim]]) -> list[tuple[float, bool]]:
    """Give each claim's confidence, and whether a reader makes it."""
    found = []
    for p, report in zip(prepared, claims, strict=True):
        right = {j for _, j in pair(p.report.gold, report)}
        found += [(c.confidence or 0.0, n in right) for n, c in enumerate(report)]
    return found


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Give the expected calibration error: how far confidence is from the share that is right, over bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, is_right in told:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, is_right))
    off = (abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in bins)
    return sum(off) / max(1, len(told))
