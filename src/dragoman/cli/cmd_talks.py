"""``dragoman talks``: the board of rounds."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def talks(
    call: Call,
    *,
    process: Annotated[str | None, typer.Option(metavar="ID", help="Only this peace process (istanbul-2025).")] = None,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only rounds in which this side sits (UKR).")
    ] = None,
) -> None:
    """Print the rounds of talks, the earliest first.

    When and where each is, who sits on which side, what came of it, what was proposed, refused and agreed; each value
    with how many reports, independent origins and voices stand behind it.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.talks import talks_page
    from dragoman.query import talks as talks_of

    with call.view() as view:
        rounds = talks_of(view, process=process, party=party)
    emit(rounds, as_json=call.as_json, page=lambda _: talks_page(rounds))
