"""Addresses: a host comes in, the addresses that may be connected to go out, or the reason why none may.

Only public addresses pass unless the user allows others. The check is of the resolved address, never of the name, so
it does not matter how a host is written. It opens no connection.

Source: IANA's special-purpose address registries, as Python's ``ipaddress`` has them; addresses that carry an IPv4
one inside: RFC 4291 (mapped), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 6052 (NAT64).
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Resolve = Callable[[str, int], list[str]]
"""Gives the addresses of a host and port, in order of preference."""

NAT64 = IPv6Network("64:ff9b::/96")
PROVIDERS = frozenset({IPv4Address("168.63.129.16")})
"""Public addresses at which a cloud serves its own machines. Source: Azure's "What is IP address 168.63.129.16"."""


class NotPublicError(Exception):
    """A host has an address that may not be connected to; the fetcher says for which page."""

    def __init__(self, host: str, address: str) -> None:
        self.host, self.address = host, address
        super().__init__(f"{host} has the address {address}, which is not public")


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Which addresses may be connected to.

    Attributes:
        allow_private: Every address, for intranets and one's own servers.
        also: Networks that pass besides the public ones.
    """

    allow_private: bool = False
    also: tuple[IPv4Network | IPv6Network, ...] = ()

    def check(self, host: str, addresses: list[str]) -> list[str]:
        """Give the addresses back if each of them may be connected to.

        One address that may not be spoils the host: a name with a public and a private address is how a page leads a
        reader to the private one.

        Raises:
            NotPublicError: One may not.
        """
        for address in addresses:
            if not self._passes(address):
                raise NotPublicError(host, address)
        return addresses

    def _passes(self, address: str) -> bool:
        found = ip_address(address.partition("%")[0])
        if self.allow_private or any(found in network for network in self.also):
            return True
        return all(part.is_global and not part.is_multicast and part not in PROVIDERS for part in _parts(found))


PUBLIC_ONLY = AddressPolicy()


def policy_of(*, allow_private: bool = False, also: tuple[str, ...] = ()) -> AddressPolicy:
    """Make a policy from what was typed; ``also`` are networks such as ``10.1.0.0/16``."""
    return AddressPolicy(allow_private, tuple(ip_network(network) for network in also))


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host, in its order of preference.

    Raises:
        OSError: It has none, or cannot be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def resolve_within(resolve: Resolve, host: str, port: int, timeout_s: float) -> list[str]:
    """Resolve a host, and wait no longer than so many seconds; the system itself has no such bound.

    Raises:
        TimeoutError: There was no answer in time.
        OSError: The host has no address.
    """
    found: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            found.append(resolve(host, port))
        except Exception as error:  # noqa: BLE001  handed to the thread that waits
            found.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout_s)
    if not found:
        raise TimeoutError(f"looking up {host} took too long")
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def _parts(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """Give an address and every IPv4 address inside it that a gateway would send it on to."""
    yield address
    if isinstance(address, IPv4Address):
        return
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    yield from (part for part in inside if part is not None)
