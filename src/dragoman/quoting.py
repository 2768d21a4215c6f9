"""Quoting: a claim's words in their sentence, and who says them, for every face to draw in its own way.

A claim's reference (``claim_ref``) or its evidence comes in, plain strings go out. The quoted words stand as they are,
but for line breaks; of what stands around them only the rest of the sentence is given, and a cut is shown as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.values.selectors import CONTEXT_CHARS
from dragoman.wording import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.wording import Shape

_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
"""No sentence goes on over a blank line; a headline before it is not part of the first sentence."""
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)")
"""Where a sentence may end; an abbreviation cuts too much, and never into the quoted words."""


class MarkedSentence(NamedTuple):
    """A sentence in five pieces; joined they are the sentence as far as it is known.

    Attributes:
        before: The sentence before the quote.
        lead: The quote before the marked words.
        marked: The marked words.
        tail: The quote after them.
        after: The rest of the sentence.
    """

    before: str
    lead: str
    marked: str
    tail: str
    after: str


def mark_sentence(evidence: Shape, words: str | None = None) -> MarkedSentence:
    """Give the sentence around a quote, as far as it is known, and which of its words to mark.

    Args:
        evidence: ``{start, end, quote, prefix, suffix}``.
        words: What to mark inside the quote; where they do not stand in it, the whole quote is marked.
    """
    quote = one_line(evidence["quote"])
    start, end = _find(words, quote) or (0, len(quote))
    before, after = _PARAGRAPH.split(evidence["prefix"])[-1], _PARAGRAPH.split(evidence["suffix"])[0]
    rest = "" if _SENTENCE_END.search(quote[-2:]) else _sentence_after(one_line(after))
    return MarkedSentence(_sentence_before(one_line(before)), quote[:start], quote[start:end], quote[end:], rest)


def own_words(value: Any) -> str | None:
    """Give the words of a value that a report would print: a name, or a quotation; None where it has none."""
    if not isinstance(value, dict):
        return None
    words = value.get("quote") or value.get("words") or value.get("name")
    return one_line(words) if words else None


def credit_words(claim: Shape) -> str:
    """Give ``Reuters, 2 Jun 2025 14:05 UTC · Rustem Umerov (UKR)``: the report, then who speaks in it."""
    outlet = claim["source"] or claim["title"] or claim["doc"]
    report = f"{outlet}, {moment_words(claim['published_at'])}"
    return " · ".join([report, *voice_chains(claim["attribution"])])


def voice_chains(attribution: Sequence[Shape]) -> Iterator[str]:
    """Give each chain of voices, nearest first: ``TASS < a source``."""
    for chain in sorted({voice["chain"] for voice in attribution}):
        yield " < ".join(_voice(voice) for voice in attribution if voice["chain"] == chain)


def evidence_with(evidence: Sequence[Shape], words: str | None) -> Sequence[Shape]:
    """Give the quotes in which the words stand; all of them where they stand in none."""
    return [found for found in evidence if _find(words, one_line(found["quote"]))] or evidence


def one_line(text: str) -> str:
    """Give a text with each run of white space as one space."""
    return _SPACE.sub(" ", text)


def _find(words: str | None, quote: str) -> tuple[int, int] | None:
    """Give where the words stand in a quote as whole words: "Russia" is not in "Russian"."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote) if words else None
    return found.span() if found else None


def _voice(voice: Shape) -> str:
    return f"{voice['name']} ({voice['party']})" if voice["party"] else str(voice["name"])


def _sentence_before(before: str) -> str:
    """Cut what belongs to an earlier sentence, and a word that began before the context."""
    ends = list(_SENTENCE_END.finditer(before))
    if ends:
        return before[ends[-1].end() :].lstrip()
    rest = before.partition(" ")[2]
    is_cut = len(before) >= CONTEXT_CHARS and not before[0].isspace()
    return f"…{rest}" if is_cut and rest else before


def _sentence_after(after: str) -> str:
    """Cut what belongs to a later sentence, and a word that goes on behind the context."""
    end = _SENTENCE_END.search(after)
    if end:
        return after[: end.end()]
    head = after.rpartition(" ")[0]
    is_cut = len(after) >= CONTEXT_CHARS and not after[-1].isspace()
    return f"{head}…" if is_cut and head else after
