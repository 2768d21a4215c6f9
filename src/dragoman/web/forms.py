"""Forms: what a browser sends from a form, as plain fields; bounded, and nothing but URL-encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from fastapi import Request

MOST_BYTES = 2_000_000
"""Of a whole form: two of the longest texts that a page takes, every letter escaped to up to nine bytes."""
MOST_FIELDS = 100


async def read_form(request: Request, most_bytes: int = MOST_BYTES) -> dict[str, str]:
    """Give the fields of a form, the last of each name.

    Raises:
        UsageError: DG100, it is larger than is taken, has too many fields, or is not URL-encoded.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/x-www-form-urlencoded":
        raise UsageError(f"form: '{kind or 'no content type'}' is not read. Send application/x-www-form-urlencoded.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise UsageError(f"form: it has more than {most_bytes:,} bytes. Paste less.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise UsageError(f"form: it cannot be read: {error}.") from None
