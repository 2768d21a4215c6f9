"""``dragoman commitments``: what was promised, and what was reported of it."""

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import Call


class State(StrEnum):
    """What was reported of a commitment."""

    NO_REPORT = "no_report"
    PARTLY = "partly"
    DONE = "done"
    CONTESTED = "contested"


def commitments(
    call: Call,
    *,
    party: Annotated[str | None, typer.Option(metavar="CODE", help="Only those that bind this side (UKR).")] = None,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="Only on this issue (prisoners, remains).")] = None,
    state: Annotated[State | None, typer.Option(help="Only those in this state.")] = None,
) -> None:
    """Print what the sides bound themselves to do, and what was reported of it, according to whom.

    A commitment is called done only where a report says so or the reported stages add up to what was promised; "no
    report" means that this record holds none.
    """
    from dragoman.cli.render.commitments import commitments_page
    from dragoman.cli.render.console import emit
    from dragoman.query import commitments as commitments_of

    with call.view() as view:
        found = commitments_of(view, party=party, issue=issue, state=None if state is None else state.value)
    emit(found, as_json=call.as_json, page=lambda _: commitments_page(found))
