"""``dragoman show``: one event with its evidence, or one report with where it comes from."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def show(
    call: Call,
    event: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or the beginning of it.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show every report of a value, not the first few.")] = False,
    lineage: Annotated[
        bool, typer.Option("--lineage", help="ID is a report's: show what it is made from, and what copies changed.")
    ] = False,
) -> None:
    """Print one event: every value of every field, each with the sentence that carries it, the words marked."""
    if lineage:
        _show_lineage(call, event)
        return
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.show import show_page
    from dragoman.query import show as show_of

    with call.view() as view:
        shape = show_of(view, event)
    emit(shape, as_json=call.as_json, page=lambda plain: show_page(shape, plain=plain, everything=everything))


def _show_lineage(call: Call, report: str) -> None:
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.lineage import lineage_page
    from dragoman.pipeline import Engine
    from dragoman.query import report_lineage

    known = Engine(call.settings).dossier.sources_by_id
    with call.view() as view:
        shape = report_lineage(view, report, known)
    emit(shape, as_json=call.as_json, page=lambda plain: lineage_page(shape, plain=plain))
