"""Reading: one or two pasted texts on a card, as ``dragoman read`` gives it; nothing is kept by it."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.pipeline import Engine
    from dragoman.web.naming import Naming

TEXTS = (1, 2)
SAID = ("source", "url", "published", "title")
"""What a reader says of a text. Source: keys of a report that comes in as a JSON line."""
MOST_CHARS = 100_000
"""Of one text. The longest report of a news day has some 60,000 (measured on 759 reports of May 2025)."""


class Reader:
    """Reads pasted texts, one request at a time.

    Attributes:
        turn: Held by whoever reads: the language model is one, and takes most of the memory.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self.turn = threading.Lock()

    @property
    def engine(self) -> Engine:
        """What reads."""
        return self._naming.engine

    def card(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Give the card, None where there is no text, and what was set aside with its reason."""
        from dragoman.ingest import Said
        from dragoman.pipeline.cards import read_reports

        texts = list(texts_of(form))
        if not texts:
            return {"card": None, "aside": []}
        with TemporaryDirectory(prefix="dragoman-") as folder, self.turn:
            path = Path(folder) / "pasted.jsonl"
            path.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
            card, aside = read_reports(self.engine, [str(path)], said=Said(), clock=lambda: datetime.now(UTC))
        return {"card": card, "aside": [one.reason for one in aside]}


def texts_of(form: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give the texts of a form, each with what is said of it; its id is its place on the page.

    Raises:
        UsageError: DG100, a text is longer than is read here: it is not cut.
    """
    for n in TEXTS:
        text = form.get(f"text{n}", "").replace("\r\n", "\n")
        if len(text) > MOST_CHARS:
            raise UsageError(f"text {n}: it has more than {MOST_CHARS:,} characters. Use 'dragoman ingest FILE'.")
        if text.strip():
            said = {name: form.get(f"{name}{n}", "").strip() for name in SAID}
            yield {"id": f"text {n}", "text": text, **{name: value for name, value in said.items() if value}}
