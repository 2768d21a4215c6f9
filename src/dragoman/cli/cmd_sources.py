"""``dragoman sources``: the outlets on record, what they report themselves and what they take from others."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def sources(
    call: Call,
    outlet: Annotated[str | None, typer.Argument(metavar="OUTLET", help="Only this one, by name or id.")] = None,
    *,
    drift: Annotated[bool, typer.Option("--drift", help="Also what the copies changed, with both passages.")] = False,
) -> None:
    """Print each outlet: its own reports against copies, whom it relies on and how fast, what its copies changed."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.sources import sources_page
    from dragoman.errors import NotFoundError
    from dragoman.pipeline import Engine
    from dragoman.query import sources as sources_of

    known = Engine(call.settings).dossier.sources_by_id
    with call.view() as view:
        outlets = sources_of(view, known, outlet=outlet, with_drift=drift)
    if outlet is not None and not outlets:
        raise NotFoundError("outlet", outlet, "List what is there with 'dragoman sources'.")
    emit(outlets, as_json=call.as_json, page=lambda plain: sources_page(outlets, plain=plain, with_drift=drift))
