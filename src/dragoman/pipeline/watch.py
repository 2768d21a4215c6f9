"""Watching: feeds are asked when it is their time, and the pages of what is new in them are taken into the record.

Addresses of feeds come in; the record grows, and a ``Poll`` for each feed that was asked goes out. What did not change
is not fetched again: feeds and pages are asked with what their servers gave the last time, and an entry that was dealt
with is left alone until the feed says something else of it. The state of a feed is saved after its pages are in the
record, so a run that dies fetches some pages twice and loses none.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from dragoman.errors import BudgetError, DocumentError, StatusError, StoreBusyError
from dragoman.ingest import Said, to_captures
from dragoman.ingest.feeds import HEAD_BYTES, is_opml, parse_feed
from dragoman.ingest.many import Job, fetch_many
from dragoman.ingest.opml import parse_opml
from dragoman.ingest.pieces import HTML, Piece, entry_piece, page_pieces
from dragoman.pipeline.refold import update
from dragoman.pipeline.watch_pace import DEAD_AFTER, Pace, fresh_for
from dragoman.pipeline.watch_state import Seen
from dragoman.pipeline.watch_turns import MOST_TRIES, Poll, Turn, key_of, mark_of, may_pass, poll_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from dragoman.ingest.feeds import Entry, Feed
    from dragoman.ingest.fetch import Fetched, Fetcher
    from dragoman.pipeline.intake import Intake
    from dragoman.pipeline.watch_state import FeedState, StateFolder

KEPT_POSTS = 20
GONE = 410
"""The server says that the feed is no more. Source: RFC 9110, section 15.5.11."""


class Watch:
    """Watches feeds for one record."""

    def __init__(
        self,
        urls: Iterable[str],
        states: StateFolder,
        fetcher: Fetcher,
        make_intake: Callable[[], Intake],
        pace: Pace | None = None,
        *,
        feed_text: bool = False,
    ) -> None:
        """Take the feeds and what they need; nothing is asked yet.

        Args:
            urls: Of feeds and lists of feeds.
            states: What is known of them.
            fetcher: Shared by all; its budget is of one round.
            make_intake: Gives an intake for one round.
            pace: How the next time is chosen.
            feed_text: Take reports as the feeds give them, and fetch no pages.

        Raises:
            WatchStateError: DG410, the state of a feed cannot be read.
        """
        self.states = {url: states.load(url) for url in urls}
        self._folder = states
        self._fetcher = fetcher
        self._make_intake = make_intake
        self._pace = pace or Pace()
        self._feed_text = feed_text
        self._clock = fetcher.web.clock

    def due(self) -> list[FeedState]:
        """Give the feeds that it is time to ask."""
        now = self._clock()
        return [state for state in self.states.values() if state.next_at is None or state.next_at <= now]

    def next_at(self) -> datetime | None:
        """Give when the next feed is to be asked; None: at once."""
        moments = [state.next_at for state in self.states.values()]
        return None if None in moments else min(moment for moment in moments if moment is not None)

    def round(self, due: Iterable[FeedState]) -> Iterator[Poll]:
        """Ask some feeds, take in what is new, and give what came of each; stopped, it gives what was done till then.

        The record is folded again where it grew.
        """
        self._fetcher.budget.renew()
        turns = list(self._ask(due))
        failure = self._take(turns)
        for turn in turns:
            if failure is not None and turn.fresh:
                yield self._fail(turn.state, failure)
            else:
                yield self._poll(turn)

    def _ask(self, due: Iterable[FeedState]) -> Iterator[Turn]:
        """Ask the feeds; those that fail are given as turns, too."""
        from dragoman.ingest.verdicts import Validators

        states = list(due)
        jobs = [Job(state.url, "feed", Validators(state.etag, state.last_modified)) for state in states]
        for job, found in fetch_many(jobs, self._fetcher):
            if self._fetcher.is_stopped:
                return
            state = self.states[job.url]
            try:
                if isinstance(found, DocumentError):
                    raise found
                yield self._listen(state, found)
            except DocumentError as error:
                self._note_failure(state, error)
                yield Turn(state, "failed")

    def _listen(self, state: FeedState, found: Fetched) -> Turn:
        now, last = self._clock(), found.last
        turn = Turn(state, "unchanged")
        ttl_s = None
        if not found.is_unchanged:
            state.etag, state.last_modified = found.validators
            if is_opml(found.body[:HEAD_BYTES]):
                turn.outcome = "list"
                for url in parse_opml(found.body, state.url):
                    if url not in self.states:
                        self.states[url] = self._folder.load(url)
            else:
                turn.feed = parse_feed(
                    found.body, state.url, base=found.final_url, media_type=last.header("content-type")
                )
                ttl_s = turn.feed.ttl_s
                self._compare(turn, turn.feed, now)
        state.failures, state.trouble = 0, None
        stays_s = max((value for value in (fresh_for(last), ttl_s) if value is not None), default=None)
        state.next_at, state.why = self._pace.after_success(now, state.posts, stays_s, random.random())  # noqa: S311
        return turn

    def _compare(self, turn: Turn, feed: Feed, now: datetime) -> None:
        """Find what is new or changed in a feed, and learn its pace."""
        state = turn.state
        state.title = feed.title
        for entry in feed.entries:
            seen = state.seen.get(key_of(entry))
            if seen is not None:
                seen.listed_at = now
            if seen is None or not seen.done or seen.mark != mark_of(entry):
                turn.fresh.append(entry)
        moments = {entry.published.counts_from for entry in feed.entries if entry.published and entry.published.moment}
        state.posts = sorted(moments, reverse=True)[:KEPT_POSTS]
        turn.outcome = "changed" if turn.fresh else "unchanged"
        state.forget(now)

    def _take(self, turns: list[Turn]) -> StoreBusyError | None:
        """Take what is new into the record; give the error where another writer did not let us."""
        if not any(turn.fresh for turn in turns):
            return None
        intake = self._make_intake()
        pieces = self._texts(turns) if self._feed_text else self._pages(turns)
        try:
            intake.take(to_captures(pieces, said=Said(), now=self._clock))
            update(intake.store, intake.engine)
        except StoreBusyError as error:
            return error
        owners = {entry.url: turn for turn in turns for entry in turn.fresh}
        for aside in intake.report.set_aside:
            turn = owners.get(aside.where) or owners.get(aside.where.rpartition("#")[0])
            if turn is not None:
                turn.asides.append(aside.reason)
        return None

    def _texts(self, turns: list[Turn]) -> Iterator[Piece]:
        for turn in turns:
            for entry in turn.fresh:
                if turn.feed is not None:
                    turn.settle(entry, self._clock()).fetched += 1
                    yield entry_piece(entry, turn.feed, entry.url or f"{turn.state.url}#{entry.id}")

    def _pages(self, turns: list[Turn]) -> Iterator[Piece]:
        """Fetch the pages of what is new, each once, whichever feeds list it."""
        from dragoman.ingest.verdicts import Validators

        wanted: dict[str, list[tuple[Turn, Entry]]] = {}
        jobs = []
        for turn in turns:
            for entry in turn.fresh:
                if entry.url is None:
                    turn.settle(entry, self._clock()).asides.append(
                        f"{turn.state.url}#{entry.id}: the entry links to no page."
                    )
                    continue
                if entry.url not in wanted:
                    seen = turn.state.seen.get(key_of(entry)) or Seen("", self._clock())
                    validators = Validators(seen.etag, seen.last_modified)
                    jobs.append(Job(entry.url, "entry", validators, entry.published))
                wanted.setdefault(entry.url, []).append((turn, entry))
        for job, found in fetch_many(jobs, self._fetcher):
            if self._fetcher.is_stopped:
                return
            for turn, entry in wanted[job.url]:
                self._settle(turn, entry, found)
            yield from _page(job, found, wanted[job.url])

    def _settle(self, turn: Turn, entry: Entry, found: Fetched | DocumentError) -> None:
        """Note what came of an entry's page."""
        seen = turn.state.seen.setdefault(key_of(entry), Seen("", self._clock()))
        if isinstance(found, DocumentError):
            seen.tries += not isinstance(found, BudgetError)
            if may_pass(found) and seen.tries < MOST_TRIES:
                turn.waiting += 1
                return
        elif found.is_unchanged:
            turn.unchanged += 1
        else:
            turn.fetched += 1
            seen.etag, seen.last_modified = found.validators
        seen.mark, seen.done, seen.tries = mark_of(entry), True, 0

    def _note_failure(self, state: FeedState, error: DocumentError) -> None:
        state.failures += 1
        if isinstance(error, StatusError) and error.status == GONE:
            state.failures = max(state.failures, DEAD_AFTER)
        state.trouble = str(error)
        wait_s = error.retry_after_s if isinstance(error, StatusError) else None
        chance = random.random()  # noqa: S311  no secret hangs on it
        state.next_at, state.why = self._pace.after_failure(self._clock(), state.failures, wait_s, chance)

    def _fail(self, state: FeedState, error: StoreBusyError) -> Poll:
        """Give a feed whose news could not be recorded; its state on disk stays as it was, so that nothing is lost."""
        fresh = self._folder.load(state.url)
        fresh.next_at, fresh.why = self._pace.after_failure(self._clock(), 1, None, 0.0)
        self.states[state.url] = fresh
        return poll_of(Turn(fresh, "failed"), self._clock(), str(error))

    def _poll(self, turn: Turn) -> Poll:
        state = turn.state
        if turn.is_owed:
            state.etag = state.last_modified = None  # pages are still owed: the feed is to be read again
        state.checked_at = self._clock()
        self._folder.save(state)
        return poll_of(turn, state.checked_at, state.trouble)


def _page(job: Job, found: Fetched | DocumentError, owners: list[tuple[Turn, Entry]]) -> Iterator[Piece]:
    """Give the report on a page, or why there is none; nothing where it is tried again or is as before."""
    is_waiting = any(not turn.state.seen[key_of(entry)].done for turn, entry in owners)
    if is_waiting:
        return
    if isinstance(found, DocumentError):
        yield Piece(job.url, HTML, found)
    elif not found.is_unchanged:
        try:
            for piece in page_pieces(found.body, found.last.header("content-type"), found.final_url, job.url):
                yield piece._replace(listed=job.listed)
        except DocumentError as error:
            yield Piece(job.url, HTML, error)
