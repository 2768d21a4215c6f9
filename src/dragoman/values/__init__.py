"""Values: small immutable things with algebra and no knowledge of the domain."""

from dragoman.values.covers import Covers
from dragoman.values.ids import content_id
from dragoman.values.instants import Instant, parse_instant
from dragoman.values.interval import Granularity, Interval
from dragoman.values.keyed import Keyed
from dragoman.values.selectors import Span, quote_context, text_fragment, verify_quote

__all__ = [
    "Covers",
    "Granularity",
    "Instant",
    "Interval",
    "Keyed",
    "Span",
    "content_id",
    "parse_instant",
    "quote_context",
    "text_fragment",
    "verify_quote",
]
