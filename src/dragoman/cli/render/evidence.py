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
from dragoman.values.selectors import CONTEXT_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    """Draw claims: each sentence with its words marked, then whose it is; the same words are printed once.

    Args:
        claims: ``claim_ref`` objects, in the order in which they are shown.
        plain: As for ``marked_sentence``.
        most: How many different wordings to draw; None for all. How many claims were left out is said.
        indent: Columns before each line.
    """
    groups = _by_words(claims)
    for claim, *same in groups[:most]:
        for evidence in claim.get("evidence") or ():
            yield Padding(marked_sentence(evidence, plain=plain), (0, 0, 0, indent))
        also = f" · the same words in {len(same):,} more: {_outlets(same)}" if same else ""
        yield Padding(Text(f"— {credit_words(claim)}{also}", style="dim"), (0, 0, 0, indent + 2))
    left = 0 if most is None else sum(map(len, groups[most:]))
    if left:
        yield Padding(Text(f"and {left:,} more; --all shows them", style="dim italic"), (0, 0, 0, indent))


def _by_words(claims: Iterable[Shape]) -> list[list[Shape]]:
    groups: dict[tuple[str, ...], list[Shape]] = {}
    for claim in claims:
        words = tuple(_one_line(part["quote"]) for part in claim.get("evidence") or ())
        groups.setdefault(words, []).append(claim)
    return list(groups.values())


def _outlets(claims: Iterable[Shape]) -> str:
    return ", ".join(dict.fromkeys(str(claim.get("source") or claim["doc"]) for claim in claims))


def _voice(voice: Shape) -> str:
    return f"{voice['name']} ({voice['party']})" if voice.get("party") else str(voice["name"])


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def _from_a_word(before: str) -> str:
    """Cut a word that began before the context; a shorter context begins with the text."""
    rest = before.partition(" ")[2]
    is_cut = len(before) >= CONTEXT_CHARS and not before[0].isspace()
    return f"…{rest}" if is_cut and rest else before


def _to_a_word(after: str) -> str:
    """Cut a word that goes on behind the context; a shorter context ends with the text."""
    head = after.rpartition(" ")[0]
    is_cut = len(after) >= CONTEXT_CHARS and not after[-1].isspace() and after[-1] not in ".!?"
    return f"{head}…" if is_cut and head else after
