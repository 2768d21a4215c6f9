"""Linear time: twice the text takes about twice as long, also where it is one sentence without an end.

Measured in processor seconds, the least of three runs, on analyses built by hand, so that neither the model nor a busy
machine is measured.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dragoman.lang.lexicon import load_time_lexicon
from dragoman.lang.tables import load_table
from dragoman.model import Analysis, Name, Sentence
from dragoman.resolve.actors import find_actors
from dragoman.resolve.numbers import QuantityLexicon
from dragoman.resolve.quantities import find_quantities
from dragoman.resolve.times import find_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.resolve.actor_lexicon import ActorLexicon

LINE = (
    "The/DT/det/3 Veldoran/JJ/amod/3 foreign/JJ/amod/3 minister/NN/nsubj/6 Ada/NNP/compound/5 Renn/NNP/appos/3 "
    "met=meet/VBD/ROOT/6 twelve/CD/nummod/8 envoys=envoy/NNS/dobj/6 of/IN/prep/8 the/DT/det/11 army/NN/pobj/9 "
    "on/IN/prep/6 Monday/NNP/pobj/12 ,/,/punct/6 2/CD/nummod/16 June/NNP/npadvmod/6 and/CC/cc/6 Marr/NNP/nsubj/19 "
    "left=leave/VBD/conj/6"
)
FEW, TIMES = 300, 4
SLACK = 1.6
"""How much more than ``TIMES`` the longer text may take: a quadratic stage takes ``TIMES`` times as much again."""


def repeated(line: Analysis, count: int, *, is_endless: bool) -> Analysis:
    """Give the analysis of a line that stands ``count`` times, as so many sentences or as a single one."""
    words, chars = len(line.tokens), len(line.text)
    tokens = tuple(
        t._replace(i=t.i + n * words, head=t.head + n * words, start=t.start + n * chars, end=t.end + n * chars)
        for n in range(count)
        for t in line.tokens
    )
    children = tuple(tuple(c + n * words for c in below) for n in range(count) for below in line.children)
    step = count if is_endless else 1
    sentences = tuple(
        Sentence(n * words, (n + step) * words, n * chars, (n + step) * chars - 1) for n in range(0, count, step)
    )
    names = tuple(Name(at + n * words, at + 2 + n * words, "PERSON") for n in range(count) for at in (4,))
    return Analysis("revision", line.text * count, "by hand", tokens, sentences, names, children)


def least_s(run: Callable[[], object]) -> float:
    """Give the processor seconds of the fastest of three runs."""
    took = []
    for _ in range(3):
        started = time.process_time()
        run()
        took.append(time.process_time() - started)
    return min(took)


@pytest.mark.no_cover
@pytest.mark.parametrize("is_endless", [False, True], ids=["sentences", "one-sentence"])
@pytest.mark.parametrize("stage", ["actors", "times", "quantities"])
def test_a_longer_text_takes_in_proportion(
    stage: str, analysed: Callable[..., Analysis], small_lexicon: ActorLexicon, *, is_endless: bool
) -> None:
    times, numbers = load_time_lexicon("en"), QuantityLexicon.from_data(load_table("en", "quantities"))
    stages: dict[str, Callable[[Analysis], object]] = {
        "actors": lambda a: find_actors(a, small_lexicon),
        "times": lambda a: find_times(a, date(2025, 6, 3), times),
        "quantities": lambda a: find_quantities(a, (), numbers),
    }
    few, many = (repeated(analysed(LINE), count, is_endless=is_endless) for count in (FEW, FEW * TIMES))
    once, longer = least_s(lambda: stages[stage](few)), least_s(lambda: stages[stage](many))
    assert longer < once * TIMES * SLACK + 0.05
