"""``dragoman timeline``: the events in order of time."""

from typing import Annotated

import typer

from dragoman.cli.options import Call, day


def timeline(
    call: Call,
    *,
    frame: Annotated[str | None, typer.Option(metavar="NAME", help="Only this kind of event (talks, strike).")] = None,
    party: Annotated[str | None, typer.Option(metavar="CODE", help="Only where this side has a role (UKR).")] = None,
    process: Annotated[str | None, typer.Option(metavar="ID", help="Only rounds of this peace process.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only what touches this day or a later one.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what touches this day or an earlier one.")
    ] = None,
) -> None:
    """Print the events in order of time.

    ● stands before an event whose time is known, ○ before one of which only the first report's day is. An event
    without a date stands in no stretch of days that is asked for. Of one frame that is told by figures, such as
    exchange, it is a ledger: how many, of each side, stage of which whole, according to whom.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.timeline import LEDGERS, timeline_page
    from dragoman.exports.ledger import ledger_events, voices_of
    from dragoman.query import timeline as timeline_of

    days = {"since": day(since, "--since"), "until": day(until, "--until")}
    with call.view() as view:
        events = timeline_of(view, frame=frame, party=party, process=process, **days)
        is_ledger = frame in LEDGERS and not call.as_json
        voices = {event["id"]: voices_of(view, event["id"]) for event in events} if is_ledger else {}
        shown = ledger_events(view, events) if is_ledger else events
    emit(events, as_json=call.as_json, page=lambda _: timeline_page(shown, voices))
