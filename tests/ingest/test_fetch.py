"""Fetching: what is asked, in what order, how often, and to which address."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dragoman.errors import (
    AddressRefusedError,
    BudgetError,
    DocumentError,
    FetchError,
    FetchTimeoutError,
    RedirectError,
    RobotsError,
    StatusError,
)
from dragoman.ingest.addresses import NotPublicError, policy_of, resolve_within, system_resolve
from dragoman.ingest.many import Job, fetch_many
from dragoman.ingest.politeness import Politeness
from dragoman.ingest.robots import Robots
from dragoman.ingest.verdicts import Validators

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLIC = ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8"]
REFUSED = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
    "100.100.100.200", "168.63.129.16", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:db8::1",
]  # fmt: skip


def whole(body: bytes = b"<html>words", *lines: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + body


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert policy_of().check("host", [address]) == [address]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(NotPublicError, match=address.partition("%")[0]):
        policy_of().check("host", [address])
    assert policy_of(allow_private=True).check("host", [address]) == [address]


def test_one_private_address_spoils_the_host() -> None:
    with pytest.raises(NotPublicError):
        policy_of().check("host", ["8.8.8.8", "10.0.0.1"])


def test_a_network_can_be_let_through_alone() -> None:
    policy = policy_of(also=("10.1.0.0/16",))
    assert policy.check("host", ["10.1.2.3"])
    with pytest.raises(NotPublicError):
        policy.check("host", ["10.2.0.1"])


def test_the_system_resolves_numbers_without_a_network() -> None:
    assert system_resolve("127.0.0.1", 80) == ["127.0.0.1"]


def test_a_look_up_is_not_waited_for_without_end() -> None:
    over = threading.Event()
    with pytest.raises(TimeoutError, match=r"slow\.example"):
        resolve_within(lambda _host, _port: [str(over.wait(5))], "slow.example", 80, 0.05)
    over.set()


def test_a_host_that_resolves_anew_is_checked_anew(server: Any, make_fetcher: Any) -> None:
    """A name that is public when it is checked and private when it is connected to gets nobody anywhere."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    fetcher = make_fetcher(resolve=lambda _host, _port: next(answers))
    server.say("/a", whole())
    assert fetcher.fetch(f"http://news.example:{server.port}/a").body == b"<html>words"
    with pytest.raises(AddressRefusedError, match=r"news\.example has the address 10\.0\.0\.1"):
        fetcher.fetch(f"http://news.example:{server.port}/a")


def test_the_next_address_is_tried_where_one_does_not_answer(server: Any, make_fetcher: Any) -> None:
    fetcher = make_fetcher(resolve=lambda _host, _port: ["127.0.0.1", "127.0.0.1"])
    url = server.say("/a", whole())
    assert fetcher.fetch(url.replace("127.0.0.1", "news.example")).last.address == "127.0.0.1"
    server.close()
    with pytest.raises(FetchError, match="no connection to the host"):
        make_fetcher(resolve=lambda _host, _port: ["127.0.0.1"]).fetch(url)


def test_an_unknown_host_and_a_slow_look_up_are_told_apart(make_fetcher: Any) -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(FetchError, match=r"the host news\.example is not known"):
        make_fetcher(resolve=unknown).fetch("http://news.example/")
    with pytest.raises(FetchTimeoutError, match=r"no connection within 0\.1 s|not complete"):
        make_fetcher(resolve=lambda *_: [str(time.sleep(1))], connect_s=0.1).fetch("http://news.example/")
    with pytest.raises(FetchError, match="no connection to the host"):
        make_fetcher(resolve=lambda *_: []).fetch("http://news.example/")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://post.example/a", "not 'ftp'"),
        ("file:///etc/passwd", "not 'file'"),
        ("http://", "no host"),
        ("post.example/a", "no host"),
        ("http://[::/", "no address"),
        ("http://me:secret@post.example/", "a name or password"),
        ("http://post.example:99999999/", "a port that there is not"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str, words: str, make_fetcher: Any) -> None:
    with pytest.raises(AddressRefusedError, match=words):
        make_fetcher().fetch(url)


def test_https_is_spoken_only_with_who_speaks_it(server: Any, make_fetcher: Any) -> None:
    with pytest.raises(FetchError, match=r"no connection|not complete"):
        make_fetcher(read_s=0.3, total_s=1.0).fetch(server.url("/good").replace("http://", "https://"))


def test_a_page_comes_with_what_to_ask_with_the_next_time(server: Any, make_fetcher: Any) -> None:
    url = server.say(
        "/a", whole(b"<html>words", 'ETag: "v1"', "Last-Modified: Mon, 02 Jun 2025 12:00:00 GMT"), whole(status="304 N")
    )
    fetcher = make_fetcher()
    first = fetcher.fetch(url + "#part")
    again = fetcher.fetch(url, first.validators)
    assert first.validators == Validators('"v1"', "Mon, 02 Jun 2025 12:00:00 GMT")
    assert (first.final_url, again.is_unchanged) == (url, True)
    head = server.asked("/a")[1]
    assert 'If-None-Match: "v1"\r\n' in head
    assert "If-Modified-Since: Mon, 02 Jun 2025 12:00:00 GMT\r\n" in head


