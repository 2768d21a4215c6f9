"""Figures: what monitoring reads under ``/metrics``: requests, seconds, sign-ins, and whether there is a record.

Counts go in, text in Prometheus' form goes out. Routes are named by their pattern, never by what was asked for.

Source: Prometheus text exposition format 0.0.4; naming as its documentation advises (base units, ``_total``).
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

from dragoman import __version__

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Figures:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        at = self.registry
        self._requests = Counter("dragoman_requests", "Requests answered.", ("method", "route", "status"), registry=at)
        self._seconds = Histogram(
            "dragoman_request_seconds",
            "Seconds until an answer was sent whole.",
            ("route",),
            registry=at,
            buckets=SECONDS,
        )
        self.in_hand = Gauge("dragoman_requests_in_progress", "Requests being answered.", registry=at)
        self._sign_ins = Counter("dragoman_sign_ins", "Passwords tried, by what came of it.", ("outcome",), registry=at)
        self._record = Gauge("dragoman_record_up", "Whether the record can be read.", registry=at)
        Info("dragoman_build", "The version that runs.", registry=at).info({"version": __version__})
        ProcessCollector(registry=at)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_sign_in(self, outcome: str) -> None:
        """Count one password."""
        self._sign_ins.labels(outcome).inc()

    def text(self, *, is_record_up: bool) -> bytes:
        """Give everything in Prometheus' form."""
        self._record.set(is_record_up)
        return generate_latest(self.registry)
