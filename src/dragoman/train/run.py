"""The whole training: gold reports in, a reader's folder out, with its scores in cross-validation.

Five folds by report: each encoder and lexicon scores the reports that it has not seen, the second stage is fitted and
judged on those scores alone, then all reports train the parts that are shipped. Every fold's scores are kept in a
folder, so that a run that is stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from dragoman.extract.claims import build_claims
from dragoman.extract.context import Context
from dragoman.extract.draft import Draft
from dragoman.extract.extractor import readable
from dragoman.extract.gather import gather
from dragoman.extract.learned.bundle import Stage
from dragoman.extract.learned.encoder import MAX_PIECES, Scores, Sentence
from dragoman.extract.learned.lexicon import words_of
from dragoman.extract.learned.page import Found, Scorers, make_page
from dragoman.extract.learned.reader import cell_rows, claim_rows
from dragoman.train.labels import Labels, labels_of, sentences_of
from dragoman.train.pairing import pair
from dragoman.train.reports import Report
from dragoman.train.stages import Rows, fit_stage
from dragoman.train.words import fit_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tokenizers import Tokenizer

    from dragoman.extract import RuleExtractor
    from dragoman.extract.learned.lexicon import Lexicon
    from dragoman.extract.learned.page import Page

FOLDS = 5
THRESHOLDS = {"keep": 0.25, "add": 0.3, "alone": 0.25}
"""Probability from which a stage's answer is yes. Source: greatest F1 of events in cross-validation."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report made ready for training.

    Attributes:
        fold: In which it is scored unseen.
        numbers: Of the sentences that may be evidence.
        encoded: Word pieces of those sentences.
        words: Lexicon words of those sentences.
        frames: Number of each frame by name.
    """

    report: Report
    fold: int
    context: Context
    drafts: Sequence[Draft]
    labels: Labels
    numbers: Sequence[int]
    encoded: Sequence[Encoding]
    words: Sequence[frozenset[str]]
    frames: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Scores of one report by parts that have not seen it: for each sentence the encoder's and the lexicon's."""

    encoder: Mapping[int, Scores]
    lexicon: Mapping[int, NDArray[np.float32]]

    def score(self, sentences: Sequence[Sentence]) -> list[Scores]:
        """Give the encoder's scores, as ``Scorer``."""
        return [self.encoder[s.number] for s in sentences]


@dataclass(frozen=True, slots=True)
class UnseenWords:
    """The lexicon's part of ``Unseen``, as ``WordScorer``."""

    unseen: Unseen

    def score(self, context: Context, number: int) -> NDArray[np.float32]:  # noqa: ARG002 (the form of the protocol)
        """Give the kept logits."""
        return self.unseen.lexicon[number]


def fold_of(reports: Sequence[Report]) -> dict[tuple[str, str], int]:
    """Give each report's fold by (part, name): each part is dealt out alike, in the order of the names' hashes."""
    found = {}
    for part in sorted({r.part for r in reports}):
        names = sorted(
            (r.name for r in reports if r.part == part), key=lambda n: hashlib.sha256(n.encode()).hexdigest()
        )
        found.update({(part, name): n % FOLDS for n, name in enumerate(names)})
    return found


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def prepare(
    reports: Sequence[Report], rules: RuleExtractor, frames: Sequence[str], pieces: Tokenizer
) -> list[Prepared]:
    """Read every report with the rules and cut its sentences into word pieces."""
    index, folds = {f: n for n, f in enumerate(frames)}, fold_of(reports)
    pieces.no_padding()
    pieces.enable_truncation(MAX_PIECES)
    found = []
    for report in reports:
        context = rules.context(report.document, report.analysis, report.mentions)
        numbers = [n for n, _ in readable(context)]
        spans = [report.analysis.sentences[n] for n in numbers]
        found.append(
            Prepared(
                report=report,
                fold=folds[report.part, report.name],
                context=context,
                drafts=rules.drafts(context),
                labels=labels_of(report, index),
                numbers=numbers,
                encoded=pieces.encode_batch([report.analysis.text[s.start : s.end] for s in spans]),
                words=[frozenset(words_of(context, n)) for n in numbers],
                frames=index,
            )
        )
    return found


