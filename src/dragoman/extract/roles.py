"""Roles: who did it, to whom, with whose mediation, from where the arguments of a trigger stand.

A hit comes in; role names with their fillers go out. Slots are the frame's: subject, object, by, genitive,
modifier, ``prep:<word>``, and for nouns light (the subject of "held talks"). A slot that the words leave
empty stays empty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.triggers import nucleus
from dragoman.model import ActorKind, ActorMention, Filler, Roles
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dragoman.extract.fillers import Describer
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.schema import RoleEntry
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit


def fill_roles(hit: Hit, tree: Tree, lookup: Lookup, describer: Describer) -> Roles:
    """Give the roles that the arguments of a hit fill."""
    found: dict[str, list[Filler]] = {}
    for role, entry in hit.frame.roles.items():
        slots = hit.trigger.roles.get(role, entry.verb if hit.trigger.verb else entry.noun)
        heads = [h for slot in slots for h in slot_heads(hit, slot, tree, lookup)]
        if entry.accepts == "person" or role == "delegate":
            heads = [_apposed(h, tree, lookup) for h in heads]
        fillers = (f for h in dict.fromkeys(heads) for f in _accepted(h, entry, describer, lookup))
        if role == "actor" and hit.frame.sides:
            fillers = (f for f in fillers if not _is_crowd(f, lookup))
        qualifier = hit.trigger.qualify.get(role)
        found[role] = _distinct(f if qualifier is None else replace(f, qualifier=qualifier) for f in fillers)
    targets = [t for t in found.get("target", []) if t not in found.get("actor", [])]
    return Roles(
        actor=tuple(found.get("actor", ())),
        target=tuple(targets),
        mediator=tuple(found.get("mediator", ())),
        delegate=tuple(_delegates(hit, found, lookup)),
    )


def slot_heads(hit: Hit, slot: str, tree: Tree, lookup: Lookup) -> list[int]:
    """Give the argument heads that stand in a slot of the hit's trigger; an unknown slot holds nobody."""
    kind, _, word = slot.partition(":")
    if kind == "prep":
        return _prepositional(hit, word, tree)
    if kind == "victims":
        return _victims(hit, word, tree)
    if kind == "under":
        return _under(hit, word, tree)
    reader = _SLOTS.get(kind)
    return [] if reader is None else reader(hit, tree, lookup)


def _prepositional(hit: Hit, word: str, tree: Tree) -> list[int]:
    own = [h for n in nucleus(hit, tree) for p, h in tree.prepositions(n) if p == word]
    if not own and hit.light is not None:
        own = [h for p, h in tree.prepositions(hit.light) if p == word]
    return own


def _victims(hit: Hit, verb: str, tree: Tree) -> list[int]:
    """Give whom a deed killed or hurt: objects of that verb in the deed's own clause or around it."""
    root = tree.clause_root(hit.i)
    near = {root, *tree.analysis.subtree(root)}
    verbs = [j for j in near if tree.lemma(j) == verb and tree.tokens[j].pos == "VERB"]
    return [h for v in verbs for h in tree.objects(v)]


def _under(hit: Hit, verb: str, tree: Tree) -> list[int]:
    """Give the subject of that verb where the event stands under it ("Russia and Ukraine agreed on an exchange")."""
    above = tree.verb_above(hit.i)
    if tree.is_verb(hit.i) or above is None or tree.lemma(above) != verb:
        return []
    return tree.agents(above) if tree.is_passive(above) else tree.subjects(above)


def _present(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give who did something at an event that names no sides itself ("the two agreed on it at a round of talks")."""
    top, nouns = hit.i, nucleus(hit, tree)
    token = tree.tokens[top]
    if token.dep == "pobj" and tree.lemma(token.head) == "of":
        top = tree.tokens[token.head].head
    named = any(p in _NAMING for n in nouns for p, _h in tree.prepositions(n)) or any(map(tree.genitives, nouns))
    token = tree.tokens[top]
    if named or token.dep != "pobj" or tree.lemma(token.head) not in _PRESENCE:
        return []
    verb = tree.tokens[token.head].head
    if not tree.is_verb(verb):
        return []
    return tree.agents(verb) if tree.is_passive(verb) else tree.subjects(verb)


_PRESENCE = frozenset({"at", "during"})
_NAMING = frozenset({"with", "between", "among"})


def _subjects(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    return [] if tree.is_passive(hit.i) else tree.subjects(hit.i)


def _agents(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    return tree.agents(hit.i) + [h for p, h in tree.prepositions(hit.i) if p == "by"]


def _modifiers(hit: Hit, tree: Tree, lookup: Lookup) -> list[int]:
    return [m for n in _event_nouns(hit, tree) for m in tree.modifiers(n) if m in lookup.actors]


def _event_nouns(hit: Hit, tree: Tree) -> list[int]:
    """Give the trigger and those nouns of its nucleus that carry the frame by themselves ("round of Geneva talks")."""
    own = {lemma for trigger in hit.frame.triggers for lemma in trigger.noun}
    return [n for n in nucleus(hit, tree) if n == hit.i or tree.lemma(n) in own]


def _light(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give who "held" the talks; who hosts or mediates them is no side."""
    if hit.light is None or tree.lemma(hit.light) in tree.grammar.mediating:
        return []
    return tree.agents(hit.light) if tree.is_passive(hit.light) else tree.subjects(hit.light)


def _host(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give who hosts, mediates, brokers: "talks mediated by Oman", "Qatar hosted talks"."""
    nouns = nucleus(hit, tree)
    verbs = [c for n in nouns for c in tree.below(n, "acl", "relcl") if tree.lemma(c) in tree.grammar.mediating]
    token = tree.tokens[hit.i]
    if token.dep in {"dobj", "nsubjpass"} and tree.lemma(token.head) in tree.grammar.mediating:
        verbs.append(token.head)
    heads = []
    for verb in verbs:
        heads += tree.agents(verb) if tree.is_passive(verb) else tree.subjects(verb)
    return heads


def _company(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give the other side of "talks with X": the subject of the clause that they stand in."""
    if not any(p == "with" for n in nucleus(hit, tree) for p, _ in tree.prepositions(n)):
        return []
    verb = tree.verb_above(hit.i)
    if verb is None or hit.light is not None:
        return []
    return tree.subjects(verb)


def _equals(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give what a noun is said to be, or to be among: "one of the targets was Belaya air base"."""
    at = hit.i
    while tree.tokens[at].dep in {"pobj", "prep"} and tree.lemma(tree.tokens[at].head) in {"of", "one", "among"}:
        at = tree.tokens[at].head
    token = tree.tokens[at]
    if token.dep not in {"nsubj", "attr"} or tree.lemma(token.head) != "be":
        return []
    return [h for other in tree.below(token.head, "nsubj", "attr") if other != at for h in tree.conjuncts(other)]


_SLOTS: dict[str, Callable[[Hit, Tree, Lookup], list[int]]] = {
    "subject": _subjects,
    "object": lambda hit, tree, _: tree.objects(hit.i),
    "by": _agents,
    "genitive": lambda hit, tree, _: tree.genitives(hit.i),
    "modifier": _modifiers,
    "light": _light,
    "host": _host,
    "company": _company,
    "present": _present,
    "equals": _equals,
}


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
    if actor is not None and actor.kind is ActorKind.OUTLET and entry.accepts != "any":
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


def _delegates(hit: Hit, found: dict[str, list[Filler]], lookup: Lookup) -> list[Filler]:
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
