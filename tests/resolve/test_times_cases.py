"""Runs the sentence cases under cases/times, first on a hand-built analysis, then on the model's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dragoman.analyse import load_analyser
from dragoman.lang.lexicon import TimeLexicon, load_time_lexicon
from dragoman.model import Analysis, Document, Sentence, Timex, Token
from dragoman.resolve.times import find_times
from dragoman.settings import SETTINGS

CASES = Path(__file__).parent.parent / "cases" / "times"


def read_cases() -> list[Any]:
    """One pytest parameter for each case of each file, named ``<file>/<id>``."""
    reader = YAML(typ="safe", pure=True)
    files = sorted(CASES.glob("*.yaml"))
    return [pytest.param(case, id=f"{file.stem}/{case['id']}") for file in files for case in reader.load(file)]


def analysis_of(text: str, tags: dict[str, str], lemmas: dict[str, str]) -> Analysis:
    """Every word hangs on its sentence's last tagged verb; modals and "to" are its auxiliaries."""
    cut = list(re.finditer(r"\w+|[^\w\s]", text))
    ends = [i + 1 for i, word in enumerate(cut) if word[0] == "." and (i + 1 == len(cut) or text[word.end()] == " ")]
    bounds = list(zip([0, *ends], [*ends, len(cut)], strict=True))
    tokens: list[Token] = []
    for first, last in bounds:
        verbs = [i for i in range(first, last) if tags.get(cut[i][0], "")[:2] in {"VB", "MD"}]
        root = verbs[-1] if verbs else first
        for i in range(first, last):
            word = cut[i][0]
            tag = tags.get(word, "NN" if word.isalpha() else ".")
            dep = "ROOT" if i == root else "aux" if i in verbs or tag == "TO" else "dep"
            pos = "AUX" if dep == "aux" else "VERB" if tag[:2] == "VB" else "X"
            lemma = lemmas.get(word, word.lower())
            tokens.append(Token(i, cut[i].start(), cut[i].end(), word, lemma, pos, tag, dep, root))
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    sentences = tuple(Sentence(a, b, tokens[a].start, tokens[b - 1].end) for a, b in bounds if a < b)
    return Analysis("rev", text, "by hand", tuple(tokens), sentences, (), children)


def shown(timex: Timex) -> list[str] | None:
    """A timex's interval as the cases write it."""
    return None if timex.interval is None else list(map(str, timex.interval.to_outside().values()))


def check(case: dict[str, Any], found: tuple[Timex, ...]) -> None:
    assert [timex.text for timex in found] == [each["text"] for each in case["expect"]], case.get("why")
    for timex, wanted in zip(found, case["expect"], strict=True):
        interval = wanted["interval"]
        assert shown(timex) == (None if interval is None else list(map(str, interval))), case.get("why")
        assert "relation" not in wanted or timex.relation == wanted["relation"]
        assert "value" not in wanted or timex.value == wanted["value"]


@pytest.fixture(scope="module")
def lexicon() -> TimeLexicon:
    return load_time_lexicon("en")


@pytest.mark.parametrize("case", read_cases())
def test_case_on_a_hand_built_analysis(case: dict[str, Any], lexicon: TimeLexicon) -> None:
    if case.get("needs_model"):
        pytest.skip("what tells it apart is the model's syntax; the same case runs under the mark 'model'")
    analysis = analysis_of(case["text"], case.get("tags", {}), case.get("lemmas", {}))
    check(case, find_times(analysis, day_of(case), lexicon))


@pytest.fixture(scope="module")
def analyser() -> Any:
    return load_analyser(next(row.default for row in SETTINGS if row.name == "model"))


@pytest.mark.model
@pytest.mark.parametrize("case", read_cases())
def test_case_on_the_models_analysis(case: dict[str, Any], lexicon: TimeLexicon, analyser: Any) -> None:
    document = Document(id="doc", revision="rev", capture_id="cap", text=case["text"], language="en")
    check(case, find_times(analyser.analyse(document), day_of(case), lexicon))


def day_of(case: dict[str, Any]) -> date | None:
    published = case["published"]
    return published if published is None or isinstance(published, date) else date.fromisoformat(published)
