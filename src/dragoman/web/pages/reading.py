"""Reading: one or two pasted texts on a card, as ``dragoman read`` gives it; nothing is kept."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dragoman.web.naming import Naming

TEXTS = (1, 2)
MOST_CHARS = 100_000
"""Of one text. The longest report of a news day has some 60,000 (measured on 759 reports of May 2025)."""


class Reader:
    """Reads pasted texts, one request at a time."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._turn = threading.Lock()  # the language model is one, and takes most of the memory

    def card(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Give the values of the page: the form as it was filled, the card, and what was set aside with its reason."""
        from dragoman.ingest import Said
        from dragoman.pipeline.cards import read_reports

        texts = list(_texts_of(form))
        if not texts:
            return {"head": "Read", "form": form, "card": None, "aside": []}
        with TemporaryDirectory(prefix="dragoman-") as folder, self._turn:
            path = Path(folder) / "pasted.jsonl"
            path.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
            card, aside = read_reports(self._naming.engine, [str(path)], said=Said(), clock=lambda: datetime.now(UTC))
        return {"head": "Read", "form": form, "card": card, "aside": [one.reason for one in aside]}


def _texts_of(form: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for n in TEXTS:
        text = form.get(f"text{n}", "").replace("\r\n", "\n")[:MOST_CHARS]
        if text.strip():
            said = {name: form.get(f"{name}{n}", "").strip() for name in ("source", "published", "title")}
            yield {"id": f"text {n}", "text": text, **{name: value for name, value in said.items() if value}}
