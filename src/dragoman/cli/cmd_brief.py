"""``dragoman brief``: a page in Markdown, each line with its sources."""

from typing import Annotated

import typer

from dragoman.cli.options import Call


def brief(
    call: Call,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Tell also what changed since then: ISO 8601 or RFC 822.")
    ] = None,
    process: Annotated[str | None, typer.Option(metavar="ID", help="Only this peace process (istanbul-2025).")] = None,
) -> None:
    """Write a page in Markdown: key points, what changed, rounds, what is disputed, what was promised.

    Each sentence has numbered sources; their links open the reports at the words. The page says what the reports say.
    """
    from dragoman.cli.render.console import print_json, print_lines
    from dragoman.exports.brief import brief as brief_of
    from dragoman.exports.brief_markdown import brief_markdown
    from dragoman.viewing import parse_clock

    with call.view() as view:
        page = brief_of(view, since=parse_clock(since, "--since"), process=process)
    if call.as_json:
        print_json(page)
    else:
        print_lines(brief_markdown(page))
