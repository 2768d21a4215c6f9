"""Document: one input is bad; it is set aside with its reason, and the run goes on. Exit status 3."""

from __future__ import annotations

from dragoman.errors.root import DragomanError


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


class ModelAnswerError(DocumentError):
    """A language model gave no usable answer to a report, for a reason of the line, the server or the answer."""

    code = "DG340"
    is_transient: bool = False
    """Whether the same request may succeed a little later."""
    retry_after_s: float | None = None
    """How long the server asks to wait."""


class ModelBudgetError(DocumentError):
    """The run has used the tokens of a language model that it may use."""

    code = "DG341"
