"""An exchange: one request comes in, one answer goes out, whole and bounded, or the reason why there is none.

It follows no redirect, tries nothing twice and asks no robots.txt; ``fetch`` does. Bytes are kept twice: as they came
over the line, for the archive, and inflated, to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import httpcore2
import httpx2

from dragoman.errors import AddressRefusedError, FetchError, FetchTimeoutError, TooLargeError
from dragoman.ingest.addresses import NotPublicError
from dragoman.ingest.inflate import BadEncodingError, OverLimitError, read_body
from dragoman.ingest.network import Deadline, GuardedBackend, UnknownHostError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dragoman.ingest.addresses import AddressPolicy, Resolve
    from dragoman.ingest.limits import FetchLimits
    from dragoman.ingest.network import GuardedStream

SLACK_BYTES = 2
"""Bytes that may follow the announced ones: old servers send one more line end. Source: RFC 9112, section 2.2."""
BODILESS = frozenset({204, 304})
"""Answers without a body, whatever length they announce and whatever comes behind. Source: RFC 9110, section 6.4.1."""
LATER = "Try again later."
Failed = TypeVar("Failed", bound=FetchError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request.

    Attributes:
        url: Asked for.
        reason: The words beside the status.
        headers: In their order, as printed.
        wire: The body as it came over the line, without its chunk marks.
        body: The body inflated.
        address: That was connected to.
        asked: The headers of the request.
        at: When the answer was complete; aware UTC.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    wire: bytes
    body: bytes
    address: str
    asked: tuple[tuple[str, str], ...]
    at: datetime

    def header(self, name: str) -> str | None:
        """Give the first header of a name, which is in lower case; None if there is none."""
        return next((value for key, value in self.headers if key.casefold() == name), None)


class Line:
    """Asks servers; each question is a connection of its own, so that no answer runs into the next."""

    def __init__(
        self, limits: FetchLimits, policy: AddressPolicy, resolve: Resolve, clock: Callable[[], datetime]
    ) -> None:
        self.deadline = Deadline()
        self._limits = limits
        self._clock = clock
        self._backend = GuardedBackend(policy, resolve, self.deadline)

    @cached_property
    def _plain(self) -> httpcore2.ConnectionPool:
        return self._pool(None)

    @cached_property
    def _secure(self) -> httpcore2.ConnectionPool:
        return self._pool(httpx2.create_ssl_context())  # takes a third of a second: only for https

    def _pool(self, context: ssl.SSLContext | None) -> httpcore2.ConnectionPool:
        return httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=self._backend,
        )

    def ask(self, request: httpx2.Request, where: str) -> Answer:
        """Put one question.

        Args:
            request: Its URL is http or https.
            where: For messages: the page that was asked for at first.

        Raises:
            FetchError: DG320, the host or the answer is broken.
            AddressRefusedError: DG321, the host's address is not public.
            FetchTimeoutError: DG323.
            TooLargeError: DG306, the answer is over the limit, as it comes or inflated.
        """
        try:
            return self._ask(request, where)
        except NotPublicError as error:
            problem = f"the host {error.host} has the address {error.address}, which is not public."
            raise AddressRefusedError(where, problem, "Use --allow-private if you trust it.") from error
        except httpcore2.TimeoutException as error:
            raise self._timeout(where, error) from error
        except OverLimitError as error:
            problem = f"the answer has more than {self._limits.max_bytes:,} bytes."
            raise TooLargeError(where, problem, "Raise DRAGOMAN_MAX_REPORT_BYTES, or save the page.") from error
        except BadEncodingError as error:
            raise FetchError(where, f"the answer cannot be unpacked: {error}.", LATER) from error
        except UnknownHostError as error:
            raise _transient(FetchError(where, f"{error}.", "Check the address and the network.")) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise _broken(where, error) from error

    def abort(self) -> None:
        """End what is under way in other threads; each says that its connection broke."""
        self._backend.abort()

    def close(self) -> None:
        """Close what is open."""
        for pool in ("_plain", "_secure"):
            if pool in self.__dict__:
                self.__dict__[pool].close()

    def _ask(self, request: httpx2.Request, where: str) -> Answer:
        url = request.url
        limits = self._limits
        waits = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.read_s, "pool": limits.total_s}
        pool = self._secure if url.scheme == "https" else self._plain
        with pool.stream(
            request.method,
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.content or None,
            extensions={"timeout": waits},
        ) as response:
            headers = tuple((_text(key), _text(value)) for key, value in response.headers)
            wire = bytearray()
            pieces = _kept(response.iter_stream(), wire, limits.max_bytes)
            encoding = ", ".join(value for key, value in headers if key.casefold() == "content-encoding")
            body = read_body(pieces, encoding, limits.max_bytes)
            guarded = response.extensions["network_stream"].get_extra_info("guarded")
            if response.status not in BODILESS:
                _check_length(headers, len(wire), guarded, where)
            return Answer(
                url=str(url),
                status=response.status,
                reason=_text(response.extensions.get("reason_phrase", b"")),
                headers=headers,
                wire=bytes(wire),
                body=body,
                address=guarded.address,
                asked=tuple((_text(key), _text(value)) for key, value in request.headers.raw),
                at=self._clock(),
            )

    def _timeout(self, where: str, error: Exception) -> FetchTimeoutError:
        limits = self._limits
        if self.deadline.is_over:
            return FetchTimeoutError(where, f"the answer was not complete after {limits.total_s:g} s.", LATER)
        if isinstance(error, httpcore2.ConnectTimeout):
            problem = f"there was no connection within {limits.connect_s:g} s."
        else:
            problem = f"no byte came for {limits.read_s:g} s."
        return _transient(FetchTimeoutError(where, problem, LATER))


def _transient(error: Failed) -> Failed:
    error.is_transient = True
    return error


def _broken(where: str, error: Exception) -> FetchError:
    if isinstance(error, httpcore2.ConnectError):
        problem = f"no connection to the host: {_words(error)}."
    elif isinstance(error, httpcore2.ProtocolError) and "without sending complete" not in str(error):
        if "disconnected" not in str(error):  # nonsense stays nonsense: it is not asked again
            return FetchError(where, f"the answer is not HTTP: {_words(error)}.", LATER)
        problem = "the connection was closed without an answer."
    else:
        problem = f"the connection was closed in the middle of the answer: {_words(error)}."
    return _transient(FetchError(where, problem, LATER))


def _words(error: Exception) -> str:
    """Give an error's own words on one short line."""
    return " ".join(str(error).split())[:120].rstrip(".").lower() or type(error).__name__


def _kept(pieces: Iterable[bytes], wire: bytearray, limit_bytes: int) -> Iterator[bytes]:
    for piece in pieces:
        wire += piece
        if len(wire) > limit_bytes:
            raise OverLimitError
        yield piece


def _check_length(headers: Iterable[tuple[str, str]], size: int, guarded: GuardedStream, where: str) -> None:
    """Refuse an answer that goes on behind the length that it announced: the page would be cut off unseen."""
    names: Mapping[str, str] = {key.casefold(): value for key, value in headers}
    if "content-length" not in names or "transfer-encoding" in names or guarded.head_size is None:
        return
    more = guarded.received - guarded.head_size - size
    if more > SLACK_BYTES:
        problem = f"the answer is longer than it says: {size:,} bytes were announced, {more:,} more came."
        raise FetchError(where, problem, LATER)


def _text(value: bytes) -> str:
    return value.decode("latin-1")
