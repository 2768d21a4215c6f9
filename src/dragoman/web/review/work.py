"""Work: one decision of one account, made at the record under the locks of the others.

An account, an action and what was sent come in; what was recorded goes out as the command prints it. The desk is that
of the command line: the account's name stands under the judgement.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import NotFoundError, ReviewError
from dragoman.pipeline.review_actions import NEEDS_NO_REASON, decide
from dragoman.query import View
from dragoman.query.review import decision
from dragoman.web.access import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dragoman.model import Judgement
    from dragoman.pipeline.review import Desk
    from dragoman.pipeline.review_actions import Sent
    from dragoman.query.shapes import DecisionShape
    from dragoman.store import Store
    from dragoman.viewing import Viewer
    from dragoman.web.access import User
    from dragoman.web.naming import Naming
    from dragoman.web.review.locks import Locks

BLIND = ("code", "finish")
"""Actions that nobody's hand is in the way of: two people code one report."""


class Order(NamedTuple):
    """A decision that is to be made.

    Attributes:
        action: A key of ``ACTIONS``.
        reason: Why.
        head: The head of the log when its page was made; None where it is not known.
    """

    action: str
    sent: Sent
    reason: str
    head: str | None = None


class Work:
    """Makes decisions at one record."""

    def __init__(
        self, viewer: Viewer, naming: Naming, locks: Locks, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._viewer = viewer
        self._naming = naming
        self.locks = locks
        self._clock = clock

    def decide(self, user: User, order: Order) -> DecisionShape:
        """Make a decision, and give what was recorded.

        Raises:
            ItemHeldError: DG133, somebody else has in hand what it is about.
            ReviewError: DG131, it cannot be made, or somebody decided on the same since the page was made.
            BadSlotError: DG130, a slot has no such form, or its words are not where it says.
        """
        with self._desk(user, NEEDS_NO_REASON.get(order.action, order.reason)) as desk:
            items = items_of(desk.store, order.sent.names)
            if order.action not in BLIND:
                if user.role is not Role.ADMIN:
                    self.locks.refuse_held(items, user.name)
                refuse_stale(desk, items, order.head)
            done = decide(desk, order.action, order.sent)
            return decision(View(desk.store), done.judgements, done.claims)

    @contextmanager
    def _desk(self, user: User, reason: str) -> Iterator[Desk]:
        from dragoman.pipeline.review import Desk
        from dragoman.store import open_store

        settings = self._viewer.settings
        with self._viewer.store():
            pass  # a record that is not there is not made here
        with open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=self._clock) as store:
            yield Desk(store, self._naming.engine, user.name, reason, self._clock)


def items_of(store: Store, names: Iterable[str]) -> list[str]:
    """Give what is in hand while somebody decides on these: events, and reports where there is no event.

    Raises:
        NotFoundError: DG120, nothing has the name.
    """
    return list(dict.fromkeys(_item_of(store, name) for name in names))


def _item_of(store: Store, name: str) -> str:
    if name.startswith("evt_"):
        return store.event(name).id
    if name.startswith("jdg_"):
        return _of_judgement(store, store.judgement(name))
    if name.startswith("clm_"):
        active = store.claim(name)
        return store.events_of([active.claim.id]).get(active.claim.id) or active.document.id
    return store.document(name).id


def _of_judgement(store: Store, judgement: Judgement) -> str:
    known = judgement.target.get("event")
    try:
        return str(judgement.target["document"]) if known is None else store.event(str(known)).id
    except NotFoundError:  # the event that it was made on is no more
        return str(judgement.target["document"])


def refuse_stale(desk: Desk, items: Iterable[str], head: str | None) -> None:
    """Refuse to decide on what somebody else decided on since the page was made.

    Raises:
        ReviewError: DG131, somebody did; who, and why.
    """
    if head is None or head == desk.store.head():
        return
    links, wanted, is_later = desk.store.links(), set(items), head not in desk.store.links().values()
    for judgement in desk.store.judgements():
        is_others = judgement.reviewer != desk.reviewer and judgement.kind not in BLIND
        if is_later and is_others and _of_judgement(desk.store, judgement) in wanted:
            what = f"{judgement.reviewer} decided on it meanwhile: {judgement.kind}, “{judgement.reason}”."
            raise ReviewError(judgement.id, what, "Look at it again, and send again if you still mean it.")
        is_later = is_later or links.get(judgement.id) == head
