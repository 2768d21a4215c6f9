"""The card of ``read`` in the terminal: one report on a page, then what several share.

The ``read`` shape comes in, lines go out: talks first, then what happened, what is planned, what was demanded,
refused and agreed, with the words that hedge, and what else is said. Main points come first, with their words;
the rest is named, or counted, unless everything is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.render.evidence import marked_sentence
from dragoman.model import MEDIUM
from dragoman.quoting import voice_chains
from dragoman.wording import (
    MARK_CLOSE,
    MARK_OPEN,
    day_words,
    person_words,
    quantity_words,
    status_words,
    time_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.wording import Shape

MOST_WITH_WORDS = 5
"""Events of a one-page card that are shown with their words, so that it stays on one page of some 45 lines."""
MOST_NAMED = 2
"""Events of one heading that are named only, beyond those."""
MOST_STATEMENTS = 2
SPEECH = frozenset({"proposal", "rejection", "agreement", "threat", "accusation"})
MEANT = frozenset({"planned", "proposed"})
HEADINGS = ("Talks", "Happened", "Planned or proposed", "Demanded, offered, refused, agreed")
_QUOTES = "\"'“”‘’«»"


def card_page(shape: Shape, *, plain: bool, everything: bool = False) -> Iterator[RenderableType]:
    """Draw the whole card.

    Args:
        shape: The ``read`` shape.
        plain: Mark words with brackets.
        everything: Leave nothing out.
    """
    several = len(shape["reports"]) > 1
    for number, report in enumerate(shape["reports"], start=1):
        yield from _ReportCard(report, plain=plain, everything=everything).lines(number if several else None)
    if several:
        yield from _together(shape)


class _ReportCard:
    """One report's part of the page, which says the same words once."""

    def __init__(self, report: Shape, *, plain: bool, everything: bool) -> None:
        self._report = report
        self._plain = plain
        self._everything = everything
        ordered = sorted(report["events"], key=lambda e: (e["salience"] != "main", _start(e)))
        full = ordered if everything else ordered[:MOST_WITH_WORDS]
        self._full = {id(event) for event in full}
        self._said: set[str] = set()

    def lines(self, number: int | None) -> Iterator[RenderableType]:
        """Draw it, numbered where there are several."""
        report = self._report
        label = "" if number is None else f"{number} · "
        yield Rule(Text(f"{label}{report['title'] or report['doc']}", style="bold"), align="left", characters="─")
        local = report["published_at_local"]
        date = "needs publication date" if report["needs_publication_date"] else day_words(local)
        yield Text(f"{report['source'] or 'outlet not given'} · {date}", style="dim")
        for note in report["notes"]:
            yield Text(f"note: {note}", style="yellow")
        for heading in HEADINGS:
            yield from self._events(heading, [e for e in report["events"] if _heading(e) == heading])
        if not report["events"]:
            yield Text("\nNo event that the frames in force know.")
        yield from self._statements()
        yield Text("")

    def _events(self, heading: str, events: Sequence[Shape]) -> Iterator[RenderableType]:
        if not events:
            return
        yield Text(f"\n{heading}", style="bold")
        ordered = sorted(events, key=lambda e: (e["salience"] != "main", _start(e)))
        full = [e for e in ordered if id(e) in self._full]
        rest = [e for e in ordered if id(e) not in self._full]
        for event in full:
            yield self._headline(event)
            yield from self._words(event)
        for event in rest[:MOST_NAMED]:
            yield self._headline(event)
        yield from _left(len(rest) - MOST_NAMED)

    def _headline(self, event: Shape) -> Text:
        text = Text("  • ")
        text.append(str(event["title"]), style="bold")
        when = "" if self._is_open(event) else self._when(event)
        if when and when not in event["title"]:
            text.append(f" · {when}", style="cyan")
        is_titled = event["status"] == "occurred" or f"({event['status']})" in event["title"]
        words = [] if is_titled else [status_words(event["status"], hedged=False)]
        return _noted(text, [*words, *self._hedge(event)])

    def _hedge(self, event: Shape) -> Iterator[str]:
        """Give the words that leave open whether an event took place."""
        found = [_one_line(h["quote"]) for h in self._report["hedges"] if h["event_id"] == event["id"]]
        if found:
            every = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
            yield f"{'hedged' if event['hedged'] else 'in part hedged'}: {every}"

    def _is_open(self, event: Shape) -> bool:
        """Whether its time stands in the line below, as words that could not be resolved."""
        return event["time_words"] is not None and id(event) in self._full

    def _when(self, event: Shape) -> str:
        if event["time_words"] is not None:
            suffix = ", needs publication date" if self._report["needs_publication_date"] else ""
            return f"“{event['time_words']}”{suffix}"
        is_speech = event["occurred"] is None and event["frame"] in SPEECH
        return "" if is_speech else time_words(event["occurred"])

    def _words(self, event: Shape) -> Iterator[RenderableType]:
        """Draw figures and people, the sentence unless it stands above already, and who says so."""
        if self._is_open(event):
            yield Padding(Text(self._when(event), style="cyan"), (0, 0, 0, 4))
        detail = _detail(event)
        if detail:
            yield Padding(Text(detail), (0, 0, 0, 4))
        evidence = event["claims"][0]["evidence"][0]
        if evidence["quote"] in self._said:
            yield Padding(Text("in words quoted above", style="dim italic"), (0, 0, 0, 4))
        else:
            yield Padding(_sentence(evidence, plain=self._plain), (0, 0, 0, 4))
        self._said.add(evidence["quote"])
        voices = dict.fromkeys(v for claim in event["claims"] for v in voice_chains(claim["attribution"]))
        said = f"according to {' · '.join(voices)}" if voices else "in the report's own voice"
        yield Padding(Text(f"— {said}", style="dim"), (0, 0, 0, 4))

    def _statements(self) -> Iterator[RenderableType]:
        """Draw what is said beyond the sentences that stand above."""
        rest = [s for s in self._report["statements"] if self._everything or not self._is_above(s)]
        if not rest:
            return
        yield Text("\nAlso said", style="bold")
        most = None if self._everything else MOST_STATEMENTS
        for statement in rest[:most]:
            words = _one_line(" … ".join(part["quote"] for part in statement["content"]))
            who = " · ".join(voice_chains(statement["voices"])) or "not said by whom"
            quoted = f"“{words.strip(_QUOTES)}”" if statement["kind"] == "direct" else words
            yield Padding(Text.assemble((f"{who}: ", "bold"), quoted), (0, 0, 0, 2))
        yield from _left(0 if most is None else len(rest) - most)

    def _is_above(self, statement: Shape) -> bool:
        return any(part["quote"] in said for part in statement["content"] for said in self._said)


