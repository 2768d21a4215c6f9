"""Who a short name, a description, a pronoun stands for, by rules over the syntax.

Mentions in text order come in, with the ones that the rules can link added or completed. What no rule
links stays as it is, or is left out: nobody is guessed.

Source: recency and grammatical role after Lappin & Leass (1994), Hobbs (1978); definite descriptions after
Huddleston & Pullum (2002), ch. 17. The windows were chosen on the training reports.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.model import ActorKind, ActorMention, Analysis, Token
from dragoman.resolve.actor_cover import Cover
from dragoman.resolve.coreference_pronouns import Antecedents
from dragoman.values import Span

if TYPE_CHECKING:
    from dragoman.resolve.actor_lexicon import ActorLexicon

NOUN_WINDOW = 5
"""How many sentences back the antecedent of "the group" may stand."""

HOME_WINDOW = 6
HOME_LEAST = 2
HOME_SHARE = 0.7
"""How far back, how often and with which share of the states named one must stand for "the army" to be its army.

Source: lang/en/actors.yaml, home_organs.
"""

_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_NAMED = frozenset({"name", "metonym", "recogniser"})


def link(analysis: Analysis, mentions: list[ActorMention], lexicon: ActorLexicon) -> list[ActorMention]:
    """Complete short names and descriptions, and add mentions for pronouns and "the group"."""
    ordered = _complete_short_names(sorted(mentions, key=lambda m: m.span.start))
    return _Linker(analysis, ordered, lexicon).link()


def _complete_short_names(mentions: list[ActorMention]) -> list[ActorMention]:
    """Give "Blanar" the party and the antecedent of "Juraj Blanar" before it."""
    full: dict[str, ActorMention] = {}
    done = []
    for mention in mentions:
        words = mention.name.split()
        earlier = full.get(words[-1].casefold())
        if not _may_be_short(mention, words, earlier):
            done.append(mention)
            continue
        linked = mention if earlier is None else _completed(mention, earlier, is_short=len(words) == 1)
        if len(words) > 1 or earlier is None:
            full[words[-1].casefold()] = linked
        done.append(linked)
    return done


def _may_be_short(mention: ActorMention, words: list[str], earlier: ActorMention | None) -> bool:
    """Whether a name is a person's, or the surname of one that the recogniser took for something else."""
    if mention.by not in _NAMED:
        return False
    if mention.kind is ActorKind.PERSON:
        return True
    return mention.by == "recogniser" and len(words) == 1 and earlier is not None and " " in earlier.name


def _completed(mention: ActorMention, earlier: ActorMention, *, is_short: bool) -> ActorMention:
    if not is_short and mention.party is not None:
        return mention
    if not is_short and mention.name.split()[0].casefold() != earlier.name.split()[0].casefold():
        return mention  # a namesake
    return replace(
        mention,
        kind=ActorKind.PERSON,
        party=mention.party or earlier.party,
        actor_id=mention.actor_id or earlier.actor_id,
        antecedent=earlier.span if is_short else None,
    )


