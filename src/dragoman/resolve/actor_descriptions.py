"""Actors that a text describes without naming them: "Russian forces", "the ministry", "witnesses".

An analysis and the actors named so far come in, mentions by ``descriptor`` go out. A party is given only where
words of the same phrase say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.model import ActorKind, ActorMention
from dragoman.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.model import Analysis, Token
    from dragoman.resolve.actor_cover import Cover
    from dragoman.resolve.actor_lexicon import ActorLexicon
    from dragoman.resolve.actor_parties import Parties

_NOUNS = frozenset({"NOUN", "PROPN"})
_NOT_IN_SPAN = frozenset({"DET", "PRON", "NUM", "PUNCT", "SPACE", "CCONJ", "ADP", "PART"})


def find_descriptions(
    analysis: Analysis, cover: Cover, parties: Parties, lexicon: ActorLexicon
) -> Iterator[ActorMention]:
    """Find nouns that describe an actor, in text order, each with its modifiers and its short "of ..."."""
    for token in analysis.tokens:
        if token.pos not in _NOUNS or cover.get(token.i) is not None or token.i in cover.places:
            continue
        kind = _kind(analysis, token, lexicon)
        if kind is not None and token.dep not in {"compound", "amod"}:
            yield _description(analysis, token, kind, cover, parties)


def _kind(analysis: Analysis, token: Token, lexicon: ActorLexicon) -> ActorKind | None:
    word = token.text.casefold()
    if _is_bare(analysis, token, word, lexicon):
        return None
    known = lexicon.descriptors.get(word) or lexicon.descriptors.get(token.lemma)
    if known is not None:
        return known
    if word in lexicon.unnamed or word in lexicon.generic or lexicon.is_title("", token.lemma):
        return ActorKind.PEOPLE
    return None


def _is_bare(analysis: Analysis, token: Token, word: str, lexicon: ActorLexicon) -> bool:
    """Whether it stands right after a preposition that makes an adverb of it ("in force", "in person")."""
    before = analysis.tokens[token.i - 1] if token.i > 0 else None
    return before is not None and before.text.casefold() in lexicon.bare_after.get(word, ())


def _description(analysis: Analysis, token: Token, kind: ActorKind, cover: Cover, parties: Parties) -> ActorMention:
    tokens = analysis.tokens
    first = _left_edge(analysis, token.i, cover, parties)
    last = _right_edge(analysis, token.i, cover)
    found = parties.of_description(token.i)
    return ActorMention(
        span=Span(tokens[first].start, tokens[last].end),
        name=analysis.text[tokens[first].start : tokens[last].end],
        head=token.i,
        kind=kind,
        party=found[0] if found else None,
        by="descriptor",
        further=found[1:],
    )


def _left_edge(analysis: Analysis, head: int, cover: Cover, parties: Parties) -> int:
    """Give the first of the words that stand before a noun in its phrase, without article, pronoun and number."""
    within = frozenset(analysis.subtree(head))
    first = min(parties.words_before(head, within=within), default=head)
    mention = cover.get(first)
    if mention is not None:
        first = min(first, cover.tokens_of(mention).start)
    while first < head and analysis.tokens[first].pos in _NOT_IN_SPAN:
        first += 1
    return first


def _right_edge(analysis: Analysis, head: int, cover: Cover) -> int:
    """Give the last token of the head's short "of ..." complement ("Ministry of Defence"), or the head.

    What is coordinated stays outside: "the ministers of Iran and Oman" are "ministers".
    """
    tokens = analysis.tokens
    for child in analysis.children[head]:
        if child == head + 1 and tokens[child].lemma == "of":
            below = analysis.children[child]
            is_noun = len(below) == 1 and tokens[below[0]].pos in _NOUNS
            is_single = is_noun and not any(tokens[c].dep == "conj" for c in analysis.children[below[0]])
            if is_single and _is_plain(child + 1, below[0], cover):
                return below[0]
    return head


def _is_plain(first: int, last: int, cover: Cover) -> bool:
    """Whether no person stands between two tokens ("Minister of Energy Mohammad Al-Bashir")."""
    found = map(cover.get, range(first, last + 1))
    return not any(m is not None and m.kind is ActorKind.PERSON and m.by != "descriptor" for m in found)
