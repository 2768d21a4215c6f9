"""What a time expression is counted from: the report's day, the tense around it, the dates before it.

An analysis and a place in it come in; the tense of the clause that governs the place goes out, read from
tags and dependencies. ``Anchors`` bundles what the readings may look at. Nothing here reads a date.

Source: Penn Treebank tags and CLEAR dependencies; tense as the guide to the direction of an
underspecified date after Strötgen and Gertz (2013), section 4.4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from dragoman.lang.lexicon import TimeLexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.lang.lexicon import TenseWords, Value
    from dragoman.model import Analysis, TimexKind, Token
    from dragoman.values import Interval, Span

MAX_CLIMB = 14
"""Heads above an expression that are looked at; deeper trees are parser errors on lists."""


class Tense(StrEnum):
    """Where the governing clause lies, seen from the report.

    ``EITHER`` is a past verb of proposing, whose object's day may be its own: "proposed a truce on Friday".
    """

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    EITHER = "either"


TenseMemo = dict[tuple[int, bool, bool], Tense | None]
"""Tense by token, whether it was reached through a noun, whether for an end."""


class Reading(NamedTuple):
    """What an expression means.

    Attributes:
        kind: TIMEX3 type.
        value: TIMEX3 value, or None where it cannot be told.
        interval: The days it can mean, or None.
        anchored: Whether the publication day was needed.
    """

    kind: TimexKind
    value: str | None
    interval: Interval | None = None
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a reading may look at beside its own words.

    Attributes:
        day: Publication day in the outlet's zone, or None where unknown.
        tense: Tells the governing clause's tense; costs a climb, so it is asked for only when needed.
        relation: How the words before the expression bind it, under the lexicon's keys.
        near: Last day of the nearest dated expression before this one, or None.
        near_anchored: Whether that expression needed the publication day.
        quarter: Value of the nearest quarter of a year before this one ("the third quarter"), or None.
        years: Years printed with a month and day elsewhere in the report.
    """

    lexicon: TimeLexicon
    day: date | None
    tense: Callable[[], Tense | None]
    relation: str
    near: date | None
    near_anchored: bool
    quarter: str | None
    years: Mapping[tuple[int, int], int]

    def is_future(self) -> bool:
        """Whether the clause lies ahead; "until" and "by" do so unless the clause is past."""
        if self.relation == "since":
            return False
        tense = self.tense()
        return tense in {Tense.FUTURE, Tense.EITHER} or (tense is not Tense.PAST and self.relation == "until")

    def is_either(self) -> bool:
        """Whether the day may be that of a past proposal or of what it proposes, so that the nearer one is meant."""
        return self.relation == "in" and self.tense() is Tense.EITHER

    def is_past(self) -> bool:
        """Whether the clause is past; what has gone on since a time has begun."""
        return self.relation == "since" or self.tense() is Tense.PAST


def whole(got: Mapping[str, Value], name: str) -> int | None:
    """Give a named word's number, or None where the rule did not match it."""
    value = got.get(name)
    return value if isinstance(value, int) else None


def code(got: Mapping[str, Value], name: str) -> str | None:
    """Give a named word's code, or None where the rule did not match it."""
    value = got.get(name)
    return value if isinstance(value, str) else None


def find_tense(
    analysis: Analysis,
    starts: Sequence[int],
    span: Span,
    words: TenseWords,
    memo: TenseMemo,
    *,
    is_end: bool,
) -> Tense | None:
    """Say whether the clause that governs a stretch of text lies before, at or after the report.

    Args:
        analysis: The document's syntax.
        starts: Start of each token, ascending, so that the place is found by bisection.
        span: The expression.
        words: The language's verbs of plan and timetable.
        memo: What was told of each token so far in this document; filled here, so that a verb with a
            thousand dependents is read once.
        is_end: Whether the expression is the end of something ("until Friday").

    Returns:
        None where no verb governs it or the verb tells nothing.
    """
    inside = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
    tokens = analysis.tokens
    beside = _verb_beside(tokens, inside.start)
    if beside is not None:
        tense = _of_word(analysis, beside, words, through_noun=False, is_end=is_end)
        if tense is not None:
            return tense
    at = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)
    through_noun = False
    for _ in range(MAX_CLIMB if at is not None else 0):
        token = tokens[at or 0]
        if token.i not in inside:
            key = (token.i, through_noun, is_end)
            if key not in memo:
                memo[key] = _of_word(analysis, token, words, through_noun=through_noun, is_end=is_end)
            if memo[key] is not None:
                return memo[key]
            through_noun = _is_through_noun(token, words, before=through_noun)
        if token.head == token.i:
            return None
        at = token.head
    return None


def _is_through_noun(token: Token, words: TenseWords, *, before: bool) -> bool:
    """Whether a verb above a word holds the expression only by a noun that is its object, not by where it was said."""
    if token.pos == "ADP" and token.lemma in words.locating:
        return False
    return before or token.pos in {"NOUN", "PROPN"}


