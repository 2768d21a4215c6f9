"""``dragoman show``: one event with its evidence."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def show(
    call: Call,
    event: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or the beginning of it.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show every report of a value, not the first few.")] = False,
) -> None:
    """Print one event: every value of every field, each with the sentence that carries it, the words marked."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.show import show_page
    from dragoman.query import show as show_of

    with call.view() as view:
        shape = show_of(view, event)
    emit(shape, as_json=call.as_json, page=lambda plain: show_page(shape, plain=plain, everything=everything))
