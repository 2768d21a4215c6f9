"""Answers: what a language model said before, kept by what it was asked, so that nothing is paid for twice.

Requests come in, answers go out, from a folder or from the model, with what they cost. A file's name is the hash of
its request; a file that is cut short or changed is as good as none. Neither the report's words nor the key are kept,
only what was answered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelAnswerError, ModelBudgetError
from dragoman.extract.prompted.answer import Answered, read_answer
from dragoman.model import LanguageModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.model import Completion


CHARS_A_TOKEN = 3
"""Characters of English that one token stands for, at least; used where the server does not count.
Source: OpenAI, "What are tokens and how to count them" (four; three is on the safe side)."""
ATTEMPTS = 2
"""Times that a request is put whose answers are not of the form: models do not give the same answer twice."""


@dataclass(slots=True)
class Tally:
    """What a run had of a language model.

    Attributes:
        asked: Requests that went to the server; ``cached`` those that were answered from the folder.
        tokens_in, tokens_out: Used by this run; where the server does not count, estimated and ``estimated`` is true.
        kept: Claims made.
        dropped: What of the answers was not taken, by reason.
    """

    asked: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add what another process had."""
        self.asked += other.asked
        self.cached += other.cached
        self.tokens_in += other.tokens_in
        self.tokens_out += other.tokens_out
        self.estimated |= other.estimated
        self.kept += other.kept
        self.dropped.update(other.dropped)


@dataclass(slots=True)
class Answers:
    """Gives answers, and keeps them.

    Attributes:
        folder: Where they are kept.
        budget: Tokens that may be used; 0: without end.
        used: Tokens used so far.
        tally: What was had since somebody took the last one.
    """

    model: LanguageModel
    folder: Path
    budget: int = 0
    used: int = 0
    tally: Tally = field(default_factory=Tally)

    def take_tally(self) -> Tally:
        """Give the tally, and begin a new one."""
        taken, self.tally = self.tally, Tally()
        return taken

    def answer(self, request: Mapping[str, Any], where: str) -> Answered:
        """Give the answer to a request.

        Raises:
            ModelAccessError: DG142, the address, the model or the key is wrong.
            ModelAnswerError: DG340, no usable answer came.
            ModelBudgetError: DG341, the run has used its tokens.
        """
        text = json.dumps(request, ensure_ascii=False, sort_keys=True)
        path = self._path(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
        kept = _read(path)
        if kept is not None:
            self.tally.cached += 1
            return kept
        for _ in range(ATTEMPTS):
            self._check_budget(len(text) // CHARS_A_TOKEN, where)
            completion = self.model.complete(request, where)
            self._count(completion, text)
            answered = read_answer(completion.content)
            if answered is not None:
                _write(path, completion)
                return answered
        problem = "the language model: its answer is not JSON with a list of claims."
        raise ModelAnswerError(where, problem, "Try another model, or DRAGOMAN_LLM_FORMAT.")

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.json"

    def _check_budget(self, tokens: int, where: str) -> None:
        if self.budget and self.used + tokens > self.budget:
            used = f"{self.used:,} of the {self.budget:,} tokens of this run are used"
            raise ModelBudgetError(
                where,
                f"the language model is not asked: {used}, and this report needs some {tokens:,} more.",
                "Run it again for the rest, or raise DRAGOMAN_LLM_BUDGET.",
            )

    def _count(self, completion: Completion, request: str) -> None:
        tally = self.tally
        tally.asked += 1
        tally.estimated |= completion.tokens_in is None or completion.tokens_out is None
        given_in, given_out = completion.tokens_in, completion.tokens_out
        tokens_in = len(request) // CHARS_A_TOKEN if given_in is None else given_in
        tokens_out = len(completion.content) // CHARS_A_TOKEN if given_out is None else given_out
        tally.tokens_in += tokens_in
        tally.tokens_out += tokens_out
        self.used += tokens_in + tokens_out


def _read(path: Path) -> Answered | None:
    """Give a kept answer; None where there is none, or the file is not whole."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        content = kept["content"]
        is_whole = hashlib.sha256(content.encode("utf-8", "replace")).hexdigest() == kept["sha256"]
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    return read_answer(content) if is_whole else None


def _write(path: Path, completion: Completion) -> None:
    """Keep an answer, whole or not at all: it is written beside its place and moved there."""
    content = completion.content.encode("utf-8", "replace").decode("utf-8")
    kept = {
        "content": content,
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "tokens_in": completion.tokens_in,
        "tokens_out": completion.tokens_out,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
            json.dump(kept, file, ensure_ascii=False)
        Path(file.name).replace(path)
    except OSError as error:
        problem = f"the language model's answer cannot be kept in {path.parent}: {os.strerror(error.errno or 0)}."
        raise ModelAnswerError(path.name, problem, "Make room there, or set DRAGOMAN_LLM_CACHE.") from None