def lexicon_of(prepared: Sequence[Prepared]) -> Lexicon:
    """Fit the lexicon on some reports."""
    words = [w for p in prepared for w in p.words]
    first = np.concatenate([p.labels.first[list(p.numbers)] for p in prepared]) > 0
    told = np.concatenate([p.labels.told[list(p.numbers)] for p in prepared]) > 0
    return fit_lexicon(words, first, told)


def page_of(prepared: Prepared, unseen: Unseen, frames: Sequence[str]) -> Page:
    """Give a report's page with scores by parts that have not seen it."""
    found = Found(prepared.drafts, gather(prepared.drafts))
    return make_page(prepared.context, found, prepared.numbers, Scorers(frames, unseen, UnseenWords(unseen)))


def stage_rows(prepared: Prepared, page: Page) -> dict[str, Rows]:
    """Give what the second stage learns from a report.

    ``keep``: whether a reader makes the rules' claim; ``add``: whether a reader has a claim there that the rules lack;
    ``alone``: whether a reader has a claim there.
    """
    report = prepared.report
    kept = list(claim_rows(page))
    pairs = pair(report.gold, build_claims([list(g) for g, _ in kept], report.document))
    ours, theirs = {j for _, j in pairs}, {i for i, _ in pairs}
    cells = [(sentences_of(c, report.analysis)[0], c["frame"]) for c in report.gold]
    left = {cell for i, cell in enumerate(cells) if i not in theirs}
    add, alone = list(cell_rows(page, "add")), list(cell_rows(page, "alone"))
    return {
        "keep": Rows([f for _, f in kept], [n in ours for n in range(len(kept))]),
        "add": Rows([f for *_, f in add], [(n, frame) in left for n, frame, _ in add]),
        "alone": Rows([f for *_, f in alone], [(n, frame) in set(cells) for n, frame, _ in alone]),
    }


def fit_stages(rows: Sequence[Mapping[str, Rows]]) -> dict[str, Stage]:
    """Fit the second stage on the rows of some reports."""
    found = {}
    for name, threshold in THRESHOLDS.items():
        features = [f for one in rows for f in one[name].features]
        answers = [a for one in rows for a in one[name].answers]
        one_sort = len(set(answers)) < SORTS
        found[name] = _settled(answers, threshold) if one_sort else fit_stage(name, Rows(features, answers), threshold)
    return found


SORTS = 2
"""Yes and no: where all answers are of one sort there is nothing to fit."""
SURE = 3.0
"""Logit of an answer that was always the same."""


def _settled(answers: Sequence[bool], threshold: float) -> Stage:
    return Stage(SURE if any(answers) else -SURE, {}, threshold)


class Given(NamedTuple):
    """What an encoder is trained from.

    Attributes:
        base: Folder of the base model's weights and word pieces.
        layers: How many upper layers are trained, of six.
    """

    base: Path
    layers: int


def fold_file(keep: Path, fold: int, layers: int) -> Path:
    """Give where the scores of a fold are kept."""
    return keep / f"fold-{fold}-layers-{layers}.pickle"


def unseen_scores(
    prepared: Sequence[Prepared], keep: Path, say: Callable[[str], None], given: Given
) -> dict[tuple[str, str], Unseen]:
    """Give the scores of every report by parts that have not seen it, fold by fold; each fold is kept in a file."""
    trainer: Trainer | None = None
    found: dict[tuple[str, str], Unseen] = {}
    for fold in range(FOLDS):
        path = fold_file(keep, fold, given.layers)
        if not path.exists():
            from dragoman.train.encoders import Trainer  # noqa: PLC0415 (torch: only where it is trained)

            trainer = trainer or Trainer(prepared, given, say)
            lexicon = lexicon_of([p for p in prepared if p.fold != fold])
            scored = trainer.score_fold(fold)
            asked = [p for p in prepared if p.fold == fold]
            rows = {
                (p.report.part, p.report.name): (
                    scored[p.report.part, p.report.name],
                    {n: lexicon.score(p.context, n) for n in p.numbers},
                )
                for p in asked
            }
            path.write_bytes(pickle.dumps(rows))
        kept = pickle.loads(path.read_bytes())  # noqa: S301 (written by this run)
        found |= {key: Unseen(*value) for key, value in kept.items()}
    return found