def test_not_modified_that_names_another_version_is_not_believed(server: Any, make_fetcher: Any) -> None:
    url = server.say("/a", whole(b"", 'ETag: W/"v2"', status="304 Not Modified"), whole(b"<html>second"))
    found = make_fetcher().fetch(url, Validators('"v1"'))
    assert (found.is_unchanged, found.body) == (False, b"<html>second")
    assert "If-None-Match" not in server.asked("/a")[1]


def test_not_modified_with_the_same_version_is_believed(server: Any, make_fetcher: Any) -> None:
    url = server.say("/a", whole(b"", 'ETag: W/"v1"', status="304 Not Modified"))
    assert make_fetcher().fetch(url, Validators('"v1"')).is_unchanged


def test_a_transient_failure_is_tried_again_and_a_lasting_one_is_not(server: Any, make_fetcher: Any) -> None:
    url = server.say("/soon", whole(status="503 Busy"), whole())
    assert make_fetcher().fetch(url).body == b"<html>words"
    gone = server.say("/gone", whole(status="404 Not Found"), whole())
    with pytest.raises(StatusError, match="404 Not Found") as caught:
        make_fetcher().fetch(gone)
    assert (caught.value.status, caught.value.is_transient) == (404, False)
    assert len(server.asked("/gone")) == 1


@pytest.mark.parametrize(
    ("value", "seconds"), [("3600", 3600.0), ("Mon, 02 Jun 2025 13:00:00 GMT", 3600.0), ("soon", None), ("-1", None)]
)
def test_a_long_wait_that_is_asked_for_is_told_and_not_waited(
    value: str, seconds: float | None, server: Any, make_fetcher: Any
) -> None:
    url = server.say("/busy", whole(b"", f"Retry-After: {value}", status="429 Slow down"))
    with pytest.raises(StatusError) as caught:
        make_fetcher().fetch(url)
    assert caught.value.retry_after_s == seconds
    assert len(server.asked("/busy")) == (1 if seconds else 2)


def test_redirects_are_followed_and_the_last_address_counts(server: Any, make_fetcher: Any) -> None:
    server.say("/a", whole(b"", "Location: b?x=1", status="301 Moved"))
    server.say("/b?x=1", whole())
    found = make_fetcher().fetch(server.url("/a"))
    assert found.final_url == server.url("/b?x=1")
    assert [hop.status for hop in found.hops] == [301, 200]


def test_redirects_in_a_circle_and_too_many_are_told_apart(server: Any, make_fetcher: Any) -> None:
    server.say("/a", whole(b"", "Location: /b", status="302 Found"))
    server.say("/b", whole(b"", "Location: /a", status="302 Found"))
    with pytest.raises(RedirectError, match="lead back to"):
        make_fetcher().fetch(server.url("/a"))
    for number in range(9):
        server.say(f"/n{number}", whole(b"", f"Location: /n{number + 1}", status="302 Found"))
    with pytest.raises(RedirectError, match="more than 5 redirects"):
        make_fetcher().fetch(server.url("/n0"))


def test_a_page_that_sets_a_cookie_and_asks_again_is_read(server: Any, make_fetcher: Any) -> None:
    def say(connection: Any, head: str) -> None:
        has_it = "cookie: seen=1" in head.lower()
        connection.sendall(whole() if has_it else whole(b"", "Location: /a", "Set-Cookie: seen=1", status="302 Found"))

    server.paths["/a"] = say
    fetcher = make_fetcher()
    assert fetcher.fetch(server.url("/a")).body == b"<html>words"
    fetcher.fetch(server.url("/a"))
    assert "cookie" not in server.asked("/a")[2].lower(), "cookies of one fetch are not kept for the next"


def test_robots_txt_is_asked_once_and_kept(server: Any, make_fetcher: Any) -> None:
    server.say("/robots.txt", whole(b"User-agent: dragoman\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"))
    server.say("/private/a", whole())
    server.say("/a", whole())
    fetcher = make_fetcher()
    with pytest.raises(RobotsError, match="asks programs not to"):
        fetcher.fetch(server.url("/private/a"))
    assert fetcher.fetch(server.url("/a")).body
    assert (len(server.asked("/robots.txt")), server.asked("/private/a")) == (1, [])


