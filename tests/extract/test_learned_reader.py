"""The learned reader over a stated tree and stated scores: what it keeps, drops and adds, and what it never does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.extract.build import RUSSIA, UKRAINE, Text, english, frame_of, small_dossier, text_of

from dragoman.extract import FrameSet, RuleExtractor
from dragoman.extract.explain import explain
from dragoman.extract.learned.bundle import Stage
from dragoman.extract.learned.drafting import carrier
from dragoman.extract.learned.encoder import Scores, Sentence, position_of
from dragoman.extract.learned.lexicon import Lexicon, words_of
from dragoman.extract.learned.page import Scorers
from dragoman.extract.learned.reader import LearnedExtractor
from dragoman.extract.learned.stage import probability, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.extract.learned.reader import Mode

TALKS = "Russia and Ukraine held talks in Istanbul on 2 June."
SAID = "Ukraine said that Russia held talks."
MET = "Putin met Zelensky."
FRAMES = ("talks",)


@dataclass
class Stated:
    """Scores sentences by what a test says of them: number of the sentence to the logit of the one frame."""

    logits: dict[int, float]
    asked: list[int] = field(default_factory=list)

    def score(self, sentences: Sequence[Sentence]) -> list[Scores]:
        self.asked += [s.number for s in sentences]
        return [self._one(s) for s in sentences]

    def _one(self, sentence: Sentence) -> Scores:
        logit = np.full(1, self.logits.get(sentence.number, -6.0), dtype=np.float32)
        pieces = ((0, 0), (0, len(sentence.text)))
        even = np.full((1, 2), 0.5, dtype=np.float32)
        return Scores(logit, logit, logit, logit, np.zeros((1, 7), dtype=np.float32), even, pieces)


def stages(keep: float = 0.25, add: float = 0.3) -> dict[str, Stage]:
    weights = {"first": 1.0}
    return {"keep": Stage(0.0, weights, keep), "add": Stage(0.0, weights, add), "alone": Stage(0.0, weights, add)}


def rules() -> RuleExtractor:
    frame = frame_of(roles={"actor": {"noun": ["light"], "verb": ["subject", "object"]}})
    frames = FrameSet("digest", {"talks": frame}, {}, {"talk": ((frame, frame.triggers[0]),)}, {})
    return RuleExtractor(frames, english(), small_dossier())


def reader(logits: dict[int, float], mode: Mode = "both", words: float = 0.0) -> LearnedExtractor:
    silent = np.full((2, 1), words, dtype=np.float32)
    lexicon = Lexicon({}, np.zeros(0, np.float32), np.zeros((2, 0, 1), np.float32), silent)
    return LearnedExtractor(rules(), stages(), Scorers(FRAMES, Stated(logits), lexicon), mode)


def marked(*sentences: str) -> Text:
    text = text_of(*sentences)
    for n, _ in enumerate(s for s in sentences if "Russia" in s):
        text.actor("Russia", RUSSIA, nth=n).actor("Ukraine", UKRAINE, nth=n)
    return text


def claims(text: Text, logits: dict[int, float], mode: Mode = "both") -> list[tuple[str, str | None, float | None]]:
    found = reader(logits, mode).extract(text.document, text.analysis, text.lookup.mentions)
    return [(c.evidence[0].quote, c.rule, c.confidence) for c in found.claims]


def test_a_claim_of_the_rules_stands_with_its_confidence() -> None:
    assert claims(marked(TALKS), {0: 2.0}) == [(TALKS, "talks/t", pytest.approx(0.881))]


def test_a_claim_of_the_rules_that_is_improbable_falls() -> None:
    assert claims(marked(TALKS), {0: -2.0}) == []


def test_a_frame_that_the_rules_did_not_find_is_added() -> None:
    ((quote, rule, confidence),) = claims(marked(MET), {0: 1.0})
    assert (quote, rule) == (MET, "talks/learned")
    assert confidence == pytest.approx(0.731)


def test_the_encoder_is_not_asked_where_neither_words_nor_rules_tell_anything() -> None:
    text = marked(TALKS, MET)
    made = reader({0: 1.0, 1: 1.0}, words=-6.0)
    found = made.extract(text.document, text.analysis, text.lookup.mentions)
    assert [c.evidence[0].quote for c in found.claims] == [TALKS]


def test_what_is_added_is_in_text_order() -> None:
    found = claims(marked(MET, TALKS), {0: 1.0, 1: 1.0})
    assert [quote for quote, *_ in found] == [MET, TALKS]


def test_alone_the_rules_claims_do_not_count() -> None:
    assert claims(marked(TALKS), {0: -2.0}, "learned") == []
    assert [rule for _, rule, _ in claims(marked(TALKS), {0: 2.0}, "learned")] == ["talks/learned"]


def test_a_text_without_sentences_that_may_be_evidence_gives_nothing() -> None:
    assert claims(text_of("Talks began."), {}) == []


def test_statements_are_those_of_the_rules() -> None:
    text = marked(TALKS, SAID)
    given = text.document, text.analysis, text.lookup.mentions
    assert reader({0: 2.0}).extract(*given).statements == rules().extract(*given).statements


def test_reading_twice_gives_the_same() -> None:
    text = marked(TALKS, SAID)
    assert claims(text, {0: 2.0}) == claims(text, {0: 2.0})


def test_every_decision_can_be_asked_for() -> None:
    text = marked(TALKS, MET)
    made = reader({0: 2.0, 1: 0.0})
    verdicts = made.verdicts(made.reading(text.document, text.analysis, text.lookup.mentions))
    assert [(v.by, v.sentence, v.told) for v in verdicts] == [("rules", 0, True), ("learned", 1, True)]
    assert verdicts[0].shares[0].feature == "first"
    assert [(v.label, v.needed) for v in verdicts] == [("c1", 0.25), ("c2", 0.3)]
    alone = reader({0: 2.0}, "learned")
    (only,) = alone.verdicts(alone.reading(text.document, text.analysis, text.lookup.mentions))
    assert only.by == "learned"


def test_a_claim_that_is_turned_down_says_so() -> None:
    text = marked(TALKS)
    made = reader({0: -2.0})
    told = explain(rules(), text.document, text.analysis, text.lookup.mentions, made)
    (tried,) = [t for t in told.tried if t.fired]
    assert tried.why == ("the learned reader turned its claim down: 0.12, of 0.25 needed",)
    assert (told.extraction.claims, [v.told for v in told.weighed]) == ((), [False])


def test_a_claim_that_stands_is_explained_by_its_trigger_and_by_its_weight() -> None:
    text = marked(TALKS)
    told = explain(rules(), text.document, text.analysis, text.lookup.mentions, reader({0: 2.0}))
    (tried,) = [t for t in told.tried if t.fired]
    assert (tried.claim, tried.why) == ("c1", ())
    assert [(v.by, v.label) for v in told.weighed] == [("rules", "c1")]


def test_the_carrier_is_a_trigger_word_before_a_word_with_more_attention() -> None:
    text = marked(TALKS)
    context = rules().context(text.document, text.analysis, text.lookup.mentions)
    tokens = context.tree.tokens
    place = next(t.i for t in tokens if t.text == "Istanbul")
    word = next(t.i for t in tokens if t.text == "talks")
    frame = rules().frame("talks")
    assert carrier(frame, context.analysis.sentences[0], {place: 0.2, word: 0.1}, context) == word
    assert carrier(frame, context.analysis.sentences[0], {place: 0.9, word: 0.1}, context) == place


def test_words_of_names_are_their_kinds() -> None:
    text = marked(TALKS)
    context = rules().context(text.document, text.analysis, text.lookup.mentions)
    words = set(words_of(context, 0))
    assert "russia" not in words
    assert "talk" in words
    assert any("#" in word for word in words)


def test_shares_are_ordered_and_a_feature_without_weight_counts_nothing() -> None:
    stage = Stage(0.0, {"a": 1.0, "b": -3.0}, 0.5)
    assert [s.feature for s in shares(stage, {"a": 1.0, "b": 1.0, "c": 9.0})] == ["b", "a"]
    assert probability(stage, {"c": 9.0}) == 0.5
    assert probability(Stage(1e9, {}, 0.5), {}) == pytest.approx(1.0)


def test_the_position_of_a_sentence_is_within_bounds() -> None:
    assert position_of(Sentence("", 0, 0)) == (0.0, 0.0, 1.0)
    assert position_of(Sentence("", 3, 6))[1:] == (0.5, 0.0)
