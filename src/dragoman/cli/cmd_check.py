"""``dragoman check``: whether the record is whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.query.shapes import CheckShape

ALL_WELL = "The record is whole."


def check(
    call: Call,
    *,
    expect_head: Annotated[
        str | None,
        typer.Option("--expect-head", metavar="HASH", help="A head of the judgements that you kept elsewhere."),
    ] = None,
) -> int:
    """Check the record from its bytes to its events: exit status 1 if something is wrong.

    Every byte that came in, every text, claim and judgement is held against its digest, every evidence against the
    text, every derived row against the facts. Nothing is mended. Keep the head that is printed somewhere else: given
    back with --expect-head, it shows whether any judgement was changed or taken away since.
    """
    from dragoman.cli.render.console import emit
    from dragoman.query import check as check_of

    with call.store() as store:
        shape, head = check_of(store, expect_head), store.head()
    emit(shape, as_json=call.as_json, page=lambda _: _page(shape, head))
    return 0 if shape["ok"] else 1


def _page(shape: "CheckShape", head: str) -> "Iterator[RenderableType]":
    from dragoman.cli.render.console import command_line
    from dragoman.cli.render.findings import findings_page

    yield from findings_page(shape, all_well=ALL_WELL)
    yield command_line(f"head {head}")
