"""Roles: who did it, to whom, with whose mediation, from where the arguments of a trigger stand.

A hit comes in; role names with their fillers go out. Slots are the frame's: subject, object, by, genitive,
modifier, ``prep:<word>``, and for nouns light (the subject of "held talks"). A slot that the words leave
empty stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActorKind, Filler, Roles
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.extract.fillers import Describer
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.schema import RoleEntry
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit


def fill_roles(hit: Hit, tree: Tree, lookup: Lookup, describer: Describer) -> Roles:
    """Give the roles that the arguments of a hit fill."""
    found: dict[str, list[Filler]] = {}
    for role, entry in hit.frame.roles.items():
        slots = hit.trigger.roles.get(role) or (entry.verb if hit.trigger.verb else entry.noun)
        heads = [h for slot in slots for h in slot_heads(hit, slot, tree, lookup)]
        found[role] = _distinct(f for h in dict.fromkeys(heads) for f in _accepted(h, entry, describer, tree, lookup))
    targets = [t for t in found.get("target", []) if t not in found.get("actor", [])]
    return Roles(
        actor=tuple(found.get("actor", ())),
        target=tuple(targets),
        mediator=tuple(found.get("mediator", ())),
        delegate=tuple(_delegates(hit, found, lookup)),
    )


def slot_heads(hit: Hit, slot: str, tree: Tree, lookup: Lookup) -> list[int]:
    """Give the argument heads that stand in a slot of the hit's trigger."""
    i = hit.i
    if slot.startswith("prep:"):
        wanted = slot.removeprefix("prep:")
        own = [h for p, h in tree.prepositions(i) if p == wanted]
        if not own and hit.light is not None:
            own = [h for p, h in tree.prepositions(hit.light) if p == wanted]
        return own
    if slot == "subject":
        return [] if tree.is_passive(i) else tree.subjects(i)
    if slot == "object":
        return tree.objects(i)
    if slot == "by":
        return tree.agents(i) + [h for p, h in tree.prepositions(i) if p == "by"]
    if slot == "genitive":
        return tree.genitives(i)
    if slot == "modifier":
        return [m for m in tree.modifiers(i) if m in lookup.actors]
    if slot == "light":
        return _light_subjects(hit, tree)
    return []


def _light_subjects(hit: Hit, tree: Tree) -> list[int]:
    if hit.light is None:
        return []
    if tree.is_passive(hit.light):
        return tree.agents(hit.light)
    return tree.subjects(hit.light)


def _accepted(h: int, entry: RoleEntry, describer: Describer, tree: Tree, lookup: Lookup) -> list[Filler]:
    fillers = describer.describe(h, entry.accepts)
    actor = lookup.actors.get(h)
    if actor is not None and actor.kind is ActorKind.OUTLET and entry.accepts != "any":
        return []
    return fillers


def _distinct(fillers: Iterable[Filler]) -> list[Filler]:
    """Keep the first of fillers with one name, or of one party where it adds no name of its own."""
    kept: list[Filler] = []
    for filler in fillers:
        if any(filler.name.casefold() == k.name.casefold() for k in kept):
            continue
        kept.append(filler)
    return kept


def _delegates(hit: Hit, found: dict[str, list[Filler]], lookup: Lookup) -> list[Filler]:
    """For meetings, the persons among the sides are also those who take part."""
    named = list(found.get("delegate", ()))
    if hit.frame.kind != "meeting":
        return named
    for filler in found.get("actor", ()):
        if filler.evidence is None:
            continue
        span = Span(filler.evidence.start, filler.evidence.end)
        kinds = {lookup.actors[i].kind for i in lookup.tokens_of(span) if i in lookup.actors}
        if ActorKind.PERSON in kinds and filler.name not in {n.name for n in named}:
            named.append(filler)
    return named
