"""Finds time expressions: a text and a lexicon come in, matched rules with their words go out.

The text is cut into words once; each word becomes one character that stands for the set of its
categories, so that a rule is a short regular expression over that string. It says nothing of what an
expression means: the readings do. Time is linear in the text, since no rule matches without bound.

Source: finite-state cascades over word classes, after Abney (1996); rule inventory in ``lang/<code>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import DossierFileError
from dragoman.lang.lexicon import TimeRule, Value
from dragoman.resolve.times_figures import FIGURE_CATEGORIES, FIGURE_SAMPLES, figure_categories, figure_value
from dragoman.resolve.times_starts import first_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.lang.lexicon import TimeLexicon

OTHER = "_"
"""The character of a word that no rule uses."""

_WORD = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])"
    r"|\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|s)\b)?"
    r"|[^\W\d_](?:\.[^\W\d_](?!\w))+\.?"
    r"|[^\W\d_]+"
    r"|['’]s\b"
    r"|\n\s*\n"
    r"|[^\w\s]|_"
)
_MACRO = re.compile(r"[A-Z]{2,}")
_LITERAL = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_PIECE = re.compile(r"\{(?:(\w+)=)?([^{}]+)\}|(\"[^\"]+\")|(\(\?(?:[:=!]|<[=!])|[()|?$])|\s+")
_FIRST_CHARACTER = 0xE000
_GUIDE = "See docs/guides/add-a-language.md."


class Found(NamedTuple):
    """One match of one rule.

    Attributes:
        first, last: Word indices in the cut text, last exclusive.
        start, end: Code points of the text, end-exclusive.
        got: What the named words stand for; the rule's constants beneath.
    """

    rule: TimeRule
    first: int
    last: int
    start: int
    end: int
    got: Mapping[str, Value]


class Words(NamedTuple):
    """A text cut into words: their code points, and one category character for each."""

    text: str
    spans: list[tuple[int, int]]
    codes: str

    def word(self, i: int) -> str:
        """Give the ``i``-th word as printed."""
        return self.text[slice(*self.spans[i])]


class Compiled(NamedTuple):
    """A rule as an expression; for each of its groups, the name and the categories that it may have."""

    rule: TimeRule
    pattern: re.Pattern[str]
    names: Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """A lexicon compiled: rules as regular expressions over category characters.

    Attributes:
        codes: The character of each word form, as printed.
        figures: The character of each set of figure categories.
        dotted: Word forms that may carry a full stop of their own.
        hyphens: The characters of hyphens and dashes.
        senses: For each word, in lower case, its categories and what it stands for in each.
        starts: For each character, the rules that can begin with it, in their order.
        start: Any of those characters.
    """

    codes: Mapping[str, str]
    figures: Mapping[frozenset[str], str]
    dotted: frozenset[str]
    hyphens: frozenset[str]
    senses: Mapping[str, Mapping[str, Value]]
    starts: Mapping[str, tuple[Compiled, ...]]
    start: re.Pattern[str]


@cache
def compile_grammar(lexicon: TimeLexicon) -> Grammar:
    """Compile a lexicon's rules; the same lexicon gives the same grammar.

    Raises:
        DossierFileError: DG201, a pattern uses an unknown category or macro, or is no regular expression.
    """
    rules = (*_named_day_rules(lexicon), *lexicon.rules)
    senses = _senses(lexicon, frozenset(word for rule in rules for word in _literals(rule.pattern, lexicon)))
    codes, figures, members = _alphabet(lexicon, senses)
    compiled = tuple(_compile(rule, lexicon, members) for rule in rules)
    starts: dict[str, list[Compiled]] = {}
    for each in compiled:
        for character in first_characters(each.pattern.pattern):
            starts.setdefault(character, []).append(each)
    return Grammar(
        codes=codes,
        figures=figures,
        dotted=frozenset(form for name in lexicon.dotted for word in lexicon.words[name] for form in _forms(word)),
        hyphens=frozenset(codes[word] for word in lexicon.words["hyphen"]),
        senses=senses,
        starts={character: tuple(rules) for character, rules in starts.items()},
        start=re.compile(f"[{''.join(starts)}]"),
    )


def cut(text: str, grammar: Grammar) -> Words:
    """Cut a text into words, one category character for each."""
    spans: list[tuple[int, int]] = []
    codes: list[str] = []
    known, dotted = grammar.codes, grammar.dotted
    previous = ""
    for match in _WORD.finditer(text):
        word = match.group()
        code = known.get(word)
        if code is None:
            code = _figure(word, match.start(), spans, codes, grammar) if word[0].isdecimal() else OTHER
        elif word == "." and previous in dotted and spans[-1][1] == match.start():
            spans[-1] = (spans[-1][0], match.end())
            continue
        spans.append(match.span())
        codes.append(code)
        previous = word
    return Words(text, spans, "".join(codes))


def candidates_from(words: Words, grammar: Grammar, at: int) -> list[Found]:
    """Give what matches at the first place from word ``at`` on where any rule does, longest first; else nothing."""
    for hit in grammar.start.finditer(words.codes, at):
        begin = hit.start()
        found = [
            _found(words, begin, match, each, grammar)
            for each in grammar.starts[words.codes[begin]]
            if (match := each.pattern.match(words.codes, begin)) is not None
        ]
        if found:
            return sorted(found, key=lambda one: -one.last)
    return []


def _found(words: Words, at: int, match: re.Match[str], compiled: Compiled, grammar: Grammar) -> Found:
    got = dict(compiled.rule.constants)
    for group, (name, categories) in compiled.names.items():
        if match[group] is not None:
            got[name] = _value(words.word(match.start(group)), categories, grammar)
    start, end = words.spans[at][0], words.spans[match.end() - 1][1]
    return Found(compiled.rule, at, match.end(), start, end, got)


def _value(word: str, categories: tuple[str, ...], grammar: Grammar) -> Value:
    form = word.lower()
    senses = grammar.senses.get(form) or grammar.senses.get(form.rstrip("."), {})
    for category in categories:
        if category in senses:
            return senses[category]
    return figure_value(form, categories)


def _figure(word: str, start: int, spans: list[tuple[int, int]], codes: list[str], grammar: Grammar) -> str:
    """Give a figure's character; one that is joined to letters (``F-16``, ``Su27``) is no figure."""
    if spans and spans[-1][1] == start:
        if codes[-1] == OTHER:
            return OTHER
        joined = len(codes) > 1 and spans[-2][1] == spans[-1][0] and codes[-2] == OTHER
        if joined and codes[-1] in grammar.hyphens:
            return OTHER
    return grammar.figures.get(frozenset(figure_categories(word)), OTHER)


