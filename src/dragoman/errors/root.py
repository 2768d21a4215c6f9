"""Root: what every error of dragoman has, a stable code, an exit status and a message for a person."""

from __future__ import annotations

from typing import Any, ClassVar


class DragomanError(Exception):
    """The root of the tree: an error with a stable code and a message for a person."""

    code: ClassVar[str] = "DG000"
    exit_status: ClassVar[int] = 2

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message} [{self.code}]")

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error travel between processes whole, whatever its class is made from."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[DragomanError], args: tuple[Any, ...], held: dict[str, Any]) -> DragomanError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(held)
    return error
