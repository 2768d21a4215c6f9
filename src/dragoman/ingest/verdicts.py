"""Verdicts: what an answer without a page means, and whether asking again is worth it.

Answers and errors come in; errors, pauses and yes or no go out. Nothing is asked here.

Source: RFC 9110, sections 8.8 (validators), 10.2.3 (Retry-After), 13 (conditional requests) and 15 (statuses).
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from dragoman.errors import FetchError, ModelAnswerError, StatusError

if TYPE_CHECKING:
    import tenacity

    from dragoman.ingest.exchange import Answer

NOT_MODIFIED = 304
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed. Source: RFC 9110, section 15; RFC 6585 (429), RFC 8470 (425)."""
PATIENCE_S = 10.0
"""The longest Retry-After that is waited for within a fetch; after a longer one the page is set aside."""


class Validators(NamedTuple):
    """What a server gave with a page, to be asked with again: only a changed page is then sent."""

    etag: str | None = None
    last_modified: str | None = None


def is_worth_waiting(error: BaseException) -> bool:
    """Say whether to try again within this fetch."""
    wait_s = error.retry_after_s if isinstance(error, StatusError) else None
    return isinstance(error, FetchError) and error.is_transient and (wait_s or 0.0) <= PATIENCE_S


def asked_to_wait(state: tenacity.RetryCallState) -> float:
    """Give the pause that the server asked for."""
    error = state.outcome.exception() if state.outcome is not None else None
    return (error.retry_after_s or 0.0) if isinstance(error, (StatusError, ModelAnswerError)) else 0.0


def contradicts(answer: Answer, validators: Validators | None) -> bool:
    """Say whether "not modified" names another version than the one that was asked with."""
    asked, said = (validators or Validators()).etag, answer.header("etag")
    return asked is not None and said is not None and asked.removeprefix("W/") != said.removeprefix("W/")


def refuse(answer: Answer, where: str) -> NoReturn:
    """Raise the error that an answer without a page is."""
    said = f"{answer.status} {answer.reason}".strip()
    problem = f"the server says {said[:80]}."
    if answer.status == NOT_MODIFIED:
        problem = f"the server says {said[:80]} to somebody who has nothing yet."
    error = StatusError(where, answer.status, problem, "Check the address, or try again later.")
    error.retry_after_s = retry_after(answer)
    error.is_transient = answer.status in TRANSIENT
    raise error


def retry_after(answer: Answer) -> float | None:
    """Give the seconds that an answer asks to wait, or None."""
    value = answer.header("retry-after")
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - answer.at).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
