"""Evidence lines: cut at words, marked in plain text, one wording printed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.cli.render.evidence import claim_lines, credit_words, marked_sentence, voice_chains

if TYPE_CHECKING:
    from collections.abc import Callable


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
        (
            "So it began: ",
            " in Istanbul, on Monday, and left.",
            "So it began: ⟦they met⟧ in Istanbul, on Monday, and left.",
        ),
        ("\nToday ", " again.", " Today ⟦they met⟧ again."),
        ("“", "”", "“⟦they met⟧”"),
        ("It is said ", "\n", "It is said ⟦they met⟧ "),
    ],
)
def test_the_quote_is_whole_and_what_stands_around_is_cut_at_words(prefix: str, suffix: str, said: str) -> None:
    evidence = {"start": 0, "end": 8, "quote": "they\nmet", "prefix": prefix, "suffix": suffix}
    assert marked_sentence(evidence, plain=True).plain == said


def test_in_a_terminal_the_words_are_marked_by_style_alone() -> None:
    text = marked_sentence({"quote": "they met", "prefix": "so ", "suffix": None}, plain=False)
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
    bare: dict[str, Any] = {"doc": "d1", "source": None, "title": None, "published_at": None}
    assert credit_words(bare) == "d1, no date"
    assert credit_words({**bare, "title": "A title"}) == "A title, no date"


def test_the_same_words_are_printed_once(printed: Callable[[Any], str]) -> None:
    claims = [
        {"doc": str(n), "source": outlet, "published_at": "2025-06-02", "evidence": [{"quote": quote}]}
        for n, (outlet, quote) in enumerate(
            [("A", "they met"), ("B", "they  met"), ("B", "they spoke"), ("C", "they met")]
        )
    ]
    assert printed(claim_lines(claims, plain=True, most=1, indent=0)).splitlines() == [
        "⟦they met⟧",
        "  — A, 2 Jun 2025 · the same words in 2 more: B, C",
        "and 1 more; --all shows them",
    ]
