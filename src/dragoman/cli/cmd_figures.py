"""``dragoman figures``: how many of what, by event, measure and voice."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def figures(
    call: Call,
    event: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="Only of this event: its id.")] = None,
    *,
    measure: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this measure (killed, bodies).")] = None,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only what this side says, or what counts its losses.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also figures that one report alone gives.")] = False,
) -> None:
    """Print the figures of each event: every voice's, in order of publication, and four ways to read them.

    Conservative leaves out what a side says of the losses of another; low and high are the ends of what the voices say
    last; best is the one that the event shows. None of them is an average.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.figures import figures_page
    from dragoman.query import figures as figures_of

    with call.view() as view:
        found = figures_of(view, event=event, measure=measure, party=party)
    shown = found if everything or event is not None else [one for one in found if len(one["series"]) > 1]
    emit(found, as_json=call.as_json, page=lambda _: figures_page(shown, left_out=len(found) - len(shown)))
