"""View: the record as seen from an instant of either clock.

An open store comes in, with two instants at most; events, rounds and claims go out. Without an instant they are those
that were last folded. With one, they are those that the claims of then make (``past``): exact, not approximate, with
today's judgements under ``as_of`` alone. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.model import Actor, Containment, Process
from dragoman.query.lists import PastLists
from dragoman.query.past import FoldedPast, PatchedPast, take_back
from dragoman.store.reports import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from dragoman.model import ActiveClaim, Document, Event, Judgement, Round, Statement
    from dragoman.query.lists import Lists
    from dragoman.query.past import Past
    from dragoman.query.shelf import Shelf
    from dragoman.store import FoldedLike, Store
    from dragoman.values import Interval

T = TypeVar("T")


class Folding(Protocol):
    """How claims become events: ``dragoman.merge.fold`` with the dossier's knowledge filled in."""

    def __call__(self, claims: Iterable[ActiveClaim], judgements: Sequence[Judgement]) -> FoldedLike:
        """Fold these claims under these judgements."""
        ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the dossier says that a fold needs.

    Attributes:
        processes: Whose rounds identify talks.
        places: What a gazetteer knows of one place inside another, or None.
        shown: The name that titles show, by actor id or party code.
        actors: The dossier's, with their offices.
        basis: One id of all this and the rules: a fold on record that was made by it is taken back to an instant,
            where any other is made from scratch. None: always from scratch.
    """

    processes: tuple[Process, ...] = ()
    places: Containment | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    basis: str | None = None

    def __call__(self, claims: Iterable[ActiveClaim], judgements: Sequence[Judgement]) -> FoldedLike:
        """Fold these claims under these judgements."""
        from dragoman.merge import fold  # noqa: PLC0415  its rules need half a second to load

        return fold(claims, judgements=judgements, **self.known())

    def known(self) -> dict[str, Any]:
        """Give what a fold takes of the dossier, by name."""
        return {"processes": self.processes, "places": self.places, "shown": self.shown, "actors": self.actors}


@dataclass(frozen=True, slots=True)
class Deferred:
    """A folding that is made when a view first needs it: a view of today needs none, one that it gives of a day does.

    Attributes:
        make: Gives it.
    """

    make: Callable[[], Folding]


class View:
    """The record from one point of view; read-only, and only as long as its store is open.

    Attributes:
        as_of: Only what was published by then; None: everything.
        recorded_as_of: Only what was recorded by then; None: everything.
    """

    def __init__(
        self,
        store: Store,
        *,
        as_of: datetime | None = None,
        recorded_as_of: datetime | None = None,
        folding: Folding | Deferred | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self.as_of = as_of
        self.recorded_as_of = recorded_as_of
        self._store = store
        self._given = folding or Knowledge()
        self._shelf = shelf
        self._claims: dict[str, ActiveClaim] = {}
        self._lists: PastLists | None = None
        self._folds = None if shelf is None else shelf.folds
        self._past = self._look_back() if self.is_past else None

    @property
    def is_past(self) -> bool:
        """Whether the record is looked at from an instant of either clock, not as it stands."""
        return self.as_of is not None or self.recorded_as_of is not None

    def at(self, as_of: datetime) -> View:
        """Give the view as of another instant of publication."""
        return View(
            self._store, as_of=as_of, recorded_as_of=self.recorded_as_of, folding=self._given, shelf=self._shelf
        )

    def recorded_at(self, recorded_as_of: datetime) -> View:
        """Give the view as of another instant of recording."""
        return View(
            self._store, as_of=self.as_of, recorded_as_of=recorded_as_of, folding=self._given, shelf=self._shelf
        )

    @property
    def _folding(self) -> Folding:
        """How claims become events, made on first use."""
        if isinstance(self._given, Deferred):
            self._given = self._given.make()
        return self._given

    def events(self, *, frame: str | None = None) -> tuple[Event, ...]:
        """Give the events, of one frame if asked."""
        return self._store.events(frame=frame) if self._past is None else self._past.events(frame)

    def events_near(self, frame: str, documents: Sequence[str], days: Sequence[Interval]) -> Sequence[Event]:
        """Give the events of a frame that these reports tell of, or that touch these days, or more of it."""
        if self._past is not None:
            return self._past.events_near(frame, documents, days)
        if not self._store.fold.has_ground():
            return self.events(frame=frame)
        return [event for _, event in self._store.fold.events_near(frame, documents, days)]

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Give what is made of the whole view: kept on the shelf, where there is one, until the record changes."""
        return self._kept(self._shelf, name, make)

    def board(self, name: str, make: Callable[[], list[T]]) -> list[T]:
        """Give a list of JSON shapes that is made of the whole record: kept as by ``once``, and between commands."""
        boards = None if self._shelf is None or self.is_past else self._shelf.boards
        if boards is None:
            return self.once(name, make)
        return self.once(name, lambda: boards.once(self._store.state(), name, make))

    def _kept(self, shelf: Shelf | None, name: str, make: Callable[[], T]) -> T:
        if shelf is None:
            return make()
        return shelf.once(self._store.state(), (name, self.as_of, self.recorded_as_of), make)

    def _look_back(self) -> Past:
        """Take back what came later, where only publication is asked and the fold on record allows it, or fold."""
        folding, store = self._folding, self._store
        basis = folding.basis if isinstance(folding, Knowledge) and self.recorded_as_of is None else None
        if basis is not None and isinstance(folding, Knowledge) and store.is_fold_current() and store.fold.is_by(basis):
            clocks, known = Clocks(self.as_of), folding.known()
            taken = self._kept(self._folds, "taken", lambda: take_back(store, clocks, known))
            return PatchedPast(store, clocks, taken)
        return FoldedPast(*self._kept(self._folds, "fold", self._fold))

    def _fold(self) -> tuple[Sequence[ActiveClaim], FoldedLike]:
        """Fold the claims that count by the clocks."""
        claims = tuple(self._store.active_claims(self.as_of, self.recorded_as_of))
        return claims, self._folding(claims, self.judgements())

    @property
    def lists(self) -> Lists:
        """The lists of events, disputes and figures, to be read a part at a time."""
        if self._past is None:
            return self._store.listing()
        if self._lists is None:
            past = self._past
            rows = self._kept(self._folds, "rows", lambda: tuple(past.listed()))
            self._lists = PastLists(rows, past.named, lambda: self._kept(self._folds, "events", past.events))
        return self._lists

    def rounds(self) -> tuple[Round, ...]:
        """Give the rounds of talks."""
        return self._store.rounds() if self._past is None else self._past.rounds()

    def event(self, name: str) -> Event:
        """Give one event by its id, an id that it had, or the beginning of either.

        Raises:
            NotFoundError: DG120, no event of this view has it.
            AmbiguousIdError: DG121, several events have it.
        """
        if self._past is None:
            return self._store.event(name)
        exactly = self._past.event(name)
        if exactly is not None:
            return exactly
        for ways in (lambda known: known == name, lambda known: known.startswith(name)):
            found = [event for event in self._past.events() if any(map(ways, (event.id, *event.former_ids)))]
            if len(found) > 1:
                raise AmbiguousIdError("event", name, (event.id for event in found))
            if found:
                return found[0]
        raise NotFoundError("event", name, "List what was there by then with 'dragoman timeline'.")

    def claims(self, ids: Iterable[str]) -> dict[str, ActiveClaim]:
        """Give the active claims of these ids, in the order of the ids; those that are not active are left out."""
        wanted = list(dict.fromkeys(ids))
        missing = [found_id for found_id in wanted if found_id not in self._claims]
        if missing and self._past is None:
            self._claims |= {found.claim.id: found for found in self._store.claims(missing)}
        elif missing and self._past is not None:
            self._claims |= self._past.claims(missing)
        return {found_id: self._claims[found_id] for found_id in wanted if found_id in self._claims}

    def claims_of(self, document_ids: Sequence[str]) -> list[ActiveClaim]:
        """Give the active claims of some reports."""
        return self._store.claims_of(document_ids) if self._past is None else self._past.claims_of(document_ids)

    def events_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Give the event of each claim, by claim id; a claim that is in none is absent."""
        return self._store.events_of(claims) if self._past is None else self._past.events_of(claims)

    def all_claims(self) -> Iterable[ActiveClaim]:
        """Give every active claim, in order of publication, then of the text."""
        return self._store.active_claims() if self._past is None else self._past.all_claims()

    def fold(self, claims: Iterable[ActiveClaim]) -> FoldedLike:
        """Fold some claims on their own, with the same knowledge and no judgements."""
        return self._folding(claims, ())

    def statements(self, document_id: str | None = None) -> Iterable[tuple[Document, Statement]]:
        """Give every active statement with its report, or those of one report."""
        return self._store.statements(self.as_of, self.recorded_as_of, document_id)

    def documents(self, ids: Sequence[str] | None = None) -> Iterable[Document]:
        """Give every report, or those of these own ids, in order of publication."""
        return self._store.documents(as_of=self.as_of, recorded_as_of=self.recorded_as_of, ids=ids)

    def judgements(self) -> tuple[Judgement, ...]:
        """Give what people decided, in the order of recording."""
        return self._store.judgements(self.recorded_as_of)

    @property
    def store(self) -> Store:
        """The store that is looked at."""
        return self._store