class _Linker:
    """One pass over a document, from left to right."""

    def __init__(self, analysis: Analysis, mentions: list[ActorMention], lexicon: ActorLexicon) -> None:
        self._analysis = analysis
        self._lexicon = lexicon
        self._waiting = list(reversed(mentions))
        self._cover = Cover(analysis, mentions)
        self._antecedents = Antecedents(analysis, self._cover, lexicon)
        self._by_head: dict[tuple[str, bool], ActorMention] = {}
        self._done: list[ActorMention] = []

    def link(self) -> list[ActorMention]:
        for token in self._analysis.tokens:
            while self._waiting and self._waiting[-1].span.start <= token.start:
                self._take(self._waiting.pop())
            if self._cover.get(token.i) is None:
                self._refer(token)
        return sorted(self._done, key=lambda m: m.span.start)

    def _take(self, mention: ActorMention) -> None:
        """Take a mention of the text, completed if it is a description without a party."""
        token = self._analysis.tokens[mention.head]
        linked = mention
        if mention.party is None and mention.by == "descriptor":
            linked = self._described(mention, token)
        elif mention.party is None and mention.by == "recogniser":
            linked = self._shortened(mention, token)
        if linked.party is not None and mention.by in {"descriptor", "name", "recogniser"}:
            self._by_head[token.lemma, _is_plural(token)] = linked
            if mention.office:
                self._by_head[mention.office.split()[-1].casefold(), False] = linked
        self._add(linked)

    def _add(self, mention: ActorMention) -> None:
        self._done.append(mention)
        self._cover.add(mention)
        self._antecedents.add(mention)

    def _described(self, mention: ActorMention, token: Token) -> ActorMention:
        """Give "the ministry" the party of the last "Russian Defence Ministry", "its forces" that of the owner."""
        owner = self._owner(token)
        if owner is not None:
            return mention if token.lemma in self._lexicon.opposed else _like(mention, owner, is_same=False)
        earlier = None
        if self._is_definite(token) and not self._is_named(mention, token):
            earlier = self._by_head.get((token.lemma, _is_plural(token))) or self._of_kind(token)
        if earlier is not None:
            return _like(mention, earlier, is_same=True)
        home = self._home(token) if self._is_home_organ(mention, token) else None
        return mention if home is None else replace(mention, party=home)

    def _shortened(self, mention: ActorMention, token: Token) -> ActorMention:
        """Give "the Defence Ministry" the party of the "Russian Defence Ministry" before it."""
        earlier = self._by_head.get((token.lemma, _is_plural(token)))
        if earlier is None or not earlier.name.casefold().endswith(f" {mention.name.casefold()}"):
            return mention
        return _like(mention, earlier, is_same=True)

    def _is_named(self, mention: ActorMention, token: Token) -> bool:
        """Whether a name stands before the noun, so that it is a name itself ("the River Lawyers group")."""
        before = self._analysis.tokens[self._cover.tokens_of(mention).start : token.i]
        return token.tag == "NN" and any(w.pos == "PROPN" for w in before)

    def _is_home_organ(self, mention: ActorMention, token: Token) -> bool:
        """Whether it is an organ that a text names bare when it is that of the state it is about."""
        words = self._analysis.tokens[self._cover.tokens_of(mention).start : token.i]
        is_organ = token.text.casefold() in self._lexicon.organs
        return is_organ and all(w.text.casefold() in self._lexicon.organ_modifiers for w in words)

    def _home(self, token: Token) -> str | None:
        """Give the state that nearly all of the last sentences' states are, or None."""
        counts = self._antecedents.states_named(token.i, HOME_WINDOW)
        party, most = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
        return party if most >= HOME_LEAST and most >= HOME_SHARE * counts.total() else None

    def _owner(self, token: Token) -> ActorMention | None:
        """Give who "its" or "the country's" before a head stands for, or None."""
        tokens = self._analysis.tokens
        for child in self._analysis.children[token.i]:
            if tokens[child].dep != "poss":
                continue
            found = self._cover.get(child)
            if found is not None and found.head != token.i and found.party is not None:
                return found
            return self._of_kind(tokens[child]) if self._is_definite(tokens[child]) else None
        return None

    def _of_kind(self, token: Token) -> ActorMention | None:
        """Give the last named actor of a kind that a definite noun can stand for, or None."""
        kinds = self._lexicon.anaphors.get(token.lemma)
        if kinds is None or _is_plural(token):
            return None
        is_organ = token.text.casefold() in self._lexicon.organs
        return self._antecedents.last_named(token.i, kinds, NOUN_WINDOW, is_state=is_organ)

    def _is_definite(self, token: Token) -> bool:
        return any(self._analysis.tokens[c].text.casefold() in _DEFINITE for c in self._analysis.children[token.i])

    def _refer(self, token: Token) -> None:
        """Add a mention for a pronoun, or for a definite noun that is no description ("the bloc")."""
        found = None
        if token.pos == "PRON" and token.text.casefold() in self._lexicon.pronouns.every:
            found = self._antecedents.of_pronoun(token)
        elif token.pos == "NOUN" and self._is_definite(token):
            found = self._of_kind(token)
        if found is not None:
            self._add(_stand_in(token, found))


def _like(mention: ActorMention, other: ActorMention, *, is_same: bool) -> ActorMention:
    """Give a mention the party of another, and its identity where both are the same actor."""
    return replace(
        mention,
        party=other.party,
        further=other.further,
        actor_id=other.actor_id if is_same else None,
        antecedent=other.span if is_same else None,
    )


def _stand_in(token: Token, antecedent: ActorMention) -> ActorMention:
    return replace(
        antecedent,
        span=Span(token.start, token.end),
        head=token.i,
        by="pronoun",
        antecedent=antecedent.antecedent or antecedent.span,
    )


def _is_plural(token: Token) -> bool:
    return token.tag in {"NNS", "NNPS"}
