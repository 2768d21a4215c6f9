"""Who a pronoun, a short name or "both sides" stands for, by rules over the syntax.

Mentions in text order come in, with the ones that the rules can link added or completed. What no rule
links stays as it is, or is left out: nobody is guessed.

Source: recency and grammatical role after Lappin & Leass (1994), Hobbs (1978); the window is theirs in spirit,
its length was chosen on the training reports.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import ActorKind, ActorMention, Analysis, Token
from dragoman.values import Span

if TYPE_CHECKING:
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


def link(analysis: Analysis, mentions: list[ActorMention], lexicon: ActorLexicon) -> list[ActorMention]:
    """Complete short names and add mentions for pronouns, definite descriptions and both sides."""
    ordered = _complete_short_names(sorted(mentions, key=lambda m: m.span.start))
    ordered = _complete_descriptions(analysis, ordered)
    return sorted(ordered + _pronouns(analysis, ordered, lexicon), key=lambda m: m.span.start)


def _complete_short_names(mentions: list[ActorMention]) -> list[ActorMention]:
    """Give "Blanar" the party and the antecedent of "Juraj Blanar" before it."""
    full: dict[str, ActorMention] = {}
    done = []
    for mention in mentions:
        if mention.kind is not ActorKind.PERSON or mention.by in {"adjective", "descriptor"}:
            done.append(mention)
            continue
        words = mention.name.split()
        earlier = full.get(words[-1].casefold())
        linked = mention
        if earlier is not None and (len(words) == 1 or mention.party is None):
            linked = replace(
                mention,
                party=mention.party or earlier.party,
                actor_id=mention.actor_id or earlier.actor_id,
                antecedent=earlier.span if len(words) == 1 else None,
            )
        if len(words) > 1 or earlier is None:
            full[words[-1].casefold()] = linked
        done.append(linked)
    return done


def _complete_descriptions(analysis: Analysis, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give "the ministry" the party of the last "Russian Defence Ministry", by the head noun."""
    last: dict[str, ActorMention] = {}
    done = []
    for mention in mentions:
        head = analysis.tokens[mention.head].lemma
        linked = mention
        if mention.by == "descriptor" and mention.party is None and _is_definite(analysis, mention.head):
            earlier = last.get(head)
            if earlier is not None:
                linked = replace(mention, party=earlier.party, actor_id=earlier.actor_id, antecedent=earlier.span)
        if linked.party is not None and mention.by in {"descriptor", "name", "recogniser"}:
            last[head] = linked
            if mention.office:
                last[mention.office.split()[-1].casefold()] = linked
        done.append(linked)
    return done


def _is_definite(analysis: Analysis, head: int) -> bool:
    below = [analysis.tokens[c] for c in analysis.children[head]]
    return any(t.text.casefold() in {"the", "this", "that", "its", "their"} for t in below)


def _pronouns(analysis: Analysis, mentions: list[ActorMention], lexicon: ActorLexicon) -> list[ActorMention]:
    added: list[ActorMention] = []
    sentence_of = _sentence_numbers(analysis)
    pool: list[ActorMention] = []
    waiting = list(mentions)
    counts: Counter[str] = Counter()
    for token in analysis.tokens:
        while waiting and waiting[0].span.start <= token.start:
            mention = waiting.pop(0)
            pool.append(mention)
            if mention.party is not None and mention.kind is not ActorKind.OUTLET:
                counts[mention.party] += 1
        word = token.text.casefold()
        if token.pos == "PRON" and word in lexicon.pronouns:
            antecedent = _antecedent(analysis, token, word, pool, sentence_of, lexicon)
            if antecedent is not None:
                mention = _stand_in(token, antecedent)
                added.append(mention)
                pool.append(mention)
    return added


def _stand_in(token: Token, antecedent: ActorMention) -> ActorMention:
    return replace(
        antecedent,
        span=Span(token.start, token.end),
        head=token.i,
        by="pronoun",
        antecedent=antecedent.antecedent or antecedent.span,
    )


def _antecedent(
    analysis: Analysis,
    token: Token,
    word: str,
    pool: list[ActorMention],
    sentence_of: list[int],
    lexicon: ActorLexicon,
) -> ActorMention | None:
    """Give the best earlier mention of the right kind: subjects before others, nearer before farther."""
    here = sentence_of[token.i]
    best: tuple[int, int] | None = None
    found = None
    for mention in reversed(pool):
        distance = here - sentence_of[mention.head]
        if distance > SENTENCE_WINDOW:
            break
        if mention.by == "adjective" or not _fits(mention, word, lexicon):
            continue
        if mention.by != "pronoun" and _same_clause_object(analysis, token, mention):
            continue
        role = 0 if analysis.tokens[mention.head].dep in _SUBJECT else 1
        rank = (distance + role, distance)
        if best is None or rank < best:
            best, found = rank, mention
    return found


def _same_clause_object(analysis: Analysis, token: Token, mention: ActorMention) -> bool:
    """Whether both depend on one verb, so that a plain pronoun cannot stand for the other (principle B)."""
    return (
        token.dep != "poss"
        and analysis.tokens[mention.head].head == token.head
        and analysis.tokens[mention.head].dep != "poss"
    )


def _fits(mention: ActorMention, word: str, lexicon: ActorLexicon) -> bool:
    if word in lexicon.person_pronouns:
        return mention.kind is ActorKind.PERSON
    if word in lexicon.body_pronouns:
        return mention.kind in _BODIES
    return mention.kind in _BODIES or mention.kind is ActorKind.PEOPLE


def _sentence_numbers(analysis: Analysis) -> list[int]:
    numbers = [0] * len(analysis.tokens)
    for n, sentence in enumerate(analysis.sentences):
        for i in range(sentence.first, sentence.last):
            numbers[i] = n
    return numbers
