from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import EvidenceError
from dragoman.store.evidence import iter_evidence, verify_record

if TYPE_CHECKING:
    from types import ModuleType


def test_evidence_is_found_in_every_corner_of_a_claim(sample: ModuleType) -> None:
    document = sample.PALACE_REPORT.document()
    quotes = {found.quote for found in iter_evidence(sample.talks_claim(document))}
    assert {"Istanbul", "on Monday", "just over an hour", "return the bodies of 6,000 soldiers"} <= quotes


def test_words_that_the_text_does_not_carry_are_refused(sample: ModuleType) -> None:
    document = sample.PALACE_REPORT.document()
    claim = sample.talks_claim(document)
    moved = replace(claim, time_words=replace(claim.time_words, start=claim.time_words.start + 1))
    verify_record(claim, document.text, "palace: c1")
    with pytest.raises(EvidenceError, match="palace: c1"):
        verify_record(moved, document.text, "palace: c1")
