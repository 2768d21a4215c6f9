"""``dragoman review queue``, ``claims``, ``log`` and ``export``: what waits for a decision, and what was decided."""

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import Call


class Order(StrEnum):
    """By what the queue is ordered."""

    CHANGE = "change"
    UNCERTAINTY = "uncertainty"


def queue(
    call: Call,
    *,
    by: Annotated[
        Order,
        typer.Option("--by", help="What a decision would change most, or of what a learned reader is least sure."),
    ] = Order.CHANGE,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many rows at most.")] = 20,
) -> None:
    """Print what waits for a decision: judgements that disagree, those that lost their claim, then claims."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.review import queue_page
    from dragoman.query.review_queue import review_queue

    with call.view() as view:
        rows = review_queue(view, by=by.value, limit=limit)
    emit(rows, as_json=call.as_json, page=lambda _: queue_page(rows, by=by.value))


def claims(
    call: Call,
    what: Annotated[str, typer.Argument(metavar="EVENT|REPORT", help="An event's or a report's id.")],
) -> None:
    """Print the claims of an event or a report with their ids, their words and their slots."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.review import claims_page
    from dragoman.exports.reviewed import listed_claims

    with call.view() as view:
        rows = listed_claims(view, what)
    emit(rows, as_json=call.as_json, page=lambda _: claims_page(rows))


def log(call: Call) -> None:
    """Print what people decided, where each judgement stands, and the head of the chain to keep elsewhere."""
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.review import log_page
    from dragoman.query.review import review_log

    with call.view() as view:
        shape = review_log(view)
    emit(shape, as_json=call.as_json, page=lambda _: log_page(shape))


def export(
    call: Call,
    *,
    texts: Annotated[bool, typer.Option("--texts", help="Write the reports instead, one JSON line each.")] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="Only reports whose whole coding was adjudicated.")
    ] = False,
) -> None:
    """Write the claims of reviewed reports in the gold form, one JSON line each, to train and to measure by.

    A report is reviewed where a person judged any of its claims. Rejected claims are left out, added and mended ones
    are as people left them.
    """
    from dragoman.cli.render.console import print_lines
    from dragoman.exports.reviewed import reviewed_lines

    with call.view() as view:
        print_lines(reviewed_lines(view, texts=texts, complete=complete))
