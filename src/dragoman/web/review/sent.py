"""Sent: what a form or the body of an API request says, made into a decision.

Plain fields come in, a ``Sent`` goes out. A form names several things by a field each (``pick.ID``), so that no field
comes twice. Nothing is looked up here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import ReviewError
from dragoman.pipeline.review_actions import Sent
from dragoman.pipeline.review_typed import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

PICK, SLOT = "pick.", "slot."
"""Before the id of something that is chosen, and before the name of a slot."""


def sent_of(form: Mapping[str, str]) -> Sent:
    """Give the decision that a form holds.

    Args:
        form: ``name`` and ``pick.ID`` for what it is about, ``slot.NAME`` for the lines of slots, ``quote``,
            ``start``, ``end`` and ``nth`` for words of the report, ``choice`` or ``cell`` and ``value`` for a value,
            ``coders`` (two, with a comma) and ``take.ID`` for an adjudication.

    Raises:
        ReviewError: DG131, a number is none.
    """
    picked = [name.removeprefix(PICK) for name, value in form.items() if name.startswith(PICK) and value]
    cell, _, value = form.get("choice", "").rpartition(" ")
    return Sent(
        names=tuple(
            dict.fromkeys(filter(None, [form.get("name", "").strip(), *picked, form.get("other", "").strip()]))
        ),
        lines={name: form[SLOT + name] for name in NAMES if SLOT + name in form},
        quote=form.get("quote", "").replace("\r\n", "\n").strip(),
        place=_place(form),
        nth=_number(form, "nth"),
        cell=cell or form.get("cell", "").strip(),
        value=value if cell else form.get("value", "").strip(),
        words=form.get("words", "").strip(),
        coders=tuple(name.strip() for name in form.get("coders", "").split(",") if name.strip()),
        take=tuple(value for name, value in form.items() if name.startswith("take.") and value),
    )


def _place(form: Mapping[str, str]) -> tuple[int, int] | None:
    start, end = _number(form, "start"), _number(form, "end")
    return None if start is None or end is None else (start, end)


def _number(form: Mapping[str, str], name: str) -> int | None:
    said = form.get(name, "").strip()
    if not said:
        return None
    if not said.isdecimal() or len(said) > 9:  # noqa: PLR2004  no text has a thousand million letters
        raise ReviewError(name, f"'{said[:20]}' is no number.", "Select the words again.")
    return int(said)
