"""Names of actors that the dossier knows: longest match over tokens, each with the party it acts for.

An analysis comes in, mentions by ``name``, ``adjective`` and ``metonym`` go out, none overlapping another.
It does not resolve pronouns, titles or descriptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.dossier import fold
from dragoman.model import ActorKind, ActorMention, Analysis, Token
from dragoman.resolve.actor_lexicon import MAX_NAME_WORDS, ActorLexicon
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOVERNING = frozenset(
    {"nsubj", "nsubjpass", "poss", "dobj", "agent", "conj", "compound", "amod", "nmod", "ROOT", "pobj", "appos"}
)
_OBJECT = frozenset({"dobj", "pobj"})
_OUTLET_WORDS = frozenset({"PROPN", "ADP", "DET", "X"})
_INITIAL_LENGTH = 2
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "an", "at", "az"})
"""Romanised Arabic article, with its assimilated forms. Source: ALA-LC romanisation of Arabic (2012), rule 17."""


def find_known_names(analysis: Analysis, lexicon: ActorLexicon) -> list[ActorMention]:
    """Find every actor and outlet of the dossier that the text names, in text order."""
    return list(_Names(analysis, lexicon).iter_names())


class _Names:
    """The known names of one document."""

    def __init__(self, analysis: Analysis, lexicon: ActorLexicon) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._lexicon = lexicon
        self._dossier = lexicon.dossier
        self._people = [n for n in analysis.names if n.label == "PERSON"]

    def iter_names(self) -> Iterator[ActorMention]:
        folded = [_fold(token.text) for token in self._tokens]
        end = 0
        for token in self._tokens:
            if token.start < end or folded[token.i] not in self._lexicon.first_words:
                continue
            mention = self._longest(token.i)
            if mention is not None:
                end = mention.span.end
                yield mention

    def _longest(self, first: int) -> ActorMention | None:
        tokens = self._tokens
        for last in range(min(len(tokens), first + MAX_NAME_WORDS), first, -1):
            if tokens[last - 1].pos in {"PUNCT", "SPACE"} and tokens[last - 1].text != ".":
                continue
            words = self._printed(first, last)
            mention = next((m for m in self._readings(first, last, words, fold(words)) if m is not None), None)
            if mention is not None:
                return mention
        return None

    def _printed(self, first: int, last: int) -> str:
        return self._analysis.text[self._tokens[first].start : self._tokens[last - 1].end]

    def _readings(self, first: int, last: int, words: str, key: str) -> Iterator[ActorMention | None]:
        """Yield the readings of these words, most specific first."""
        dossier, tokens = self._dossier, self._tokens
        is_capital = _is_capital(tokens[first])
        if key in dossier.actor_names and (is_capital or " " in words):
            yield self._named(first, last, dossier.actors_named(words))
        if not is_capital:
            return
        if key in dossier.adjectives and not self._begins_private_name(last):
            yield self._mention(first, last, dossier.actors_by_adjective(words), "adjective")
        if key in dossier.metonyms and not self._is_place(last - 1):
            yield self._mention(first, last, dossier.actors_by_metonym(words), "metonym")
        if key in dossier.source_names and _may_be_outlet(tokens[first:last]) and not self._is_surname(first, last):
            yield self._outlet(first, last, dossier.source_names[key])

    def _named(self, first: int, last: int, ids: tuple[str, ...]) -> ActorMention | None:
        mention = self._mention(first, last, ids, "name")
        if mention is None or last - first > 1:
            return mention
        if mention.kind is ActorKind.PERSON:
            return None if self._is_another_person(first, ids) else mention
        return None if self._is_part_of_a_name(first, mention) else mention

    def _is_another_person(self, i: int, ids: tuple[str, ...]) -> bool:
        """Whether a name has another beside it that nobody so called has ("Zohar Sabah", "Abbas Araghchi")."""
        actors = [a for a in map(self._dossier.actor, ids) if a is not None]
        known = {word for actor in actors for name in actor.names for word in fold(name).split()}
        beside = (
            fold(self._tokens[j].text).rstrip(".") for j in (self._given_name(i), self._surname(i)) if j is not None
        )
        return any(len(name) >= _INITIAL_LENGTH and name not in known for name in beside)

    def _given_name(self, i: int) -> int | None:
        """Give the token of the given name that a surname follows, or None."""
        first = self._before_article(i)
        return first - 1 if first > 0 and self._may_be_given_name(self._tokens[first - 1], first) else None

    def _surname(self, i: int) -> int | None:
        """Give the last token of the person's name, as the recogniser has it, that a name begins, or None."""
        last = next((n.last - 1 for n in self._people if n.first <= i < n.last - 1), None)
        is_name = last is not None and self._tokens[last].pos == "PROPN" and self._tokens[last].text[:1].isupper()
        return last if is_name else None

    def _before_article(self, i: int) -> int:
        """Give the first token of a surname with its Arabic article ("al-Bashir")."""
        is_joined = i > 1 and self._tokens[i - 1].text == "-" and self._tokens[i - 1].end == self._tokens[i].start
        return i - 2 if is_joined and self._tokens[i - 2].text.casefold() in _ARTICLES else i

    def _may_be_given_name(self, token: Token, i: int) -> bool:
        after = self._tokens[i]
        if token.pos != "PROPN" or not token.text[:1].isupper() or token.end + 1 != after.start:
            return False
        if token.text.isupper() and after.text.isupper():
            return False  # a headline in capitals
        if self._lexicon.is_title(token.text, token.lemma) or token.lemma in self._lexicon.descriptors:
            return False
        return self._is_one_name(token.i, i) and not self._dossier.actors_named(token.text)

    def _is_one_name(self, first: int, last: int) -> bool:
        """Whether the recogniser or the syntax makes one name of two words."""
        if any(n.first <= first and last < n.last for n in self._people):
            return True
        return self._tokens[first].dep == "compound" and self._tokens[first].head == last

    def _is_part_of_a_name(self, i: int, mention: ActorMention) -> bool:
        """Whether a plain word like "Congress" ends another body's name ("European Jewish Congress")."""
        token = self._tokens[i]
        if token.text.casefold() not in self._lexicon.descriptors or i == 0:
            return False
        before = self._tokens[i - 1]
        if before.dep not in {"compound", "amod", "nmod"} or not before.text[:1].isupper():
            return False
        named = (*self._dossier.actors_named(before.text), *self._dossier.actors_by_adjective(before.text))
        return all((a := self._dossier.actor(n)) is None or a.party != mention.party for n in named)

    def _begins_private_name(self, i: int) -> bool:
        """Whether proper nouns from ``i`` on end in a word like "University" ("American University of Beirut")."""
        while i < len(self._tokens) and self._tokens[i].text[:1].isupper() and self._tokens[i].pos in {"PROPN", "ADJ"}:
            if self._tokens[i].text.casefold() in self._lexicon.private:
                return True
            i += 1
        return False

    def _is_surname(self, first: int, last: int) -> bool:
        """Whether the recogniser has a longer name of a person here ("Zohar Sabah")."""
        return any(n.first < first and last <= n.last for n in self._people)

    def _is_place(self, i: int) -> bool:
        """Whether a capital stands where a place does ("in Moscow"), also inside a name ("Moscow region")."""
        tokens = self._tokens
        token = tokens[i]
        above = tokens[token.head]
        if token.dep == "pobj" and above.lemma in self._lexicon.locative:
            return True
        if token.dep in _OBJECT and self._is_town(token, above):
            return True
        if token.dep in {"compound", "appos"} and self._is_of_a_place(above):
            return True
        if token.dep == "conj":
            return self._is_place(token.head) if token.head != i else False
        return token.dep not in _GOVERNING or self._is_apposed_to_town(i)

    def _is_of_a_place(self, above: Token) -> bool:
        """Whether a longer name or a kind of place takes the capital ("Moscow State", "Moscow region", "the city")."""
        words = self._lexicon.town_nouns | self._lexicon.place_heads
        return above.pos == "PROPN" or above.lemma in words

    def _is_town(self, token: Token, above: Token) -> bool:
        """Whether somebody leaves or reaches it, or it is what "the capital of" names."""
        if token.dep == "dobj":
            return above.lemma in self._lexicon.motion_verbs
        of_what = self._tokens[above.head].lemma
        return above.lemma == "of" and (
            of_what in self._lexicon.town_nouns or of_what.casefold() in self._lexicon.private
        )

    def _is_apposed_to_town(self, i: int) -> bool:
        """Whether "the capital" or a state's genitive stands right before it ("the capital Tehran", "Italy's Rome")."""
        before = self._tokens[i - 1] if i > 0 else None
        return before is not None and (before.lemma in self._lexicon.town_nouns or before.tag == "POS")

    def _mention(self, first: int, last: int, ids: tuple[str, ...], by: str) -> ActorMention | None:
        actors = [a for a in map(self._dossier.actor, ids) if a is not None]
        if not actors:
            return None
        parties = {a.party for a in actors}
        return ActorMention(
            span=Span(self._tokens[first].start, self._tokens[last - 1].end),
            name=self._printed(first, last),
            head=head_of(self._tokens, first, last),
            kind=actors[0].kind,
            actor_id=actors[0].id if len(actors) == 1 else None,
            party=parties.pop() if len(parties) == 1 else None,
            by=by,
        )

    def _outlet(self, first: int, last: int, source_id: str) -> ActorMention:
        return ActorMention(
            span=Span(self._tokens[first].start, self._tokens[last - 1].end),
            name=self._printed(first, last),
            head=head_of(self._tokens, first, last),
            kind=ActorKind.OUTLET,
            actor_id=f"source:{source_id}",
        )


def head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Give the token of a span whose head lies outside it (the last such one)."""
    tops = (i for i in range(last - 1, first - 1, -1) if not first <= tokens[i].head < last or tokens[i].head == i)
    return next(tops, last - 1)


def _fold(text: str) -> str:
    return text.casefold() if text.isascii() else fold(text)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or not token.text.isascii()


def _may_be_outlet(tokens: tuple[Token, ...]) -> bool:
    """Whether the words can name an outlet: all capitals, or a proper noun to the tagger."""
    return all(t.text.isupper() or t.pos in _OUTLET_WORDS for t in tokens)
