"""Names: the fullest name that a text gives to a speaker whom it also calls by a short name or a description.

The actors of one document come in; for a mention, the mention with the full name goes out. Only names that the
text itself prints are given: knowledge of offices says who of them "the president" is, it adds nobody.

Source: definite descriptions and reduced names after Huddleston & Pullum (2002), ch. 5 sect. 6 and ch. 17;
codebook, ``attribution`` (the voice's name is the one that the text gives in full).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import ActorKind

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.extract.lookup import Lookup
    from dragoman.extract.speech_lexicon import SpeechLexicon
    from dragoman.extract.tree import Tree
    from dragoman.model import ActorMention

_STOPS = frozenset({"PUNCT", "CCONJ"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_BESIDE = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.ARMED_GROUP})


class NameIndex:
    """The names of one document, asked for by what stands for them."""

    def __init__(self, tree: Tree, lookup: Lookup, dossier: Dossier, lexicon: SpeechLexicon) -> None:
        self._tree = tree
        self._lookup = lookup
        self._dossier = dossier
        self._lexicon = lexicon
        named = [m for m in lookup.mentions.actors if m.is_named]
        self._persons = [m for m in named if m.kind is ActorKind.PERSON]
        self._by_surname: dict[str, list[ActorMention]] = {}
        self._by_id: dict[str, list[ActorMention]] = {}
        for person in self._persons:
            self._by_surname.setdefault(_surname(person), []).append(person)
            if person.actor_id is not None:
                self._by_id.setdefault(person.actor_id, []).append(person)
        self._bodies: dict[str, list[ActorMention]] = {}
        for m in lookup.mentions.actors:
            if m.is_named or m.by == "descriptor":
                self._bodies.setdefault(tree.lemma(m.head), []).append(m)
        self._outlets = [m for m in named if m.kind is ActorKind.OUTLET]

    def full(self, mention: ActorMention, i: int) -> ActorMention:
        """Give the mention that names in full whom a mention at token ``i`` stands for; itself where none does."""
        if mention.by == "descriptor":
            found = self.apposed(i) or self._named_by(mention, i)
            return mention if found is None else self._fullest(found)
        return self._fullest(mention) if mention.kind is ActorKind.PERSON else mention

    def by_surname(self, i: int) -> ActorMention | None:
        """Give the person whose surname stands at a token that nothing links ("Mr Hague")."""
        surname = self._tree.tokens[i].text.casefold()
        same = self._by_surname.get(surname, [])
        return max(same, key=lambda m: len(m.name.split()), default=None)

    def outlet(self, i: int) -> ActorMention | None:
        """Give the outlet that a noun for one names beside itself or points back to ("the newspaper")."""
        tree = self._tree
        beside = [*tree.below(i, "appos", "compound", "nmod", "poss"), tree.tokens[i].head]
        for j in beside:
            actor = self._lookup.actors.get(j)
            if actor is not None and actor.kind is ActorKind.OUTLET and actor.is_named:
                return actor
        before = [m for m in self._outlets if m.head < i]
        return before[-1] if before and self._is_definite(i) and self._is_of_news(i) else None

    def _is_of_news(self, i: int) -> bool:
        """Whether nothing beside a noun for an outlet makes it another body ("the civil defence agency")."""
        tree = self._tree
        beside = tree.below(i, "amod", "compound", "nmod")
        kinds = [j for j in beside if tree.lemma(j) in self._lexicon.outlet_marks]
        others = [j for j in beside if j not in kinds and j not in self._lookup.actors]
        return not others and (bool(kinds) or not tree.below(i, "poss"))

    def apposed(self, i: int) -> ActorMention | None:
        """Give the name set beside a description: "the spokeswoman, Mao Ning", "envoy to the UN Jane Roe"."""
        tree = self._tree
        beside = tree.below(i, "appos")
        if tree.tokens[i].dep in {"appos", "compound", "nmod"}:
            beside.append(tree.tokens[i].head)
        for j in beside:
            actor = self._lookup.actors.get(j)
            if actor is not None and actor.is_named and actor.kind in _BESIDE:
                return actor
        return self._ending(i)

    def _ending(self, i: int) -> ActorMention | None:
        """Give the person whose name ends a description's phrase, with no comma or verb before it."""
        tree = self._tree
        for j in range(i + 1, min(i + MAX_TITLE, len(tree.tokens))):
            if tree.is_verb(j) or tree.tokens[j].pos in _STOPS or tree.tokens[j].tag in _RELATIVE:
                return None
            actor = self._lookup.actors.get(j)
            if actor is not None and actor.kind is ActorKind.PERSON and actor.is_named:
                return actor
        return None

    def _named_by(self, mention: ActorMention, i: int) -> ActorMention | None:
        """Give whom a definite description points back to: an office's holder, the last person, a body."""
        if not self._is_definite(i):
            return None
        if self._tree.lemma(i) in self._lexicon.outlets:
            return self.outlet(i)
        if self._tree.tokens[i].tag in {"NN", "NNP"} and mention.kind is not ActorKind.FORCE:
            holder = self._holder(mention, i)
            if holder is not None:
                return holder
        return self.body(i, mention.party)

    def _holder(self, mention: ActorMention, i: int) -> ActorMention | None:
        """Give the nearest person before ``i``, else after, whose office by text or dossier the description names."""
        head = self._tree.lemma(i)
        fields = {self._tree.lemma(m) for m in self._tree.modifiers(i)} & self._lexicon.fields
        heads = {head} | self._lexicon.stands_for.get(head, frozenset())
        before = [person for person in reversed(self._persons) if person.head < i]
        after = [person for person in self._persons if person.head > i]
        for person in (*before, *after):
            if not _may_be(person, mention.party):
                continue
            offices = [set(office.casefold().replace("-", " ").split()) for office in self._offices(person)]
            if any(heads & office and fields <= office for office in offices):
                return person
            if head in self._lexicon.persons and not fields and i - NEAR < person.head < i:
                return person
        return None

    def _offices(self, person: ActorMention) -> list[str]:
        actor = self._dossier.actor(person.actor_id) if person.actor_id else None
        held = [] if actor is None else [t.office for t in actor.tenures if t.end is None]
        return [*([person.office] if person.office else []), *held]

    def body(self, i: int, party: str | None = None) -> ActorMention | None:
        """Give the last body before ``i`` that the same noun heads under a longer name: "the ministry"."""
        token = self._tree.tokens[i]
        for other in reversed(self._bodies.get(token.lemma, ())):
            if other.head < i and _may_be(other, party) and self._is_so_called(other, i):
                return other if self._is_definite(i) and len(other.span) > len(token.text) else None
        return None

    def _is_so_called(self, named: ActorMention, i: int) -> bool:
        """Whether a name holds the words before a noun, names left out: an aid group is no "paramilitary group"."""
        tree = self._tree
        before = (j for j in tree.below(i, "amod", "compound", "nmod") if j not in self._lookup.actors)
        told = {tree.lemma(j) for j in self._lookup.tokens_of(named.span)}
        return all(tree.lemma(j) in told for j in before)

    def _is_definite(self, i: int) -> bool:
        tree = self._tree
        if tree.below(i, "poss"):
            return True
        return any(tree.tokens[c].text.casefold() in tree.grammar.definite for c in tree.below(i, "det"))

    def _fullest(self, mention: ActorMention) -> ActorMention:
        """Give a person's longest name in the text, the first where two are as long."""
        if mention.kind is not ActorKind.PERSON:
            return mention
        known = self._by_id.get(mention.actor_id, []) if mention.actor_id else []
        named = self._by_surname.get(_surname(mention), [])
        same = [*known, *(m for m in named if not (m.actor_id and mention.actor_id))]
        best = max(same, key=lambda m: (len(m.name.split()), -m.head), default=mention)
        if len(best.name.split()) <= len(mention.name.split()):
            return mention
        return replace(best, party=mention.party or best.party)


def _may_be(named: ActorMention, party: str | None) -> bool:
    return party is None or named.party is None or named.party == party


MAX_TITLE = 9
"""Tokens from a title's head to the name it stands before. Source: the training reports, the same from 6 to 14."""

NEAR = 60
"""Tokens back to a person whom "the expert" can mean without an office.
Source: attribution on the training reports, the same from 30 to 120."""


def _surname(mention: ActorMention) -> str:
    return mention.name.casefold().replace("’", "'").removesuffix("'s").split()[-1].rpartition("-")[2]
