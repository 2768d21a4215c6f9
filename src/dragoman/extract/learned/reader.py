"""The learned extractor: the rules' claims weighed, and frames that the rules did not find added.

An analysed report comes in, claims and statements go out, as from the rules. The encoder and the second stage only
decide which frames are told in which sentence; slots are filled by the rules' own fillers, so that every span stays
verbatim. What it decided, with what probability and why, is given to whoever asks (``explain``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dragoman.extract.extractor import Extraction, checked, readable
from dragoman.extract.gather import gather
from dragoman.extract.learned.bundle import FOLDER, SLOTS, WORDS, load_bundle
from dragoman.extract.learned.choosing import choices_of, fill, unpack_slots
from dragoman.extract.learned.decisions import Decision, Reading, Verdict, Weighed, in_order
from dragoman.extract.learned.drafting import draft_of
from dragoman.extract.learned.encoder import Encoder
from dragoman.extract.learned.features import cell_features, claim_features
from dragoman.extract.learned.lexicon import unpack
from dragoman.extract.learned.page import Found, Scorers, make_page
from dragoman.extract.learned.stage import probability, shares
from dragoman.extract.record import to_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dragoman.extract.draft import Draft
    from dragoman.extract.extractor import RuleExtractor
    from dragoman.extract.learned.bundle import Stage
    from dragoman.extract.learned.choosing import Choice, Filled
    from dragoman.extract.learned.page import Page
    from dragoman.model import Analysis, Claim, Document, Mentions

LEAST = -4.5
"""Logit under which a frame is not asked for. Source: .998 of the told cells of cross-validation lie above it."""

Mode = Literal["both", "learned"]


def open_reader(rules: RuleExtractor, mode: Mode, folder: Path | None = None) -> LearnedExtractor:
    """Give the reader of a folder, or the one that is shipped, its files checked.

    Raises:
        ReaderFileError: DG204, a file is missing, cut short or of another hash.
    """
    bundle = load_bundle(folder or FOLDER)
    lexicon = unpack(WORDS, bundle.words.read_bytes())
    slots = unpack_slots(SLOTS, bundle.slots.read_bytes()) if mode == "both" else {}
    return LearnedExtractor(rules, bundle.stages, Scorers(bundle.frames, Encoder(bundle), lexicon), mode, slots)


class LearnedExtractor:
    """Reads with the rules and the encoder (``both``), or with the encoder alone (``learned``)."""

    def __init__(
        self,
        rules: RuleExtractor,
        stages: Mapping[str, Stage],
        scorers: Scorers,
        mode: Mode = "both",
        slots: Mapping[str, Stage] | None = None,
    ) -> None:
        self._rules = rules
        self._stages = stages
        self._scorers = scorers
        self._mode = mode
        self._slots = slots or {}

    def extract(self, document: Document, analysis: Analysis, mentions: Mentions) -> Extraction:
        """Read one document.

        Raises:
            EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
        """
        return self.reading(document, analysis, mentions).extraction

    def reading(self, document: Document, analysis: Analysis, mentions: Mentions) -> Reading:
        """Read one document and say what was decided.

        Raises:
            EvidenceError: DG310, a span does not carry its words: a defect, never repaired.
        """
        page = self.page(document, analysis, mentions)
        decisions = list(self.decide(page))
        weighed = in_order(decisions)
        groups = [w.group for w in weighed]
        filled = fill(weighed, page, self._slots)
        claims = checked(confident(weighed, filled), document)
        return Reading(Extraction(claims, to_statements(page.context)), groups, decisions, filled)

    def page(self, document: Document, analysis: Analysis, mentions: Mentions) -> Page:
        """Read a document with the rules and score its sentences."""
        context = self._rules.context(document, analysis, mentions)
        drafts = self._rules.drafts(context)
        found = Found(drafts, gather(drafts))
        numbers = [n for n, _ in readable(context)]
        return make_page(context, found, numbers, self._scorers)

    def weigh(self, page: Page) -> list[Weighed]:
        """Give what becomes a claim, in text order."""
        return in_order(self.decide(page))

    def decide(self, page: Page) -> Iterator[Decision]:
        """Yield every decision on a report, the rules' claims first."""
        if self._mode == "learned":
            yield from self._seen(page, "alone")
            return
        yield from self._kept(page)
        yield from self._seen(page, "add")

    def verdicts(self, reading: Reading) -> list[Verdict]:
        """Give every decision of a reading with the features that moved it most."""
        labels = {id(group): f"c{n}" for n, group in enumerate(reading.groups, 1)}
        return [self._verdict(d, labels.get(id(d.group))) for d in reading.decisions]

    def choices(self, reading: Reading) -> list[list[Choice]]:
        """Give what was chosen for the slots of each claim."""
        return [choices_of(one.ranked, self._slots) for one in reading.filled]

    def turned_down(self, reading: Reading) -> dict[tuple[int, str], str]:
        """Say why claims of the rules did not stand, by token and trigger of their drafts."""
        why = "the learned reader turned its claim down: {:.2f}, of {:.2f} needed"
        return {
            (draft.hit.i, draft.hit.trigger.id): why.format(d.probability, self._stages[d.stage].threshold)
            for d in reading.decisions
            if d.group is None
            for draft in d.weighed
        }

    def _verdict(self, decision: Decision, label: str | None) -> Verdict:
        stage = self._stages[decision.stage]
        return Verdict(
            frame=decision.frame,
            sentence=decision.sentence,
            by="rules" if decision.stage == "keep" else "learned",
            told=decision.group is not None,
            probability=decision.probability,
            needed=stage.threshold,
            shares=shares(stage, decision.features),
            label=label,
        )

    def _kept(self, page: Page) -> Iterator[Decision]:
        stage = self._stages["keep"]
        for group, features in claim_rows(page):
            first, chance = group[0], probability(stage, features)
            kept = list(group) if chance >= stage.threshold else None
            yield Decision("keep", first.frame, first.hit.sentence, features, chance, kept, group)

    def _seen(self, page: Page, name: str) -> Iterator[Decision]:
        stage = self._stages[name]
        for number, frame, features in cell_rows(page, name):
            chance = probability(stage, features)
            draft = self.draft(page, number, frame) if chance >= stage.threshold else None
            yield Decision(name, frame, number, features, chance, None if draft is None else [draft])

    def draft(self, page: Page, number: int, frame: str) -> Draft | None:
        """Give the rules' own first draft of a frame in a sentence, or one around the token that the encoder sees."""
        own = [d for d in page.found.drafts if d.hit.sentence == number and d.frame == frame]
        if own and self._mode == "both":
            return own[0]
        return draft_of(self._rules.frame(frame), number, page.shares(number, frame), page.context)


def with_confidence(weighed: Sequence[Weighed], page: Page, slots: Mapping[str, Stage]) -> tuple[Claim, ...]:
    """Make claims, choose what fills their slots, and say how probable each claim is."""
    return confident(weighed, fill(weighed, page, slots))


def confident(weighed: Sequence[Weighed], filled: Sequence[Filled]) -> tuple[Claim, ...]:
    """Give claims with how probable each is, to three decimals."""
    return tuple(replace(f.claim, confidence=round(w.probability, 3)) for f, w in zip(filled, weighed, strict=True))


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
