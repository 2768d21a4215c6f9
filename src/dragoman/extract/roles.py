"""Roles: who did it, to whom, with whose mediation, from where the arguments of a trigger stand.

A hit comes in; role names with their fillers go out. Slots are the frame's: subject, object, by, genitive,
modifier, ``prep:<word>``, and for nouns light (the subject of "held talks"). A slot that the words leave
empty stays empty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.concerned import concerned
from dragoman.extract.content import content_heads
from dragoman.extract.slots import slot_heads
from dragoman.model import ActorKind, ActorMention, Evidence, Filler, Roles
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.extract.fillers import Describer
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.schema import RoleEntry, RoleName
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit


def fill_roles(hit: Hit, tree: Tree, lookup: Lookup, describer: Describer) -> Roles:
    """Give the roles that the arguments of a hit fill."""
    found = {role: _fill(role, hit, tree, lookup, describer) for role in hit.frame.roles}
    targets = [t for t in found.get("target", []) if t not in found.get("actor", [])]
    return Roles(
        actor=tuple(found.get("actor", ())),
        target=tuple(targets),
        mediator=tuple(found.get("mediator", ())),
        delegate=tuple(_delegates(hit, found, lookup)),
    )


def _fill(role: RoleName, hit: Hit, tree: Tree, lookup: Lookup, describer: Describer) -> list[Filler]:
    """Give the fillers of one role: those of its slots, else those of the first further slot that holds anybody."""
    entry = hit.frame.roles[role]
    slots = hit.trigger.roles.get(role, entry.verb if hit.trigger.verb else entry.noun)
    heads = [h for slot in slots for h in slot_heads(hit, slot, tree, lookup)]
    fillers = _fillers_of(heads, role, hit, tree, lookup, describer)
    for slot in () if role in hit.trigger.roles and not slots else entry.otherwise:
        if not fillers and slot == "itself":
            fillers = _implied(hit, entry, tree)
        elif not fillers and slot == "content" and (both := _both_told(role, hit, tree, describer)):
            fillers = both
        elif not fillers and slot == "anti":
            fillers = _opposed(hit, tree, lookup, describer)
        elif not fillers:
            fillers = _fillers_of(slot_heads(hit, slot, tree, lookup), role, hit, tree, lookup, describer)
    if entry.crowd is not None:
        fillers = [f if f.party is not None else replace(f, party=entry.crowd) for f in fillers]
    qualifier = hit.trigger.qualify.get(role)
    return fillers if qualifier is None else [replace(f, qualifier=qualifier) for f in fillers]


def _implied(hit: Hit, entry: RoleEntry, tree: Tree) -> list[Filler]:
    """Give whom the event's noun implies: of "protests", those who protest."""
    token = tree.tokens[hit.i]
    if entry.crowd is None:
        return []
    return [Filler(entry.crowd, entry.crowd, evidence=Evidence.of(tree.text, token.start, token.end))]


def _both_told(role: RoleName, hit: Hit, tree: Tree, describer: Describer) -> list[Filler]:
    """Give both sides where the content of an act of speech means them ("threatened to sanction both countries")."""
    told = [j for h in content_heads(hit.i, hit.frame.content, tree) for j in tree.analysis.subtree(h)]
    return describer.both_in(told) if role == "target" else []


def _opposed(hit: Hit, tree: Tree, lookup: Lookup, describer: Describer) -> list[Filler]:
    """Give whom "anti-X" names, by the word itself where no actor is known there ("anti-government")."""
    found: list[Filler] = []
    for h in slot_heads(hit, "anti", tree, lookup):
        token = tree.tokens[h]
        words = Evidence.of(tree.text, token.start, token.end)
        found += describer.describe(h, "actor") or [Filler(words.quote, evidence=words)]
    return found


