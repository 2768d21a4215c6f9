"""Evidence lines: cut at words, marked in plain text, one wording printed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.evidence import Notes, evidence_lines, marked_sentence
from dragoman.quoting import credit_words, own_words, voice_chains

if TYPE_CHECKING:
    from collections.abc import Callable


def evidence(quote: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"start": 0, "end": len(quote), "quote": quote, "prefix": prefix, "suffix": suffix}


def claim(n: int, source: str, quote: str) -> dict[str, Any]:
    return {
        "id": f"clm_{n}",
        "doc": f"d{n}",
        "source": source,
        "title": None,
        "published_at": "2025-06-02",
        "attribution": [],
        "evidence": [evidence(quote)],
    }


@pytest.mark.parametrize(
    ("prefix", "suffix", "said"),
    [
        ("", "", "⟦they met⟧"),
        (
            "orrow, the two ministries said, ",
            " in the city of Istanbul for a m",
            "…the two ministries said, ⟦they met⟧ in the city of Istanbul for a…",
        ),
        ("a".rjust(32, "x"), "b" * 32, "x" * 31 + "a⟦they met⟧" + "b" * 32),
        ("It failed. So it began: ", " in Istanbul. They left", "So it began: ⟦they met⟧ in Istanbul."),
        ("“It is over.” ", ".", "⟦they met⟧."),
        ("It is said ", "\n", "It is said ⟦they met⟧ "),
    ],
)
def test_the_quote_is_whole_and_its_sentence_is_cut_at_words(prefix: str, suffix: str, said: str) -> None:
    assert marked_sentence(evidence("they\nmet", prefix, suffix), None, plain=True).plain == said


def test_a_quote_that_ends_its_sentence_takes_nothing_of_the_next() -> None:
    assert marked_sentence(evidence("They met.", "", " Then they left."), None, plain=True).plain == "⟦They met.⟧"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"name": "Istanbul", "precision": "settlement"}, "They met in ⟦Istanbul⟧."),
        ({"quote": "met  in", "start": 0, "end": 7}, "They ⟦met in⟧ Istanbul."),
        ({"name": "They met in Ist", "precision": "settlement"}, "⟦They met in Istanbul.⟧"),
        ({"name": "Ankara", "precision": "settlement"}, "⟦They met in Istanbul.⟧"),
        ({"measure": "duration", "value": 1}, "⟦They met in Istanbul.⟧"),
        ("occurred", "⟦They met in Istanbul.⟧"),
    ],
)
def test_the_words_of_the_value_are_marked_where_they_stand_in_the_quote(value: Any, said: str) -> None:
    assert marked_sentence(evidence("They met in Istanbul."), own_words(value), plain=True).plain == said


def test_in_a_terminal_the_words_are_marked_by_style_alone() -> None:
    text = marked_sentence(evidence("they met", "so "), None, plain=False)
    assert text.plain == "so they met"
    assert any("underline" in str(span.style) for span in text.spans)


def test_chains_stand_side_by_side() -> None:
    voices = [
        {"name": "TASS", "chain": 0, "party": None},
        {"name": "a source", "chain": 0, "party": None},
        {"name": "Umerov", "chain": 1, "party": "UKR"},
    ]
    assert list(voice_chains(voices)) == ["TASS < a source", "Umerov (UKR)"]


def test_a_report_without_outlet_or_date_is_named_by_what_is_known() -> None:
    bare: dict[str, Any] = {"doc": "d1", "source": None, "title": None, "published_at": None, "attribution": []}
    assert credit_words(bare) == "d1, no date"
    assert credit_words({**bare, "title": "A title"}) == "A title, no date"


def test_the_same_words_are_printed_once_and_noted_for_every_report(printed: Callable[[Any], str]) -> None:
    claims = [
        claim(1, "A", "they met"),
        claim(2, "B", "they  met"),
        claim(3, "B", "they spoke"),
        claim(4, "C", "they met"),
    ]
    notes = Notes()
    assert printed(evidence_lines(claims, notes, value=None, plain=True, most=1)).splitlines() == [
        "    [1] ⟦they met⟧",
        "    and 1 more; --all shows them",
    ]
    assert printed(evidence_lines(claims[2:3], notes, value=None, plain=True, most=1)) == "    [2] ⟦they spoke⟧"
    assert printed(notes.lines()).splitlines() == [
        "  [1]  A, 2 Jun 2025  d1",
        "       B, 2 Jun 2025  d2",
        "       C, 2 Jun 2025  d4",
        "  [2]  B, 2 Jun 2025  d3",
    ]


def test_of_several_quotes_those_with_the_words_are_printed(printed: Callable[[Any], str]) -> None:
    two = {
        **claim(1, "A", "They met in Istanbul."),
        "evidence": [evidence("They met in Istanbul."), evidence("It was brief.")],
    }
    in_istanbul = evidence_lines([two], Notes(), value={"name": "Istanbul"}, plain=True, most=None)
    assert printed(in_istanbul) == "    [1] They met in ⟦Istanbul⟧."
    no_words = evidence_lines([two], Notes(), value="occurred", plain=True, most=None)
    assert printed(no_words) == "    [1] ⟦They met in Istanbul.⟧ ⟦It was brief.⟧"
