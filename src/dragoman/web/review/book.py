"""Book: what a reviewer may choose from in a form: frames with their modes, statuses, issues, and the slots.

The codebook's own tables come in; plain lists for the templates go out. Nothing is decided here: what is sent is
checked where it is recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.model import Salience, Status

if TYPE_CHECKING:
    from dragoman.pipeline import Engine


READS, OTHER = "en", "other"
"""The language whose table lists the issues, and the issue that no table has."""


class Slot(NamedTuple):
    """A slot of a form.

    Attributes:
        name: As a reviewer types it.
        title: In the form.
        key: Takes the selected words into it; None where its value is no words of the report.
        hint: The form of one line.
    """

    name: str
    title: str
    key: str | None
    hint: str


SLOTS = (
    Slot("actor", "Who", "1", "NAME/PARTY"),
    Slot("target", "To whom", "2", "NAME/PARTY"),
    Slot("time_words", "Words of time", "3", "on Monday"),
    Slot("place", "Where", "4", "NAME/precision/COUNTRY"),
    Slot("quantity", "How many", "5", 'killed=3 "three"; drones>=100'),
    Slot("voice", "According to", "6", "NAME/kind/PARTY"),
    Slot("content", "What was said", "7", "words of the report"),
    Slot("condition", "On what condition", "8", "words of the report"),
    Slot("outcome", "What came of it", "9", "words of the report"),
    Slot("mediator", "Mediator", None, "NAME/PARTY/host"),
    Slot("delegate", "Delegates", None, "NAME/PARTY/head"),
)
"""Slots that take a line for each thing, in the order of the form."""


def codebook(engine: Engine) -> dict[str, Any]:
    """Give what a form offers: ``frames`` with gloss and modes, ``statuses``, ``issues``, ``saliences``, ``slots``."""
    from dragoman.extract import load_frames
    from dragoman.lang.tables import load_table

    frames = load_frames(cache=engine.cache).frames
    return {
        "frames": [{"name": name, "gloss": frame.gloss, "modes": list(frame.modes)} for name, frame in frames.items()],
        "statuses": [status.value for status in Status],
        "saliences": [salience.value for salience in Salience],
        "issues": sorted({*load_table(READS, "issues", cache=engine.cache), OTHER}),
        "slots": SLOTS,
    }