def _literals(pattern: str, lexicon: TimeLexicon) -> Iterator[str]:
    for text in (pattern, *lexicon.macros.values()):
        yield from ((match[1] or match[2]).lower() for match in _LITERAL.finditer(text))


def _named_day_rules(lexicon: TimeLexicon) -> Iterator[TimeRule]:
    for row, day in enumerate(lexicon.named_days):
        parts = _quoted(day.name)
        taken = day.words or len(parts)
        rest = f"(?={' '.join(parts[taken:])})" if parts[taken:] else "(?:{comma}?{year})?"
        before = "|".join(f"(?<={' '.join(_quoted(phrase))})" for phrase in day.after)
        pattern = (f"(?:{before})" if before else "") + " ".join(parts[:taken]) + rest
        yield TimeRule(f"named-day-{row}", pattern, "named_day", {"row": row}, (), 0)


def _quoted(words: str) -> list[str]:
    return [f'"{word}"' for word in _WORD.findall(words)]


def _senses(lexicon: TimeLexicon, literals: frozenset[str]) -> dict[str, dict[str, Value]]:
    """Give for each word, in lower case, its categories and what it stands for in each."""
    senses: dict[str, dict[str, Value]] = {word: {f'"{word}"': word} for word in literals}
    for category, row in lexicon.words.items():
        for word, value in row.items():
            senses.setdefault(word, {})[category] = value
    return senses


def _alphabet(
    lexicon: TimeLexicon, senses: Mapping[str, Mapping[str, Value]]
) -> tuple[dict[str, str], dict[frozenset[str], str], dict[str, str]]:
    """Give the character of each word form and of each set of figures, and the characters of each category."""
    sets: dict[frozenset[str], str] = {}

    def character(categories: frozenset[str]) -> str:
        return sets.setdefault(categories, chr(_FIRST_CHARACTER + len(sets)))

    figures = {kinds: character(kinds) for kinds in map(frozenset, map(figure_categories, FIGURE_SAMPLES))}
    codes: dict[str, str] = {}
    for word, row in senses.items():
        kinds = frozenset(row) | (frozenset(figure_categories(word)) if word[0].isdecimal() else frozenset())
        codes.update({form: character(kinds) for form in _forms(word) if form != word or word == word.upper()})
        if word != word.upper():
            small = kinds - lexicon.capital
            codes[word] = character(small) if small else OTHER
    members: dict[str, str] = dict.fromkeys((*lexicon.words, *FIGURE_CATEGORIES), "")
    for kinds, mark in sets.items():
        for category in kinds:
            members[category] = members.get(category, "") + mark
    return codes, figures, members


def _forms(word: str) -> tuple[str, ...]:
    return word, word[0].upper() + word[1:], word.upper()


def _compile(rule: TimeRule, lexicon: TimeLexicon, members: Mapping[str, str]) -> Compiled:
    names: dict[str, tuple[str, tuple[str, ...]]] = {}
    where = f"{lexicon.path}/times_rules.yaml"

    def piece(match: re.Match[str]) -> str:
        name, categories, literal, structure = match.group(1, 2, 3, 4)
        if structure or not (categories or literal):
            return structure or ""
        chosen = tuple(categories.split("|")) if categories else (literal,)
        unknown = [category for category in chosen if not members.get(category)]
        if unknown:
            raise DossierFileError(where, rule.line, f"rule '{rule.name}': no words in {unknown}.", _GUIDE)
        group = f"g{len(names)}"
        is_named = bool(categories) and (name or len(chosen) == 1)
        if is_named:
            names[group] = (name or chosen[0], chosen)
        characters = f"[{''.join(members[category] for category in chosen)}]"
        return f"(?P<{group}>{characters})" if is_named else characters

    expanded = _expand(rule.pattern, lexicon, where, rule)
    left = _PIECE.sub("", expanded)
    if left:
        raise DossierFileError(where, rule.line, f"rule '{rule.name}': '{left}' is not part of the notation.", _GUIDE)
    try:
        return Compiled(rule, re.compile(_PIECE.sub(piece, expanded)), names)
    except re.error as error:
        raise DossierFileError(where, rule.line, f"rule '{rule.name}': {error}.", _GUIDE) from None


def _expand(pattern: str, lexicon: TimeLexicon, where: str, rule: TimeRule) -> str:
    """Put macros in, and write literals as the categories that they are."""

    def macro(match: re.Match[str]) -> str:
        if match[0] not in lexicon.macros:
            known = ", ".join(sorted(lexicon.macros))
            raise DossierFileError(
                where, rule.line, f"rule '{rule.name}': no macro {match[0]}. Known: {known}.", _GUIDE
            )
        return lexicon.macros[match[0]]

    return _LITERAL.sub(lambda each: f'"{(each[1] or each[2]).lower()}"', _MACRO.sub(macro, pattern))
