"""Actors: one actor as the dossier knows it, the events in which it has a role, and the positions that it voiced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import NotFoundError
from dragoman.model.listing import EventFilter
from dragoman.query import positions
from dragoman.query.events import event_shape
from dragoman.query.positions import voiced
from dragoman.store.listing import Order, Part

if TYPE_CHECKING:
    from dragoman.model import Actor, Event
    from dragoman.query.shapes import StanceShape
    from dragoman.web.pages.ask import Ask

MOST = 200
MOST_VOICED = 8
"""Words on one issue that are shown: the last ones."""
ROLES = ("actor", "target", "mediator", "delegate")


def build_actor(ask: Ask) -> dict[str, Any]:
    """Give an actor: spellings, offices with their dates, events by role, and positions: voiced, or of a whole side.

    Raises:
        NotFoundError: DG120, neither the dossier nor an event of the record has it.
    """
    actor_id = ask.names["actor_id"]
    actor = ask.naming.actor(actor_id)
    wanted, lists = EventFilter(actor=actor_id), ask.view.lists
    found = lists.events(wanted, Part(MOST), Order(is_down=True))[::-1]
    if actor is None and not found:
        raise NotFoundError("actor", actor_id, "Search for the name.")
    side = actor.party if actor is not None and actor.kind == "state" else None
    return {
        "head": _name(ask, actor_id, found),
        "actor": actor,
        "events": [{"event": event_shape(event), "roles": roles_of(event, actor_id)} for event in found],
        "total": lists.count(wanted),
        "positions": [] if side is None else positions(ask.view, party=side),
        "voiced": _voiced(ask, actor, side),
        "most_voiced": MOST_VOICED,
    }


def _voiced(ask: Ask, actor: Actor | None, side: str | None) -> dict[str, list[StanceShape]]:
    """Give what the actor itself said for its side, by issue; of a side itself all its positions stand there."""
    if actor is None or actor.party is None or side is not None:
        return {}
    return voiced(ask.view, party=actor.party, actor=actor.id)


def roles_of(event: Event, actor_id: str) -> list[str]:
    """Give the roles that an actor has in an event."""
    return [role for role in ROLES if any(filler.actor_id == actor_id for filler in getattr(event.roles, role))]


def _name(ask: Ask, actor_id: str, found: list[Event]) -> str:
    shown = ask.naming.side(actor_id)
    if shown != actor_id:
        return shown
    fillers = (filler for event in found for role in ROLES for filler in getattr(event.roles, role))
    return next((filler.name for filler in fillers if filler.actor_id == actor_id), actor_id)
