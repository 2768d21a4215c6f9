"""Per side: a figure that the words share out stands once for each side of an exchange."""

from __future__ import annotations

import pytest
from tests.extract.build import RUSSIA, UKRAINE, Text, english, text_of

from dragoman.extract.per_side import share_out
from dragoman.model import Evidence, Filler, QuantityRef

SIDES = (Filler(name="Russia", party="RUS"), Filler(name="Ukraine", party="UKR"))


def shared(
    text: Text, words: str, *, measure: str = "exchanged", sides: tuple[Filler, ...] = SIDES
) -> list[str | None]:
    span = text.span(words)
    ref = QuantityRef(
        measure, value=1000, of="prisoners", evidence=Evidence.of(text.analysis.text, span.start, span.end)
    )
    return [q.of for q in share_out([ref], sides, text.tree, text.lookup, english().measures)]


def each() -> Text:
    text = text_of("Russia and Ukraine exchanged 390 prisoners each.")
    return text.actor("Russia", RUSSIA).actor("Ukraine", UKRAINE).number("390", "prisoners", value=390)


def test_each_gives_one_figure_to_either_side() -> None:
    assert shared(each(), "390") == ["Russia", "Ukraine"]


@pytest.mark.parametrize(("second", "expected"), [(1000, ["Russia", "Ukraine"]), (500, ["prisoners"])])
def test_a_number_for_the_same_number_is_each_side_s(second: int, expected: list[str]) -> None:
    text = text_of("They agreed on an exchange of 1,000 prisoners for 1,000.")
    text.number("1,000", "prisoners", value=1000).number("1,000", nth=1, value=second)
    assert shared(text, "1,000") == expected


def test_a_figure_that_nothing_shares_out_stays_as_it_is() -> None:
    text = text_of("Gunmen shot dead one person and injured two others.").number("one", "person", value=1)
    assert shared(text, "one") == ["prisoners"]


def test_other_measures_more_sides_and_figures_without_words_are_left_alone() -> None:
    assert shared(each(), "390", measure="killed") == ["prisoners"]
    assert shared(each(), "390", sides=SIDES[:1]) == ["prisoners"]
    bare = QuantityRef("exchanged", value=390, of="prisoners")
    text = each()
    assert share_out([bare], SIDES, text.tree, text.lookup, english().measures) == (bare,)
