"""Every error that dragoman raises on purpose, one class for each stable code.

The tree::

    DragomanError
    ├── UsageError        the caller asked for something that cannot be: exit 2
    ├── DossierError      the author of a pack or frame made a mistake: the run stops, exit 2
    ├── DocumentError     one input is bad: it is set aside with its reason, the run goes on, exit 3
    └── StoreError        the record cannot be read or written: exit 2

A message says where, what, the known choices, the next step, and the code. Each code has a
heading in ``docs/errors.md``. Errors keep their inputs as attributes. Lower layers raise; only
the pipeline's per-document guard and the faces catch.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class DragomanError(Exception):
    """The root of the tree: an error with a stable code and a message for a person."""

    code: ClassVar[str] = "DG000"
    exit_status: ClassVar[int] = 2

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message} [{self.code}]")


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


class DossierError(DragomanError):
    """A pack, frame or lexicon file is wrong; its author must mend it."""

    code = "DG200"


class DossierFileError(DossierError):
    """A file of a pack or frame breaks the schema, at a known line."""

    code = "DG201"

    def __init__(self, path: str, line: int | None, problem: str, remedy: str) -> None:
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy
        where = f"{path}:{line}" if line is not None else path
        super().__init__(f"{where}: {problem} {remedy}")


class PackNotFoundError(DossierError):
    """A pack named by the user is neither shipped nor a folder."""

    code = "DG202"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(sorted(known))
        near = difflib.get_close_matches(name, self.known, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        super().__init__(
            f"Pack '{name}' is neither shipped nor a folder with a dossier.yaml.{hint} "
            f"Shipped: {', '.join(self.known)}. Make one with 'dragoman dossier new PATH'."
        )


class FrameFileError(DossierFileError):
    """A frame file breaks the schema."""

    code = "DG203"


class ReaderFileError(DossierError):
    """A file of the learned reader is missing, cut short or not the one that its card names."""

    code = "DG204"

    def __init__(self, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(
            f"learned reader: '{name}' {problem}. Install dragoman again, or read by the rules alone with "
            "DRAGOMAN_READER=rules."
        )


class DocumentError(DragomanError):
    """One input cannot be read; it is set aside with this reason and the run goes on."""

    code = "DG300"
    exit_status = 3

    def __init__(self, where: str, problem: str, next_step: str) -> None:
        self.where, self.problem, self.next_step = where, problem, next_step
        super().__init__(f"{where}: {problem} {next_step}")


class UnreadableInputError(DocumentError):
    """The file or folder cannot be opened."""

    code = "DG301"


class EmptyInputError(DocumentError):
    """There is no text in the input."""

    code = "DG302"


class BinaryInputError(DocumentError):
    """The input is not text."""

    code = "DG303"


class EncodingError(DocumentError):
    """The bytes do not decode in any encoding that was declared or can be told."""

    code = "DG304"


class BadJsonError(DocumentError):
    """A JSON line does not parse or lacks what a report needs."""

    code = "DG305"


class TooLargeError(DocumentError):
    """The input is over the size that one report may have."""

    code = "DG306"


class ForbiddenCharacterError(DocumentError):
    """The text holds NUL or a lone surrogate, which no store keeps exactly."""

    code = "DG307"


class FetchError(DocumentError):
    """A page could not be fetched, for a reason that no other code names: the host, the line, or a broken answer."""

    code = "DG320"
    is_transient: bool = False
    """Whether the same fetch may succeed a little later."""


class AddressRefusedError(FetchError):
    """The address is not one that may be fetched: no http(s), or not public."""

    code = "DG321"


class RobotsError(FetchError):
    """The site asks robots not to fetch this page, or its robots.txt cannot be had."""

    code = "DG322"


class FetchTimeoutError(FetchError):
    """Connecting, waiting for bytes, or the whole fetch took too long."""

    code = "DG323"


class RedirectError(FetchError):
    """Redirects lead in a circle, go on too long, or lead nowhere."""

    code = "DG324"


class BudgetError(FetchError):
    """The run has fetched as much as it may."""

    code = "DG325"


class StatusError(FetchError):
    """The server answered with a status that gives no page."""

    code = "DG326"

    def __init__(self, where: str, status: int, problem: str, next_step: str) -> None:
        self.status = status
        self.retry_after_s: float | None = None
        super().__init__(where, problem, next_step)


class FeedError(DocumentError):
    """What should be a feed or a list of feeds is none, or an entry of it gives nothing to read."""

    code = "DG330"


class WebArchiveError(DocumentError):
    """A web archive is damaged, or one of its records cannot be read."""

    code = "DG331"


class EvidenceError(DocumentError):
    """A span does not carry the words it says: an error in the engine, never repaired."""

    code = "DG310"


class StoreError(DragomanError):
    """The store cannot be opened, read or written."""

    code = "DG400"


class StoreMissingError(StoreError):
    """There is no store where one was asked for."""

    code = "DG401"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"No record at {url}. Make one with 'dragoman ingest PATH', or name another with --store.")


class StoreVersionError(StoreError):
    """The store was written by another version of the schema."""

    code = "DG402"

    def __init__(self, url: str, found: str | None, wanted: str) -> None:
        self.url, self.found, self.wanted = url, found, wanted
        super().__init__(
            f"The record at {url} has schema {found or 'none'}, this version needs {wanted}. "
            "Run any writing command, such as 'dragoman rebuild', to migrate it."
        )


class StoreBusyError(StoreError):
    """Another process held the write lock for longer than we wait."""

    code = "DG403"

    def __init__(self, url: str, waited_s: float) -> None:
        self.url, self.waited_s = url, waited_s
        super().__init__(f"The record at {url} was locked for {waited_s:.0f} s. Try again when the other run ends.")


class StoreUnusableError(StoreError):
    """Something is there, but it is no record of ours, is damaged, out of reach, or newer than this version."""

    code = "DG404"

    def __init__(self, url: str, problem: str, next_step: str) -> None:
        self.url, self.problem, self.next_step = url, problem, next_step
        super().__init__(f"The record at {url} cannot be used: {problem} {next_step}")


class StoreReadOnlyError(StoreError):
    """A record that was opened for reading was asked to write."""

    code = "DG405"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"The record at {url} was opened for reading. Open it with write=True.")


class StoreRowError(StoreError):
    """A row of the store does not hold the record that it should."""

    code = "DG406"

    def __init__(self, kind: str, problem: str) -> None:
        self.kind, self.problem = kind, problem
        super().__init__(f"A row is no {kind}: {problem}. Run 'dragoman check'.")


class ArchiveError(StoreError):
    """An archive is not whole, not what it says, or has no place to go."""

    code = "DG407"

    def __init__(self, where: str, problem: str, next_step: str) -> None:
        self.where, self.problem, self.next_step = where, problem, next_step
        super().__init__(f"{where}: {problem} {next_step}")


class WatchStateError(StoreError):
    """What ``watch`` knows of a feed cannot be read or written."""

    code = "DG410"

    def __init__(self, path: str, problem: str, next_step: str) -> None:
        self.path, self.problem, self.next_step = path, problem, next_step
        super().__init__(f"{path}: {problem} {next_step}")
