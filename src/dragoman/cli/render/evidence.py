"""Evidence in the terminal: the sentence with the words marked, and notes that say whose words they are.

A claim's reference (``claim_ref``) comes in, lines of text go out. The quoted words are printed as they stand, but for
line breaks; of what stands around them only the rest of the sentence is shown, and a cut is shown as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from dragoman.values.selectors import CONTEXT_CHARS
from dragoman.wording import MARK_CLOSE, MARK_OPEN, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
"""No sentence goes on over a blank line; a headline before it is not part of the first sentence."""
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s|$)")
"""Where a sentence may end; an abbreviation cuts too much, and never into the quoted words."""
_MARK_STYLE = "bold underline"


class Notes:
    """The wordings that a page has shown, numbered; reports with the same words share a number."""

    def __init__(self) -> None:
        self._claims: dict[tuple[str, ...], list[Shape]] = {}

    def cite(self, claims: Iterable[Shape]) -> dict[int, Shape]:
        """Take claims in; give one for each of their wordings, by its number, in the order of the claims."""
        cited: dict[int, Shape] = {}
        for claim in claims:
            same = self._claims.setdefault(_wording(claim), [])
            if claim["id"] not in {known["id"] for known in same}:
                same.append(claim)
            cited.setdefault(1 + list(self._claims).index(_wording(claim)), claim)
        return cited

    def lines(self) -> Iterator[RenderableType]:
        """Draw the notes: under each number the reports that have its words."""
        for number, claims in enumerate(self._claims.values(), start=1):
            for n, claim in enumerate(claims):
                label = f"[{number}]" if n == 0 else ""
                text = Text.assemble(f"{label:<5}", credit_words(claim), (f"  {claim['doc']}", "dim"))
                yield Padding(text, (0, 0, 0, 2))


def evidence_lines(
    claims: Sequence[Shape], notes: Notes, *, value: Any, plain: bool, most: int | None
) -> Iterator[RenderableType]:
    """Draw the sentences that carry a value, each wording once, with the number of its note.

    Args:
        claims: ``claim_ref`` objects, in the order in which they are shown.
        notes: Where they are noted, the ones left out here as well.
        value: The value; its own words are marked where they stand in the quote, else the whole quote is.
        plain: Mark with brackets, where bold cannot be seen.
        most: How many wordings to draw; None for all. How many were left out is said.
    """
    cited = notes.cite(claims)
    for number, claim in list(cited.items())[:most]:
        text = Text(f"[{number}]", style="dim")
        for evidence in _those_with(claim["evidence"], own_words(value)):
            text.append(" ").append_text(marked_sentence(evidence, own_words(value), plain=plain))
        yield Padding(text, (0, 0, 0, 4))
    left = 0 if most is None else max(0, len(cited) - most)
    if left:
        yield Padding(Text(f"and {left:,} more; --all shows them", style="dim italic"), (0, 0, 0, 4))


def marked_sentence(evidence: Shape, words: str | None = None, *, plain: bool) -> Text:
    """Give the sentence around a quote, as far as it is known, with the words marked.

    Args:
        evidence: ``{start, end, quote, prefix, suffix}``.
        words: What to mark inside the quote; where they do not stand in it, the whole quote is marked.
        plain: Mark with brackets, where bold cannot be seen.
    """
    quote = _one_line(evidence["quote"])
    start, end = _find(words, quote) or (0, len(quote))
    marked = quote[start:end]
    before, after = _PARAGRAPH.split(evidence["prefix"])[-1], _PARAGRAPH.split(evidence["suffix"])[0]
    text = Text.assemble((_sentence_before(_one_line(before)), "dim"), (quote[:start], "not dim"))
    text.append(
        f"{MARK_OPEN}{marked}{MARK_CLOSE}" if plain else marked, style="not dim" if plain else f"not dim {_MARK_STYLE}"
    )
    text.append(quote[end:], style="not dim")
    return text.append("" if _SENTENCE_END.search(quote[-2:]) else _sentence_after(_one_line(after)), style="dim")


def own_words(value: Any) -> str | None:
    """Give the words of a value that a report would print: a name, or a quotation; None where it has none."""
    if not isinstance(value, dict):
        return None
    words = value.get("quote") or value.get("words") or value.get("name")
    return _one_line(words) if words else None


def credit_words(claim: Shape) -> str:
    """Give ``Reuters, 2 Jun 2025 14:05 UTC · Rustem Umerov (UKR)``: the report, then who speaks in it."""
    outlet = claim["source"] or claim["title"] or claim["doc"]
    report = f"{outlet}, {moment_words(claim['published_at'])}"
    return " · ".join([report, *voice_chains(claim["attribution"])])


def voice_chains(attribution: Sequence[Shape]) -> Iterator[str]:
    """Give each chain of voices, nearest first: ``TASS < a source``."""
    for chain in sorted({voice["chain"] for voice in attribution}):
        yield " < ".join(_voice(voice) for voice in attribution if voice["chain"] == chain)


def _those_with(evidence: Sequence[Shape], words: str | None) -> Sequence[Shape]:
    """Give the quotes in which the words stand; all of them where they stand in none."""
    return [found for found in evidence if _find(words, _one_line(found["quote"]))] or evidence


def _find(words: str | None, quote: str) -> tuple[int, int] | None:
    """Give where the words stand in a quote as whole words: "Russia" is not in "Russian"."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote) if words else None
    return found.span() if found else None


def _wording(claim: Shape) -> tuple[str, ...]:
    return tuple(_one_line(evidence["quote"]) for evidence in claim["evidence"])


def _voice(voice: Shape) -> str:
    return f"{voice['name']} ({voice['party']})" if voice["party"] else str(voice["name"])


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


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
