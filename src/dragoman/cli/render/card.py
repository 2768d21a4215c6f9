"""The card of ``read`` in the terminal: one report on a page, then what several share.

The ``read`` shape comes in, lines go out: talks first, then what happened, what is planned, what was demanded,
refused and agreed, who speaks, and which words hedge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.evidence import marked_sentence, voice_chains
from dragoman.cli.render.words import day_words, person_words, quantity_words, status_words, time_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.cli.render.words import Shape

MOST_EVENTS = 6
"""Events of one heading on a one-page card; the rest is counted and shown with ``--all``."""
MOST_STATEMENTS = 5
SPEECH = frozenset({"proposal", "rejection", "agreement", "threat", "accusation"})
MEANT = frozenset({"planned", "proposed"})
HEADINGS = ("Talks", "Happened", "Planned or proposed", "Demanded, offered, refused, agreed")


def card_page(shape: Shape, *, plain: bool, everything: bool = False) -> Iterator[RenderableType]:
    """Draw the whole card.

    Args:
        shape: The ``read`` shape.
        plain: Mark words with brackets.
        everything: Leave nothing out.
    """
    for report in shape["reports"]:
        yield from _report(report, plain=plain, everything=everything)
    if len(shape["reports"]) > 1:
        yield from _together(shape)


def _report(report: Shape, *, plain: bool, everything: bool) -> Iterator[RenderableType]:
    yield Rule(Text(str(report["title"] or report["doc"]), style="bold"), align="left", characters="─")
    date = "needs publication date" if report["needs_publication_date"] else day_words(report["published_at"])
    yield Text(f"{report['source'] or 'outlet not given'} · {date}", style="dim")
    for note in report["notes"]:
        yield Text(f"note: {note}", style="yellow")
    for heading in HEADINGS:
        events = [e for e in report["events"] if _heading(e) == heading]
        if events:
            yield Text(f"\n{heading}", style="bold")
            yield from _events(events, report, plain=plain, most=None if everything else MOST_EVENTS)
    if not report["events"]:
        yield Text("\nNo event that the frames in force know.")
    yield from _statements(report["statements"], most=None if everything else MOST_STATEMENTS)
    yield from _hedges(report["hedges"])
    yield Text("")


def _heading(event: Shape) -> str:
    if event["frame"] in SPEECH:
        return HEADINGS[3]
    if event["frame"] == "talks":
        return HEADINGS[0]
    return HEADINGS[2] if event["status"] in MEANT else HEADINGS[1]


def _events(events: Sequence[Shape], report: Shape, *, plain: bool, most: int | None) -> Iterator[RenderableType]:
    ordered = sorted(events, key=lambda e: (e["salience"] != "main", e["claims"][0]["evidence"][0]["start"]))
    for event in ordered[:most]:
        yield _headline(event, report)
        detail = _detail(event)
        if detail:
            yield Padding(Text(detail), (0, 0, 0, 4))
        evidence = event["claims"][0]["evidence"][0]
        yield Padding(marked_sentence(evidence, plain=plain), (0, 0, 0, 4))
        voices = " · ".join(v for claim in event["claims"] for v in voice_chains(claim["attribution"]))
        said = f"according to {voices}" if voices else "in the report's own voice"
        yield Padding(Text(f"— {said}", style="dim"), (0, 0, 0, 6))
    left = len(ordered) - len(ordered[:most])
    if left:
        yield Padding(Text(f"and {left} more; --all shows them", style="dim italic"), (0, 0, 0, 2))


def _headline(event: Shape, report: Shape) -> Text:
    text = Text("  ")
    text.append(_when(event, report), style="cyan")
    text.append(f"  {event['title']}", style="bold")
    if event["status"] != "occurred" or event["hedged"]:
        text.append(f"  {status_words(event['status'], hedged=event['hedged'])}", style="yellow")
    return text


def _when(event: Shape, report: Shape) -> str:
    if event["time_words"] is not None:
        suffix = ", needs publication date" if report["needs_publication_date"] else ""
        return f"“{event['time_words']}”{suffix}"
    return time_words(event["occurred"])


def _detail(event: Shape) -> str:
    """Give the figures and the people of an event on one line."""
    people = "; ".join(person_words(p) for p in event["roles"]["delegate"][:4])
    figures = "; ".join(quantity_words(q) for q in event["quantities"][:4])
    content = "; ".join(f"“{s['quote']}”" for s in (event["content"] or {}).get("spans", ())[:1])
    return " · ".join(part for part in (people, figures, content) if part)


def _statements(statements: Sequence[Shape], *, most: int | None) -> Iterator[RenderableType]:
    if not statements:
        return
    yield Text("\nSaid", style="bold")
    for statement in statements[:most]:
        words = " … ".join(part["quote"] for part in statement["content"])
        who = " · ".join(voice_chains(statement["voices"]))
        quoted = f"“{words}”" if statement["kind"] == "direct" else words
        yield Padding(Text.assemble((f"{who}: ", "bold"), " ".join(quoted.split())), (0, 0, 0, 2))
    if most is not None and len(statements) > most:
        yield Padding(Text(f"and {len(statements) - most} more; --all shows them", style="dim italic"), (0, 0, 0, 2))


def _hedges(hedges: Sequence[Shape]) -> Iterator[RenderableType]:
    if hedges:
        yield Text("\nHedged", style="bold")
    for hedge in hedges:
        yield Padding(Text(" ".join(hedge["quote"].split())), (0, 0, 0, 2))


def _together(shape: Shape) -> Iterator[RenderableType]:
    yield Rule(Text("Together", style="bold"), align="left", characters="─")
    yield Text("Tell the same" if shape["agree"] else "No event that more than one of them tells.", style="bold")
    for row in shape["agree"]:
        yield Padding(Text(f"{row['title']}  ({', '.join(row['docs'])})"), (0, 0, 0, 2))
    if shape["differ"]:
        yield Text("Differ", style="bold")
    for row in shape["differ"]:
        values = " / ".join(value_words(v["value"]) for v in row["values"])
        yield Padding(Text(f"{row['title']}: {row['field']}: {values}"), (0, 0, 0, 2))
    if shape["shared"]:
        yield Text("Share an origin", style="bold")
    for row in shape["shared"]:
        shares = ", ".join(f"{doc} {share:.0%}" for doc, share in zip(row["docs"], row["shares"], strict=True))
        yield Padding(Text(f"{row['origin']}: {shares}"), (0, 0, 0, 2))
    if not shape["shared"]:
        yield Text("No report copies another, nor a wire that another copies.")
