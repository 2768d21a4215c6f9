"""Drift of figures: a number that became another, a bound that went or came, a scope that was lost.

An aligned pair of sentences in, changes out. Spellings of one number are no change ("1,200", "1200").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.lineage.changes import Change, change
from dragoman.lineage.phrases import ending_at, find_phrases
from dragoman.model.drift import DriftKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.lineage.alignment import Aligned, Edit
    from dragoman.lineage.drift_words import DriftWords
    from dragoman.lineage.sentences import Token

LONGEST_SCOPE = 14
"""Words after a figure that can say what it is of. Source: house rule: a noun phrase with two more inside it."""
NEAR_WORDS = 3
"""Words after a number among which is what it counts ("five other inmates")."""
FEWEST_LOST = 2
"""Content words of one link that must be gone; one word is most often only worded otherwise. The first link after the
figure, which says what is counted, needs no more than one."""


def figure_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give numbers that became others, numbers that became vague, and bounds that came, went or turned."""
    for edit in pair.edits:
        yield from _other_numbers(pair, edit, words)
    yield from _other_bounds(pair, words)


def scope_changes(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    """Give what a figure was of and is no longer, and restricting words that went."""
    said = {token.word for token in pair.here.tokens}
    for there, here in _same_numbers(pair):
        lost = _lost_link(_scope_after(pair.there.tokens, there, words), said, words)
        if lost:
            after = _scope_after(pair.here.tokens, here, words)
            yield change(DriftKind.SCOPE_LOST, lost, after)
            return
    yield from _lost_restrictors(pair, words)


def _lost_restrictors(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    kept = find_phrases(pair.here.tokens, words.restrictors)
    equal = {there.span for there, _ in pair.equal}
    for run in find_phrases(pair.there.tokens, words.restrictors):
        follows = _following(pair.there.tokens, run[-1])
        is_cut_out = follows is not None and follows.span in equal and not kept
        if is_cut_out and run[0].span not in equal and not run[0].is_quoted:
            yield change(DriftKind.SCOPE_LOST, run, ())


def _following(tokens: Sequence[Token], token: Token) -> Token | None:
    at = tokens.index(token) + 1
    return tokens[at] if at < len(tokens) else None


def _other_numbers(pair: Aligned, edit: Edit, words: DriftWords) -> Iterator[Change]:
    before = [token for token in edit.there if _counts(token, pair.there.tokens, words)]
    after = [token for token in edit.here if _counts(token, pair.here.tokens, words)]
    values_there = {token.number for token in pair.there.tokens}
    values_here = {token.number for token in pair.here.tokens}
    for one, other in zip(before, after, strict=False):
        is_moved = one.number in values_here or other.number in values_there
        if not is_moved and one.is_ordinal == other.is_ordinal and _counts_the_same(pair, one, other, words):
            yield change(DriftKind.FIGURE, [one], [other])
    if before and not after:
        vague = find_phrases(edit.here, words.vague)
        if vague and before[0].number not in values_here:
            yield change(DriftKind.FIGURE, [before[0]], vague[0])


def _counts_the_same(pair: Aligned, one: Token, other: Token, words: DriftWords) -> bool:
    """Whether two numbers stand before a word that both sentences have there, or after the same word."""
    before, after = _around(pair.there.tokens, one, words), _around(pair.here.tokens, other, words)
    return bool(before[1] & after[1]) or before[0] == after[0] != ""


def _around(tokens: Sequence[Token], token: Token, words: DriftWords) -> tuple[str, set[str]]:
    """Give the word before a token, and those of the next few that say something."""
    at = tokens.index(token)
    following = {each.word for each in tokens[at + 1 : at + 1 + NEAR_WORDS]}
    before = tokens[at - 1].word if at else ""
    return "" if before in words.function_words else before, following - (words.function_words - {"%"})


def _counts(token: Token, tokens: Sequence[Token], words: DriftWords) -> bool:
    """Whether a token is a number that counts, not the day or year of a date."""
    if token.number is None:
        return False
    at = tokens.index(token)
    near = {neighbour.word for neighbour in tokens[max(0, at - 2) : at + 2]}
    return not near & words.months


def _other_bounds(pair: Aligned, words: DriftWords) -> Iterator[Change]:
    phrases = tuple(phrase for phrase, _ in words.bounds)
    sides = dict(words.bounds)
    for there, here in _same_numbers(pair):
        one = ending_at(pair.there.tokens, pair.there.tokens.index(there), phrases)
        other = ending_at(pair.here.tokens, pair.here.tokens.index(here), phrases)
        side = sides.get(tuple(token.word for token in one))
        if side != sides.get(tuple(token.word for token in other)):
            yield change(DriftKind.FIGURE, (*one, there), (*other, here))


def _same_numbers(pair: Aligned) -> Iterator[tuple[Token, Token]]:
    """Give each number of the original with the same number of the copy, however it is printed."""
    left = [token for token in pair.here.tokens if token.number is not None]
    for there in pair.there.tokens:
        here = next((t for t in left if there.number is not None and t.number == there.number), None)
        if here is not None:
            left.remove(here)
            yield there, here


def _scope_after(tokens: Sequence[Token], figure: Token, words: DriftWords) -> list[Token]:
    """Give the words after a figure that say what it is of, up to the verb or the next clause."""
    scope: list[Token] = []
    last = figure
    for token in tokens[tokens.index(figure) + 1 :][:LONGEST_SCOPE]:
        is_apart = token.span.start - last.span.end > 1 and token.word != "%"
        if token.word in words.scope_ends or is_apart or token.number is not None:
            break
        scope.append(token)
        last = token
    return scope


def _lost_link(scope: Sequence[Token], said: set[str], words: DriftWords) -> list[Token]:
    """Give the first link ("of the carriers", "at the main airfields") of which the copy has nothing."""
    link: list[Token] = []
    for token in (*scope, None):
        if token is not None and token.word not in words.partitives | words.scope_links:
            link.append(token)
            continue
        content = [each for each in link[1:] if each.word not in words.function_words]
        is_linked = bool(link) and link[0].word in words.partitives | words.scope_links
        if is_linked and len(content) >= FEWEST_LOST and not any(each.word in said for each in content):
            return link
        link = [] if token is None else [token]
    return []
