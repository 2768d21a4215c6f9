"""Words: the language tables that extraction reads with, loaded and indexed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.context import Words
from dragoman.extract.fillers import SideWords
from dragoman.extract.grammar import Grammar
from dragoman.extract.measures import MeasureLexicon
from dragoman.extract.status_lexicon import StatusLexicon
from dragoman.extract.voices import SpeechLexicon
from dragoman.lang.tables import load_table

if TYPE_CHECKING:
    from pathlib import Path


def load_words(lang: str, *, cache: Path | None = None) -> Words:
    """Give the words of a language.

    Raises:
        UnknownLanguageError, DossierFileError: As in ``load_table``.
    """
    actors = load_table(lang, "actors", cache=cache)
    issues = load_table(lang, "issues", cache=cache)
    return Words(
        grammar=Grammar.from_data(load_table(lang, "syntax", cache=cache)),
        status=StatusLexicon.from_data(load_table(lang, "status", cache=cache)),
        speech=SpeechLexicon.from_data(load_table(lang, "attribution", cache=cache), frozenset(actors["unnamed"])),
        measures=MeasureLexicon.from_data(load_table(lang, "measures", cache=cache)),
        issues={issue: frozenset(words) for issue, words in issues.items()},
        sides=SideWords(*(frozenset(actors["both_sides"][key]) for key in SideWords._fields)),
    )
