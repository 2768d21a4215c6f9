"""Hosts: which addresses are this machine's own, and whether a listed name of a host or site is one."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = re.compile(r"(\*\.)?[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_hosts(names: Iterable[str]) -> None:
    """Refuse what is no name of a host.

    Raises:
        UsageError: DG100, one is none.
    """
    for name in names:
        if not HOST.fullmatch(name):
            raise UsageError(f"DRAGOMAN_HOSTS: '{name}' is no name of a host. Give names such as record.example.org.")


def check_origins(origins: Iterable[str]) -> None:
    """Refuse what is no origin: a scheme and a host, and a port where it is not the scheme's own.

    Raises:
        UsageError: DG100, one is none.
    """
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or f"{parts.scheme}://{parts.netloc}" != origin:
            raise UsageError(f"DRAGOMAN_ORIGINS: '{origin}' is no origin. Give such as https://record.example.org.")
