"""Problems: errors as ``application/problem+json``, with dragoman's stable code beside the HTTP status.

Exceptions come in, one JSON object goes out; a traceback never does.

Source: RFC 9457 (problem details for HTTP APIs).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dragoman.errors import (
    AccessError,
    AccountError,
    AccountsFileError,
    AmbiguousIdError,
    DragomanError,
    ItemHeldError,
    NotFoundError,
    SignInNeededError,
    StoreBusyError,
    StoreError,
    StoreMissingError,
    StoreVersionError,
    ThrottledError,
    UsageError,
    WrongPasswordError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request

MEDIA_TYPE = "application/problem+json"

STATUS_OF: tuple[tuple[type[DragomanError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (AmbiguousIdError, HTTPStatus.CONFLICT),
    (ItemHeldError, HTTPStatus.CONFLICT),
    (UsageError, HTTPStatus.BAD_REQUEST),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (SignInNeededError, HTTPStatus.UNAUTHORIZED),
    (WrongPasswordError, HTTPStatus.UNAUTHORIZED),
    (ThrottledError, HTTPStatus.TOO_MANY_REQUESTS),
    (AccountError, HTTPStatus.BAD_REQUEST),
    (AccountsFileError, HTTPStatus.SERVICE_UNAVAILABLE),
    (AccessError, HTTPStatus.FORBIDDEN),
)
"""The first class that fits decides; any other error of ours is the server's fault."""


RETRY_S = 10
"""After so long a record that is busy, moved or being migrated is worth another look."""


AWAY: tuple[tuple[type[StoreError], str], ...] = (
    (StoreMissingError, "The record is not in its place: it is being moved. Look again in a moment."),
    (StoreVersionError, "The record is being brought into the form of this version. Look again in a moment."),
    (StoreBusyError, "Somebody is writing to the record. Look again in a moment."),
    (StoreError, "The record cannot be read. Look again in a moment."),
)
"""What strangers are told of a record that cannot be read; the first class that fits."""
NOT_HERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})


def install_problems(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(DragomanError, of_dragoman_error)
    app.add_exception_handler(RequestValidationError, _of_bad_parameters)
    app.add_exception_handler(HTTPException, _of_http_error)
    app.add_exception_handler(Exception, _of_fault)


def problem(
    status: int, detail: str, *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Give a problem.

    Args:
        status: HTTP status.
        detail: One or two sentences for a person.
        code: ``DGnnn``, explained in ``docs/errors.md``; None where none of ours fits.
        headers: Of the response.
    """
    kind = "about:blank" if code is None else f"urn:dragoman:error:{code}"
    body = {"type": kind, "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "code": code}
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def status_of(error: Exception) -> HTTPStatus:
    """Give the HTTP status of an error of ours."""
    return next((status for kind, status in STATUS_OF if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def words_of(request: Request, error: DragomanError) -> str:
    """Give the words of an error: where others can read them, not where on this machine the record is."""
    if not isinstance(error, StoreError) or getattr(request.app.state, "is_own_machine", True):
        return error.message
    return next(words for kind, words in AWAY if isinstance(error, kind))


def headers_of(error: Exception) -> dict[str, str]:
    """Give the headers that belong to an error of ours: when to ask again, how to say who asks."""
    if isinstance(error, ThrottledError):
        return {"Retry-After": str(error.wait_s)}
    if isinstance(error, StoreError | AccountsFileError):
        return {"Retry-After": str(RETRY_S)}
    return {"WWW-Authenticate": 'Bearer realm="dragoman"'} if isinstance(error, SignInNeededError) else {}


async def of_dragoman_error(request: Request, error: Exception) -> JSONResponse:
    """Give the problem of an error of ours."""
    message = words_of(request, error) if isinstance(error, DragomanError) else str(error)
    return problem(status_of(error), message, code=getattr(error, "code", None), headers=headers_of(error))


async def _of_bad_parameters(_: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    said = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in found)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)


async def _of_http_error(request: Request, error: Exception) -> JSONResponse:
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
    said = f"{request.method} {request.url.path} is not here. The paths are listed in /api/v1/openapi.json."
    if status not in NOT_HERE:
        said = str(getattr(error, "detail", ""))
    return problem(status, said, headers=headers)


async def _of_fault(_: Request, __: Exception) -> JSONResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "An error of dragoman itself; its log has the details.")
