"""Watching: what is new is taken in once, what did not change is not fetched again, and nothing is lost."""

from __future__ import annotations

import importlib.util
import itertools
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import FeedError, StoreBusyError, UnknownNameError, WatchStateError
from dragoman.ingest.addresses import policy_of
from dragoman.ingest.archive import WarcFolder
from dragoman.ingest.fetch import Fetcher, Web
from dragoman.ingest.limits import FetchLimits
from dragoman.model import Capture, SetAside, Source
from dragoman.pipeline.watch import Watch
from dragoman.pipeline.watch_loop import Stop, follow, stopped_by_signals
from dragoman.pipeline.watch_sources import feeds_of
from dragoman.pipeline.watch_state import FORGET_AFTER, FeedState, Seen, StateFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.pipeline.watch_turns import Poll

START = datetime(2025, 6, 2, 12, tzinfo=UTC)
PAGE = "<!doctype html><html><head><title>T</title></head><body><article><p>The sides met.</p></article></body></html>"


def _raw_server() -> Any:
    """The server of the tests of ``ingest``, loaded by path: test folders are no packages."""
    name = "ingest_conftest"
    if name not in sys.modules:
        path = Path(__file__).parents[1] / "ingest" / "conftest.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def whole(body: str, *lines: str, status: str = "200 OK") -> bytes:
    payload = body.encode()
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(payload)}", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + payload


def rss(*items: tuple[str, str]) -> str:
    """Give a feed of items by id and title; each came out at a time of its own."""
    rows = [
        f"<item><guid>{name}</guid><title>{title}</title><link>/{name}</link>"
        f"<pubDate>{START - timedelta(minutes=ord(name[-1])):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
        for name, title in items
    ]
    return f'<rss version="2.0"><channel><title>Example Post</title>{"".join(rows)}</channel></rss>'


class FakeIntake:
    """Takes captures and keeps them; it stands for the record."""

    def __init__(self, taken: list[Capture], failure: Exception | None) -> None:
        self.taken = taken
        self.failure = failure
        self.report = SimpleNamespace(set_aside=[])
        self.engine = SimpleNamespace()
        self.store = SimpleNamespace(is_fold_current=lambda: True)

    def take(self, captures: Iterable[Capture | SetAside]) -> None:
        for found in captures:
            if isinstance(found, SetAside):
                self.report.set_aside.append(found)
            else:
                self.taken.append(found)
        if self.failure is not None:
            raise self.failure


class World:
    """A server, a clock that can be moved, and watches that share a folder of states."""

    def __init__(self, folder: Path) -> None:
        self.server = _raw_server().RawServer()
        self.now = START
        self.taken: list[Capture] = []
        self.failure: Exception | None = None
        self.folder = folder
        self.fetchers: list[Fetcher] = []
        self.archives: list[WarcFolder] = []

    def watch(self, *paths: str, **more: Any) -> Watch:
        chosen = {"read_s": 1.0, "total_s": 2.0, "tries": 1, "pause_s": 0.01, "gap_s": 0.0, "max_bytes": 500_000}
        limits = FetchLimits(**{**chosen, **more.pop("limits", {})})
        web = Web(limits, policy_of(allow_private=True), clock=lambda: self.now)
        self.archives.append(WarcFolder(self.folder / "kept", self.now))
        self.fetchers.append(Fetcher(web, self.archives[-1]))
        urls = [self.server.url(path) for path in paths]
        states = StateFolder(self.folder / "states")
        return Watch(urls, states, self.fetchers[-1], lambda: FakeIntake(self.taken, self.failure), **more)

    def pages(self, *names: str) -> None:
        for name in names:
            self.server.say(f"/{name}", whole(PAGE, "Content-Type: text/html"))

    def poll(self, watch: Watch) -> Poll:
        (poll,) = watch.round(list(watch.states.values()))
        return poll


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    for fetcher in found.fetchers:
        fetcher.stop()
        fetcher.close()
    for archive in found.archives:
        archive.close()
    found.server.close()


