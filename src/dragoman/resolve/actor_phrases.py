"""Actors that the text itself introduces: people by title or apposition, bodies by name, and all by description.

An analysis and the known names come in; mentions by ``recogniser`` and ``descriptor`` go out beside the known
ones. A party is given only where words of the same phrase say it ("Slovak Foreign Minister Juraj Blanar", "Tom
Fletcher, the UN's humanitarian chief"); nothing is guessed from the name.

Source: apposition and pre-head titles after Huddleston & Pullum (2002), ch. 5 sect. 14-15.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.dossier import fold
from dragoman.model import ActorKind, ActorMention
from dragoman.resolve.actor_cover import Cover
from dragoman.resolve.actor_descriptions import find_descriptions
from dragoman.resolve.actor_names import head_of
from dragoman.resolve.actor_parties import Parties
from dragoman.values import Covers, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.model import Analysis, Name, Token
    from dragoman.resolve.actor_lexicon import ActorLexicon

_NAME_LABELS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "NORP": ActorKind.PEOPLE}
_LINKS = frozenset({"of", "for"})


def find_phrases(
    analysis: Analysis, known: list[ActorMention], lexicon: ActorLexicon, towns: frozenset[Span] = frozenset()
) -> list[ActorMention]:
    """Give the known names, grown by the phrases around them, and the actors that only the text knows.

    Args:
        analysis: Syntax of the document.
        known: Mentions by name, adjective or metonym.
        lexicon: The dossier's names and the language's words.
        towns: Spans of the places that the document names; no person has one of these for a name.
    """
    return _Phrases(analysis, known, lexicon, towns).find()


class _Phrases:
    """The actors of one document, by phrase."""

    def __init__(
        self, analysis: Analysis, known: list[ActorMention], lexicon: ActorLexicon, towns: frozenset[Span]
    ) -> None:
        self._towns = towns
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._known = known
        self._lexicon = lexicon
        self._cover = Cover(analysis, known)
        self._parties = Parties(analysis, self._cover, lexicon)

    def find(self) -> list[ActorMention]:
        named = list(self._recognised())
        described = list(find_descriptions(self._analysis, self._cover, self._parties, self._lexicon))
        covers = Covers(d.span for d in described)
        inside = [m for m in self._known if not covers.holds(m.span)]
        kept = [m for m in named if not covers.touches(m.span)]
        return [self._with_office(m) for m in inside] + kept + described

    def _recognised(self) -> list[ActorMention]:
        found = []
        for name in self._analysis.names:
            mention = self._person_or_body(name) if name.label in _NAME_LABELS else None
            if mention is not None:
                self._cover.add(mention)
                found.append(mention)
        return found + list(self._surnames(found))

    def _surnames(self, found: list[ActorMention]) -> Iterator[ActorMention]:
        """Find surnames that the recogniser missed, of people whom the text has named in full before."""
        full = {m.name.split()[-1]: m for m in reversed(found) if m.kind is ActorKind.PERSON and " " in m.name}
        for token in self._tokens:
            person = full.get(token.text)
            if person is None or token.pos != "PROPN" or token.start < person.span.end:
                continue
            if self._cover.get(token.i) is None and token.i not in self._cover.places:
                surname = replace(person, span=Span(token.start, token.end), name=token.text, head=token.i, office=None)
                self._cover.add(surname)
                yield surname

    def _person_or_body(self, name: Name) -> ActorMention | None:
        """Turn a recogniser's name into a mention, unless a known name stands there already."""
        first, last = self._trimmed(name)
        if first >= last or self._is_known(first, last):
            return None
        tokens = self._tokens
        words = self._analysis.text[tokens[first].start : tokens[last - 1].end]
        if words.islower() or not any(c.isalpha() for c in words) or self._is_no_actor(first, last, words):
            return None
        kind = _NAME_LABELS[name.label]
        span = Span(tokens[first].start, tokens[last - 1].end)
        if kind is ActorKind.PERSON and span in self._towns:
            return None
        head = head_of(tokens, first, last)
        parties = self._parties_of(first, last, head, kind)
        return ActorMention(
            span=span,
            name=words,
            head=head,
            kind=kind,
            party=parties[0] if parties else None,
            office=self._title_before(first) if kind is ActorKind.PERSON else None,
            by="recogniser",
            further=parties[1:],
        )

    def _is_known(self, first: int, last: int) -> bool:
        """Whether known names, other than a state's adjective inside a longer name, stand here."""
        over = [self._cover.get(i) for i in range(first, last)]
        return all(m is not None for m in over) or any(m is not None and m.by != "adjective" for m in over)

    def _is_no_actor(self, first: int, last: int, words: str) -> bool:
        """Whether it is a capital that stands as a place, or the first word of a title ("Interior Minister")."""
        if fold(words) in self._lexicon.dossier.metonyms:
            return True
        after = self._tokens[last] if last < len(self._tokens) else None
        return last - first == 1 and after is not None and self._lexicon.is_title(after.text, after.lemma)

    def _parties_of(self, first: int, last: int, head: int, kind: ActorKind) -> tuple[str, ...]:
        over = [m for i in range(first, last) if (m := self._cover.get(i)) is not None]
        inside = [m for m in over if not self._parties.is_stance(self._cover.tokens_of(m))]
        own = tuple(dict.fromkeys(p for m in inside for p in m.parties))
        return own if own and kind is not ActorKind.PERSON else self._parties.of_name(first, head)

    def _trimmed(self, name: Name) -> tuple[int, int]:
        """Drop an article, a possessive, words of the page and title words from a recogniser's span."""
        tokens, first, last = self._tokens, name.first, name.last
        while first < last and (tokens[first].pos in {"DET", "PUNCT", "SPACE"} or self._is_edge(tokens[first])):
            first += 1
        while last > first and (tokens[last - 1].pos in {"PUNCT", "SPACE"} or self._is_edge(tokens[last - 1])):
            last -= 1
        if name.label == "PERSON":
            while first + 1 < last and self._lexicon.is_title(tokens[first].text, tokens[first].lemma):
                first += 1
        return first, last

    def _is_edge(self, token: Token) -> bool:
        return token.tag == "POS" or token.text.casefold() in self._lexicon.page_words

    def _title_before(self, first: int) -> str | None:
        """Give the title that stands right before a name ("Foreign and European Affairs Minister"), or None."""
        start = first
        for i in self._parties.words_before(first):
            if self._is_person(i):
                break
            start = i
        start = self._title_start(start, first)
        if not any(self._lexicon.is_title(t.text, t.lemma) for t in self._tokens[start:first]):
            return None
        return self._analysis.text[self._tokens[start].start : self._tokens[first - 1].end]

    def _title_start(self, start: int, first: int) -> int:
        """Move past what cannot begin a title: "of", "and", a genitive, a plain noun before "for"."""
        tokens = self._tokens
        for i in range(first - 1, start - 1, -1):
            is_link = tokens[i].text in _LINKS and not self._is_titled(start, i)
            if is_link or tokens[i].tag == "POS":
                return i + 1
        while start < first and tokens[start].pos in {"CCONJ", "PUNCT", "ADP", "PART"}:
            start += 1
        return start

    def _is_titled(self, first: int, last: int) -> bool:
        return any(self._lexicon.is_title("", t.lemma) for t in self._tokens[first:last])

    def _is_person(self, i: int) -> bool:
        mention = self._cover.get(i)
        return mention is not None and mention.kind is ActorKind.PERSON

    def _with_office(self, mention: ActorMention) -> ActorMention:
        """Give a known person the title printed before it and, where the dossier says none, the party of the text."""
        if mention.kind is not ActorKind.PERSON:
            return mention
        first = self._cover.tokens_of(mention).start
        parties = mention.parties or self._parties.of_name(first, mention.head)
        return replace(
            mention,
            office=self._title_before(first),
            party=parties[0] if parties else None,
            further=parties[1:],
        )
