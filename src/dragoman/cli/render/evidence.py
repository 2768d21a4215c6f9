"""Evidence in the terminal: the sentence with the words marked, and notes that say whose words they are.

A claim's reference (``claim_ref``) comes in, lines of text go out. The quoted words are printed as they stand, but for
line breaks; of what stands around them only the rest of the sentence is shown, and a cut is shown as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from dragoman.quoting import credit_words, evidence_with, mark_sentence, one_line, own_words
from dragoman.wording import MARK_CLOSE, MARK_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

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
        for evidence in evidence_with(claim["evidence"], own_words(value)):
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
    piece = mark_sentence(evidence, words)
    text = Text.assemble((piece.before, "dim"), (piece.lead, "not dim"))
    text.append(
        f"{MARK_OPEN}{piece.marked}{MARK_CLOSE}" if plain else piece.marked,
        style="not dim" if plain else f"not dim {_MARK_STYLE}",
    )
    return text.append(piece.tail, style="not dim").append(piece.after, style="dim")


def _wording(claim: Shape) -> tuple[str, ...]:
    return tuple(one_line(evidence["quote"]) for evidence in claim["evidence"])