def _verb_beside(tokens: Sequence[Token], first: int) -> Token | None:
    """Give the verb right before an expression, or before its preposition: "said Friday", "met on Monday".

    Parsers hang such a day on whatever clause is quoted; the verb beside it is right more often.
    """
    for back in (1, 2):
        before = tokens[first - back] if first >= back else None
        if before is None or (before.pos == "VERB" and before.tag != "VB"):
            return before
        if before.pos != "ADP":
            return None
    return None


def _of_word(analysis: Analysis, token: Token, words: TenseWords, *, through_noun: bool, is_end: bool) -> Tense | None:
    if token.pos in {"VERB", "AUX"} or token.tag.startswith("VB"):
        if is_end and _moves_an_end(analysis, token, words):
            return Tense.FUTURE
        return _of_verb(analysis, token, words, through_noun=through_noun)
    if is_end and token.pos == "NOUN":
        return Tense.FUTURE  # "a summit by the end of August"
    below = (analysis.tokens[i] for i in analysis.children[token.i])
    if token.lemma in words.prospective_nouns or any(
        each.lemma in words.prospective_nouns and each.dep == "amod" for each in below
    ):
        return Tense.FUTURE
    return None


def _moves_an_end(analysis: Analysis, verb: Token, words: TenseWords) -> bool:
    """Whether a verb moves an end, by itself ("postponed until Monday") or with its particle ("put off")."""
    particles = (analysis.tokens[i].lemma for i in analysis.children[verb.i] if analysis.tokens[i].dep in _PARTICLES)
    return verb.lemma in words.extending or any(f"{verb.lemma} {each}" in words.extending for each in particles)


_PARTICLES = frozenset({"prt", "advmod"})
"""Dependencies of a phrasal verb's particle; the parser takes "back" for an adverb. Source: CLEAR dependencies."""


def _of_verb(analysis: Analysis, verb: Token, words: TenseWords, *, through_noun: bool) -> Tense | None:
    auxiliaries = [
        analysis.tokens[i] for i in analysis.children[verb.i] if analysis.tokens[i].dep in {"aux", "auxpass"}
    ]
    modal = next((each for each in auxiliaries if each.tag == "MD"), None)
    has_have = any(each.text.lower() in words.back_shift for each in auxiliaries)
    if modal is not None:
        return Tense.PAST if has_have and modal.text.lower() not in words.firm_modals else Tense.FUTURE
    if verb.tag == "MD":
        return Tense.FUTURE
    if _lies_ahead(verb, words):
        return Tense.PAST if _is_over(auxiliaries, words) else Tense.FUTURE
    if through_noun and verb.lemma in words.proposing:
        return Tense.EITHER if verb.tag == "VBD" and verb.lemma in words.either else Tense.FUTURE
    return _of_form(analysis, verb, auxiliaries, words)


def _is_over(auxiliaries: Sequence[Token], words: TenseWords) -> bool:
    """Whether a plan is told as past: "had been due to expire on Friday"."""
    return any(each.text.lower() in words.pluperfect for each in auxiliaries)


def _lies_ahead(verb: Token, words: TenseWords) -> bool:
    return verb.lemma in words.prospective or (verb.lemma in words.prospective_participles and verb.tag == "VBN")


def _of_form(analysis: Analysis, verb: Token, auxiliaries: Sequence[Token], words: TenseWords) -> Tense | None:
    tags = {each.tag for each in auxiliaries}
    if verb.tag == "VBD":
        return Tense.PAST
    if verb.tag in {"VBZ", "VBP"}:
        return Tense.FUTURE if verb.lemma in words.scheduled or _follows_future(analysis, verb) else Tense.PRESENT
    if verb.tag == "VBN":
        has_have = any(each.text.lower() in words.back_shift for each in auxiliaries)
        return Tense.PRESENT if tags & {"VBZ", "VBP"} and not has_have else Tense.PAST
    if verb.tag == "VBG":
        is_over = analysis.tokens[verb.head].lemma in words.over_prepositions
        return Tense.PAST if "VBD" in tags or is_over else Tense.FUTURE if tags & {"VBZ", "VBP"} else None
    if "TO" in tags:
        return _of_infinitive(analysis, verb, words)
    return None


def _follows_future(analysis: Analysis, verb: Token) -> bool:
    """Whether a present clause hangs on one that lies ahead: "will decide when he arrives on Monday"."""
    return verb.dep == "advcl" and any(analysis.tokens[i].tag == "MD" for i in analysis.children[verb.head])


def _of_infinitive(analysis: Analysis, verb: Token, words: TenseWords) -> Tense | None:
    """Read "to leave" by its governor: a purpose or a thing managed follows it, a wish or a plan lies ahead."""
    governor = analysis.tokens[verb.head]
    above = [analysis.tokens[i] for at in (governor.i, governor.head) for i in analysis.children[at]]
    if _is_over([each for each in above if each.dep == "aux"], words):
        return Tense.PAST
    if verb.dep == "advcl" or governor.lemma in words.realised:
        is_going = governor.lemma in words.going and governor.tag == "VBG"
        return Tense.FUTURE if is_going else None
    return Tense.FUTURE
