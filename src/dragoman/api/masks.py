"""Masks: whether who asks sees the names of private persons; decided by whoever serves the application.

A request comes in; the mask that its answer must wear goes out, or None. Where nobody decides, nobody is masked: the
API alone is a face for the machine that runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from fastapi import Request

    from dragoman.query.masking import Mask
    from dragoman.store import Store


SEARCH = "/api/v1/search"
Answer = TypeVar("Answer")


class Masks(Protocol):
    """What stands as ``app.state.masks``."""

    def is_masked(self, request: Request) -> bool:
        """Whether who asks sees placeholders."""
        ...

    def mask(self, store: Store) -> Mask:
        """Give the mask of a record."""
        ...


def mask_of(request: Request, store: Store) -> Mask | None:
    """Give the mask that an answer must wear; None: none."""
    masks: Masks | None = getattr(request.app.state, "masks", None)
    return masks.mask(store) if masks is not None and masks.is_masked(request) else None


def is_masked(request: Request) -> bool:
    """Whether who asks sees placeholders."""
    masks: Masks | None = getattr(request.app.state, "masks", None)
    return masks is not None and masks.is_masked(request)


def wear(mask: Mask, answer: Answer, request: Request) -> Answer:
    """Give an answer as who asks may see it; a search finds nobody by a name that it would not show."""
    found: Any = answer
    asked = request.query_params.get("q", "")
    masked: Any = mask.hits(found, asked) if request.url.path == SEARCH else mask.shape(found)
    worn: Answer = masked
    return worn
