"""Journal: what happened while the record was served, a JSON object a line.

An event and its values come in, a line goes out. Nothing that could be a secret is ever passed: no query, no body, no
cookie, no token, and the name of who tried to sign in only where somebody has it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from typing import TextIO

UVICORN = "uvicorn.error"


class Journal:
    """Writes lines to a stream; to none, it writes nothing."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._log = None if stream is None else structlog.wrap_logger(structlog.WriteLogger(stream), list(STEPS))

    def tell(self, event: str, **values: Any) -> None:
        """Write one line."""
        if self._log is not None:
            self._log.info(event, **{name: value for name, value in values.items() if value is not None})


STEPS = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    structlog.processors.JSONRenderer(ensure_ascii=False),
)


class ServerLines(logging.Handler):
    """Takes what the HTTP server itself says (a handler that failed, with where) into the journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, with the traceback where there is one."""
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else None
        self._journal.tell("server", said=record.getMessage(), level_name=record.levelname, trace=trace)
