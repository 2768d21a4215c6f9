"""A text against the record: each sentence with its verdict, and the reports' words for and against it.

``lint`` shapes come in, text goes out. The verdict is of the record alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.cli.render.disputes import FIELDS
from dragoman.cli.render.evidence import Notes, evidence_lines
from dragoman.wording import tally_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

MARKS = {"supported": "✓", "contradicted": "✗", "partly": "~", "not-in-record": "?"}
WORDS = {
    "supported": "on record",
    "contradicted": "the record says otherwise",
    "partly": "partly on record",
    "not-in-record": "not in the record",
}
_STYLE = {"supported": "green", "contradicted": "bold red", "partly": "yellow", "not-in-record": "dim"}
_MOST = 2


def lint_page(found: Sequence[Shape], *, plain: bool, everything: bool = False) -> Iterator[RenderableType]:
    """Draw the sentences with their verdicts.

    Args:
        found: ``lint`` shapes, in the order of the text.
        plain: Whether marked words stand between brackets.
        everything: Whether every report's words are shown, not the first few.
    """
    notes = Notes()
    for one in found:
        verdict = str(one["verdict"])
        counts = f"  {tally_words(one['counts'])}" if one["counts"] else ""
        yield Text.assemble((f"{MARKS[verdict]} ", _STYLE[verdict]), (" ".join(one["sentence"].split()), "bold"))
        yield Padding(Text.assemble((WORDS[verdict], _STYLE[verdict]), (counts, "dim")), (0, 0, 0, 2))
        for line in _differences(one["findings"]):
            yield Padding(Text(line), (0, 0, 0, 2))
        most = None if everything else _MOST
        claims = one["oppose"] if verdict == "contradicted" else one["support"]
        yield from evidence_lines(claims, notes, value=None, plain=plain, most=most)
        yield Text("")
    yield from notes.lines()
    tally = Counter(str(one["verdict"]) for one in found)
    yield Text(", ".join(f"{tally[name]} {WORDS[name]}" for name in WORDS if tally[name]) or "No sentences.")


def _differences(findings: Sequence[Shape]) -> Iterator[str]:
    for one in findings:
        for field in one["differ"]:
            reported = "; ".join(dict.fromkeys(value_words(value) for value in one["reported"][field]))
            yield f"{FIELDS.get(field, field)}: the text has {value_words(one['said'][field])}, reports have {reported}"
        if one["verdict"] == "partly" and one["open"]:
            yield f"nothing on record of its {', '.join(FIELDS.get(field, field) for field in one['open'])}"
        if one["verdict"] == "not-in-record":
            yield f"no such {one['frame']} on record"
