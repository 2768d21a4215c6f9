"""``dragoman explain``: how the claims of a text, or one claim of the record, came about."""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Call

if TYPE_CHECKING:
    from dragoman.model import SetAside

EXIT_SET_ASIDE = 3
STDIN = "-"


def explain(
    call: Call,
    what: Annotated[
        str, typer.Argument(metavar="TEXT|CLAIM", help="A file, - for standard input, a quoted text, or a claim's id.")
    ],
    published: Annotated[
        str | None, typer.Option("--published", help="When the text came out, so that its days are known.")
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also every word's grammar, all that was tried, all that was asked.")
    ] = False,
) -> int:
    """Print how claims came about: names, places and times, the rules that fired, what was turned down and why.

    A claim of the record (its id, or REPORT:LABEL) is read again with this version and dossier, by rules. A text needs
    no record.
    """
    from dragoman.cli.render.console import emit, make_console
    from dragoman.cli.render.explain import explain_page
    from dragoman.ingest import Said
    from dragoman.pipeline import Engine
    from dragoman.pipeline.explaining import explain_claim, explain_texts
    from dragoman.values import parse_instant

    engine = Engine(call.settings)
    aside: list[SetAside] = []
    if what != STDIN and not any(c.isspace() for c in what) and not Path(what).exists():
        with call.store() as store:
            shapes = [explain_claim(engine, store, what)]
    else:
        is_path = what == STDIN or Path(what[:MAX_PATH]).exists()
        stdin = sys.stdin.buffer if is_path else io.BytesIO(what.encode("utf-8"))
        said = Said(published=None if published is None else parse_instant(published, where="--published"))
        shapes, aside = explain_texts(engine, [what if is_path else STDIN], said=said, stdin=stdin)
    if shapes or call.as_json:
        emit(shapes, as_json=call.as_json, page=lambda _: explain_page(shapes, everything=everything))
    errors = make_console(sys.stderr)
    for one in aside:
        errors.print(f"set aside: {one.reason}")
    return EXIT_SET_ASIDE if aside else 0


MAX_PATH = 4096
"""Longest path that is looked for, in characters. Source: PATH_MAX of Linux."""
