"""Content ids: the same content has the same id on every machine and in every run.

Parts come in, ``<kind>_<20 hex digits>`` goes out: the first 80 bits of a SHA-256 over the parts,
each prefixed with its type and length so that no two lists of parts collide by joining.
"""

from __future__ import annotations

import hashlib

ID_HEX_DIGITS = 20
"""80 bits: a collision among ten million ids has a probability below 1e-10."""


def content_id(kind: str, *parts: str | int | None) -> str:
    """Give the id of the thing that these parts identify.

    Args:
        kind: Short prefix that says what the id names (``doc``, ``clm``, ``evt``).
        parts: What identifies the thing, in a fixed order. ``None`` differs from ``""`` and from 0.
    """
    digest = hashlib.sha256()
    for part in parts:
        tag = "n" if part is None else "i" if isinstance(part, int) else "s"
        body = "" if part is None else str(part)
        data = body.encode("utf-8")
        digest.update(f"{tag}{len(data)}:".encode("ascii"))
        digest.update(data)
    return f"{kind}_{digest.hexdigest()[:ID_HEX_DIGITS]}"
