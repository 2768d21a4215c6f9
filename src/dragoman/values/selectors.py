"""Selectors: a place in a frozen text, by code-point offsets and by its words.

After the W3C Web Annotation Data Model (TextPositionSelector, TextQuoteSelector): offsets count
Unicode code points from 0, the end is exclusive. Nothing here moves an offset to make it fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from dragoman.errors import EvidenceError

CONTEXT_CHARS = 32
"""Code points of prefix and suffix. Source: W3C Web Annotation examples; Hypothesis uses 32."""

FRAGMENT_WORDS = 5
"""Words at each end of a long text fragment. Source: WICG Scroll To Text Fragment, range syntax."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (inclusive) to ``end`` (exclusive) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"span {self.start}:{self.end} is not ordered from 0"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Give the words that this span selects."""
        return text[self.start : self.end]


def verify_quote(text: str, span: Span, quote: str, where: str) -> None:
    """Check that a span carries exactly the quoted words.

    Raises:
        EvidenceError: DG310, the words at the span differ. Offsets are never repaired.
    """
    found = span.of(text)
    if found != quote:
        raise EvidenceError(
            where, f"the span {span.start}:{span.end} carries {found[:40]!r}, not {quote[:40]!r}.", "Report this."
        )


def quote_context(text: str, span: Span) -> tuple[str, str]:
    """Give the ``CONTEXT_CHARS`` code points before and after the span (fewer at the text's ends)."""
    return text[max(0, span.start - CONTEXT_CHARS) : span.start], text[span.end : span.end + CONTEXT_CHARS]


def text_fragment(url: str, quote: str) -> str:
    """Give a link that opens the page at these words (WICG text fragment).

    A quote of more than twice ``FRAGMENT_WORDS`` words is given as start and end, since browsers match
    rendered text and long exact strings break at markup. An existing fragment of the URL is replaced.
    """
    words = quote.split()
    base = url.split("#", 1)[0]
    if len(words) <= 2 * FRAGMENT_WORDS:
        return f"{base}#:~:text={_escape(' '.join(words))}"
    first, last = " ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])
    return f"{base}#:~:text={_escape(first)},{_escape(last)}"


def _escape(words: str) -> str:
    return percent_encode(words, safe="").replace("-", "%2D")
