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


def find_known_names(analysis: Analysis, lexicon: ActorLexicon) -> list[ActorMention]:
    """Find every actor and outlet of the dossier that the text names, in text order."""
    folded = [_fold(token.text) for token in analysis.tokens]
    found: list[ActorMention] = []
    i = 0
    while i < len(folded):
        mention = None
        if folded[i] in lexicon.first_words:
            mention = _longest(analysis, folded, i, lexicon)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        while i < len(folded) and analysis.tokens[i].start < mention.span.end:
            i += 1
    return found


def _fold(text: str) -> str:
    return text.casefold() if text.isascii() else fold(text)


def _longest(analysis: Analysis, folded: list[str], first: int, lexicon: ActorLexicon) -> ActorMention | None:
    tokens = analysis.tokens
    limit = min(len(folded), first + MAX_NAME_WORDS)
    for last in range(limit, first, -1):
        if tokens[last - 1].pos in {"PUNCT", "SPACE"} and tokens[last - 1].text != ".":
            continue
        words = _printed(analysis, first, last)
        key = fold(words)
        mention = next((m for m in _candidates(analysis, first, last, words, key, lexicon) if m is not None), None)
        if mention is not None:
            return mention
    return None


def _printed(analysis: Analysis, first: int, last: int) -> str:
    return analysis.text[analysis.tokens[first].start : analysis.tokens[last - 1].end]


def _candidates(
    analysis: Analysis, first: int, last: int, words: str, key: str, lexicon: ActorLexicon
) -> Iterator[ActorMention | None]:
    """Yield the readings of these words, most specific first."""
    dossier, tokens = lexicon.dossier, analysis.tokens
    if key in dossier.actor_names and _is_name(tokens, first, words):
        yield _mention(analysis, first, last, dossier.actors_named(words), "name", lexicon)
    if key in dossier.adjectives and _is_capital(tokens[first]):
        yield _mention(analysis, first, last, dossier.actors_by_adjective(words), "adjective", lexicon)
    if key in dossier.metonyms and _is_capital(tokens[first]) and not _is_locative(analysis, last - 1, lexicon):
        yield _mention(analysis, first, last, dossier.actors_by_metonym(words), "metonym", lexicon)
    if key in dossier.source_names and _is_capital(tokens[first]) and _may_be_outlet(tokens, first, last):
        yield _outlet(analysis, first, last, dossier.source_names[key], lexicon)


def _is_name(tokens: tuple[Token, ...], first: int, words: str) -> bool:
    return _is_capital(tokens[first]) or " " in words


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or not token.text.isascii()


def _may_be_outlet(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the words can name an outlet: all capitals, or a proper noun to the tagger."""
    return all(t.text.isupper() or t.pos in {"PROPN", "ADP", "DET", "X"} for t in tokens[first:last])


def _is_locative(analysis: Analysis, i: int, lexicon: ActorLexicon) -> bool:
    """Whether a capital stands where a place does ("in Moscow"), also inside a name ("Moscow region")."""
    tokens = analysis.tokens
    token = tokens[i]
    if token.dep == "pobj" and tokens[token.head].lemma in lexicon.locative:
        return True
    if token.dep in {"compound", "appos"} and tokens[token.head].pos == "PROPN":
        return True
    if token.dep == "conj":
        return _is_locative(analysis, token.head, lexicon) if token.head != i else False
    return token.dep not in _GOVERNING


def _head(analysis: Analysis, first: int, last: int) -> int:
    """Give the token of the span whose head lies outside it (the last such one)."""
    for i in range(last - 1, first - 1, -1):
        head = analysis.tokens[i].head
        if not first <= head < last or head == i:
            return i
    return last - 1


def _mention(
    analysis: Analysis, first: int, last: int, ids: tuple[str, ...], by: str, lexicon: ActorLexicon
) -> ActorMention | None:
    if not ids:
        return None
    actors = [a for a in (lexicon.dossier.actor(i) for i in ids) if a is not None]
    parties = {a.party for a in actors}
    known = len(actors) == 1
    return ActorMention(
        span=Span(analysis.tokens[first].start, analysis.tokens[last - 1].end),
        name=_printed(analysis, first, last),
        head=_head(analysis, first, last),
        kind=actors[0].kind,
        actor_id=actors[0].id if known else None,
        party=parties.pop() if len(parties) == 1 else None,
        by=by,
    )


def _outlet(analysis: Analysis, first: int, last: int, source_id: str, lexicon: ActorLexicon) -> ActorMention:
    return ActorMention(
        span=Span(analysis.tokens[first].start, analysis.tokens[last - 1].end),
        name=_printed(analysis, first, last),
        head=_head(analysis, first, last),
        kind=ActorKind.OUTLET,
        actor_id=f"source:{source_id}",
        party=None,
        by="name",
    )
