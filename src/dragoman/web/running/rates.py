"""Rates: how many requests a client may send, counted in a bucket for each that fills again with time.

An address comes in, the seconds to wait come out. Buckets of those who came longest ago are forgotten, so that many
addresses take no more memory than a few.

Source: the token bucket, as in RFC 2697's committed rate and burst.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CLIENTS = 10_000
BURST_S = 20
"""A bucket holds what fills it in so many seconds: a page with all it draws on, several times over."""
IPV6_NETWORK = 64
"""One household or server has a whole such network. Source: RFC 6177."""


class Rates:
    """The buckets of one server."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s = per_minute / 60
        self._full = max(1.0, self._per_s * BURST_S)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, client: str) -> int:
        """Take one request out of a client's bucket.

        Args:
            client: Its address.

        Returns:
            0 where it may go on; else whole seconds after which another may.
        """
        key, now = network_of(client), self._clock()
        with self._lock:
            left, seen = self._buckets.pop(key, (self._full, now))
            left = min(self._full, left + (now - seen) * self._per_s)
            wait = 0 if left >= 1 else math.ceil((1 - left) / self._per_s)
            self._buckets[key] = (left - 1 if not wait else left, now)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return wait


def network_of(client: str) -> str:
    """Give what is counted as one client: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
