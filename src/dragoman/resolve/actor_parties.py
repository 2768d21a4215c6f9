"""For whom the words of a noun phrase say that somebody acts: the words before it, "of ...", an apposition.

A phrase and the mentions around it come in, party codes go out. A relation that is not one of acting for
("Iran-backed", "anti-Gaddafi", "Gaza-based", "Ukraine envoy") gives none; nor does the adjective of a state that a
group stands against ("Syrian rebels").

Source: premodifiers, genitives and appositions after Huddleston & Pullum (2002), ch. 5 sect. 14-16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dragoman.model import ActorMention, Analysis
    from dragoman.resolve.actor_cover import Cover
    from dragoman.resolve.actor_lexicon import ActorLexicon

MAX_PHRASE_TOKENS = 14
"""How far a title or description may reach back from its head. Source: longest of the training reports, 13."""

_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "VERB", "ADV", "X"})
_JOINERS = frozenset({"of", "for", "-", "–", "'s", "’s", "'", "’", "&"})
_HYPHENS = frozenset({"-", "–"})
_OF = frozenset({"of", "for"})
_FROM = frozenset({"of", "for", "from", "with", "at"})
_LINKS = frozenset({"and", "or", "&", ",", "-", "–", "/"})


class Parties:
    """Reads parties off the words around a head, in one document."""

    def __init__(self, analysis: Analysis, cover: Cover, lexicon: ActorLexicon) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._cover = cover
        self._lexicon = lexicon

    def of_name(self, first: int, head: int) -> tuple[str, ...]:
        """Give the parties that the words around a name say; empty where they say none.

        Args:
            first: Index of the name's first token.
            head: Index of its head token.
        """
        return self._before(first, head) or self._after(head) or self._apposed(head)

    def of_description(self, head: int) -> tuple[str, ...]:
        """Give the parties that a described actor's own phrase says; empty where it says none."""
        return self._own_words(head) or self._apposed(head)

    def words_before(self, first: int, *, within: Container[int] | None = None) -> Iterator[int]:
        """Go back over the tokens that stand before ``first`` in its phrase, nearest first.

        Args:
            first: Index of a token.
            within: Only over these tokens, None for any.
        """
        sentence = self._cover.sentence_of[first]
        for i in range(first - 1, max(-1, first - 1 - MAX_PHRASE_TOKENS), -1):
            if self._cover.sentence_of[i] != sentence or (within is not None and i not in within):
                return
            if not self._is_phrase_word(i):
                return
            yield i

    def _is_phrase_word(self, i: int) -> bool:
        token = self._tokens[i]
        if i in self._cover.times:
            return False
        if self._cover.get(i) is not None or token.text in _JOINERS:
            return True
        if token.pos == "CCONJ":
            return self._joins(i)
        if token.text == ",":
            return self._lists(i)
        if token.text == ".":
            return i > 0 and self._lexicon.is_title(self._tokens[i - 1].text + ".", "")
        return token.pos in _NOMINAL and token.tag not in {"VBD", "VBZ", "VBP", "VB", "MD"}

    def _joins(self, i: int) -> bool:
        """Whether a conjunction joins parts of one phrase: two parties' adjectives, or two capitalised title words."""
        if i == 0 or i + 1 >= len(self._tokens):
            return False
        left, right = self._cover.get(i - 1), self._cover.get(i + 1)
        before, after = self._tokens[i - 1], self._tokens[i + 1]
        if _has_party(left) or _has_party(right):
            return left is not None and right is not None and left.by != "recogniser" and _are_no_people(left, right)
        if before.text[:1].isupper() and after.text[:1].isupper():
            return True
        return after.dep == "conj" and after.head == before.i

    def _lists(self, i: int) -> bool:
        """Whether a comma stands between two adjectives of parties ("Russian, Turkish and Ukrainian officials")."""
        left, right = self._cover.get(i - 1), self._cover.get(i + 1)
        return left is not None and right is not None and left.by == right.by == "adjective"

    def _own_words(self, head: int) -> tuple[str, ...]:
        within = frozenset(self._analysis.subtree(head))
        return self._before(head, head, within=within) or self._after(head)

    def _before(self, first: int, head: int, *, within: Container[int] | None = None) -> tuple[str, ...]:
        found: list[ActorMention] = []
        for i in self.words_before(first, within=within):
            mention = self._cover.get(i)
            if mention is None:
                if found and self._tokens[i].text not in _LINKS:
                    break
                continue
            if mention in found:
                continue
            if not self._gives(mention, head) or (found and mention.kind is ActorKind.PERSON):
                break
            found.append(mention)
        return _distinct(reversed(found))

    def _after(self, head: int) -> tuple[str, ...]:
        """Give the parties of "of Russia and Ukraine" after a head."""
        if self._tokens[head].lemma in self._lexicon.concerns:
            return ()
        prepositions = _OF if self._tokens[head].pos == "PROPN" else _FROM  # a person from a place is not its envoy
        for child in self._analysis.children[head]:
            if child > head and self._tokens[child].dep == "prep" and self._tokens[child].lemma in prepositions:
                found = tuple(self._coordinated(child, head))
                if found:
                    return _distinct(found)
        return ()

    def _coordinated(self, preposition: int, head: int) -> Iterator[ActorMention]:
        """Yield the mentions of a preposition's object and of what is joined to it; of a phrase, its first one."""
        for i in self._analysis.children[preposition]:
            yield from self._first_in(i, head)
            for below in self._conjuncts(i):
                yield from self._first_in(below, head)

    def _conjuncts(self, i: int) -> Iterator[int]:
        for child in self._analysis.children[i]:
            if self._tokens[child].dep == "conj":
                yield child
                yield from self._conjuncts(child)

    def _first_in(self, i: int, head: int) -> Iterator[ActorMention]:
        joined = {j for c in self._conjuncts(i) for j in self._analysis.subtree(c)}
        below = (j for j in self._analysis.subtree(i) if j not in joined and not self._is_clause(j, i))
        found = next((m for m in map(self._cover.get, below) if m is not None and m.party is not None), None)
        if found is not None and self._gives(found, head):
            yield found

    def _is_clause(self, i: int, top: int) -> bool:
        """Whether a token stands in a relative clause below the top of a phrase."""
        while i != top:
            if self._tokens[i].dep in {"relcl", "acl", "advcl"}:
                return True
            i = self._tokens[i].head
        return False

    def _apposed(self, head: int) -> tuple[str, ...]:
        tokens = self._tokens
        for child in self._analysis.children[head]:
            if tokens[child].dep == "appos" and tokens[child - 1].text != "(":
                found = self._own(child)
                if found:
                    return found
        above = tokens[head].head
        return self._own(above) if tokens[head].dep in {"appos", "compound"} and above != head else ()

    def _own(self, i: int) -> tuple[str, ...]:
        own = self._cover.get(i)
        if own is not None and own.parties:
            return own.parties
        return self._own_words(i)

    def _gives(self, mention: ActorMention, head: int) -> bool:
        """Whether a mention beside a head says for whom the head acts."""
        if mention.party is None or mention.kind is ActorKind.OUTLET:
            return False
        span = self._cover.tokens_of(mention)
        if self._is_bound(span) or self.is_stance(span):
            return False
        if mention.kind is ActorKind.STATE and self._is_opposed(span, head):
            return False
        return not (self._is_bare_state(mention, span) and self._concerns(span, head))

    def is_stance(self, span: range) -> bool:
        """Whether a hyphen ties the name of these tokens to a word of stance before it ("pro-", "anti-")."""
        before = span.start - 1
        return (
            before > 0
            and self._tokens[before].text in _HYPHENS
            and self._tokens[before - 1].text.casefold() in self._lexicon.stances
        )

    def _is_bound(self, span: range) -> bool:
        """Whether a hyphen ties the name to a word of another relation after it ("-backed")."""
        after = span.stop
        if after + 1 >= len(self._tokens) or self._tokens[after].text not in _HYPHENS:
            return False
        return (
            self._cover.get(after + 1) is None and self._tokens[after + 1].text.casefold() not in self._lexicon.owning
        )

    def _is_bare_state(self, mention: ActorMention, span: range) -> bool:
        is_noun = mention.kind is ActorKind.STATE and mention.by == "name" and not mention.name.isupper()
        return is_noun and not self._is_genitive(span)

    def _is_genitive(self, span: range) -> bool:
        return span.stop < len(self._tokens) and self._tokens[span.stop].tag == "POS"

    def _concerns(self, span: range, head: int) -> bool:
        return any(t.lemma in self._lexicon.concerns for t in self._tokens[span.stop : head + 1])

    def _is_opposed(self, span: range, head: int) -> bool:
        """Whether the phrase is of a group that stands against the state ("Syria's armed opposition units")."""
        phrase = (self._tokens[head], *self._tokens[span.stop : head])
        return any(t.lemma in self._lexicon.opposed for t in phrase)


def _has_party(mention: ActorMention | None) -> bool:
    return mention is not None and (mention.party is not None or mention.kind is ActorKind.PERSON)


def _are_no_people(*mentions: ActorMention) -> bool:
    return all(m.kind is not ActorKind.PERSON for m in mentions)


def _distinct(mentions: Iterator[ActorMention] | tuple[ActorMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for m in mentions for p in m.parties))