def test_what_is_new_is_taken_in_once(world: World) -> None:
    world.pages("a", "b", "c")
    world.server.say("/rss", whole(rss(("a", "A"), ("b", "B"))), whole(rss(("c", "C"), ("a", "A"), ("b", "B"))))
    watch = world.watch("/rss")
    first, second, third = world.poll(watch), world.poll(watch), world.poll(watch)
    assert [(poll.outcome, poll.fetched) for poll in (first, second, third)] == [
        ("changed", 2), ("changed", 1), ("unchanged", 0),
    ]  # fmt: skip
    assert [capture.url for capture in world.taken] == [world.server.url(path) for path in ("/a", "/b", "/c")]
    assert world.taken[0].listed is not None
    assert [len(world.server.asked(path)) for path in ("/a", "/b", "/c")] == [1, 1, 1]
    assert (first.title, first.listed) == ("Example Post", 2)


def test_a_restart_goes_on_where_the_last_run_was(world: World) -> None:
    world.pages("a")
    world.server.say("/rss", whole(rss(("a", "A")), 'ETag: "1"'), whole("", 'ETag: "1"', status="304 Not Modified"))
    world.poll(world.watch("/rss"))
    again = world.watch("/rss")
    assert again.due() == []
    world.now += timedelta(hours=13)
    assert [state.url for state in again.due()] == [world.server.url("/rss")]
    poll = world.poll(again)
    assert (poll.outcome, poll.fetched, poll.title) == ("unchanged", 0, "Example Post")
    assert 'If-None-Match: "1"' in world.server.asked("/rss")[1]
    assert len(world.server.asked("/a")) == 1


def test_an_entry_that_the_feed_says_otherwise_is_asked_for_with_its_validators(world: World) -> None:
    world.server.say("/a", whole(PAGE, 'ETag: "p1"'), whole("", status="304 Not Modified"), whole(PAGE + "more"))
    world.server.say("/rss", *(whole(rss(("a", title))) for title in ("A", "A, later", "A, at last")))
    watch = world.watch("/rss")
    polls = [world.poll(watch) for _ in range(3)]
    assert [(poll.fetched, poll.unchanged) for poll in polls] == [(1, 0), (0, 1), (1, 0)]
    assert 'If-None-Match: "p1"' in world.server.asked("/a")[1]
    assert len(world.taken) == 2


def test_a_page_that_fails_for_a_while_is_tried_again_and_then_set_aside(world: World) -> None:
    busy = whole("", "Retry-After: 999", status="503 Busy")
    world.server.say("/a", busy)
    world.server.say("/rss", whole(rss(("a", "A")), 'ETag: "1"'))
    watch = world.watch("/rss")
    polls = [world.poll(watch) for _ in range(4)]
    assert [(poll.outcome, poll.waiting) for poll in polls[:3]] == [("changed", 1), ("changed", 1), ("changed", 0)]
    assert "503 Busy" in polls[2].asides[0]
    assert polls[3].outcome == "unchanged"
    assert len(world.server.asked("/a")) == 3
    assert "If-None-Match" not in world.server.asked("/rss")[1], "while pages are owed, the feed is read again"


def test_a_page_that_is_gone_is_set_aside_at_once_and_left_alone(world: World) -> None:
    world.server.say("/rss", whole(rss(("a", "A"))))
    watch = world.watch("/rss")
    first, second = world.poll(watch), world.poll(watch)
    assert "404" in first.asides[0]
    assert (second.outcome, len(world.server.asked("/a"))) == ("unchanged", 1)


def test_pages_over_the_budget_wait_for_the_next_round(world: World) -> None:
    world.pages("a", "b", "c")
    world.server.say("/rss", whole(rss(("a", "A"), ("b", "B"), ("c", "C"))))
    watch = world.watch("/rss", limits={"max_pages": 2})
    polls = [world.poll(watch) for _ in range(4)]
    assert [(poll.fetched, poll.waiting) for poll in polls] == [(1, 2), (1, 1), (1, 0), (0, 0)]


def test_a_page_in_two_feeds_is_fetched_once(world: World) -> None:
    world.pages("a")
    world.server.say("/one", whole(rss(("a", "A"))))
    world.server.say("/two", whole(rss(("a", "A"))))
    watch = world.watch("/one", "/two")
    polls = list(watch.round(watch.due()))
    assert [poll.fetched for poll in polls] == [1, 1]
    assert len(world.taken) == len(world.server.asked("/a")) == 1


