"""Usage: the caller asked for something that cannot be. Exit status 2."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from dragoman.errors.root import DragomanError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class UsageError(DragomanError):
    """A command or call was used wrongly."""

    code = "DG100"


class UnknownNameError(UsageError):
    """A name was looked up in a closed list and is not there."""

    code = "DG101"

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        near = difflib.get_close_matches(name, self.known, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        listed = ", ".join(self.known) or "none"
        super().__init__(f"{kind} '{name}' is not known.{hint} Known: {listed}.")


class UnknownLanguageError(UsageError):
    """No lexicon exists for the language asked for."""

    code = "DG110"

    def __init__(self, lang: str, known: Iterable[str]) -> None:
        self.lang, self.known = lang, tuple(sorted(known))
        super().__init__(
            f"No lexicon for language '{lang}'. Known: {', '.join(self.known)}. See docs/guides/add-a-language.md."
        )


class BadTimeError(UsageError):
    """A date or instant given by the user cannot be read."""

    code = "DG111"

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        super().__init__(
            f"{where}: '{text}' is not a date or instant. "
            "Give ISO 8601 (2025-06-02, 2025-06-02T12:00+03:00) or RFC 822 (Mon, 02 Jun 2025 12:00:00 +0300)."
        )


class BadSettingError(UsageError):
    """An environment variable holds what its setting cannot be."""

    code = "DG112"

    def __init__(self, variable: str, value: str) -> None:
        self.variable, self.value = variable, value
        super().__init__(f"{variable}: '{value}' is not a number from 0. Unset it, or see docs/reference/settings.md.")


class UnwritableOutputError(UsageError):
    """A file named for output cannot be written."""

    code = "DG113"

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: cannot be written: {reason}. Name a file in a folder that you may write to.")


class NotFoundError(UsageError):
    """Nothing in the record has the id or name asked for."""

    code = "DG120"

    def __init__(self, kind: str, name: str, next_step: str) -> None:
        self.kind, self.name = kind, name
        super().__init__(f"No {kind} '{name}' in this record. {next_step}")


class AmbiguousIdError(UsageError):
    """The beginning of an id was given, and several ids begin so."""

    code = "DG121"

    def __init__(self, kind: str, prefix: str, found: Iterable[str]) -> None:
        self.kind, self.prefix, self.found = kind, prefix, tuple(sorted(found))
        super().__init__(f"{kind} '{prefix}' is not one: {', '.join(self.found)}. Give more of the id.")


class BadSlotError(UsageError):
    """A slot of a claim, as a person gave it, is not of its form, or its words are not in the report."""

    code = "DG130"

    def __init__(self, slot: str, problem: str, next_step: str) -> None:
        self.slot, self.problem, self.next_step = slot, problem, next_step
        super().__init__(f"{slot}: {problem} {next_step}")


class ReviewError(UsageError):
    """A decision cannot be recorded as it was given."""

    code = "DG131"

    def __init__(self, what: str, problem: str, next_step: str) -> None:
        self.what, self.problem, self.next_step = what, problem, next_step
        super().__init__(f"{what}: {problem} {next_step}")


class StaleClaimError(UsageError):
    """The report of a claim, read again, no longer gives that claim."""

    code = "DG132"

    def __init__(self, claim: str, frame: str) -> None:
        self.claim, self.frame = claim, frame
        super().__init__(
            f"claim '{claim}' ({frame}): this version and dossier, by rules, read its report without it. "
            "Name the packs that it was read with, or bring the record up to date with 'dragoman reread'."
        )


class ItemHeldError(UsageError):
    """Somebody else has in hand what is to be decided on."""

    code = "DG133"

    def __init__(self, item: str, holder: str, until: datetime) -> None:
        self.item, self.holder, self.until = item, holder, until
        super().__init__(
            f"{item}: {holder} has it in hand until {until:%H:%M} UTC. Nothing was recorded. Take another, or wait."
        )


class TrainingDataError(UsageError):
    """Reports or gold claims given for training are not in the form that is asked for."""

    code = "DG140"

    def __init__(self, where: str, problem: str) -> None:
        self.where, self.problem = where, problem
        super().__init__(
            f"{where}: {problem}. Give reports and their claims as JSON lines in the form of "
            "'dragoman export claims'; see docs/reader-card.md."
        )


class TrainingExtraError(UsageError):
    """Training was asked for and the packages that it needs are not installed."""

    code = "DG141"

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            f"train: not installed: {', '.join(self.missing)}. Install them with: pip install 'dragoman[train]'."
        )


class ModelAccessError(UsageError):
    """No report can be read with the language model as it is set: its address, name or key is missing or refused."""

    code = "DG142"

    def __init__(self, endpoint: str, problem: str, next_step: str) -> None:
        self.endpoint, self.problem, self.next_step = endpoint, problem, next_step
        super().__init__(f"language model at {endpoint or '(no endpoint)'}: {problem} {next_step}")


class ReadingProcessError(UsageError):
    """A process that reads for another one ended, or reads with other packs."""

    code = "DG143"

    def __init__(self, problem: str, next_step: str) -> None:
        self.problem, self.next_step = problem, next_step
        super().__init__(f"--jobs: {problem} {next_step}")
