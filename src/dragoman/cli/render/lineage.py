"""One report in the terminal: what it is made from, what was made from it, what was changed, its earlier texts.

A ``lineage`` shape comes in, text goes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.drift import drift_lines
from dragoman.wording import counted, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

MINUTES_A_DAY = 2 * 24 * 60
MOST_PASSAGES = 3
_KINDS = {
    "copy": ("copies", "copied by"),
    "rewrite": ("works over", "worked over by"),
    "translation": ("translates", "translated by"),
    "quote": ("takes a passage from", "has a passage taken by"),
    "credit": ("credits", "credited by"),
}


def lineage_page(report: Shape, *, plain: bool) -> Iterator[RenderableType]:
    """Draw the lineage of one report.

    Args:
        report: The ``lineage`` shape.
        plain: Mark with brackets, where bold cannot be seen.
    """
    yield from _head(report)
    for title, relations, side in (("made from", "sources", 0), ("taken up", "copies", 1)):
        if report[relations]:
            yield _rule(title)
            for relation in report[relations]:
                yield from _relation(relation, side)
    yield from _drifts("changed by this report", report["drift"], plain=plain)
    yield from _drifts("changed by its copies", report["drift_in_copies"], plain=plain)
    for revision in report["revisions"]:
        yield from _revision(revision)


def delay_words(minutes: int | None) -> str:
    """Give a delay in words: "35 min later", "3 h later", "2 days later"; "" where it is not known."""
    if minutes is None:
        return ""
    size, when = abs(minutes), "later" if minutes >= 0 else "earlier"
    if size < 2 * 60:
        return f"{size} min {when}"
    return f"{round(size / 60)} h {when}" if size < MINUTES_A_DAY else f"{round(size / (24 * 60))} days {when}"


def _head(report: Shape) -> Iterator[RenderableType]:
    yield Text(str(report["title"] or report["doc"]), style="bold")
    owner = f"owned by {report['owner']}" if report["owner"] else ""
    known_by = f"known by {report['published_known_by']}" if report["published_known_by"] else "date not known"
    day = moment_words(report["published_at_local"]) if report["published_at_local"] else ""
    changed = f"changed {moment_words(report['modified_at_local'])}" if report["modified_at_local"] else ""
    parts = (str(report["source"] or "no outlet given"), owner, str(report["byline"] or ""), day, known_by, changed)
    yield Text(" · ".join(part for part in parts if part))
    if report["entries"]:
        yield Text(_entries_words(report["entries"]))
    yield from (Text(note, style="dim") for note in report["notes"])
    origins = ", ".join(f"{one['origin']} {one['share']:.0%}" for one in report["origins"])
    yield Text.assemble("origin ", (str(report["origin"]), "bold"), (f"   by words: {origins}", "dim"))
    yield Text("")


def _entries_words(entries: Sequence[Shape]) -> str:
    """Give ``live page, 4 entries from 1 Jun 2025 23:40 UTC+1 to 2 Jun 2025 18:50 UTC+1``."""
    dated = sorted((each for each in entries if each["published_at"]), key=lambda each: str(each["published_at"]))
    words = f"live page, {len(entries)} entries"
    if not dated:
        return words
    first, last = (moment_words(each["published_at_local"]) for each in (dated[0], dated[-1]))
    return f"{words} from {first} to {last}"


def _relation(relation: Shape, side: int) -> Iterator[RenderableType]:
    words = _KINDS[relation["kind"]][side]
    share = (
        ""
        if relation["share"] is None
        else f"{relation['share']:.0%} of its words"
        if side
        else (f"{relation['share']:.0%} of the words")
    )
    house = "of one house" if relation["one_house"] else ""
    parts = [part for part in (share, delay_words(relation["delay_min"]), house) if part]
    name = str(relation["source"] or relation["doc"])
    line = Text.assemble(f"{words} ", (name, "bold"), f"  {', '.join(parts)}" if parts else "")
    if relation["doc"]:
        line.append(f"  {relation['doc']}", style="dim")
    yield Padding(line, (0, 0, 0, 2))
    of_sentences = relation["kind"] == "translation"
    yield from _passages(relation["passages"], "passages", with_both=of_sentences)
    yield from _passages(relation["reworded"], "sentences worded anew", with_both=True)


def _passages(passages: Sequence[Shape], what: str, *, with_both: bool) -> Iterator[RenderableType]:
    """Give the first passages; where the words differ, with those of the earlier report beneath."""
    for passage in passages[:MOST_PASSAGES]:
        yield Padding(Text(f"“{_short(passage['here']['quote'])}”", style="dim"), (0, 0, 0, 4))
        if with_both and passage["there"]:
            yield Padding(Text(f"for “{_short(passage['there']['quote'])}”", style="dim"), (0, 0, 0, 6))
    left = len(passages) - MOST_PASSAGES
    if left > 0:
        yield Padding(Text(f"and {counted(left, what)} more", style="dim italic"), (0, 0, 0, 4))


def _short(words: str, longest: int = 160) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} …"


def _drifts(title: str, drifts: Sequence[Shape], *, plain: bool) -> Iterator[RenderableType]:
    if drifts:
        yield _rule(title)
    for drift in drifts:
        yield from drift_lines(drift, plain=plain)


def _revision(revision: Shape) -> Iterator[RenderableType]:
    yield _rule(f"text until {moment_words(revision['recorded_at'])}")
    for change in revision["changes"]:
        for sign, side in (("-", "before"), ("+", "after")):
            if change[side]:
                yield Padding(Text(f"{sign} {_short(change[side]['quote'])}"), (0, 0, 0, 2))
    for claim in revision["withdrawn"]:
        words = _short(claim["evidence"][0]["quote"])
        line = Text.assemble(("withdrawn", "bold yellow"), f"  “{words}”", (f"  {revision['replaced_by']}", "dim"))
        yield Padding(line, (0, 0, 0, 2))


def _rule(title: str) -> Rule:
    return Rule(Text(title, style="bold"), align="left", style="dim")
