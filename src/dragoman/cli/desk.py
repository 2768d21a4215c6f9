"""The desk: the options and the opening that every command which decides has, said once.

A call, a name and a reason come in; the record open for writing and a ``Desk`` go out, then the page of what was
recorded. A record that is not there is not made.
"""
# No `from __future__ import annotations` here: Typer reads the annotations.

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Call

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.model import ActiveClaim, Judgement
    from dragoman.pipeline.review import Desk
    from dragoman.query.shapes import DecisionShape
    from dragoman.store import Store

ReviewerOption = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Whose name stands under it. Default: DRAGOMAN_REVIEWER."),
]
ReasonOption = Annotated[str, typer.Option("--because", metavar="WHY", help="The reason, in your words.")]
SlotOption = Annotated[
    list[str] | None,
    typer.Option("--slot", metavar="NAME=VALUE", help="A slot of the claim; may be repeated. See the guide 'review'."),
]
EVENT = "evt_"


@contextmanager
def desk_of(call: Call, reviewer: str | None, reason: str) -> "Iterator[Desk]":
    """Open the record for writing, and give the desk at which one person decides."""
    from dragoman.pipeline import Engine
    from dragoman.pipeline.review import Desk
    from dragoman.store import open_store

    settings, clock = call.settings, lambda: datetime.now(UTC)
    name = settings.reviewer if reviewer is None else reviewer
    call.check_is_there()
    with open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=clock) as store:
        yield Desk(store, Engine(settings), name, reason, clock)


def claims_named(store: "Store", names: Iterable[str]) -> "list[ActiveClaim]":
    """Give the claims that are named: one by one, or all of an event."""
    found: list[ActiveClaim] = []
    for name in names:
        found += store.claims(store.event(name).claims) if name.startswith(EVENT) else [store.claim(name)]
    return found


def tell(call: Call, desk: "Desk", made: "Sequence[Judgement]", claims: Iterable[str]) -> None:
    """Print what was recorded, and the events that the claims concerned are in now."""
    from dragoman.cli.render.console import emit
    from dragoman.query import View
    from dragoman.query.review import decision

    shape = decision(View(desk.store), made, claims)
    emit(shape, as_json=call.as_json, page=lambda _: decision_page(shape))


def decision_page(shape: "DecisionShape") -> "Iterator[RenderableType]":
    """Draw what was recorded."""
    from rich.text import Text

    from dragoman.cli.render.console import command_line

    for judgement in shape["judgements"]:
        yield command_line(f"{judgement['id']}  {judgement['kind']} by {judgement['reviewer']}: {judgement['reason']}")
    if not shape["judgements"]:
        yield Text("Nothing new: the same is in force already.")
    for event in shape["events"]:
        yield command_line(f"{event['id']}  {event['title']}")
    yield Text(f"head {shape['head']}", style="dim")


def decide(
    call: Call,
    who: tuple[str | None, str],
    names: Iterable[str],
    act: "Callable[[Desk, list[ActiveClaim]], Sequence[Judgement]]",
) -> None:
    """Find the claims that are named, decide on them, and print what was recorded."""
    with desk_of(call, *who) as desk:
        claims = claims_named(desk.store, names)
        made = act(desk, claims)
        tell(call, desk, made, [active.claim.id for active in claims])