def test_a_redirect_into_what_robots_may_not_read_is_refused(server: Any, make_fetcher: Any) -> None:
    server.say("/robots.txt", whole(b"User-agent: *\nDisallow: /private\n"))
    server.say("/a", whole(b"", "Location: /private/a", status="302 Found"))
    with pytest.raises(RobotsError):
        make_fetcher().fetch(server.url("/a"))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (whole(status="404 Not Found"), None),
        (whole(status="403 Forbidden"), None),
        (whole(status="500 Broken"), "DG322"),
        (whole(b"", "Location: /robots.txt", status="302 Found"), "DG324"),
        (whole(b"x" * 300_000), "DG322"),
        (whole(bytes(range(256))), None),
        (b"nonsense\r\n\r\n", "DG320"),
    ],
)
def test_a_robots_txt_that_cannot_be_had_allows_or_forbids_all(
    answer: bytes, code: str | None, server: Any, make_fetcher: Any
) -> None:
    server.say("/robots.txt", answer)
    if code is None:
        assert make_fetcher().fetch(server.url("/good")).body
        return
    with pytest.raises(DocumentError) as caught:
        make_fetcher().fetch(server.url("/good"))
    assert (caught.value.code, caught.value.where) == (code, server.url("/good"))
    assert server.asked("/good") == []


def test_a_crawl_delay_is_kept() -> None:
    robots = Robots(lambda _url: b"User-agent: *\nCrawl-delay: 7\n")
    assert robots.permit("http://post.example", "http://post.example/a", "a").delay_s == 7


def test_one_host_is_left_alone_between_two_requests_and_others_are_not_kept_waiting() -> None:
    slept: list[float] = []
    politeness = Politeness(slept.append)
    for host in ("a", "b", "a"):
        with politeness.turn(host, 5.0):
            pass
    (pause,) = slept
    assert 4 < pause <= 5


def test_a_run_fetches_no_more_than_it_may(server: Any, make_fetcher: Any) -> None:
    server.say("/a", whole())
    few = make_fetcher(max_pages=1)
    few.fetch(server.url("/a"))
    with pytest.raises(BudgetError, match="its 1 pages"):
        few.fetch(server.url("/a"))
    few.budget.renew()
    assert few.fetch(server.url("/a")).body
    small = make_fetcher(max_total_bytes=5)
    small.fetch(server.url("/a"))
    with pytest.raises(BudgetError, match="its 5 bytes"):
        small.fetch(server.url("/a"))


def test_a_stopped_fetcher_ends_what_is_under_way(server: Any, make_fetcher: Any) -> None:
    server.paths["/slow"] = lambda _connection, _head: time.sleep(4)
    fetcher = make_fetcher(read_s=4.0, total_s=4.0)
    threading.Timer(0.3, fetcher.stop).start()
    began = time.monotonic()
    with pytest.raises(FetchError):
        fetcher.fetch(server.url("/slow"))
    assert time.monotonic() - began < 3
    assert fetcher.is_stopped
    with pytest.raises(FetchError, match="stopped before it was fetched"):
        fetcher.fetch(server.url("/good"))


def test_many_hosts_are_asked_side_by_side_and_one_host_in_order(server: Any, make_fetcher: Any) -> None:
    names = [f"host{number}.example" for number in range(4)]
    order: list[str] = []

    def say(connection: Any, head: str) -> None:
        order.append(head.split(" ", 2)[1])
        time.sleep(0.2)
        connection.sendall(whole())

    for path in ("/1", "/2"):
        server.paths[path] = say
    fetcher = make_fetcher(resolve=lambda _host, _port: ["127.0.0.1"], total_s=5.0, read_s=2.0)
    jobs = [Job(f"http://{name}:{server.port}{path}") for path in ("/1", "/2") for name in names]
    began = time.monotonic()
    found = {job.url for job, page in fetch_many(jobs, fetcher) if not isinstance(page, DocumentError)}
    assert found == {job.url for job in jobs}
    assert time.monotonic() - began < 8 * 0.2 + 2
    assert order.index("/2") >= 1


def test_whoever_takes_no_more_stops_the_workers(server: Any, make_fetcher: Any) -> None:
    for number in range(30):
        server.say(f"/{number}", whole())
    fetcher = make_fetcher()
    results = fetch_many([Job(server.url(f"/{number}")) for number in range(30)], fetcher)
    next(results)
    results.close()
    assert fetcher.is_stopped
    assert len(server.requests) < 20


def test_an_error_of_our_own_reaches_who_takes(make_fetcher: Any) -> None:
    fetcher = make_fetcher()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    fetcher.fetch = broken
    with pytest.raises(ZeroDivisionError):
        list(fetch_many([Job("http://a.example/")], fetcher))


def test_no_jobs_give_nothing(make_fetcher: Callable[..., Any]) -> None:
    assert list(fetch_many([], make_fetcher())) == []


def test_the_clock_of_an_answer_is_the_runs(server: Any, make_fetcher: Any) -> None:
    found = make_fetcher().fetch(server.url("/good"))
    assert found.last.at.utcoffset() == timedelta(0)
