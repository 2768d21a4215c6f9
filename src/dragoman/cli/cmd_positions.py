"""``dragoman positions``: where each side stands on each issue, and how it came to stand there."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def positions(
    call: Call,
    *,
    party: Annotated[str | None, typer.Option(metavar="CODE", help="Only of this side (UKR).")] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only on this issue (territory, ceasefire).")
    ] = None,
) -> None:
    """Print where each side stands on each issue: its latest words, and every change of what it asks or offers.

    Words that others report of a side are marked: they are not its own.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.positions import positions_page
    from dragoman.query import positions as positions_of

    with call.view() as view:
        found = positions_of(view, party=party, issue=issue)
    emit(found, as_json=call.as_json, page=lambda _: positions_page(found))