def test_a_feed_that_fails_is_asked_less_and_less_and_then_called_dead(world: World) -> None:
    watch = world.watch("/rss")
    waits, words = [], []
    for _ in range(9):
        poll = world.poll(watch)
        waits.append((poll.next_at - poll.at).total_seconds())
        words.append(poll.why)
    assert all(0.8 < later / earlier < 2.4 for earlier, later in itertools.pairwise(waits[:7]))
    assert waits[0] < 400
    assert waits[-1] >= 86_400
    assert words[0] == "backs off after 1 failure"
    assert words[-1].startswith("dead")
    assert poll.trouble is not None
    assert "404 Not Found" in poll.trouble
    world.server.say("/rss", whole(rss()))
    poll = world.poll(watch)
    assert (poll.trouble, poll.outcome) == (None, "unchanged")


def test_a_feed_that_is_gone_is_dead_at_once(world: World) -> None:
    world.server.say("/rss", whole("", status="410 Gone"))
    assert world.poll(world.watch("/rss")).why.startswith("dead")


def test_a_page_for_a_feed_is_called_what_it_is(world: World) -> None:
    world.pages("html")
    poll = world.poll(world.watch("/html"))
    assert poll.trouble is not None
    assert "it is an HTML page, not a feed" in poll.trouble


def test_one_bad_feed_does_not_harm_the_others(world: World) -> None:
    world.pages("a")
    world.server.say("/good-feed", whole(rss(("a", "A"))))
    watch = world.watch("/bad", "/good-feed")
    found = {poll.feed: poll.outcome for poll in watch.round(watch.due())}
    assert found == {world.server.url("/bad"): "failed", world.server.url("/good-feed"): "changed"}


def test_a_list_of_feeds_adds_them(world: World) -> None:
    world.pages("a")
    world.server.say("/rss", whole(rss(("a", "A"))))
    world.server.say("/opml", whole(f'<opml><outline xmlUrl="{world.server.url("/rss")}"/></opml>'))
    watch = world.watch("/opml")
    assert world.poll(watch).outcome == "list"
    assert [state.url for state in watch.due()] == [world.server.url("/rss")]


def test_feeds_can_be_taken_as_they_are(world: World) -> None:
    world.server.say(
        "/rss", whole(rss(("a", "A")).replace("</title><link>", "</title><description>W</description><link>"))
    )
    watch = world.watch("/rss", feed_text=True)
    assert (world.poll(watch).fetched, world.poll(watch).fetched) == (1, 0)
    assert world.server.asked("/a") == []


def test_an_entry_without_a_link_is_set_aside(world: World) -> None:
    world.server.say(
        "/rss", whole("<rss><channel><item><guid isPermaLink='false'>x</guid><title>T</title></item></channel></rss>")
    )
    assert "links to no page" in world.poll(world.watch("/rss")).asides[0]


def test_nothing_is_lost_where_another_writer_held_the_record(world: World) -> None:
    world.pages("a")
    world.server.say("/rss", whole(rss(("a", "A"))))
    watch = world.watch("/rss")
    world.failure = StoreBusyError("dragoman.db", 30)
    poll = world.poll(watch)
    assert poll.trouble is not None
    assert "DG403" in poll.trouble
    world.failure = None
    assert world.poll(watch).fetched == 1


def test_a_stop_in_the_middle_leaves_the_rest_for_the_next_run(world: World) -> None:
    names = [f"p{number}" for number in range(6)]
    world.pages(*names)
    world.server.say("/rss", whole(rss(*((name, name) for name in names)), 'ETag: "1"'))
    watch = world.watch("/rss")
    fetcher = world.fetchers[-1]

    def say(connection: Any, _head: str) -> None:
        connection.sendall(whole(PAGE, "Content-Type: text/html"))
        fetcher.stop()

    world.server.paths["/p2"] = say
    list(watch.round(watch.due()))
    done = len(world.taken)
    assert done < 6
    poll = world.poll(world.watch("/rss"))
    assert poll.fetched >= 6 - done
    assert {capture.url for capture in world.taken} == {world.server.url(f"/{name}") for name in names}
    assert "If-None-Match" not in world.server.asked("/rss")[1]


def test_a_stopped_watch_asks_nothing(world: World) -> None:
    watch = world.watch("/rss")
    world.fetchers[-1].stop()
    assert list(watch.round(watch.due())) == []


def test_following_once_asks_every_feed_also_those_of_a_list(world: World) -> None:
    world.pages("a")
    world.server.say("/rss", whole(rss(("a", "A"))))
    world.server.say("/opml", whole(f'<opml><outline xmlUrl="{world.server.url("/rss")}"/></opml>'))
    polls: list[Poll] = []
    troubles = follow(world.watch("/opml", "/bad"), Stop(), clock=lambda: world.now, on_poll=polls.append, once=True)
    assert (sorted(poll.outcome for poll in polls), troubles) == (["changed", "failed", "list"], 1)


