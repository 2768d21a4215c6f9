"""Bad texts: mixed languages, shouted, unpunctuated, full of marks; read without a fall, verbatim, in linear time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.extract.holdings import Holdings, Nesting
from dragoman.extract.speech import Speech
from dragoman.model import Document, Evidence, Published, Sentence
from dragoman.values import Span, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.extract import Extraction
    from dragoman.pipeline import Engine

ENGLISH = (
    "Russia and Ukraine held a second round of talks in Istanbul on Monday.",
    "“We will swap 1,000 prisoners,” Rustem Umerov said. “It was agreed.”",
    "Officials said that drones had struck 40 aircraft overnight, killing at least three people.",
    "The Kremlin denied that it had refused a 30-day truce.",
)
FOREIGN = (
    "Die Delegationen trafen sich am Montag in Istanbul.",
    "Делегации встретились в Стамбуле в понедельник.",
    "التقى الوفدان في إسطنبول يوم الاثنين.",
    "双方代表团周一在伊斯坦布尔会晤。",
    "हमला सोमवार को हुआ।",
)
mixed = st.lists(st.sampled_from(ENGLISH + FOREIGN), min_size=1, max_size=6)
ENDLESS: dict[str, Callable[[str], str]] = {
    "one-line": str,
    "unpunctuated": lambda text: "".join(c for c in text if c.isalnum() or c == " "),
    "capitals": str.upper,
    "quotations": lambda text: " ".join(f"“{part}.”" for part in text.split(".") if part.strip()),
    "marks": lambda _: '“ ” ( ) — ‘ ’ " , ; : ',
}


def read(engine: Engine, text: str) -> Extraction:
    document = Document("d", "d", "c", text, published=Published(parse_instant("2025-06-03"), "case"))
    ((_, found),) = engine.read([document])
    return found


@pytest.mark.model
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=mixed, between=st.sampled_from([" ", "\n", "\n\n", "", " — ", "\u200b", "\u202e"]))
def test_languages_mixed_in_one_text_are_read_verbatim(engine: Engine, parts: list[str], between: str) -> None:
    text = between.join(parts)
    found = read(engine, text)
    spans = [e for c in found.claims for e in c.evidence] + [e for s in found.statements for e in s.content]
    assert all(text[e.start : e.end] == e.quote and e.quote for e in spans)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_text_without_an_end_is_linked_and_read_in_linear_time(kind: str, engine: Engine) -> None:
    """Four times the text takes far less than the sixteen times of a stage that is quadratic."""
    unit = ENDLESS[kind](" ".join(ENGLISH)) + " "
    read(engine, unit)
    once, more = (_after_analysis_s(engine, (unit * (n // len(unit) + 1))[:n]) for n in (8_000, 32_000))
    assert more < once * 4 * 1.8 + 1


def _after_analysis_s(engine: Engine, text: str) -> float:
    """Give the processor seconds of linking and extraction; the analysis is spaCy's, in blocks of bounded length."""
    document = Document("d", "d", "c", text)
    analysis = engine._analyser.analyse(document)
    started = time.process_time()
    found = engine._extractor.extract(document, analysis, engine._resolver.resolve(document, analysis))
    took = time.process_time() - started
    assert all(text[e.start : e.end] == e.quote for c in found.claims for e in c.evidence)
    return took


# Who holds what, found by index as by looking at everything

SENTENCES = tuple(Sentence(n, n + 1, n * 20, n * 20 + 20) for n in range(10))
stretches = st.tuples(st.integers(0, 180), st.integers(1, 19)).map(lambda s: Span(s[0], s[0] + s[1]))
speeches = st.builds(
    lambda cue, spans: Speech(cue, Evidence(0, 1, "x"), None, tuple(sorted(spans)), (), sentence=cue % 10),
    st.integers(0, 12),
    st.lists(stretches, max_size=3),
)
many = st.lists(speeches, max_size=8)


@given(many, st.lists(st.tuples(st.integers(0, 7), stretches), max_size=4), stretches)
def test_holders_are_those_whose_content_overlaps(
    found: list[Speech], given_later: list[tuple[int, Span]], asked: Span
) -> None:
    held = Holdings(found, SENTENCES)
    content = [list(s.content) for s in found]
    for n, span in given_later:
        if n < len(held):
            held.give(n, span)
            content[n].append(span)
    overlapping = [n for n, spans in enumerate(content) if any(span.overlaps(asked) for span in spans)]
    assert held.holding(asked.start, asked.end) == overlapping
    assert [s.content for s in held.speeches()] == [tuple(sorted(c)) for c in content if c]
    assert [held.has_content(n) for n in range(len(held))] == [bool(c) for c in content]
    ends = [max([SENTENCES[s.sentence].end, *(x.end for x in c)]) for s, c in zip(found, content, strict=True)]
    assert held.ending(asked.start, asked.end) == [n for n, e in enumerate(ends) if asked.start <= e <= asked.end]


@given(many, stretches)
def test_those_beside_have_their_cue_in_the_sentence(found: list[Speech], asked: Span) -> None:
    wanted = {asked.start // 20, (asked.end - 1) // 20}
    assert sorted(Holdings(found, SENTENCES).beside(asked.start, asked.end)) == [
        n for n, s in enumerate(found) if s.sentence in wanted
    ]


@given(many, st.integers(0, 200), st.integers(0, 12))
def test_a_cue_is_nested_where_another_cue_holds_it(found: list[Speech], at: int, cue: int) -> None:
    wanted = any(s.cue != cue and s.covers(at) for s in found)
    assert Nesting(found).has(at, cue) is wanted