def _noted(text: Text, words: Sequence[str]) -> Text:
    return text.append(f" · {', '.join(words)}", style="yellow") if words else text


def _start(event: Shape) -> int:
    return int(event["claims"][0]["evidence"][0]["start"])


def _heading(event: Shape) -> str:
    if event["frame"] in SPEECH:
        return HEADINGS[3]
    if event["frame"] == "talks":
        return HEADINGS[0]
    return HEADINGS[2] if event["status"] in MEANT else HEADINGS[1]


def _detail(event: Shape) -> str:
    """Give the figures and the people of an event on one line."""
    people = "; ".join(person_words(p) for p in event["roles"]["delegate"][:4])
    figures = "; ".join(quantity_words(q) for q in event["quantities"][:4])
    content = "; ".join(f"“{_one_line(s['quote'])}”" for s in (event["content"] or {}).get("spans", ())[:1])
    return " · ".join(part for part in (people, figures, content) if part)


def _sentence(evidence: Shape, *, plain: bool) -> Text:
    """Give the sentence with the words marked; unmarked where they are all of it."""
    marked = marked_sentence(evidence, plain=plain)
    whole = _one_line(evidence["quote"])
    return Text(whole) if marked.plain in {whole, f"{MARK_OPEN}{whole}{MARK_CLOSE}"} else marked


def _left(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Padding(Text(f"and {count} more; --all shows them", style="dim italic"), (0, 0, 0, 2))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _together(shape: Shape) -> Iterator[RenderableType]:
    numbers = {report["doc"]: str(n) for n, report in enumerate(shape["reports"], start=1)}
    yield Rule(Text("Together", style="bold"), align="left", characters="─")
    yield Text("Tell the same" if shape["agree"] else "No event that more than one of them tells.", style="bold")
    for row in shape["agree"]:
        yield Padding(Text.assemble(row["title"], (f"  in {_listed(row['docs'], numbers)}", "dim")), (0, 0, 0, 2))
    if shape["differ"]:
        yield Text("Differ", style="bold")
    for row in shape["differ"]:
        values = " / ".join(_value(v, numbers) for v in row["values"])
        yield Padding(Text(f"{row['title']}: {_field(row['field'])}: {values}"), (0, 0, 0, 2))
    if shape["shared"]:
        yield Text("Share an origin", style="bold")
    for row in shape["shared"]:
        parts = zip(row["docs"], row["shares"], strict=True)
        shares = ", ".join(f"{share:.0%} of {numbers.get(doc, doc)}" for doc, share in parts)
        yield Padding(Text(f"{_origin(row['origin'], numbers)}: {shares}"), (0, 0, 0, 2))
    if not shape["shared"]:
        yield Text("No report copies another, nor a wire that another copies.")


def _listed(docs: Sequence[str], numbers: dict[str, str]) -> str:
    *most, last = [numbers.get(doc, doc) for doc in docs]
    return f"{', '.join(most)} and {last}" if most else last


def _value(value: Shape, numbers: dict[str, str]) -> str:
    docs = dict.fromkeys(claim["doc"] for claim in value["claims"])
    return f"{value_words(value['value'])} ({_listed(list(docs), numbers)})" if docs else value_words(value["value"])


def _origin(origin: str, numbers: dict[str, str]) -> str:
    return f"report {numbers[origin]}" if origin in numbers else origin.removeprefix(MEDIUM)


def _field(field: str) -> str:
    """Give a field's name for a person ("killed/civilians" is "killed, civilians")."""
    return field.split("#", 1)[0].replace("/", ", ").replace("_", " ")