def _fillers_of(
    heads: list[int], role: RoleName, hit: Hit, tree: Tree, lookup: Lookup, describer: Describer
) -> list[Filler]:
    entry = hit.frame.roles[role]
    if role == "actor" and hit.frame.voiced:
        heads = [issuer for h in heads for issuer in _issuers(h, tree)]
    if role == "actor":
        heads = [h for h in heads if not describer.is_machine(h)]
    if role == "actor" and hit.trigger.outsider:
        heads = [h for h in heads if not describer.is_outsider(h)]
    if entry.accepts == "person" or role == "delegate":
        heads = [_apposed(h, tree, lookup) for h in heads]
    if role == "target":
        heads = concerned(heads, tree, lookup)
    fillers = (f for h in dict.fromkeys(heads) for f in _accepted(h, entry, describer, lookup))
    if role == "actor" and hit.frame.sides:
        fillers = (f for f in fillers if not _is_crowd(f, lookup))
    return _distinct(fillers)


def _issuers(h: int, tree: Tree) -> list[int]:
    """Give who issued what speaks ("the announcement, made by the minister, warns"); the head itself where none did."""
    if tree.lemma(h) not in tree.grammar.issued:
        return [h]
    made = [agent for verb in tree.below(h, "acl") for agent in tree.agents(verb)]
    named = made or tree.genitives(h) or [o for p, o in tree.prepositions(h) if p in {"by", "from"}]
    above = tree.tokens[h].head
    if not named and tree.tokens[h].dep == "dobj" and tree.is_verb(above):
        named = tree.subjects(above)  # "the army released a statement blaming the rebels"
    return named or [h]


def _apposed(h: int, tree: Tree, lookup: Lookup) -> int:
    """Give the named person whose apposition holds a description: "Medinsky, the aide to the president who led it"."""
    at = h
    while tree.tokens[at].dep in {"pobj", "prep"} and tree.tokens[at].head != at:
        at = tree.tokens[at].head
    mention, named = lookup.actors.get(h), lookup.actors.get(tree.tokens[at].head)
    if tree.tokens[at].dep != "appos" or at == h or named is None or not _is_person(named):
        return h
    return h if mention is not None and _is_person(mention) else tree.tokens[at].head


def _accepted(h: int, entry: RoleEntry, describer: Describer, lookup: Lookup) -> list[Filler]:
    actor = lookup.actors.get(h)
    if actor is not None and actor.kind is ActorKind.OUTLET and entry.accepts not in {"any", "territory"}:
        return []
    return describer.describe(h, entry.accepts)


def _is_crowd(filler: Filler, lookup: Lookup) -> bool:
    """Whether a pronoun stands for people of no side, who hold no talks: "their talks" are not the prisoners'."""
    if filler.party is not None or filler.evidence is None:
        return False
    mention = lookup.actors.get(lookup.tokens_of(Span(filler.evidence.start, filler.evidence.end))[0])
    return mention is not None and mention.by == "pronoun" and mention.kind is ActorKind.PEOPLE


def _distinct(fillers: Iterable[Filler]) -> list[Filler]:
    """Keep the first of fillers with one name, or of one party where it adds no name of its own."""
    kept: list[Filler] = []
    for filler in fillers:
        if any(filler.name.casefold() == k.name.casefold() for k in kept):
            continue
        kept.append(filler)
    return kept


def _is_person(mention: ActorMention) -> bool:
    return mention.kind is ActorKind.PERSON and mention.by != "descriptor"


def _delegates(hit: Hit, found: Mapping[RoleName, list[Filler]], lookup: Lookup) -> list[Filler]:
    """For meetings, the persons among the sides are also those who take part."""
    named = list(found.get("delegate", ()))
    if hit.frame.kind != "meeting":
        return named
    for filler in found.get("actor", ()):
        if filler.evidence is None:
            continue
        span = Span(filler.evidence.start, filler.evidence.end)
        people = [m for i in lookup.tokens_of(span) if (m := lookup.actors.get(i)) is not None and _is_person(m)]
        if people and filler.name not in {n.name for n in named}:
            named.append(filler)
    return named
