"""Drawing: how the site that review is part of draws its pages."""
# No `from __future__ import annotations`: FastAPI reads the annotations of who uses it.

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import Response

from dragoman.errors import DragomanError


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws pages.

    Attributes:
        page: A template of the site with its values, under a status.
        sorry: What cannot be shown, in words.
    """

    page: Callable[[Request, str, Mapping[str, Any], int], Response]
    sorry: Callable[[Request, DragomanError], Response]
