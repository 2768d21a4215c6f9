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

from dragoman.errors import AmbiguousIdError, DragomanError, NotFoundError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request

MEDIA_TYPE = "application/problem+json"

STATUS_OF: tuple[tuple[type[DragomanError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (AmbiguousIdError, HTTPStatus.CONFLICT),
    (UsageError, HTTPStatus.BAD_REQUEST),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The first class that fits decides; any other error of ours is the server's fault."""


def install_problems(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(DragomanError, _of_dragoman_error)
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


async def _of_dragoman_error(_: Request, error: Exception) -> JSONResponse:
    message = error.message if isinstance(error, DragomanError) else str(error)
    return problem(status_of(error), message, code=getattr(error, "code", None))


async def _of_bad_parameters(_: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    said = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in found)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)


async def _of_http_error(request: Request, error: Exception) -> JSONResponse:
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
    known = "The paths are listed in /api/v1/openapi.json."
    return problem(status, f"{request.method} {request.url.path} is not here. {known}", headers=headers)


async def _of_fault(_: Request, __: Exception) -> JSONResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "An error of dragoman itself; its log has the details.")
