"""Completions: one request to a language model comes in, the words of its answer go out, or the reason why none came.

It speaks the chat completions of OpenAI, as most servers of models do, over the checked line that pages are fetched
by: every wait ends with the answer's own time, answers are bounded, no redirect is followed and no proxy is used. It
knows nothing of what is asked, and trusts nothing of what is said.

Source: OpenAI, API reference, "Create chat completion"; RFC 9110, sections 10.2.3 (Retry-After) and 15 (statuses).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NoReturn

import httpx2
import tenacity

from dragoman.errors import FetchError, ModelAccessError, ModelAnswerError, TooLargeError
from dragoman.ingest.addresses import policy_of, system_resolve
from dragoman.ingest.exchange import Line
from dragoman.ingest.inflate import ACCEPTED
from dragoman.ingest.limits import FetchLimits
from dragoman.ingest.verdicts import TRANSIENT, asked_to_wait, retry_after
from dragoman.model import Completion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.ingest.exchange import Answer

OK = 200
NO_KEY = frozenset({401, 403})
MOVED = range(300, 400)
NO_SUCH = frozenset({404, 405, 410})
MAX_BYTES = 4_000_000
"""The largest answer. Source: house rule; the answers for the longest reports have some hundred thousand bytes."""
PATIENCE_S = 60.0
"""The longest Retry-After that is waited for. Source: hosted models count their limits by the minute."""
SAID = 160
"""Characters of a server's own words in a message."""
LATER = "Run it again later: what was read is kept."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is, and how long it is waited for.

    Attributes:
        url: Up to ``/v1``.
        key: Sent as a bearer token; empty: none is.
        timeout_s: One answer, from first to last.
        tries: Of a request that fails for a transient reason.
        pause_s: Longest pause before the first further try; it doubles, and each is drawn at random below it.
    """

    url: str
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0
    tries: int = 4
    pause_s: float = 1.0
    sleep: Callable[[float], None] = time.sleep


class Completions:
    """A language model behind an address."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._url = _checked(endpoint)
        wait_s = endpoint.timeout_s
        limits = FetchLimits(connect_s=min(10.0, wait_s), read_s=wait_s, total_s=wait_s, max_bytes=MAX_BYTES)
        # The user names the server, and most models run on the user's own machines: private addresses pass.
        self._line = Line(limits, policy_of(allow_private=True), system_resolve, lambda: datetime.now(UTC))

    def complete(self, request: Mapping[str, Any], where: str) -> Completion:
        """Put one request, and again where the trouble may pass.

        Args:
            request: The body.
            where: The report that it is about, for messages.

        Raises:
            ModelAccessError: DG142, the address, the model or the key is wrong for every report.
            ModelAnswerError: DG340, no usable answer came.
        """
        endpoint = self._endpoint
        pause = tenacity.wait_random_exponential(multiplier=endpoint.pause_s, max=PATIENCE_S)
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception(_may_pass),
            stop=tenacity.stop_after_attempt(endpoint.tries),
            wait=lambda state: pause(state) + asked_to_wait(state),
            sleep=endpoint.sleep,
            reraise=True,
        )
        return again(self._ask, json.dumps(request, ensure_ascii=False).encode("utf-8", "replace"), where)

    def _ask(self, body: bytes, where: str) -> Completion:
        headers = {
            "User-Agent": "dragoman",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        request = httpx2.Request("POST", self._url, headers=headers, content=body)
        self._line.deadline.until = time.monotonic() + self._endpoint.timeout_s
        try:
            answer = self._line.ask(request, where)
        except TooLargeError:
            _fail(where, f"its answer has more than {MAX_BYTES:,} bytes.")
        except FetchError as error:
            _fail(where, error.problem, is_transient=True)
        if answer.status != OK:
            self._refuse(answer, where)
        return _completion(answer.body, where)

    def _refuse(self, answer: Answer, where: str) -> NoReturn:
        """Raise the error that an answer of another status is."""
        status, said = answer.status, self._said(answer)
        if status in NO_KEY:
            problem = f"the server refuses the key ({status})." if self._endpoint.key else "the server asks for a key."
            raise ModelAccessError(self._endpoint.url, problem, "Set DRAGOMAN_LLM_KEY.")
        if status in NO_SUCH or status in MOVED:
            problem = f"the server says {status}{said}: there is no such address or model."
            raise ModelAccessError(self._endpoint.url, problem, "See DRAGOMAN_LLM_ENDPOINT and DRAGOMAN_LLM_MODEL.")
        if status in TRANSIENT:
            _fail(where, f"the server says {status}{said}.", is_transient=True, retry_after_s=retry_after(answer))
        _fail(where, f"the server says {status}{said}. If it does so to each report, try DRAGOMAN_LLM_FORMAT=text.")

    def _said(self, answer: Answer) -> str:
        """Give the server's own words on one short line, without the key, should it print it."""
        words = answer.body[: 20 * SAID].decode("utf-8", "replace")
        with suppress(ValueError, TypeError, LookupError, RecursionError):  # else its bare words are shown
            words = str(json.loads(answer.body)["error"]["message"])
        if self._endpoint.key:
            words = words.replace(self._endpoint.key, "***")
        line = "".join(c if c.isprintable() else " " for c in " ".join(words.split()))[:SAID].rstrip(". ")
        return f" ({line})" if line else ""


def _checked(endpoint: Endpoint) -> httpx2.URL:
    """Give the address to ask at.

    Raises:
        ModelAccessError: DG142, it is none, or a key would go over an open line.
    """
    example = "Set DRAGOMAN_LLM_ENDPOINT, such as http://localhost:11434/v1."
    if not endpoint.url:
        raise ModelAccessError("", "no address is set.", example)
    try:
        url = httpx2.URL(f"{endpoint.url}/chat/completions")
    except (httpx2.InvalidURL, ValueError) as error:
        raise ModelAccessError("", f"'{endpoint.url[:80]!a}' is no address.", example) from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise ModelAccessError("", "the address is not http(s)://host/path without a name or password.", example)
    if endpoint.key and url.scheme == "http" and not _is_here(url.host):
        problem = "the key would go over the network for all to read."
        raise ModelAccessError(endpoint.url, problem, "Give an https address, or unset DRAGOMAN_LLM_KEY.")
    if not endpoint.key.isascii() or not endpoint.key.isprintable():
        raise ModelAccessError(endpoint.url, "the key has characters that no key has.", "See DRAGOMAN_LLM_KEY.")
    return url


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _completion(body: bytes, where: str) -> Completion:
    """Take the words of the answer out of its envelope; what is no envelope may be one the next time."""
    try:
        envelope = json.loads(body)
        choice = envelope["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
        usage = envelope.get("usage") or {}
        tokens = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        _fail(where, "its answer is not in the form of chat completions.", is_transient=True)
    if refusal or choice.get("finish_reason") == "content_filter":
        _fail(where, "it declines to answer.")
    if choice.get("finish_reason") == "length":
        _fail(where, "its answer was cut short at the server's limit of length.")
    if not isinstance(content, str) or not content.strip():
        _fail(where, "its answer is empty.", is_transient=True)
    counted = [n if isinstance(n, int) and not isinstance(n, bool) and n >= 0 else None for n in tokens]
    return Completion(content, *counted)


def _fail(where: str, problem: str, *, is_transient: bool = False, retry_after_s: float | None = None) -> NoReturn:
    error = ModelAnswerError(where, f"the language model: {problem}", LATER)
    error.is_transient, error.retry_after_s = is_transient, retry_after_s
    raise error from None


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, ModelAnswerError) and error.is_transient and (error.retry_after_s or 0.0) <= PATIENCE_S
