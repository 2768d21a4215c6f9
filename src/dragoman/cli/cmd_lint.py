"""``dragoman lint``: a text against the record, sentence by sentence."""

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Call

EXIT_SAYS_NO = 1


def lint(
    call: Call,
    path: Annotated[str, typer.Argument(metavar="FILE", help="The text to check, or - for standard input.")],
    *,
    published: Annotated[
        str | None, typer.Option("--published", help="The day from which 'on Monday' counts: ISO 8601 or RFC 822.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every report's words, not the first few.")] = False,
) -> int:
    """Check a text against the record: a draft, a summary, anything that makes claims.

    Each sentence is read by the same engine as the reports and compared with them value by value: supported,
    contradicted, partly, or not in the record. Exit status 1 if a sentence is contradicted. It checks against this
    record, not against the world.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.lint import lint_page
    from dragoman.pipeline import Engine
    from dragoman.pipeline.drafts import read_draft, read_sentences
    from dragoman.query import lint as lint_sentences
    from dragoman.values import parse_instant

    text = read_draft(path, sys.stdin.buffer, most_bytes=call.settings.max_report_bytes)
    when = None if published is None else parse_instant(published, where="--published")
    with call.view() as view:
        found = lint_sentences(view, read_sentences(Engine(call.settings), text, published=when))
    emit(found, as_json=call.as_json, page=lambda plain: lint_page(found, plain=plain, everything=everything))
    return EXIT_SAYS_NO if any(one["verdict"] == "contradicted" for one in found) else 0
