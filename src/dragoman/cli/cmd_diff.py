"""``dragoman diff``: what changed between two instants, and which reports changed it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Call

if TYPE_CHECKING:
    from dragoman.query import View


class Clock(StrEnum):
    """By which clock two instants are told apart."""

    PUBLISHED = "published"
    RECORDED = "recorded"


def diff(
    call: Call,
    before: Annotated[str, typer.Argument(metavar="FROM", help="The earlier instant: ISO 8601 or RFC 822.")],
    after: Annotated[str | None, typer.Argument(metavar="[TO]", help="The later one; now if left out.")] = None,
    *,
    clock: Annotated[
        Clock, typer.Option(help="Whether what came out counts, or what came into this record.")
    ] = Clock.PUBLISHED,
    each: Annotated[
        bool, typer.Option("--each", help="Tell it report by report, with what was overtaken in between.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also changes of counts and of wording.")] = False,
) -> None:
    """Print what changed between two instants, event by event, and the words of the reports that changed it.

    A bare day counts to its end. What a report took back with a later text is told as well.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.diff import diff_page
    from dragoman.query import diff as diff_of
    from dragoman.query import diff_steps

    with call.view() as view:
        earlier, later = _at(view, before, clock, "FROM"), view if after is None else _at(view, after, clock, "TO")
        found = diff_steps(earlier, later) if each else diff_of(earlier, later)
    steps = found if isinstance(found, list) else [found]
    emit(found, as_json=call.as_json, page=lambda _: diff_page(steps, everything=everything))


def _at(view: "View", text: str, clock: Clock, where: str) -> "View":
    from dragoman.viewing import parse_clock

    instant = parse_clock(text, where)
    assert instant is not None  # noqa: S101  only None gives None
    return view.at(instant) if clock is Clock.PUBLISHED else view.recorded_at(instant)
