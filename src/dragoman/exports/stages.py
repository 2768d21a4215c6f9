"""Stages: the figures of an exchange as a reader would say them, a side's and a whole's told apart.

Figures of one event come in, words go out. Nothing is added up: "84 a side" is said where each side is reported with
84, and a figure that is the whole of which the event is a stage is left out where the whole is known.
"""

from __future__ import annotations

from calendar import month_name
from typing import TYPE_CHECKING

from dragoman.wording import figure_words, number_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dragoman.wording import Shape

A_SIDE = " a side"
GIVEN = frozenset({"exchanged", "bodies"})
"""Measures of what is given back: one number under both is one figure, read twice. Source: CODEBOOK, measures."""


def stage_words(quantities: Sequence[Shape], whole: Collection[float] = ()) -> str:
    """Give the figures of a stage in words.

    Args:
        quantities: The figures of one event.
        whole: Figures of the whole exchange; they are left out where others are left.
    """
    groups = figure_groups(quantities, whole)
    vague = [str(each["words"]) for each in quantities if each.get("vague") and each["words"]]
    return "; ".join([*(_group(group) for group in groups), *(() if groups else vague)])


def figure_groups(quantities: Sequence[Shape], whole: Collection[float] = ()) -> list[list[Shape]]:
    """Group figures of one measure and size, which several sides may have; the largest first.

    Args:
        quantities: The figures of one event; vague ones are left out.
        whole: Figures of the whole exchange; they are left out where others are left.
    """
    told = [each for each in quantities if not each.get("vague") and size_of(each) is not None]
    own = [each for each in told if size_of(each) not in whole] or told
    groups: dict[tuple[str, float | None], list[Shape]] = {}
    for each in sorted(own, key=lambda each: each["measure"] != "bodies"):
        measure = "given" if each["measure"] in GIVEN else str(each["measure"])
        groups.setdefault((measure, size_of(each)), []).append(each)
    return [group for _, group in sorted(groups.items(), key=lambda item: -(item[0][1] or 0))]


def said_of(group: Sequence[Shape]) -> str | None:
    """Give the side that figures of one size are said of: ``each`` of several, one by its name, or None."""
    sides = [str(each["of"]) for each in group if is_side(each)]
    if len(sides) > 1:
        return "each"
    return sides[0] if sides else None


def size_of(quantity: Shape) -> float | None:
    """Give the number that a figure has: its value, else its lower or its upper bound."""
    return next((quantity[end] for end in ("value", "low", "high") if quantity[end] is not None), None)


def _group(group: Sequence[Shape]) -> str:
    """Say figures of one size: of each side where several sides have it, else with what is counted."""
    sides = [each for each in group if is_side(each)]
    things = [each for each in group if not is_side(each)]
    first = next((each for each in things if each["of"]), (things or sides)[0])
    if len(sides) > 1:
        named = f" {first['of']}" if first in things and first["of"] else ""
        return f"{_number(first)}{named}{A_SIDE}"
    return _figure(first)


def _figure(quantity: Shape) -> str:
    """Give one figure; bodies are those of somebody."""
    of = str(quantity["of"] or "")
    if quantity["measure"] != "bodies" or not of or "bod" in of:
        return figure_words(quantity)
    return f"{_number(quantity)} bodies of {of}"


def _number(quantity: Shape) -> str:
    size = size_of(quantity)
    bound = "" if quantity["value"] is not None else "at least " if quantity["low"] is not None else "at most "
    return bound + number_words(size if size is not None else 0)


def is_side(quantity: Shape) -> bool:
    """Say whether what is counted is a side by its name, which has a capital letter, and no group of people."""
    of = str(quantity["of"] or "")
    return bool(of) and of[0].isupper() and " " not in of and of not in month_name
