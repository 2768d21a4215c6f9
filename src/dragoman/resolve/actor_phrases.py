"""Actors that the text itself introduces: people by title or apposition, bodies by description.

An analysis and the known names come in; mentions by ``recogniser`` and ``descriptor`` go out. A party is
given only where words of the same phrase say it ("Slovak Foreign Minister Juraj Blanar", "Tom Fletcher, the
UN's humanitarian chief", "Russian forces"); nothing is guessed from the name.

Source: apposition and pre-head titles after Huddleston & Pullum (2002), ch. 5 sect. 14-15.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import ActorKind, ActorMention, Analysis, Name, Token
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dragoman.resolve.actor_lexicon import ActorLexicon

_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "quantmod"})
_NAME_LABELS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "NORP": ActorKind.PEOPLE}
MAX_TITLE_TOKENS = 12


class Cover:
    """Which mention covers which token."""

    def __init__(self, analysis: Analysis, mentions: Iterable[ActorMention]) -> None:
        self._starts = {t.start: t.i for t in analysis.tokens}
        self._tokens = analysis.tokens
        self.by_token: dict[int, ActorMention] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: ActorMention) -> None:
        """Note a mention for all tokens of its span."""
        i = self._starts[mention.span.start]
        while i < len(self._tokens) and self._tokens[i].start < mention.span.end:
            self.by_token[i] = mention
            i += 1

    def get(self, i: int) -> ActorMention | None:
        """Give the mention over token ``i``, or None."""
        return self.by_token.get(i)


def find_phrases(analysis: Analysis, known: list[ActorMention], lexicon: ActorLexicon) -> list[ActorMention]:
    """Give the known names, grown by the phrases around them, and the actors that only the text knows."""
    cover = Cover(analysis, known)
    people = [_person_or_body(analysis, name, cover, lexicon) for name in analysis.names if name.label in _NAME_LABELS]
    found = [m for m in people if m is not None]
    for mention in found:
        cover.add(mention)
    described = list(_descriptions(analysis, cover, lexicon))
    swallowed = {id(m) for d in described for m in known if d.span.contains(m.span)}
    kept = [_with_office(analysis, m, cover, lexicon) for m in known if id(m) not in swallowed]
    return kept + [m for m in found if not any(d.span.overlaps(m.span) for d in described)] + described


def _person_or_body(analysis: Analysis, name: Name, cover: Cover, lexicon: ActorLexicon) -> ActorMention | None:
    """Turn a recogniser's name into a mention, unless a known name stands there already."""
    first, last = _trimmed(analysis.tokens, name, lexicon)
    if first >= last or any(
        cover.get(i) is not None and cover.by_token[i].by != "adjective" for i in range(first, last)
    ):
        return None
    if all(cover.get(i) is not None for i in range(first, last)):
        return None
    tokens = analysis.tokens
    head = last - 1
    kind = _NAME_LABELS[name.label]
    party = _party_in(analysis, range(first, last), cover) or phrase_party(analysis, head, cover)
    mention = ActorMention(
        span=Span(tokens[first].start, tokens[last - 1].end),
        name=analysis.text[tokens[first].start : tokens[last - 1].end],
        head=_head_of(tokens, first, last),
        kind=kind,
        party=party,
        office=_title_before(analysis, first, lexicon) if kind is ActorKind.PERSON else None,
        by="recogniser",
    )
    return None if not any(c.isalpha() for c in mention.name) else mention


def _trimmed(tokens: tuple[Token, ...], name: Name, lexicon: ActorLexicon) -> tuple[int, int]:
    """Drop an article, a possessive and title words from a recogniser's span."""
    first, last = name.first, name.last
    while first < last and (tokens[first].pos in {"DET", "PUNCT", "SPACE"} or tokens[first].tag == "POS"):
        first += 1
    while last > first and (tokens[last - 1].tag == "POS" or tokens[last - 1].pos in {"PUNCT", "SPACE"}):
        last -= 1
    if name.label == "PERSON":
        while first + 1 < last and tokens[first].lemma in lexicon.title_ends:
            first += 1
    return first, last


def _head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last or tokens[i].head == i:
            return i
    return last - 1


def _party_in(analysis: Analysis, indices: Iterable[int], cover: Cover) -> str | None:
    for i in indices:
        mention = cover.get(i)
        if mention is not None and mention.party is not None:
            return mention.party
    return None


def phrase_party(analysis: Analysis, head: int, cover: Cover) -> str | None:
    """Give the party that the words of a noun phrase name: modifiers first, then "of ...", then an apposition."""
    tokens = analysis.tokens
    below = analysis.children[head]
    before = [i for c in below if c < head and tokens[c].dep in _PREMODIFIERS for i in analysis.subtree(c)]
    party = _party_in(analysis, before, cover)
    if party is None:
        prepositions = [c for c in below if c > head and tokens[c].dep == "prep" and tokens[c].lemma in {"of", "for"}]
        party = _party_in(analysis, (i for c in prepositions for i in analysis.subtree(c)), cover)
    if party is None:
        apposed = [c for c in below if tokens[c].dep == "appos"]
        party = next((p for c in apposed if (p := _own_party(analysis, c, cover))), None)
    if party is None and tokens[head].dep in {"appos", "compound"} and tokens[head].head != head:
        party = _own_party(analysis, tokens[head].head, cover)
    return party


