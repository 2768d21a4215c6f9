"""Loads a language's lexicon: YAML files under ``lang/<code>/`` come in, frozen records go out.

The files are read once for each path and checked here; a mistake names its file and line. Nothing
here interprets a rule: the grammar that compiles the patterns is in ``resolve``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import UnknownLanguageError
from dragoman.lang.files import LexiconFile

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = int | str
"""What a word stands for: a number, or a code of TIMEX3."""


class TimeRule(NamedTuple):
    """One kind of time expression.

    Attributes:
        name: Unique within the language.
        pattern: The row of word categories, in the notation of ``times_rules.yaml``.
        reads: Name of the reading that gives its value and interval.
        constants: What the reading is told beside the words.
        checks: Names of the conditions that the surroundings must meet.
        line: Line in the file, from 1.
    """

    name: str
    pattern: str
    reads: str
    constants: Mapping[str, Value]
    checks: tuple[str, ...]
    line: int


class NamedDay(NamedTuple):
    """A day that has a name.

    Attributes:
        name: Its words, lower case.
        date: ISO date of the one event that bears the name, or None.
        month, day: The day of every year, or None.
        nth, weekday: "Fourth Thursday" of ``month``, or None.
        words: How many of the name's words are the time expression; 0 for all.
        after: Phrases of which one must stand before it; none for anywhere.
    """

    name: str
    date: str | None = None
    month: int | None = None
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    words: int = 0
    after: tuple[str, ...] = ()


class TenseWords(NamedTuple):
    """Verbs and nouns that tell whether an event lies before or after the report."""

    firm_modals: frozenset[str]
    back_shift: frozenset[str]
    pluperfect: frozenset[str]
    prospective: frozenset[str]
    prospective_participles: frozenset[str]
    proposing: frozenset[str]
    either: frozenset[str]
    scheduled: frozenset[str]
    prospective_nouns: frozenset[str]
    realised: frozenset[str]
    extending: frozenset[str]
    over_prepositions: frozenset[str]
    going: frozenset[str]
    locating: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class TimeLexicon:
    """All that finding and reading times needs to know of one language.

    Attributes:
        lang: ISO 639-1 code.
        path: The folder it was read from, for messages.
        words: For each category, its words in lower case and what each stands for.
        capital: Categories whose words must begin with a capital.
        dotted: Categories whose words may carry a full stop of their own.
        ambiguous_months: Months that are also verbs, by number.
        relations: For each relation, the words before an expression that set it, as tuples of words.
        thirds: For each unit and part (``START``, ``MID``, ``END``), its first and last position in the unit.
        between: Words that may stand between two expressions, by use: ``clock``, ``span``, ``list``, ``openers``.
        determiners: Words before a date that is used as an adjective.
        month_only: Prepositions of months and not of days.
        ages: Words after a length that make it an age.
        seasons: First month and number of months.
        vague_ago, vague_recent: Days and weeks that a vague count reaches, by TIMEX3 unit.
        weekend: First and last ISO weekday of the weekend.
        dateline: Regular expression of what follows the date of a dateline.
        stamp: Regular expression of a whole date and time that an outlet prints over a report.
    """

    lang: str
    path: str
    words: Mapping[str, Mapping[str, Value]]
    rules: tuple[TimeRule, ...]
    macros: Mapping[str, str]
    capital: frozenset[str]
    dotted: frozenset[str]
    ambiguous_months: frozenset[int]
    relations: tuple[tuple[str, tuple[str, ...]], ...]
    thirds: Mapping[str, Mapping[str, tuple[int, int]]]
    between: Mapping[str, frozenset[str]]
    determiners: frozenset[str]
    month_only: frozenset[str]
    ages: frozenset[str]
    seasons: Mapping[str, tuple[int, int]]
    vague_ago: Mapping[str, tuple[int, int]]
    vague_recent: Mapping[str, int]
    weekend: tuple[int, int]
    named_days: tuple[NamedDay, ...]
    tense: TenseWords
    dateline: str
    stamp: str


def load_time_lexicon(lang: str) -> TimeLexicon:
    """Give the time lexicon of a language that comes with the program.

    Args:
        lang: ISO 639-1 code.

    Raises:
        UnknownLanguageError: DG110, no lexicon for ``lang``.
        DossierFileError: DG201, a file of the lexicon breaks the form.
    """
    here = Path(__file__).parent
    known = tuple(path.parent.name for path in here.glob("*/times.yaml"))
    if lang not in known:
        raise UnknownLanguageError(lang, known)
    return read_time_lexicon(here / lang)


@cache
def read_time_lexicon(folder: Path) -> TimeLexicon:
    """Read the four time files of a folder; the same folder gives the same record.

    Raises:
        DossierFileError: DG201, a file is missing or breaks the form.
    """
    words, days = LexiconFile(folder / "times.yaml"), LexiconFile(folder / "times_days.yaml")
    rules, tense = LexiconFile(folder / "times_rules.yaml"), LexiconFile(folder / "times_tense.yaml")
    reach = {unit: words.table(f"vague_{name}") for unit, name in (("D", "days"), ("W", "weeks"))}
    return TimeLexicon(
        lang=folder.name,
        path=str(folder),
        words={category: _words(words, category, row) for category, row in words.table("words").items()},
        rules=tuple(_rules(rules)),
        macros={name: str(pattern) for name, pattern in rules.table("macros").items()},
        capital=words.names("capital"),
        dotted=words.names("dotted"),
        ambiguous_months=frozenset(words.number(month, "ambiguous_months") for month in words.rows("ambiguous_months")),
        relations=tuple(_relations(words)),
        thirds=_thirds(words),
        between={use: frozenset(map(str, words.as_rows(row, use))) for use, row in words.table("between").items()},
        determiners=words.names("determiners"),
        month_only=words.names("month_only"),
        ages=words.names("ages"),
        seasons={code: words.pair(months, code) for code, months in words.table("seasons").items()},
        vague_ago={unit: words.pair(row.get("ago"), "ago") for unit, row in reach.items()},
        vague_recent={unit: words.number(row.get("recent"), "recent") for unit, row in reach.items()},
        weekend=words.pair(words.rows("weekend_days"), "weekend_days"),
        named_days=tuple(_named_days(days)),
        tense=TenseWords(*(tense.names(field) for field in TenseWords._fields)),
        dateline=tense.text("dateline"),
        stamp=tense.text("stamp"),
    )


def _words(file: LexiconFile, category: str, row: object) -> dict[str, Value]:
    entries = file.as_table(row, category)
    for word, value in entries.items():
        if not isinstance(value, (int, str)):
            raise file.problem(f"'{word}' of '{category}' stands for neither a number nor a text.", file.line_of(row))
    return {str(word).lower(): _value(value) for word, value in entries.items()}


def _value(value: object) -> Value:
    return int(value) if isinstance(value, int) else str(value)


def _rules(file: LexiconFile) -> Iterator[TimeRule]:
    for row in file.rows("rules"):
        rule = file.as_table(row, "rules")
        line = file.line_of(row) or 0
        unknown = set(rule) - {"name", "pattern", "reads", "with", "check"}
        if unknown or not {"name", "pattern", "reads"} <= set(rule):
            raise file.problem("a rule has name, pattern and reads, and may have with and check.", line)
        constants = {key: _value(value) for key, value in file.as_table(rule.get("with", {}), "with").items()}
        checks = tuple(map(str, file.as_rows(rule.get("check", []), "check")))
        yield TimeRule(str(rule["name"]), str(rule["pattern"]), str(rule["reads"]), constants, checks, line)


def _relations(file: LexiconFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    for relation, phrases in file.table("relations").items():
        for phrase in file.as_rows(phrases, "relations"):
            yield relation, tuple(str(phrase).lower().split())


def _thirds(file: LexiconFile) -> dict[str, dict[str, tuple[int, int]]]:
    return {
        unit: {part: file.pair(reach, "thirds") for part, reach in file.as_table(parts, "thirds").items()}
        for unit, parts in file.table("thirds").items()
    }


def _named_days(file: LexiconFile) -> Iterator[NamedDay]:
    for row in file.rows("named_days"):
        day = dict(file.as_table(row, "named_days"))
        at = file.pair(day.pop("day"), "day") if "day" in day else (None, None)
        fields = {key: file.number(day[key], key) for key in ("nth", "weekday", "words") if key in day}
        after = tuple(map(str, file.as_rows(day.get("after", []), "after")))
        month = file.number(day["month"], "month") if "month" in day else at[0]
        date = str(day["date"]) if "date" in day else None
        if date is None and month is None:
            raise file.problem("a named day has a date, a day or a month.", file.line_of(row))
        yield NamedDay(str(day["name"]).lower(), date=date, month=month, day=at[1], after=after, **fields)
