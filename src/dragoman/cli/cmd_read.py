"""``dragoman read``: a text on one card, nothing kept."""

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Call

EXIT_SET_ASIDE = 3


def read(
    call: Call,
    paths: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of reports, or - for standard input.")],
    source: Annotated[str | None, typer.Option("--source", help="The outlet, where the input does not say.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of a single report.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="When it came out: ISO 8601 or RFC 822; over what the input says.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every event and statement, not only the first.")] = False,
) -> int:
    """Print what a text reports on one card: what happened, what is planned, demanded, agreed, and who says so.

    Two or more files: also what they agree on, where they differ, and which origin they share. Needs no record and
    leaves none. Without a publication date, relative dates stay unresolved.
    """
    from datetime import UTC, datetime

    from dragoman.cli.render.card import card_page
    from dragoman.cli.render.console import emit, make_console
    from dragoman.ingest import Said
    from dragoman.pipeline import Engine
    from dragoman.pipeline.cards import read_reports
    from dragoman.values import parse_instant

    said = Said(url, source, None if published is None else parse_instant(published, where="--published"))
    shape, aside = read_reports(
        Engine(call.settings), paths, said=said, clock=lambda: datetime.now(UTC), stdin=sys.stdin.buffer
    )
    if shape["reports"] or call.as_json:
        emit(shape, as_json=call.as_json, page=lambda plain: card_page(shape, plain=plain, everything=everything))
    errors = make_console(sys.stderr)
    for one in aside:
        errors.print(f"set aside: {one.reason}")
    return EXIT_SET_ASIDE if aside else 0
