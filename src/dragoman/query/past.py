"""Past: the record as of an instant, folded from scratch, or by taking back what came later.

A store, the clocks and the dossier's knowledge come in; events, rounds and claims as of then go out. Taking back
touches only events that have reports on both sides of the instant, and what hangs on them: exact, not approximate.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from dragoman.model.listing import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from dragoman.merge import Patch
    from dragoman.model import ActiveClaim, Event, Round
    from dragoman.model.listing import ListedEvent
    from dragoman.store import FoldedLike, Store
    from dragoman.store.reports import Clocks
    from dragoman.values import Interval


class Past(Protocol):
    """What a view asks of the record as of an instant."""

    def events(self, frame: str | None = None) -> tuple[Event, ...]:
        """Give the events, of one frame if asked."""
        ...

    def events_near(self, frame: str, documents: Sequence[str], days: Sequence[Interval]) -> Sequence[Event]:
        """Give at least the events of a frame that these reports tell of, or that touch these days."""
        ...

    def listed(self) -> Iterable[ListedEvent]:
        """Give each event as it is listed."""
        ...

    def named(self, event_ids: Sequence[str]) -> Mapping[str, Event]:
        """Give the events of exactly these ids, by id."""
        ...

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds of talks."""
        ...

    def event(self, event_id: str) -> Event | None:
        """Give the event of exactly this id, or None."""
        ...

    def claims(self, ids: Sequence[str]) -> dict[str, ActiveClaim]:
        """Give the active claims of these ids."""
        ...

    def claims_of(self, document_ids: Collection[str]) -> list[ActiveClaim]:
        """Give the active claims of some reports."""
        ...

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Give the event of each claim that is in one."""
        ...

    def all_claims(self) -> Iterable[ActiveClaim]:
        """Give every active claim, in order of publication, then of the text."""
        ...


class FoldedPast:
    """All claims that counted by then, folded from scratch.

    Args:
        claims: In order of publication.
        folded: What they amount to.
    """

    def __init__(self, claims: Iterable[ActiveClaim], folded: FoldedLike) -> None:
        self._claims = {active.claim.id: active for active in claims}
        self._folded = folded

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self._folded.events}

    @cached_property
    def _homes(self) -> dict[str, str]:
        return {claim: event.id for event in self._folded.events for claim in event.claims}

    def events(self, frame: str | None = None) -> tuple[Event, ...]:
        """Give the events, of one frame if asked."""
        return tuple(event for event in self._folded.events if frame in (None, event.frame))

    def events_near(self, frame: str, documents: Sequence[str], days: Sequence[Interval]) -> Sequence[Event]:
        """Give the events of a frame, all of which are at hand."""
        del documents, days
        return self.events(frame)

    def listed(self) -> Iterable[ListedEvent]:
        """Give each event as it is listed."""
        return map(listed, self._folded.events)

    def named(self, event_ids: Sequence[str]) -> Mapping[str, Event]:
        """Give the events of exactly these ids, by id."""
        return {event_id: self._by_id[event_id] for event_id in event_ids if event_id in self._by_id}

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds of talks."""
        return tuple(self._folded.rounds)

    def event(self, event_id: str) -> Event | None:
        """Give the event of exactly this id, or None."""
        return self._by_id.get(event_id)

    def claims(self, ids: Sequence[str]) -> dict[str, ActiveClaim]:
        """Give the active claims of these ids."""
        return {claim: self._claims[claim] for claim in ids if claim in self._claims}

    def claims_of(self, document_ids: Collection[str]) -> list[ActiveClaim]:
        """Give the active claims of some reports."""
        return [active for active in self._claims.values() if active.document.id in document_ids]

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Give the event of each claim that is in one."""
        return {claim: self._homes[claim] for claim in claims if claim in self._homes}

    def all_claims(self) -> Iterable[ActiveClaim]:
        """Give every active claim, in order of publication, then of the text."""
        return self._claims.values()


class TakenBack(NamedTuple):
    """What was taken back of the fold on record; it holds no store.

    Attributes:
        changed: Ids of the reports that were out by then in other words, or with another header, than today.
        again: Their claims of then, by id.
        gone: Ids of the claims on record that were not out by then, and of all of those reports.
        patch: What that changes of the events that were.
    """

    changed: frozenset[str]
    again: Mapping[str, ActiveClaim]
    gone: frozenset[str]
    patch: Patch


def take_back(store: Store, clocks: Clocks, known: Mapping[str, Any]) -> TakenBack:
    """Take back what came later.

    Args:
        store: Whose fold is current, and was made by the same knowledge.
        clocks: The publication clock alone.
        known: What a fold takes of the dossier, by name.
    """
    from dragoman.merge import Patching  # noqa: PLC0415  its rules need half a second to load

    fold = store.fold
    changed = frozenset(fold.changed_by(clocks))
    again = fold.claims_of(changed, clocks)
    recall = fold.recall(changed, clocks)
    patch = Patching(recall, fold.rulings(), **known).run(again, store.judgements())
    return TakenBack(changed, {active.claim.id: active for active in again}, frozenset(recall.gone()), patch)


class PatchedPast:
    """The fold on record without what was published later.

    Args:
        store: Whose fold is current, and was made by the same knowledge.
        clocks: The publication clock alone.
        taken: What was taken back for it.
    """

    def __init__(self, store: Store, clocks: Clocks, taken: TakenBack) -> None:
        self._store, self._clocks, self._fold = store, clocks, store.fold
        self._changed, self._again, self._gone, self._patch = taken
        self._made = {each.event.id: each.event for each in taken.patch.made}
        self._homes = {claim: event.id for event in self._made.values() for claim in event.claims}

    def events(self, frame: str | None = None) -> tuple[Event, ...]:
        """Give the events, of one frame if asked."""
        return self._with_made(self._fold.events_by(self._clocks, frame), frame)

    def events_near(self, frame: str, documents: Sequence[str], days: Sequence[Interval]) -> Sequence[Event]:
        """Give the events of a frame that these reports tell of, or that touch these days, and all of the patch."""
        return self._with_made(self._fold.events_near(frame, documents, days, self._clocks), frame)

    def listed(self) -> Iterable[ListedEvent]:
        """Give each event as it is listed."""
        moved, gone = self._patch.moved, self._patch.gone
        for row in self._fold.listed_by(self._clocks):
            if row.event_id not in gone:
                yield row._replace(part_of=moved[row.event_id]) if row.event_id in moved else row
        yield from map(listed, self._made.values())

    def named(self, event_ids: Sequence[str]) -> Mapping[str, Event]:
        """Give the events of exactly these ids, by id."""
        others = [name for name in event_ids if name not in self._made and name not in self._patch.gone]
        found = dict(self._fold.events_by(self._clocks, ids=others)) if others else {}
        return {event.id: self._moved(event) for event in found.values()} | {
            name: self._made[name] for name in event_ids if name in self._made
        }

    def _with_made(self, found: Iterable[tuple[str, Event]], frame: str | None) -> tuple[Event, ...]:
        placed = [(place, self._moved(event)) for place, event in found if event.id not in self._patch.gone]
        for place, event in zip(self._places(), self._made.values(), strict=True):
            if frame in (None, event.frame):
                placed.append((place, event))
        return tuple(event for _, event in sorted(placed, key=lambda row: row[0]))

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds of talks."""
        placed = [row for row in self._fold.rounds_by(self._clocks) if row[1].event_id not in self._patch.gone]
        made = zip(self._places(), self._patch.made, strict=True)
        placed += [(place, each.round) for place, each in made if each.round is not None]
        return tuple(found for _, found in sorted(placed, key=lambda row: row[0]))

    def event(self, event_id: str) -> Event | None:
        """Give the event of exactly this id, or None."""
        return self.named([event_id]).get(event_id)

    def claims(self, ids: Sequence[str]) -> dict[str, ActiveClaim]:
        """Give the active claims of these ids."""
        others = [claim for claim in ids if claim not in self._again]
        known = {active.claim.id: active for active in self._store.claims(others) if self._counts(active)} | {
            **self._again
        }
        return {claim: known[claim] for claim in ids if claim in known}

    def claims_of(self, document_ids: Collection[str]) -> list[ActiveClaim]:
        """Give the active claims of some reports."""
        again = [active for active in self._again.values() if active.document.id in document_ids]
        others = self._store.claims_of([name for name in document_ids if name not in self._changed])
        return again + [active for active in others if self._counts(active)]

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Give the event of each claim that is in one."""
        others = [claim for claim in claims if claim not in self._homes and claim not in self._gone]
        return self._store.events_of(others) | {c: self._homes[c] for c in claims if c in self._homes}

    def all_claims(self) -> Iterator[ActiveClaim]:
        """Give every active claim, in order of publication, then of the text."""
        return self._store.active_claims(self._clocks.as_of)

    def _counts(self, active: ActiveClaim) -> bool:
        """Say whether a claim on record was out by then, in the words that its report has today."""
        then = self._clocks.as_of
        out = active.published is not None and then is not None and active.published.counts_from <= then
        return out and active.document.id not in self._changed

    def _moved(self, event: Event) -> Event:
        return replace(event, part_of=self._patch.moved[event.id]) if event.id in self._patch.moved else event

    def _places(self) -> list[str]:
        from dragoman.merge.ground import place_in_order  # noqa: PLC0415

        return [place_in_order(each.extent.key) for each in self._patch.made]
