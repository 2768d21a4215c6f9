"""Speech: one attribution found in a text, before it becomes a statement or a chain of voices.

A record only.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Evidence, StatementKind, Voice
from dragoman.values import Span


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution.

    Attributes:
        cue: Index of the attributing word.
        cue_words: The cue with its auxiliaries and particles ("had also said").
        source: Words of the speaker, or None where nobody is named as one.
        content: Spans of what is said, in text order; may be empty for a bare act ("he denounced it").
        voices: Nearest first; empty where nothing names the speaker.
        sentence: Number of the cue's sentence.
        is_voiced: Whether the speaker gives the content as so; not where it is only wished, doubted or judged.
        told: The outlet that a speaker told it to, or None.
        is_nested: Whether the cue stands in what another attribution holds: it is that speaker's, not the report's.
    """

    cue: int
    cue_words: Evidence
    source: Evidence | None
    content: tuple[Span, ...]
    voices: tuple[Voice, ...]
    sentence: int = 0
    kind: StatementKind = StatementKind.INDIRECT
    is_voiced: bool = True
    is_nested: bool = False
    told: Voice | None = None

    def covers(self, start: int) -> bool:
        """Whether a code point lies inside the content."""
        return any(span.start <= start < span.end for span in self.content)
