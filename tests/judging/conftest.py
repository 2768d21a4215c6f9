"""One report in our own words with its claims, and a maker of judgements on them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.judging import key_of
from dragoman.model import ActiveClaim, Claim, Document, Evidence, Judgement, Published, Status
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = (
    "Envoys of Ukraine and Russia met at a palace in Istanbul on Monday. "
    "Umerov said that 1,200 prisoners would be freed; Medinsky said nothing. "
    "The meeting lasted forty minutes. Umerov left at once."
)
RECORDED = datetime(2025, 6, 3, tzinfo=UTC)


def document_of(text: str = TEXT, revision: str = "rev_1") -> Document:
    return Document(
        id="doc_1",
        revision=revision,
        capture_id="cap_1",
        text=text,
        given_id="palace",
        published=Published(parse_instant("2025-06-02"), "option"),
    )


def claim_at(document: Document, frame: str, quote: str, claim_id: str) -> ActiveClaim:
    start = document.text.index(quote)
    evidence = (Evidence.of(document.text, start, start + len(quote)),)
    claim = Claim(claim_id, f"c{start}", document.id, document.revision, frame, Status.OCCURRED, evidence)
    return ActiveClaim(claim, document, document.id, RECORDED, parse_instant("2025-06-02"))


@pytest.fixture
def document() -> Document:
    """The report."""
    return document_of()


@pytest.fixture
def revised() -> Callable[..., Document]:
    """The report in another revision, with this text."""
    return lambda text: document_of(text, "rev_2")


@pytest.fixture
def met(document: Document) -> ActiveClaim:
    """A claim of talks, over the first sentence."""
    return claim_at(document, "talks", "Envoys of Ukraine and Russia met at a palace in Istanbul on Monday.", "clm_met")


@pytest.fixture
def freed(document: Document) -> ActiveClaim:
    """A claim of an exchange, in the second sentence."""
    return claim_at(document, "exchange", "1,200 prisoners would be freed", "clm_freed")


@pytest.fixture
def at() -> Callable[..., ActiveClaim]:
    """Makes a claim: ``at(document, frame, quote, id)``."""
    return claim_at


@pytest.fixture
def judge() -> Callable[..., Judgement]:
    """Makes a judgement: ``judge(kind, target, value, by=…, day=…)``; a target may be a claim or a key."""

    def build(kind: str, target: Any, value: Any = None, *, by: str = "ada", day: int = 1) -> Judgement:
        key = key_of(target) if isinstance(target, ActiveClaim) else dict(target)
        told = key_of(value) if isinstance(value, ActiveClaim) else value
        name = f"jdg_{kind}_{by}_{day}"
        return Judgement(name, kind, key, told, by, "as read", datetime(2025, 6, day, tzinfo=UTC))

    return build
