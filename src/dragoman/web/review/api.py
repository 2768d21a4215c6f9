"""API: review as JSON under ``/api/v1/review``: what the commands print, and decisions by the same names.

A request comes in, DESIGN's shapes go out. A decision needs a token of the scope ``review``, or a session whose token
of forms is sent as ``X-CSRF-Token``.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from dragoman.exports.reviewed import listed_claims
from dragoman.judging import FIELDS
from dragoman.pipeline.review_actions import Sent
from dragoman.pipeline.review_typed import NAMES
from dragoman.query.review import review_log
from dragoman.query.review_coding import agreement
from dragoman.query.shapes import AgreementShape, DecisionShape, LockShape, QueuedShape, ReviewLogShape
from dragoman.viewing import Viewer
from dragoman.web.access import Role, User, require
from dragoman.web.review.lists import build_queue
from dragoman.web.review.locks import Lock
from dragoman.web.review.seen import may_see
from dragoman.web.review.work import Order, Work, items_of

Reviewer = Annotated[User, Depends(require(Role.REVIEWER))]
Viewing = Annotated[User | None, Depends(may_see)]
MOST_NAMES = 1000


class OrderBody(BaseModel):
    """A decision: what it is about, what it says, and why."""

    model_config = ConfigDict(extra="forbid")

    names: list[str] = Field(default=[], max_length=MOST_NAMES, description="Claims, events, a report, a judgement.")
    lines: dict[Literal[NAMES], str] = Field(default={}, description="Slots as they are typed, a line for each thing.")  # type: ignore[valid-type]  # our own names
    slots: dict[Literal[tuple(FIELDS)], Any] = Field(default={}, description="Slots in the codebook's form.")  # type: ignore[valid-type]  # our own names
    quote: str = Field(default="", description="Words of the report that carry a claim, verbatim.")
    start: int | None = Field(default=None, ge=0, description="Where they stand, in code points from 0.")
    end: int | None = Field(default=None, ge=0, description="Where they end, exclusive.")
    nth: int | None = Field(default=None, ge=1, description="Which occurrence, where only the words are known.")
    field: str = Field(default="", description="Of 'set'.")
    value: str = Field(default="", description="Of 'set': the value, or #2 for the second that 'show' lists.")
    words: str = Field(default="", description="Of a note.")
    coders: list[str] = Field(default=[], max_length=2, description="Of an adjudication.")
    take: list[str] = Field(default=[], max_length=MOST_NAMES, description="Of an adjudication: the codings taken.")
    reason: str = Field(default="", description="Why; what is coded blind needs none.")
    expect_head: str | None = Field(default=None, description="The log's head when the caller looked.")

    def order(self, action: str) -> Order:
        """Give the decision that this says."""
        place = None if self.start is None or self.end is None else (self.start, self.end)
        sent = Sent(
            names=tuple(self.names),
            lines=dict(self.lines),
            slots=dict(self.slots),
            quote=self.quote,
            place=place,
            nth=self.nth,
            cell=self.field,
            value=self.value,
            words=self.words,
            coders=tuple(self.coders),
            take=tuple(self.take),
        )
        return Order(action, sent, self.reason, self.expect_head)


class HandBody(BaseModel):
    """What is to be taken in hand, or let go of."""

    model_config = ConfigDict(extra="forbid")

    item: str = Field(description="A claim, an event, or a report.")
    let_go: bool = False


class ReviewApi:
    """The handlers over one record."""

    def __init__(self, viewer: Viewer, work: Work) -> None:
        self._viewer = viewer
        self._work = work

    def router(self) -> APIRouter:
        """Give the routes."""
        router = APIRouter(prefix="/api/v1/review", tags=["review"])
        router.get("/queue", name="review_queue")(self.queue)
        router.get("/log", name="review_log")(self.log)
        router.get("/claims/{name}", name="review_claims")(self.claims)
        router.get("/agreement", name="review_agreement")(self.agreement)
        router.get("/hands", name="review_hands")(self.hands)
        router.post("/hands", name="review_take")(self.take)
        router.post("/{action}", name="review_decide")(self.decide)
        return router

    def queue(
        self,
        user: Viewing,
        by: Annotated[Literal["change", "uncertainty"], Query(description="What orders it.")] = "change",
    ) -> list[QueuedShape]:
        """What waits for a decision, the weightiest first."""
        with self._viewer.view() as view:
            return build_queue(view, by, None if user is None else user.name)

    def log(self, user: Viewing) -> ReviewLogShape:  # noqa: ARG002  who may look is asked
        """What people decided, in the order of recording, with the head of the chain."""
        with self._viewer.view() as view:
            return review_log(view)

    def claims(
        self,
        user: Viewing,  # noqa: ARG002  who may look is asked
        name: Annotated[str, Path(description="An event's or a report's id, or the beginning of it.")],
    ) -> list[dict[str, Any]]:
        """The claims of an event or a report with their ids, in the codebook's form."""
        with self._viewer.view() as view:
            return listed_claims(view, name)

    def agreement(
        self,
        user: Viewing,  # noqa: ARG002  who may look is asked
        coders: Annotated[str, Query(description="Two names with a comma between, where more have finished.")] = "",
    ) -> AgreementShape:
        """How far two coders agree on all reports that both have finished."""
        with self._viewer.view() as view:
            return agreement(view, [name.strip() for name in coders.split(",") if name.strip()])

    def hands(self, user: Viewing) -> Sequence[LockShape]:  # noqa: ARG002  who may look is asked
        """Who has what in hand."""
        return [lock_shape(lock) for lock in self._work.locks.all()]

    def take(self, user: Reviewer, body: HandBody) -> LockShape | None:
        """Take an item in hand, or let go of it: who has it now, which may be somebody else."""
        with self._viewer.view() as view:
            item = items_of(view.store, [body.item])[0]
        if body.let_go:
            self._work.locks.release(item, user.name)
            found = self._work.locks.holder(item)
            return None if found is None else lock_shape(found)
        return lock_shape(self._work.locks.take(item, user.name))

    def decide(
        self,
        user: Reviewer,
        action: Annotated[str, Path(description="add, edit, merge, split, set, reject, unverifiable, note, undo …")],
        body: OrderBody,
    ) -> DecisionShape:
        """Make a decision: kept for good, with the account's name, the reason and the time."""
        return self._work.decide(user, body.order(action))


def lock_shape(lock: Lock) -> LockShape:
    """Give who has an item in hand."""
    return {"item": lock.item, "holder": lock.holder, "until": lock.until.isoformat().replace("+00:00", "Z")}
