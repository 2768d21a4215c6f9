"""The antecedent of a pronoun or a definite noun: earlier mentions of the right kind, weighed by nearness and role.

Mentions come in one by one, in text order; asked for a pronoun, the best of them goes out, or None. It is never
one that grammar rules out, and "it" that stands for nothing has none.

Source: Lappin & Leass (1994), An Algorithm for Pronominal Anaphora Resolution; Hobbs (1978); binding after
Huddleston & Pullum (2002), ch. 17 sect. 2.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.model import ActorKind

if TYPE_CHECKING:
    from dragoman.model import ActorMention, Analysis, Token
    from dragoman.resolve.actor_cover import Cover
    from dragoman.resolve.actor_lexicon import ActorLexicon

SENTENCE_WINDOW = 3
"""How many sentences back an antecedent may stand. Source: Hobbs (1978) finds 98 % within the same or last one."""

_BODIES = frozenset(
    {
        ActorKind.STATE,
        ActorKind.GOVERNMENT,
        ActorKind.MINISTRY,
        ActorKind.FORCE,
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
    }
)
_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECT = frozenset({"dobj", "dative"})
_BARE = frozenset({"VBG", "VB"})
"""Tags of verbs whose subject may be understood."""
_PLURALS = frozenset({"NNS", "NNPS"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})


class Antecedents:
    """What pronouns of one document may stand for."""

    def __init__(self, analysis: Analysis, cover: Cover, lexicon: ActorLexicon) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._sentence_of = cover.sentence_of
        self._pronouns = lexicon.pronouns
        self._states = lexicon.dossier.actors_by_id
        self._pool: list[ActorMention] = []
        self._genders: dict[str, str] = {}

    def add(self, mention: ActorMention) -> None:
        """Note a mention; later pronouns may stand for it."""
        self._pool.append(mention)
        gender = self._gender_of_words(mention)
        if gender is not None and mention.kind is ActorKind.PERSON:
            self._genders[_surname(mention)] = gender

    def last_named(
        self, i: int, kinds: frozenset[ActorKind], window: int, *, is_state: bool = False
    ) -> ActorMention | None:
        """Give the last mention of these kinds that has a party, at most ``window`` sentences before token ``i``.

        With ``is_state`` the party must be a state: "the army" stands for no group that fights one.
        """
        for mention in reversed(self._pool):
            if self._sentence_of[i] - self._sentence_of[mention.head] > window:
                return None
            is_named = mention.kind in kinds and mention.party is not None and mention.by != "adjective"
            if is_named and (not is_state or f"state.{mention.party}" in self._states):
                return mention
        return None

    def states_named(self, i: int, window: int) -> Counter[str]:
        """Count the states that actors act for in the ``window`` sentences before token ``i``, and in its own."""
        counts: Counter[str] = Counter()
        for mention in reversed(self._pool):
            if self._sentence_of[i] - self._sentence_of[mention.head] > window:
                break
            counts.update(p for p in mention.parties if f"state.{p}" in self._states)
        return counts

    def of_pronoun(self, token: Token) -> ActorMention | None:
        """Give what a pronoun stands for: subjects before others, nearer before farther; None where nothing fits."""
        word = token.text.casefold()
        if word == "it" and self._stands_for_nothing(token):
            return None
        here = self._sentence_of[token.i]
        best: tuple[int, int] | None = None
        found = None
        for mention in reversed(self._pool):
            distance = here - self._sentence_of[mention.head]
            if distance > SENTENCE_WINDOW:
                break
            if not self._may_be(token, word, mention):
                continue
            role = 0 if self._tokens[mention.head].dep in _SUBJECT else 1
            rank = (distance + role, distance)
            if best is None or rank < best:
                best, found = rank, mention
        if found is not None and found.kind is ActorKind.PERSON:
            self._learn(found, word)
        return found

    def _may_be(self, token: Token, word: str, mention: ActorMention) -> bool:
        if mention.by == "adjective" or not self._fits(mention, word):
            return False
        return mention.by == "pronoun" or not self._is_clause_mate(token, mention)

    def _fits(self, mention: ActorMention, word: str) -> bool:
        is_plural = self._tokens[mention.head].tag in _PLURALS and mention.by == "descriptor"
        if word in self._pronouns.person:
            return mention.kind is ActorKind.PERSON and not is_plural and not self._is_other_gender(mention, word)
        if word in self._pronouns.body:
            return mention.kind in _BODIES
        return mention.kind in _BODIES or mention.kind is ActorKind.PEOPLE or is_plural

    def _is_other_gender(self, mention: ActorMention, word: str) -> bool:
        known = self._genders.get(_surname(mention))
        return known is not None and known != _gender(word)

    def _learn(self, mention: ActorMention, word: str) -> None:
        """A person who was "she" once is not "he" later on."""
        gender = _gender(word)
        if gender is not None:
            self._genders.setdefault(_surname(mention), gender)

    def _gender_of_words(self, mention: ActorMention) -> str | None:
        """Give "he" or "she" where the title or the description says so ("spokeswoman")."""
        words = (mention.office or "").split() + ([mention.name] if mention.by == "descriptor" else [])
        before = self._before(mention)
        said = {w.casefold() for phrase in (*words, before) for w in phrase.split()}
        if said & self._pronouns.she:
            return "she"
        return "he" if said & self._pronouns.he else None

    def _before(self, mention: ActorMention) -> str:
        """Give the word right before a mention ("Mr")."""
        i = mention.head
        while i > 0 and self._tokens[i].start > mention.span.start:
            i -= 1
        return self._tokens[i - 1].text if i > 0 else ""

    def _is_clause_mate(self, token: Token, mention: ActorMention) -> bool:
        """Whether both depend on one verb, so that a plain pronoun cannot stand for the other (principle B).

        The understood subject of a participle or infinitive depends on it as well: "Kyiv broke ties with Minsk,
        accusing it of ..." is no accusation of Kyiv.
        """
        head = self._tokens[mention.head]
        if token.dep == "poss" or head.dep == "poss":
            return False
        if head.head == token.head:
            return True
        return head.dep in _SUBJECT and head.head in self._lenders(token)

    def _lenders(self, token: Token) -> list[int]:
        """Give the verb that governs a pronoun, and those whose subject is its own where it has none itself.

        A pronoun after a preposition of recipients is governed by the verb of the phrase: "raised its aid to them".
        """
        verb = self._governor(token)
        found: list[int] = []
        while verb is not None and verb not in found:
            found.append(verb)
            verb = self._lender(verb)
        return found

    def _governor(self, token: Token) -> int | None:
        if token.dep in _OBJECT:
            return token.head
        over = self._tokens[token.head]
        if token.dep != "pobj" or over.lemma not in self._pronouns.recipients:
            return None
        above = self._tokens[over.head]
        while above.pos in {"NOUN", "ADP"} and above.dep in {"dobj", "pobj", "prep"}:
            above = self._tokens[above.head]
        return above.i if above.pos == "VERB" else None

    def _lender(self, i: int) -> int | None:
        verb = self._tokens[i]
        is_bare = verb.tag in _BARE and verb.dep in {"advcl", "xcomp"}
        if not is_bare and not (verb.dep == "conj" and self._tokens[verb.head].pos == "VERB"):
            return None
        has_own = any(self._tokens[c].dep in _SUBJECT for c in self._analysis.children[verb.i])
        return None if has_own else verb.head

    def _stands_for_nothing(self, token: Token) -> bool:
        """Whether "it" only announces a clause ("it is clear that", "it seems that", "made it clear")."""
        verb = self._tokens[token.head]
        if token.dep == "expl":
            return True
        below = {self._tokens[c].dep for c in self._analysis.children[verb.i] if c > token.i}
        has_clause = bool(below & self._pronouns.clauses)
        if verb.lemma in self._pronouns.seeming:
            return token.dep == "nsubj" and has_clause
        if verb.lemma == "be":
            return token.dep == "nsubj" and (has_clause or self._has_clause_below(verb.i))
        above = self._tokens[verb.head]
        return verb.pos == "ADJ" and above.lemma in self._pronouns.raising

    def _has_clause_below(self, verb: int) -> bool:
        """Whether the complement of "be" carries the clause ("it is time to act")."""
        children = self._analysis.children
        complements = [c for c in children[verb] if self._tokens[c].dep in {"acomp", "attr"}]
        return any(
            self._tokens[c].dep in self._pronouns.clauses and self._tokens[c].pos in {"VERB", "AUX"}
            for complement in complements
            for c in children[complement]
        )


def _surname(mention: ActorMention) -> str:
    return mention.name.split()[-1].casefold()


def _gender(word: str) -> str | None:
    return "he" if word in _HE else "she" if word in _SHE else None
