"""The extractor: one document's claims and statements, from a hand-made analysis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.extract.build import RUSSIA, UKRAINE, Text, english, frame_of, small_dossier, text_of

from dragoman.errors import EvidenceError
from dragoman.extract import FrameSet, RuleExtractor
from dragoman.model import Mentions, Zone, ZoneKind
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.extract import Extraction

TALKS = "Russia and Ukraine held talks in Istanbul on 2 June."
SAID = "Ukraine said that Russia held talks."


def extractor() -> RuleExtractor:
    frame = frame_of(roles={"actor": {"noun": ["light"]}})
    frames = FrameSet("digest", {"talks": frame}, {}, {"talk": ((frame, frame.triggers[0]),)}, {})
    return RuleExtractor(frames, english(), small_dossier())


def read(text: Text) -> Extraction:
    return extractor().extract(text.document, text.analysis, text.lookup.mentions)


def marked(*sentences: str) -> Text:
    text = text_of(*sentences)
    for n, _ in enumerate(s for s in sentences if "Russia" in s):
        text.actor("Russia", RUSSIA, nth=n).actor("Ukraine", UKRAINE, nth=n)
    return text


def test_claims_and_statements_come_out_in_text_order() -> None:
    found = read(marked(TALKS, SAID))
    (claim,) = found.claims
    assert (claim.label, claim.frame, [f.party for f in claim.roles.actor]) == ("c1", "talks", ["RUS", "UKR"])
    assert [e.quote for e in found.claims[0].evidence] == [TALKS, SAID]
    assert [[e.quote for e in s.content] for s in found.statements] == [["that Russia held talks"]]


def test_reading_twice_gives_the_same() -> None:
    assert read(marked(TALKS, SAID)) == read(marked(TALKS, SAID))


def test_a_text_without_mentions_or_triggers_gives_nothing() -> None:
    text = text_of("Talks began.")
    assert extractor().extract(text.document, text.analysis, Mentions()).claims == ()
    assert read(text_of("Putin met Zelensky.")).claims == ()


@pytest.mark.parametrize("kind", list(ZoneKind))
def test_titles_teasers_credits_and_boilerplate_are_no_evidence(kind: ZoneKind) -> None:
    text = marked(TALKS)
    zoned = replace(text.document, zones=(Zone(Span(0, len(TALKS)), kind),))
    found = extractor().extract(zoned, text.analysis, text.lookup.mentions)
    assert bool(found.claims) is (kind in {ZoneKind.CAPTION, ZoneKind.DATELINE})


def test_a_zone_holds_only_the_sentences_that_begin_in_it() -> None:
    text = marked(TALKS, SAID)
    zoned = replace(text.document, zones=(Zone(Span(0, len(TALKS)), ZoneKind.TITLE),))
    (claim,) = extractor().extract(zoned, text.analysis, text.lookup.mentions).claims
    assert [e.quote for e in claim.evidence] == [SAID]


def test_a_span_that_does_not_carry_its_words_is_an_error() -> None:
    text = marked(TALKS)
    other = replace(text.document, text=text.document.text.upper())
    with pytest.raises(EvidenceError, match=r"report c1.*\[DG310\]"):
        extractor().extract(other, text.analysis, text.lookup.mentions)
