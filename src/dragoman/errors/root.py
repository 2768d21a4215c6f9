"""Root: what every error of dragoman has, a stable code, an exit status and a message for a person."""

from __future__ import annotations

from typing import ClassVar


class DragomanError(Exception):
    """The root of the tree: an error with a stable code and a message for a person."""

    code: ClassVar[str] = "DG000"
    exit_status: ClassVar[int] = 2

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message} [{self.code}]")
