"""A client's bucket lets a burst through, then as many as fill it; others are not touched."""

from __future__ import annotations

import pytest

from dragoman.web.running.rates import BURST_S, MOST_CLIENTS, Rates, network_of


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_the_rate() -> None:
    time = Time()
    rates = Rates(60, time)
    assert [rates.wait_s("192.0.2.1") for _ in range(BURST_S)] == [0] * BURST_S
    assert rates.wait_s("192.0.2.1") == 1
    assert rates.wait_s("192.0.2.2") == 0
    time.now += 1
    assert rates.wait_s("192.0.2.1") == 0
    assert rates.wait_s("192.0.2.1") == 1


def test_a_bucket_is_never_more_than_full() -> None:
    time = Time()
    rates = Rates(60, time)
    rates.wait_s("a")
    time.now += 10_000
    assert [rates.wait_s("a") for _ in range(BURST_S + 1)].count(0) == BURST_S


def test_a_slow_rate_says_how_long_to_wait() -> None:
    rates = Rates(1, Time())
    assert [rates.wait_s("a"), rates.wait_s("a")] == [0, 60]


def test_many_clients_take_no_more_than_so_much_memory() -> None:
    rates = Rates(60, Time())
    for n in range(MOST_CLIENTS + 10):
        rates.wait_s(f"client{n}")
    assert len(rates._buckets) == MOST_CLIENTS


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_one_network_is_one_client(client: str, network: str) -> None:
    assert network_of(client) == network
