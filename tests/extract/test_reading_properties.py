"""Properties of a whole reading: whatever the text, spans are verbatim, labels unique, and time is linear."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Claim, Document, Evidence, Published, Statement
from dragoman.values import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.extract import Extraction
    from dragoman.pipeline import Engine

pytestmark = pytest.mark.model

WHO = ("Russia", "Ukraine", "Kyiv", "the Kremlin", "Rustem Umerov", "Turkish officials", "both sides", "a source", "he")
DID = (
    "held a second round of talks with Ukraine",
    "struck an oil depot with 40 drones, killing at least three people",
    "said that the ceasefire could begin",
    "denied that it had shelled the hospital",
    "agreed to swap 1,000 prisoners",
    "will return the bodies of 6,000 soldiers",
    "called for a 30-day truce if the talks fail",
    "refused to withdraw, a spokesman told reporters",
    "led the delegation that met in Ankara",
)
WHEN = ("on Monday", "overnight", "in early June", "this Wednesday", "since March", "for two hours", "")
WHERE = ("in Istanbul", "near Sumy", "across the Kursk region", "at the Belaya air base", "")
ENDS = (".", "!", "?", ".\n\n", ",", ";", "", " -", "…", ".”", '."')

sentences = st.builds(
    lambda *parts: " ".join(p for p in parts[:-1] if p) + parts[-1],
    st.sampled_from(WHO),
    st.sampled_from(DID),
    st.sampled_from(WHERE),
    st.sampled_from(WHEN),
    st.sampled_from(ENDS),
)
texts = st.lists(sentences, min_size=1, max_size=5).map(" ".join)
mutations = st.sampled_from(
    [
        str.upper,
        str.lower,
        lambda t: t[: len(t) * 2 // 3],
        lambda t: t[len(t) // 5 :],
        lambda t: "".join(c for c in t if c not in '.,;!?”"'),
        lambda t: t.replace(" ", "  "),
        lambda t: t.replace(" ", "\n"),
        lambda t: t.replace("a", "а"),  # noqa: RUF001 (the Cyrillic letter is meant)
        lambda t: "“" + t.replace(" ", " ”", 2),
        lambda t: t[::-1],
        lambda t: f"\u00a0\ufeff{t}\U0001f1fa\U0001f1e6 \t",
    ]
)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(engine: Engine, text: str) -> Extraction:
    document = Document("d", "d", "c", text, published=Published(parse_instant("2025-06-03"), "case"))
    ((_, found),) = engine.read([document])
    return found


def spans(record: object) -> Iterator[Evidence]:
    """Give every evidence that a record holds, at any depth."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif hasattr(record, "__dataclass_fields__"):
        for name in record.__dataclass_fields__:
            yield from spans(getattr(record, name))


def assert_sound(text: str, found: Extraction) -> None:
    for evidence in spans((found.claims, found.statements)):
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.quote
    labels = [claim.label for claim in found.claims]
    assert labels == [f"c{n}" for n in range(1, len(labels) + 1)]
    assert len({claim.id for claim in found.claims}) == len(labels)
    assert len({statement.id for statement in found.statements}) == len(found.statements)
    assert all(claim.evidence and set(claim.about) <= set(labels) - {claim.label} for claim in found.claims)


@SLOW
@given(text=texts)
def test_every_span_is_verbatim_and_every_label_its_own(engine: Engine, text: str) -> None:
    assert_sound(text, read(engine, text))


@SLOW
@given(text=texts, mutate=mutations)
def test_a_mutilated_text_is_read_without_a_fall(engine: Engine, text: str, mutate: object) -> None:
    assert callable(mutate)
    changed = mutate(text)
    assert_sound(changed, read(engine, changed))


@SLOW
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
def test_any_characters_are_read_without_a_fall(engine: Engine, text: str) -> None:
    assert_sound(text, read(engine, text))


@settings(max_examples=15, deadline=None)
@given(text=texts)
def test_the_same_text_gives_the_same_reading(engine: Engine, text: str) -> None:
    assert read(engine, text) == read(engine, text)


@settings(max_examples=15, deadline=None)
@given(text=texts)
def test_what_is_read_names_its_document(engine: Engine, text: str) -> None:
    found = read(engine, text)
    records: list[Claim | Statement] = [*found.claims, *found.statements]
    assert all((record.document_id, record.revision) == ("d", "d") for record in records)


@pytest.mark.slow
@pytest.mark.parametrize("end", [". ", " "], ids=["sentences", "no-full-stop"])
def test_a_long_line_is_read_in_little_more_than_linear_time(engine: Engine, end: str) -> None:
    """Four times the text takes far less than the sixteen times of a stage that is quadratic."""
    from dragoman.extract import RuleExtractor  # noqa: F401 (imports are not part of what is measured)

    once = end.join(f"{who} {did} {where} on 2 June" for who in WHO for did in DID for where in WHERE)
    unit = once * (20_000 // len(once))
    read(engine, once)
    first = _extraction_s(engine, unit)
    second = _extraction_s(engine, unit * 4)
    assert second < first * 4 * 1.8 + 1


def _extraction_s(engine: Engine, text: str) -> float:
    """Give the processor seconds of extraction alone; the model's own time is no matter of ours."""
    document = Document("d", "d", "c", text)
    analysis = engine._analyser.analyse(document)
    mentions = engine._resolver.resolve(document, analysis)
    started = time.process_time()
    assert_sound(text, engine._extractor.extract(document, analysis, mentions))
    return time.process_time() - started
