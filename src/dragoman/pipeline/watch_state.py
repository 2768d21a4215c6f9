"""What ``watch`` knows of each feed, kept from one run to the next: one small JSON file for each feed.

States come in and go out. A file is replaced as a whole, so that a run that dies leaves the old or the new one. The
folder stands beside the record; it holds nothing that the record needs.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.errors import WatchStateError
from dragoman.pipeline.fetching import beside_store
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dragoman.settings import Settings

FORGET_AFTER = timedelta(days=30)
"""After so long out of the feed an entry is forgotten: feeds do not bring back what is older."""
VERSION = 1


@dataclass(slots=True)
class Seen:
    """One entry of a feed that was dealt with.

    Attributes:
        mark: What the feed said of it then; another one means that it was changed.
        listed_at: When the feed last had it.
        etag, last_modified: Of its page.
        tries: Fetches of the page that failed for a transient reason.
        done: Whether the page is read, or will not be.
    """

    mark: str
    listed_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    tries: int = 0
    done: bool = False


@dataclass(slots=True)
class FeedState:
    """One feed.

    Attributes:
        url: Its address.
        title: As the feed calls itself.
        etag, last_modified: To ask with the next time.
        next_at: When to ask next; None: at once.
        failures: In a row.
        trouble: Why it failed the last time.
        posts: When its latest entries came out; what its pace is learned from.
        seen: By entry.
    """

    url: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked_at: datetime | None = None
    next_at: datetime | None = None
    why: str = ""
    failures: int = 0
    trouble: str | None = None
    posts: list[datetime] = field(default_factory=list)
    seen: dict[str, Seen] = field(default_factory=dict)

    def forget(self, now: datetime) -> None:
        """Forget the entries that have been out of the feed for long."""
        self.seen = {key: seen for key, seen in self.seen.items() if now - seen.listed_at < FORGET_AFTER}


class StateFolder:
    """The states of a record's feeds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, url: str) -> FeedState:
        """Give what is known of a feed; nothing, where it is new.

        Raises:
            WatchStateError: DG410, its file cannot be read.
        """
        path = self._path(url)
        try:
            data = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return FeedState(url)
        except (OSError, ValueError) as error:
            raise self._unreadable(path, error) from error
        try:
            return _state(data)
        except (LookupError, TypeError, ValueError) as error:
            raise self._unreadable(path, error) from error

    def save(self, state: FeedState) -> None:
        """Put what is known of a feed in place of what was known.

        Raises:
            WatchStateError: DG410, it cannot be written.
        """
        path = self._path(state.url)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        text = json.dumps({"version": VERSION, **asdict(state)}, default=datetime.isoformat, indent=1)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink()
            reason = (error.strerror or type(error).__name__).lower()
            raise WatchStateError(
                str(path), f"it cannot be written: {reason}.", "Make room beside the record."
            ) from error

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder, so that no two runs watch for one record at a time.

        Raises:
            WatchStateError: DG410, another run holds it, or it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("a")
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise WatchStateError(str(self.folder), f"it cannot be made: {reason}.", "Name another --store.") from error
        with lock:
            if not _lock(lock.fileno()):
                problem = "another 'dragoman watch' is at work for this record."
                raise WatchStateError(str(self.folder), problem, "Give it the sources, too, or stop it first.")
            yield

    def _path(self, url: str) -> Path:
        return self.folder / f"{content_id('feed', url)}.json"

    def _unreadable(self, path: Path, error: Exception) -> WatchStateError:
        reason = " ".join(str(error).split())[:100].rstrip(".").lower() or type(error).__name__
        return WatchStateError(str(path), f"it cannot be read: {reason}.", "Delete it to begin with this feed anew.")


def state_folder(settings: Settings) -> StateFolder:
    """Give the folder of a record's feeds; it need not exist."""
    return StateFolder(beside_store(settings, ".watch"))


def _state(data: dict[str, Any]) -> FeedState:
    if data.pop("version") != VERSION:
        raise ValueError("it is of another version")
    seen = {
        key: Seen(**{**row, "listed_at": datetime.fromisoformat(row["listed_at"])}) for key, row in data["seen"].items()
    }
    moments = {name: _moment(data[name]) for name in ("checked_at", "next_at")}
    posts = [datetime.fromisoformat(post) for post in data["posts"]]
    known = {name.name for name in fields(FeedState)}
    return FeedState(**{**{key: data[key] for key in known}, **moments, "posts": posts, "seen": seen})


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _lock(handle: int) -> bool:
    """Lock an open file for this process; True where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
