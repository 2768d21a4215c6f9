"""The prompt: what a language model is asked about a piece of a report, with the form in which it shall answer.

The prompt's file and the frames come in; requests go out, in the form of chat completions. The same piece gives the
same request, byte for byte: it is the key of the cache, and the prompt's digest is part of a run's identity.

Source: OpenAI, API reference, "Create chat completion" (``response_format``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import UnknownNameError

if TYPE_CHECKING:
    from dragoman.extract.frames import FrameSet
    from dragoman.model import Document

FILE = Path(__file__).parent / "prompt.yaml"
FORMATS = ("json_schema", "json_object", "text")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stays the same from request to request.

    Attributes:
        system: The instructions, with the frames in them.
        words: The closed lists of the file, by name.
        schema: JSON Schema of an answer.
        digest: Of all of it.
    """

    system: str
    words: Mapping[str, frozenset[str]]
    schema: Mapping[str, Any]
    digest: str

    def request(self, document: Document, piece: str, model: str, form: str) -> dict[str, Any]:
        """Give the request about one piece of a report's text.

        The piece stands inside a JSON string, so that nothing in it can end it.

        Args:
            document: Whose piece it is.
            piece: Of its text, verbatim.
            model: As the server names it.
            form: One of ``FORMATS``.

        Raises:
            UnknownNameError: DG101, there is no such form.
        """
        if form not in FORMATS:
            raise UnknownNameError("form of answers (DRAGOMAN_LLM_FORMAT)", form, FORMATS)
        published = document.published
        report = {
            "outlet": document.source,
            "published": None if published is None else str(published.instant.day),
            "text": piece,
        }
        request: dict[str, Any] = {
            "model": model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": self.system},
                {"role": "user", "content": json.dumps(report, ensure_ascii=False)},
            ],
        }
        if form == "json_schema":
            schema = {"name": "claims", "strict": True, "schema": dict(self.schema)}
            request["response_format"] = {"type": form, "json_schema": schema}
        elif form == "json_object":
            request["response_format"] = {"type": form}
        return request


def load_prompt(frames: FrameSet) -> Prompt:
    """Read the prompt and put the frames into it."""
    from dragoman.extract.prompted.answer import answer_schema  # noqa: PLC0415 (pydantic: only when text is read)

    data = _read(FILE)
    lists = {name: value for name, value in data.items() if isinstance(value, list)}
    system = str(data["system"]).replace("{frames}", "\n".join(_frame_lines(frames)))
    schema = answer_schema({**lists, "frames": sorted(frames.frames)})
    digest = hashlib.sha256(json.dumps([system, schema], sort_keys=True).encode()).hexdigest()
    words = {name: frozenset(map(str, value)) for name, value in lists.items()}
    return Prompt(system, words, schema, digest)


def prompt_digest() -> str:
    """Give the digest of the prompt's files, cheaply; those of the frames are part of a run's identity anyway."""
    files = (FILE, FILE.with_name("answer.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _frame_lines(frames: FrameSet) -> list[str]:
    lines = []
    for name, frame in sorted(frames.frames.items()):
        modes = f" Modes: {', '.join(frame.modes)}." if frame.modes else ""
        lines.append(f"- {name}: {frame.gloss}{modes}")
    return lines


def _read(path: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML  # noqa: PLC0415 (only when text is read)

    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return loaded
