"""Evidence in the terminal: the sentence with the words marked, and the line that says whose words they are.

A claim's reference (``claim_ref``) comes in, lines of text go out. The quoted words are printed as they stand, but for
line breaks; what stands around them is cut at a space, and the cut is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.cli.render.words import MARK_CLOSE, MARK_OPEN, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

_SPACE = re.compile(r"\s+")
_MARK_STYLE = "bold underline"


def marked_sentence(evidence: Shape, *, plain: bool) -> Text:
    """Give the quote marked, between what stands before and after it.

    Args:
        evidence: ``{start, end, quote, prefix, suffix}``.
        plain: Mark with brackets, where bold cannot be seen.
    """
    before, quote = _one_line(evidence.get("prefix") or ""), _one_line(evidence["quote"])
    after = _one_line(evidence.get("suffix") or "")
    text = Text(_from_a_word(before), style="dim")
    text.append(f"{MARK_OPEN}{quote}{MARK_CLOSE}" if plain else quote, style="" if plain else f"not dim {_MARK_STYLE}")
    return text.append(_to_a_word(after))


def credit_words(claim: Shape) -> str:
    """Give ``Reuters, 2 Jun 2025 14:05 · Rustem Umerov (UKR)``: the report, then who speaks in it."""
    outlet = claim.get("source") or claim.get("title") or claim["doc"]
    voices = " · ".join(voice_chains(claim.get("attribution") or ()))
    report = f"{outlet}, {moment_words(claim.get('published_at'))}"
    return f"{report} · {voices}" if voices else report


def voice_chains(attribution: Sequence[Shape]) -> Iterator[str]:
    """Give each chain of voices, nearest first: ``TASS < a source``."""
    for chain in sorted({voice.get("chain") or 0 for voice in attribution}):
        yield " < ".join(_voice(voice) for voice in attribution if (voice.get("chain") or 0) == chain)


def claim_lines(claims: Sequence[Shape], *, plain: bool, most: int | None, indent: int) -> Iterator[RenderableType]:
    """Draw claims: each sentence with its words marked, then whose it is.

    Args:
        claims: ``claim_ref`` objects, in the order in which they are shown.
        plain: As for ``marked_sentence``.
        most: How many to draw; None for all. How many were left out is said.
        indent: Columns before each line.
    """
    for claim in claims[:most]:
        for evidence in claim.get("evidence") or ():
            yield Padding(marked_sentence(evidence, plain=plain), (0, 0, 0, indent))
        yield Padding(Text(f"— {credit_words(claim)}", style="dim"), (0, 0, 0, indent + 2))
    left = 0 if most is None else len(claims) - most
    if left > 0:
        yield Padding(Text(f"and {left:,} more; --all shows them", style="dim italic"), (0, 0, 0, indent))


def _voice(voice: Shape) -> str:
    return f"{voice['name']} ({voice['party']})" if voice.get("party") else str(voice["name"])


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def _from_a_word(before: str) -> str:
    head, space, rest = before.partition(" ")
    if not before or before[0].isspace() or not space:
        return before
    return f"…{rest}" if head else before


def _to_a_word(after: str) -> str:
    head, space, rest = after.rpartition(" ")
    if not after or after[-1].isspace() or not space or after[-1] in ".!?":
        return after
    return f"{head}…" if rest else after
