"""The learned extractor: the rules' claims weighed, and frames that the rules did not find added.

An analysed report comes in, claims and statements go out, as from the rules. The encoder and the second stage only
decide which frames are told in which sentence; slots are filled by the rules' own fillers, so that every span stays
verbatim. What it decided, with what probability and why, is given to whoever asks (``explain``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.extract.claims import build_claims
from dragoman.extract.extractor import Extraction, checked, readable
from dragoman.extract.gather import gather
from dragoman.extract.learned.bundle import FOLDER, WORDS, load_bundle
from dragoman.extract.learned.drafting import draft_of
from dragoman.extract.learned.encoder import Encoder
from dragoman.extract.learned.features import cell_features, claim_features
from dragoman.extract.learned.lexicon import unpack
from dragoman.extract.learned.page import Found, Scorers, make_page
from dragoman.extract.learned.stage import Share, probability, shares
from dragoman.extract.record import to_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dragoman.extract.draft import Draft
    from dragoman.extract.extractor import RuleExtractor
    from dragoman.extract.learned.bundle import Stage
    from dragoman.extract.learned.page import Page
    from dragoman.model import Analysis, Document, Mentions

LEAST = -4.5
"""Logit under which a frame is not asked for. Source: .998 of the told cells of cross-validation lie above it."""

Mode = Literal["both", "learned"]


class Verdict(NamedTuple):
    """What was decided of a frame in a sentence.

    Attributes:
        by: ``rules`` where the rules made the claim, ``learned`` where the encoder alone saw it.
        told: Whether it became a claim.
        probability: Calibrated.
        shares: The features that moved it most.
    """

    frame: str
    sentence: int
    by: str
    told: bool
    probability: float
    shares: tuple[Share, ...]


class Weighed(NamedTuple):
    """A claim to be: its drafts, and how probable it is."""

    group: list[Draft]
    probability: float


def open_reader(rules: RuleExtractor, mode: Mode, folder: Path | None = None) -> LearnedExtractor:
    """Give the reader of a folder, or the one that is shipped, its files checked.

    Raises:
        ReaderFileError: DG204, a file is missing, cut short or of another hash.
    """
    bundle = load_bundle(folder or FOLDER)
    lexicon = unpack(WORDS, bundle.words.read_bytes())
    return LearnedExtractor(rules, bundle.stages, Scorers(bundle.frames, Encoder(bundle), lexicon), mode)


class LearnedExtractor:
    """Reads with the rules and the encoder (``both``), or with the encoder alone (``learned``)."""

    def __init__(
        self, rules: RuleExtractor, stages: Mapping[str, Stage], scorers: Scorers, mode: Mode = "both"
    ) -> None:
        self._rules = rules
        self._stages = stages
        self._scorers = scorers
        self._mode = mode

    def extract(self, document: Document, analysis: Analysis, mentions: Mentions) -> Extraction:
        """Read one document.

        Raises:
            EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
        """
        page = self.page(document, analysis, mentions)
        weighed = self.weigh(page)
        claims = build_claims([w.group for w in weighed], document)
        claims = tuple(replace(c, confidence=round(w.probability, 3)) for c, w in zip(claims, weighed, strict=True))
        return Extraction(checked(claims, document), to_statements(page.context))

    def page(self, document: Document, analysis: Analysis, mentions: Mentions) -> Page:
        """Read a document with the rules and score its sentences."""
        context = self._rules.context(document, analysis, mentions)
        drafts = self._rules.drafts(context)
        found = Found(drafts, gather(drafts))
        numbers = [n for n, _ in readable(context)]
        return make_page(context, found, numbers, self._scorers)

    def weigh(self, page: Page) -> list[Weighed]:
        """Give what becomes a claim, in text order."""
        if self._mode == "learned":
            weighed = list(self._seen(page, "alone"))
        else:
            weighed = [*self._kept(page), *self._seen(page, "add")]
        return sorted(weighed, key=lambda w: w.group[0].hit.i)

    def verdicts(self, page: Page) -> list[Verdict]:
        """Give every decision of a report, the rules' claims first."""
        found = []
        if self._mode == "both":
            for group, features in claim_rows(page):
                first = group[0]
                found.append(self._verdict("keep", first.frame, first.hit.sentence, features))
        stage = "alone" if self._mode == "learned" else "add"
        found += [self._verdict(stage, frame, number, features) for number, frame, features in cell_rows(page, stage)]
        return found

    def _verdict(self, name: str, frame: str, number: int, features: dict[str, float]) -> Verdict:
        stage = self._stages[name]
        chance = probability(stage, features)
        by = "rules" if name == "keep" else "learned"
        return Verdict(frame, number, by, chance >= stage.threshold, chance, shares(stage, features))

    def _kept(self, page: Page) -> Iterator[Weighed]:
        stage = self._stages["keep"]
        for group, features in claim_rows(page):
            chance = probability(stage, features)
            if chance >= stage.threshold:
                yield Weighed(list(group), chance)

    def _seen(self, page: Page, name: str) -> Iterator[Weighed]:
        stage = self._stages[name]
        for number, frame, features in cell_rows(page, name):
            chance = probability(stage, features)
            draft = self.draft(page, number, frame) if chance >= stage.threshold else None
            if draft is not None:
                yield Weighed([draft], chance)

    def draft(self, page: Page, number: int, frame: str) -> Draft | None:
        """Give the rules' own first draft of a frame in a sentence, or one around the token that the encoder sees."""
        own = [d for d in page.found.drafts if d.hit.sentence == number and d.frame == frame]
        if own and self._mode == "both":
            return own[0]
        return draft_of(self._rules.frame(frame), number, page.shares(number, frame), page.context)


def claim_rows(page: Page) -> Iterator[tuple[Sequence[Draft], dict[str, float]]]:
    """Yield each claim of the rules with its features, in text order."""
    earlier: dict[str, int] = {}
    for group in page.found.groups:
        frame = group[0].frame
        yield group, claim_features(page, group, earlier=earlier.get(frame, 0))
        earlier[frame] = earlier.get(frame, 0) + 1


def cell_rows(page: Page, stage: str) -> Iterator[tuple[int, str, dict[str, float]]]:
    """Yield each sentence and frame that may be told there, with its features.

    Of the stage ``add`` only where the rules have no claim of the frame; of ``alone`` without what the rules found.
    """
    alone = stage == "alone"
    for number in page.scores:
        for frame, f in page.frames.items():
            seen = max(page.first[number, f], page.told[number, f]) > LEAST
            if (alone and seen) or (not alone and not page.starts[number, f] and (seen or page.drafted[number, f])):
                yield number, frame, cell_features(page, number, frame, rules=not alone)