def test_following_rests_until_the_next_feed_is_due_and_ends_when_asked(world: World) -> None:
    world.server.say("/rss", whole(rss()))
    stop, rests, polls = Stop(), [], []

    def rest() -> None:
        rests.append(world.now)
        world.now += timedelta(minutes=31)
        if len(rests) > 3:
            stop.ask()

    follow(world.watch("/rss"), stop, clock=lambda: world.now, on_poll=polls.append, on_rest=rest)
    assert len(polls) >= 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_interrupts(number: signal.Signals) -> None:
    stop, heard = Stop(), threading.Event()
    stop.on_ask = heard.set
    before = signal.getsignal(number)
    with stopped_by_signals(stop):
        signal.raise_signal(number)
        assert stop.is_asked
        assert heard.wait(2)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_a_state_is_kept_whole(tmp_path: Path) -> None:
    states = StateFolder(tmp_path / "states")
    seen = {"ent_1": Seen("mrk_1", START, '"e"', None, 1, done=False)}
    state = FeedState("https://a.example/rss", "A", '"e"', None, START, START, "why", 2, "trouble", [START], seen)
    states.save(state)
    assert states.load("https://a.example/rss") == state
    assert states.load("https://b.example/rss") == FeedState("https://b.example/rss")
    assert [path.suffix for path in (tmp_path / "states").iterdir()] == [".json"]


def test_entries_long_out_of_the_feed_are_forgotten() -> None:
    state = FeedState("u", seen={"old": Seen("m", START - FORGET_AFTER), "new": Seen("m", START)})
    state.forget(START)
    assert list(state.seen) == ["new"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"version": 99}', '{"version": 1, "seen": {"a": {}}}'])
def test_a_damaged_state_is_named_and_not_mended(text: str, tmp_path: Path) -> None:
    states = StateFolder(tmp_path)
    states.save(FeedState("u"))
    (path,) = tmp_path.glob("*.json")
    path.write_text(text)
    with pytest.raises(WatchStateError, match=r"it cannot be read: .*Delete it"):
        states.load("u")


def test_a_state_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    states = StateFolder(tmp_path / "taken")
    with pytest.raises(WatchStateError, match="cannot be written"):
        states.save(FeedState("u"))
    with pytest.raises(WatchStateError, match="cannot be made"), states.held():
        pass


def test_two_watches_of_one_record_do_not_run_at_a_time(tmp_path: Path) -> None:
    states = StateFolder(tmp_path)
    with states.held(), pytest.raises(WatchStateError, match="another 'dragoman watch'"), states.held():
        pass
    with states.held():
        pass


def dossier(*sources: Source) -> Callable[[], Any]:
    by_id = {source.id: source for source in sources}
    return lambda: SimpleNamespace(sources=sources, source=by_id.get, source_named=lambda _name: None)


def test_feeds_are_named_by_address_by_list_and_by_source(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text('<opml><outline xmlUrl="https://a.example/rss"/></opml>')
    post = Source("post", ("Post",), feeds=("https://b.example/rss", "https://c.example/rss"))
    found = feeds_of([str(path), "https://a.example/rss", "post"], dossier(post))
    assert found == ("https://a.example/rss", "https://b.example/rss", "https://c.example/rss")


def test_a_name_that_leads_to_no_feed_is_refused(tmp_path: Path) -> None:
    known = dossier(Source("post", ("Post",)), Source("wire", ("Wire",), feeds=("https://a.example/rss",)))
    for name in ("post", "nobody"):
        with pytest.raises(UnknownNameError, match="Known: wire"):
            feeds_of([name], known)
    (tmp_path / "a.txt").write_text("no list")
    with pytest.raises(FeedError):
        feeds_of([str(tmp_path / "a.txt")], known)


def test_the_clock_runs_on(world: World) -> None:
    """A state without a next time is due at once, and so is one whose time has come."""
    watch = world.watch("/a", "/b")
    first, second = watch.states.values()
    assert watch.next_at() is None
    first.next_at, second.next_at = START + timedelta(hours=2), START
    assert watch.next_at() == START
    assert watch.due() == [second]