def _own_party(analysis: Analysis, i: int, cover: Cover) -> str | None:
    own = cover.get(i)
    if own is not None and own.party is not None:
        return own.party
    tokens = analysis.tokens
    near = [
        j
        for c in analysis.children[i]
        if tokens[c].dep in _PREMODIFIERS or (tokens[c].dep == "prep" and tokens[c].lemma == "of")
        for j in analysis.subtree(c)
    ]
    return _party_in(analysis, near, cover)


def _title_before(analysis: Analysis, first: int, lexicon: ActorLexicon) -> str | None:
    """Give the title that stands right before a name ("Foreign and European Affairs Minister"), or None."""
    tokens = analysis.tokens
    start = first
    while start > 0 and first - start < MAX_TITLE_TOKENS and _in_title(tokens[start - 1]):
        start -= 1
    words = [t for t in tokens[start:first] if t.lemma in lexicon.title_ends]
    return analysis.text[tokens[start].start : tokens[first - 1].end] if words and start < first else None


def _in_title(token: Token) -> bool:
    return token.pos in {"PROPN", "NOUN", "ADJ", "CCONJ"} or token.text in {"of", "for", "-", "."}


def _with_office(analysis: Analysis, mention: ActorMention, cover: Cover, lexicon: ActorLexicon) -> ActorMention:
    if mention.kind is not ActorKind.PERSON:
        return mention
    first = next((t for t in _tokens_of(analysis, mention)), mention.head)
    office = _title_before(analysis, first, lexicon)
    party = mention.party or phrase_party(analysis, mention.head, cover)
    return replace(mention, office=office, party=party)


def _tokens_of(analysis: Analysis, mention: ActorMention) -> list[int]:
    """Give the indices of a mention's tokens, found backwards from its head."""
    i = mention.head
    while i > 0 and analysis.tokens[i - 1].start >= mention.span.start:
        i -= 1
    found = []
    while i < len(analysis.tokens) and analysis.tokens[i].start < mention.span.end:
        if analysis.tokens[i].start >= mention.span.start:
            found.append(i)
        i += 1
    return found


def _descriptions(analysis: Analysis, cover: Cover, lexicon: ActorLexicon) -> list[ActorMention]:
    """Find nouns that describe an actor: a descriptor with a party's adjective, name or genitive before it."""
    found = []
    for token in analysis.tokens:
        if token.pos not in {"NOUN", "PROPN"} or cover.get(token.i) is not None:
            continue
        word = token.text.casefold()
        kind = _described_kind(word, token, lexicon.descriptors, lexicon)
        if kind is None or token.dep in {"compound", "amod"}:
            continue
        mention = _description(analysis, token, kind, cover)
        if mention is not None:
            found.append(mention)
    return found


def _described_kind(
    word: str, token: Token, descriptors: Mapping[str, ActorKind], lexicon: ActorLexicon
) -> ActorKind | None:
    if word in descriptors:
        return descriptors[word]
    if token.lemma in descriptors:
        return descriptors[token.lemma]
    if word in lexicon.unnamed or word in lexicon.generic or token.lemma in lexicon.title_ends:
        return ActorKind.PEOPLE
    return None


def _description(analysis: Analysis, token: Token, kind: ActorKind, cover: Cover) -> ActorMention | None:
    tokens = analysis.tokens
    first = _left_edge(analysis, token.i)
    own = [cover.by_token[i] for i in range(first, token.i) if cover.get(i) is not None]
    if any(m.kind is ActorKind.PERSON and m.by != "adjective" for m in own) and kind is ActorKind.PERSON:
        return None
    last = _right_edge(analysis, token.i)
    return ActorMention(
        span=Span(tokens[first].start, tokens[last].end),
        name=analysis.text[tokens[first].start : tokens[last].end],
        head=token.i,
        kind=kind,
        party=phrase_party(analysis, token.i, cover),
        by="descriptor",
    )


def _left_edge(analysis: Analysis, head: int) -> int:
    """Give the first premodifier of a noun, leaving articles, pronouns and numbers out."""
    tokens = analysis.tokens
    first = head
    for child in analysis.children[head]:
        if (
            child < head
            and tokens[child].dep in {"compound", "amod", "nmod", "poss"}
            and tokens[child].pos not in {"PRON", "DET"}
        ):
            first = min(first, analysis.subtree(child)[0])
    while first < head and tokens[first].pos in {"DET", "PRON", "NUM", "PUNCT", "SPACE"}:
        first += 1
    return first


def _right_edge(analysis: Analysis, head: int) -> int:
    """Give the last token of the head's short "of ..." complement ("Ministry of Defence"), or the head."""
    tokens = analysis.tokens
    for child in analysis.children[head]:
        if child == head + 1 and tokens[child].lemma == "of":
            below = analysis.children[child]
            if len(below) == 1 and tokens[below[0]].pos in {"NOUN", "PROPN"}:
                return below[0]
    return head
