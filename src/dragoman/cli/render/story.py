"""The story of a process on one page: the rounds, who gave back whom, what is disputed, promised, and copied.

A view comes in, lines go out that need no explanation: no codes, no counts without a word, days instead of hours. It
leaves out much and says so; what reports dispute is never printed without saying that they do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.cli.render.commitments import promise_words
from dragoman.cli.render.disputes import FIELDS
from dragoman.exports.brief_sentences import subject_of, values_in_conflict
from dragoman.exports.ledger import ledger_events
from dragoman.exports.stages import size_of, stage_words
from dragoman.model import MEDIUM
from dragoman.wording import FATES, counted, day_words, time_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dragoman.query import View
    from dragoman.wording import Shape

PREFACE = "Every line stands on words of these reports; where they differ, it is said. Nothing here says who is right."
_DATE_WIDTH, _REPORTS_WIDTH = 16, 10
_MOST_ROWS, _MOST_DISPUTES, _MOST_VALUES, _MOST_OUTLETS = 14, 5, 4, 3
_DRIFTS = {
    "figure": "another figure", "scope_lost": "what the figure counts is gone", "hedge_lost": "a doubt is gone",
    "hedge_added": "a doubt is added", "attribution_lost": "who said it is gone", "date": "another day",
    "name": "a name spelt otherwise", "quotation": "a quotation altered",
}  # fmt: skip
"""What a copy changed, for a reader who knows no term of the trade."""

_FIELDS = {**FIELDS, "duration": "how long", "count": "how many", "occurred": "which day", "places": "where"}
"""What is disputed, for a reader who knows no term of the trade."""


def story_page(view: View) -> Iterator[RenderableType]:
    """Draw the story of the process of which most rounds are on record."""
    from dragoman.query import commitments, disputes, talks

    rounds = talks(view)
    process, _ = Counter(one["process"] for one in rounds if one["process"]).most_common(1)[0] if rounds else (None, 0)
    ours = [one for one in rounds if one["process"] == process]
    yield from _opening(view, ours)
    yield from _block("The rounds of talks", [_round(one) for one in ours])
    sides = frozenset(side["party"] for one in ours for side in one["sides"])
    yield from _block("Who was given back", _given_back(view, sides), width=_REPORTS_WIDTH)
    yield from _block("Where the reports disagree", _disputed(view, disputes(view, verdict="open"), ours))
    promises = [_promise(one) for one in commitments(view) if one["made_at"]]
    yield from _block("What was promised, and what was reported of it", promises)
    yield from _copied(view)


def _opening(view: View, rounds: Sequence[Shape]) -> Iterator[RenderableType]:
    documents = list(view.documents())
    days = sorted(document.published.instant.day for document in documents if document.published is not None)
    outlets = len({document.source for document in documents})
    what = subject_of(rounds[0]["title"]).split(" between ", 1)[-1] if rounds else "the parties"
    yield Text(f"The talks between {what}, as {counted(len(documents), 'reports')} tell them", style="bold")
    span = f", {day_words(days[0].isoformat())} to {day_words(days[-1].isoformat())}" if days else ""
    yield Text(f"By {counted(outlets, 'outlets')}{span}. {PREFACE}")


def _block(heading: str, rows: Iterable[tuple[Any, ...]], *, width: int = 0) -> Iterator[RenderableType]:
    """Draw a heading and its rows, nothing where there are no rows.

    Args:
        heading: Of the block.
        rows: A day, a text, and, where a width is given, what stands at the right.
        width: Of the right column; 0 for none.
    """
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_DATE_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    if width:
        table.add_column(width=width, justify="right", style="dim")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        yield Text("")
        yield Rule(Text(heading, style="bold"), align="left", style="dim")
        yield table


def _round(one: Shape) -> tuple[str, Text]:
    name = _capital(subject_of(one["title"]).split(" between ")[0].removeprefix("the "))
    where = f", {one['place']['name']}" if one["place"] else ""
    text = Text.assemble((name, "bold"), f"{where}: {_state(one)}")
    if one["duration"] and not _is_disputed(one, "duration"):
        text.append(f", {_lasting(one['duration'][0]['value'])}")
    text.append(f". {counted(one['counts']['reports'], 'reports')}.")
    for term in one["agreed"]:
        if one["state"] == "held" and term["quotes"] and term["issue"] not in (None, "other"):
            text.append(f"\nagreed “{_words(max(term['quotes'], key=len))}”")
    return _day(one["occurred"]), text


def _state(one: Shape) -> str:
    if one["state"] == "held":
        return "held"
    return f"{one['state']}, and no report gives a date" if one["occurred"] is None else str(one["state"])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _lasting(value: Shape) -> str:
    words = value_words(value)
    return words if words.startswith(("at ", "over")) else f"about {words}"


def _day(occurred: Shape | None) -> str:
    """Give the day alone, since an hour on this page would need more words than it is worth."""
    if occurred is None:
        return "no date"
    if occurred["granularity"] == "hour":
        return day_words(occurred["start"])
    return time_words(occurred)


def _given_back(view: View, sides: frozenset[str]) -> Iterator[tuple[str, Text, str]]:
    """Tell the exchanges that took place on a known day and of which a report gives a number."""
    from dragoman.query import timeline

    events = ledger_events(view, timeline(view, frame="exchange"))
    wholes = {event["id"]: [size for each in event["quantities"] if (size := size_of(each))] for event in events}
    took_place = [
        event
        for event in events
        if event["status"] == "occurred" and _parties(event) <= sides and _parties(event) and event["occurred"]
    ]
    told = [event for event in took_place if event["quantities"]]
    for event in told[:_MOST_ROWS]:
        text = Text(stage_words(event["quantities"], wholes.get(event["part_of"] or "", ())))
        text.append(f", {_between(event)}")
        text.append("  disputed" if event["disputed"] else "", style="yellow")
        yield _day(event["occurred"]), text, counted(event["counts"]["reports"], "reports")
    left = len(took_place) - len(told[:_MOST_ROWS])
    if left:
        yield "", Text(f"and {left} more, of most of which no report gives a number", style="dim"), ""


def _between(event: Shape) -> str:
    """Say who gave whom back: between two sides, or by one."""
    names: dict[str, str] = {}
    for who in event["roles"]["actor"]:
        if who["party"]:
            names.setdefault(who["party"], str(who["name"]))
    told = list(names.values())
    return f"between {' and '.join(told)}" if len(told) > 1 else f"by {told[0]}"


def _parties(event: Shape) -> frozenset[str]:
    return frozenset(who["party"] for who in event["roles"]["actor"] if who["party"])


def _disputed(view: View, found: Sequence[Shape], ours: Sequence[Shape]) -> Iterator[tuple[str, Text]]:
    """Tell the disputes, those on the rounds first."""
    first = {one["event_id"] for one in ours}
    for one in sorted(found, key=lambda each: each["event_id"] not in first)[:_MOST_DISPUTES]:
        field = str(one["field"]).split("/", 1)[0].split("#", 1)[0].removesuffix(":scope")
        title = _capital(subject_of(view.event(one["event_id"]).title))
        values = {_key(value["value"]): value for value in reversed(values_in_conflict(one))}
        told = [f"{_value(value['value'])} ({_who(value)})" for value in reversed(values.values())]
        more = f"; {len(told) - _MOST_VALUES} more" if len(told) > _MOST_VALUES else ""
        words = f": {'; '.join(told[:_MOST_VALUES])}{more}"
        yield _FIELDS.get(field, f"how many {field}".replace("_", " ")), Text.assemble((title, "bold"), words)
    if len(found) > _MOST_DISPUTES:
        yield "", Text(f"and {len(found) - _MOST_DISPUTES} more", style="dim")


def _value(value: Any) -> str:
    """Give a value in words; a time by its day."""
    return _day(value) if isinstance(value, dict) and "granularity" in value else value_words(value)


def _key(value: Any) -> Any:
    """Give what makes two values one to a reader: a number with its unit, a day."""
    is_figure = isinstance(value, dict) and "measure" in value
    return (size_of(value), value["unit"]) if is_figure else _value(value)


def _who(value: Shape) -> str:
    for claim in value["claims"]:
        for voice in claim["attribution"][-1:]:
            return str(voice["name"])
    return str(value["claims"][0]["source"]) if value["claims"] else "decided by a person"


def _promise(one: Shape) -> tuple[str, Text]:
    whole = [size for each in one["quantities"] if (size := size_of(each)) is not None]
    text = Text.assemble((promise_words(one), "bold"), f"  {FATES[one['state']]}")
    told = [event for event in one["reported"] if event["quantities"] and event["status"] == "occurred"]
    stages = [
        f"{stage_words(event['quantities'], whole)} on {_day(event['occurred'])}" for event in told if event["occurred"]
    ]
    text.append(f" ({'; '.join(stages)})" if stages else "")
    return _day(one["made_at"]), text


def _words(quote: str) -> str:
    return " ".join(quote.split()).rstrip(",;:.")


def _is_disputed(one: Shape, field: str) -> bool:
    return any(each["verdict"] == "open" and str(each["field"]).startswith(field) for each in one["disputes"])


def _copied(view: View) -> Iterator[RenderableType]:
    """Tell the report that most others copy or work over, and what they changed."""
    from dragoman.query.lineage import report_lineage

    taken = Counter(d.of for found in view.store.derivations().values() for d in found if not d.of.startswith(MEDIUM))
    if not taken:
        return
    source, _ = min(taken.items(), key=lambda pair: (-pair[1], pair[0]))
    wire = report_lineage(view, source)
    copies = {copy["doc"]: copy for copy in wire["copies"] if copy["doc"]}
    rows = [*_copy_rows(wire, list(copies.values())), *_beside(view, wire, copies.keys())]
    yield from _block("One report, printed several times", rows)


def _copy_rows(wire: Shape, copies: Sequence[Shape]) -> Iterator[tuple[str, Text]]:
    told = f"{wire['source']}: “{wire['title']}” stands behind {counted(len(copies), 'other reports')}."
    yield (
        day_words(wire["published_at_local"]),
        Text(f"{told} Together they count as one origin, not as {len(copies) + 1}."),
    )
    for copy in copies:
        changed = [each for each in wire["drift_in_copies"] if each["here"]["doc"] == copy["doc"]]
        text = Text(f"{copy['source']}: ", style="bold")
        share = "" if copy["share"] is None else f"{round(100 * copy['share'])} % of its words are the original's"
        text.append(share, style="not bold")
        for each in changed[:1]:
            text.append(f"; {_DRIFTS[each['kind']]}: {_changed(each)}", style="not bold")
        yield day_words(copy["published_at_local"]), text


def _beside(view: View, wire: Shape, copies: Iterable[str]) -> Iterator[tuple[str, Text]]:
    """Tell who else tells the event that most reports share with a wire, and how much stands behind it all together."""
    ids = view.events_of([each.claim.id for each in view.claims_of([view.store.document(wire["doc"]).id])])
    events = [view.event(name) for name in sorted(set(ids.values()))]
    if not events:
        return
    event = max(events, key=lambda each: each.counts.reports)
    outlets = {each.document.doc: each.document.source for each in view.claims(event.claims).values()}
    named = {outlets.pop(doc, None) for doc in (wire["doc"], *copies)}
    if others := {source for source in outlets.values() if source and source not in named}:
        counts = f"{counted(event.counts.reports, 'reports')} of {counted(event.counts.origins, 'origins')}"
        tell = f"{_listed(sorted(others))} {'tell' if len(others) > 1 else 'tells'} of it, too"
        yield "", Text(f"Beside them, {tell}: in all {counts}.")


def _listed(names: Sequence[str]) -> str:
    first, last = names[:_MOST_OUTLETS], names[_MOST_OUTLETS:]
    if last:
        return f"{', '.join(first)} and {counted(len(last), 'other outlets')}"
    return " and ".join((", ".join(first[:-1]), first[-1])) if len(first) > 1 else first[0]


def _changed(drift: Shape) -> str:
    before, after = (" ".join(str(drift[key]).split()) for key in ("before", "after"))
    return f"“{before}” became “{after}”" if before and after else f"“{before or after}”"
