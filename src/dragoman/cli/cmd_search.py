"""``dragoman search``: events, reports and actors by words."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def search(
    call: Call,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must be there.")],
    *,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many results at most.")] = 20,
) -> None:
    """Find events, reports and actors that have all the words, the best first."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.search import search_page
    from dragoman.query import search as search_for

    text = " ".join(words)
    with call.view() as view:
        hits = search_for(view.store, text, limit=limit, view=view)
    emit(hits, as_json=call.as_json, page=lambda _: search_page(hits, text))
