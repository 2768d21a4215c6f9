"""Slots: the heads of arguments that stand in a place which a frame names, by the syntax around its trigger.

A hit and the name of a slot come in; token indices go out, nothing where nobody stands there. What they are and
whether a role accepts them is not decided here. The names are those of ``schema.Slot``.

Source: codebook, ``roles``; oblique arguments after Huddleston & Pullum (2002), ch. 4 sect. 6 and ch. 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.content import content_heads
from dragoman.extract.triggers import nucleus

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.extract.lookup import Lookup
    from dragoman.extract.tree import Tree
    from dragoman.extract.triggers import Hit


def slot_heads(hit: Hit, slot: str, tree: Tree, lookup: Lookup) -> list[int]:
    """Give the argument heads that stand in a slot of the hit's trigger; an unknown slot holds nobody."""
    kind, _, word = slot.partition(":")
    if kind == "prep":
        return _prepositional(hit, word, tree)
    if kind == "inner":
        return _inner(hit, word, tree)
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


def _inner(hit: Hit, word: str, tree: Tree) -> list[int]:
    """Give what a preposition leads in below a deed's objects or clause ("stopped the flow of aid into the town")."""
    below = tree.below(hit.i, "dobj", "nsubjpass", "nsubj", "xcomp", "ccomp")
    below += [h for n in (hit.i, *below) for p, h in tree.prepositions(n) if p == "of"]
    below += [c for n in below for c in tree.below(n, "xcomp", "acl")]
    return [h for n in below for p, h in tree.prepositions(n) if p == word]


def _victims(hit: Hit, verb: str, tree: Tree) -> list[int]:
    """Give whom a deed killed or hurt: objects of that verb in the deed's own clause or around it."""
    root = tree.clause_root(hit.i)
    near = tree.around(root)
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
    """Give the actors before an event's noun; not who brokers or backs it ("a US-brokered truce")."""
    found = [m for n in _event_nouns(hit, tree) for m in tree.modifiers(n) if m in lookup.actors]
    return [m for m in found if _participle_over(m, tree) not in tree.grammar.mediating | tree.grammar.backing]


def _participle_over(i: int, tree: Tree) -> str | None:
    """Give the lemma of the participle that a name is part of: "broker" for the US of "US-brokered"."""
    head = tree.tokens[i].head
    return tree.lemma(head) if tree.tokens[head].tag == "VBN" else None


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
    """Give who hosts, mediates, brokers: "talks mediated by Oman", "Qatar hosted talks", "a US-brokered truce"."""
    nouns = nucleus(hit, tree)
    verbs = [c for n in nouns for c in tree.below(n, "acl", "relcl") if tree.lemma(c) in tree.grammar.mediating]
    token = tree.tokens[hit.i]
    if token.dep in {"dobj", "nsubjpass"} and tree.lemma(token.head) in tree.grammar.mediating:
        verbs.append(token.head)
    heads = [m for n in nouns for m in tree.modifiers(n) if _participle_over(m, tree) in tree.grammar.mediating]
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
    if tree.is_verb(at) and tree.tokens[at].dep in {"acl", "amod"}:
        at = tree.tokens[at].head  # "among the aircraft damaged were two bombers"
    while tree.tokens[at].dep in {"pobj", "prep"} and tree.lemma(tree.tokens[at].head) in {"of", "one", "among"}:
        at = tree.tokens[at].head
    token = tree.tokens[at]
    if token.dep not in {"nsubj", "attr", "prep"} or tree.lemma(token.head) != "be":
        return []
    return [h for other in tree.below(token.head, "nsubj", "attr") if other != at for h in tree.conjuncts(other)]


def _anti(hit: Hit, tree: Tree, _: Lookup) -> list[int]:
    """Give whom "anti-X" before the event, or before those who act, names."""
    heads = [hit.i] if not hit.trigger.verb else tree.subjects(hit.i)
    inside = [j for h in heads for j in tree.analysis.subtree(h) if j < h]
    tokens = tree.tokens
    return [j + 2 for j in inside if tokens[j].lemma == "anti" and tokens[j + 1].text == "-" and j + 2 < len(tokens)]


def _in_content(hit: Hit, tree: Tree, lookup: Lookup) -> list[int]:
    """Give the first actor with a party that what is demanded, refused or threatened names."""
    spans = content_heads(hit.i, hit.frame.content, tree)
    told = [j for h in spans for j in tree.analysis.subtree(h) if j != hit.i]
    own = {f for s in tree.subjects(hit.i) if (m := lookup.actors.get(s)) is not None for f in m.parties}
    known = (j for j in told if (m := lookup.actors.get(j)) is not None and m.party is not None and m.party not in own)
    found = (j for j in known if not tree.is_example(j))
    first = next(found, None)
    return [] if first is None else [lookup.actors[first].head]


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
    "anti": _anti,
    "content": _in_content,
    "modified": lambda hit, tree, _: [tree.tokens[hit.i].head] if tree.tokens[hit.i].dep == "amod" else [],
}
