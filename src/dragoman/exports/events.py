"""Events, rounds, figures and commitments as lines: the shapes of the queries, one object a line.

A view comes in, mappings go out, in order of time. They are the same objects that ``--json`` and the API give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query import commitments, figures, talks, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.query import View


def export_events(view: View) -> Iterator[dict[str, Any]]:
    """Give every event, in order of time."""
    for event in timeline(view):
        yield {**event}


def export_talks(view: View) -> Iterator[dict[str, Any]]:
    """Give every round of talks, in order of time."""
    for one in talks(view):
        yield {**one}


def export_commitments(view: View) -> Iterator[dict[str, Any]]:
    """Give every commitment with what was reported of it."""
    for one in commitments(view):
        yield {**one}


def export_figures(view: View) -> Iterator[dict[str, Any]]:
    """Give every figure that a report gives, one a line, with the four readings of its series beside it."""
    for one in figures(view):
        head = {key: one[key] for key in ("event_id", "title", "occurred", "measure", "of", "effect", "losses_of")}
        readings = {f"reading_{name}": number for name, number in one["readings"].items()}
        for point in one["series"]:
            claim = point["claim"]
            told = {key: value for key, value in point.items() if key != "claim"}
            yield {**head, **told, "doc": claim["doc"], "source": claim["source"], "link": claim["link"], **readings}
