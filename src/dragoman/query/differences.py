"""Differences: what changed between two views, field by field, with the reports that caused it.

Two views come in, the ``diff`` shape goes out. An event is the same in both where they share a claim, or, since a
revised report has other claims, its id or the words of one. What a report took back is told with the words that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.query.events import claim_refs, event_shape
from dragoman.query.refs import utc_text
from dragoman.query.timeline import time_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from dragoman.model import Event
    from dragoman.query.shapes import ChangeShape, DiffShape
    from dragoman.query.view import View

COMPARED = (
    "title", "status", "mode", "hedged", "name", "round", "occurred", "not_after", "places", "roles", "quantities",
    "content", "outcome", "part_of", "counts",
)  # fmt: skip
"""Fields of an event whose change is told, beside ``state`` and ``disputes``; the others follow from these."""


def diff(before: View, after: View) -> DiffShape:
    """Give what changed from one view to another, event by event in order of time.

    Args:
        before: The record from the earlier point of view.
        after: The same record from the later one.
    """
    comparison = _Comparison(before, after)
    return {"from": _instant(before), "to": _instant(after), "changes": list(comparison.changes())}


def diff_steps(before: View, after: View) -> list[DiffShape]:
    """Give what changed with each moment of publication between two views, leaving out those that changed nothing.

    Args:
        before: As of the earlier instant of publication.
        after: As of the later one, or of now.
    """
    first, last = before.as_of, after.as_of
    moments = sorted(
        {
            document.published.instant.counts_from
            for document in after.documents()
            if document.published is not None
            and (first is None or document.published.instant.counts_from > first)
            and (last is None or document.published.instant.counts_from <= last)
        }
    )
    return list(_steps(before, moments))


def _steps(view: View, moments: Sequence[datetime]) -> Iterator[DiffShape]:
    for moment in moments:
        later = view.at(moment)
        step = diff(view, later)
        if step["changes"]:
            yield step
        view = later


def _instant(view: View) -> str | None:
    return utc_text(view.as_of or view.recorded_as_of)


class _Comparison:
    """Two views of one record, with the events of one found in the other."""

    def __init__(self, before: View, after: View) -> None:
        self._before, self._after = before, after
        self._earlier = sorted(before.events(), key=time_key)
        self._later = sorted(after.events(), key=time_key)
        self._states = [{found.event_id: found.state.value for found in view.rounds()} for view in (before, after)]
        self._was = self._same_as_before()

    def changes(self) -> Iterator[ChangeShape]:
        for event in self._later:
            yield from self._of(event)
        met = {old.id for old in self._was.values()}
        now = {claim: event for event in self._later for claim in event.claims}
        for event in self._earlier:
            if event.id not in met:
                yield self._left(event, next((now[claim] for claim in event.claims if claim in now), None))

    def _left(self, old: Event, other: Event | None) -> ChangeShape:
        """Tell an event that is none any more: one with another, or in no report in force."""
        if other is None:
            return self._change(old, "gone", "event", old.title, None, claims=old.claims)
        return self._change(other, "joined", "event", old.title, other.title, claims=old.claims)

    def _same_as_before(self) -> dict[str, Event]:
        """Give the earlier event of each later one, by the later one's id; each earlier event once."""
        found: dict[str, Event] = {}
        met: set[str] = set()
        for keys_of in (self._claims, self._ids, self._words):
            was: dict[Any, Event] = {}
            for old in self._earlier:
                if old.id not in met:
                    was |= {key: old for key in keys_of(self._before, old) if key not in was}
            for event in self._later:
                if event.id in found:
                    continue
                old_one = next((was[k] for k in keys_of(self._after, event) if k in was and was[k].id not in met), None)
                if old_one is not None:
                    found[event.id] = old_one
                    met.add(old_one.id)
        return found

    @staticmethod
    def _claims(_: View, event: Event) -> Iterable[Any]:
        return event.claims

    @staticmethod
    def _ids(_: View, event: Event) -> Iterable[Any]:
        return (event.id, *event.former_ids)

    @staticmethod
    def _words(view: View, event: Event) -> Iterable[Any]:
        for active in view.claims(event.claims).values():
            yield active.claim.document_id, event.frame, active.claim.evidence[0].quote

    def _of(self, event: Event) -> Iterator[ChangeShape]:
        old = self._was.get(event.id)
        if old is None:
            yield self._change(event, "new", "event", None, event.title, claims=event.claims)
            return
        then, now = self._told(old, 0), self._told(event, 1)
        new = [claim for claim in event.claims if claim not in old.claims]
        gone = [claim for claim in old.claims if claim not in event.claims]
        for field in now:
            if then[field] != now[field]:
                carrying = _carrying(event, field, new) or _carrying(old, field, gone)
                yield self._change(event, "changed", field, then[field], now[field], claims=carrying)

    def _told(self, event: Event, which: int) -> dict[str, Any]:
        shape: dict[str, Any] = {**event_shape(event)}
        told = {field: shape[field] for field in COMPARED}
        told["state"] = self._states[which].get(event.id)
        told["disputes"] = sorted(each.why for each in event.disputes if each.verdict == "open")
        return told

    def _change(
        self, event: Event, kind: Any, field: str, before: Any, after: Any, *, claims: Sequence[str]
    ) -> ChangeShape:
        now = claim_refs(self._after, claims)
        return {
            "event_id": event.id,
            "title": event.title,
            "kind": kind,
            "field": field,
            "before": before,
            "after": after,
            "because": now or claim_refs(self._before, claims),
            "taken_back": bool(claims) and not now,
        }


def _carrying(event: Event, field: str, claims: list[str]) -> list[str]:
    """Give the claims that carry a value of the field, or all of them where none is known to."""
    carrying = {
        claim
        for cell in event.cells
        if cell.field == field or (field == "quantities" and _is_figure(cell.best))
        for value in cell.values
        for claim in value.claims
    }
    return [claim for claim in claims if claim in carrying] or claims


def _is_figure(value: Any) -> bool:
    return isinstance(value, dict) and "measure" in value
