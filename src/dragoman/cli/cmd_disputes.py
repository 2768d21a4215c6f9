"""``dragoman disputes``: what the reports disagree on."""

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import Call


class Kind(StrEnum):
    """What the reports disagree on."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    DENIAL = "denial"


def disputes(
    call: Call,
    event: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="Only on this event: its id.")] = None,
    *,
    kind: Annotated[Kind | None, typer.Option(help="Only of this kind.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what only seems one: updates, other scopes, other units.")
    ] = False,
) -> None:
    """Print what the reports disagree on, each value with what stands behind it. Nothing is decided here."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.disputes import disputes_page
    from dragoman.query import disputes as disputes_of

    with call.view() as view:
        found = disputes_of(
            view, event=event, kind=None if kind is None else kind.value, verdict=None if everything else "open"
        )
        titles = {one["event_id"]: view.event(one["event_id"]).title for one in found} if not call.as_json else {}
    emit(found, as_json=call.as_json, page=lambda plain: disputes_page(found, titles, plain=plain))
