"""Pages: the handlers of review: what is shown to whom, and what a form does before the next page is shown.

A request comes in; a page, a part of one or a redirect goes out. Each page works without a script; with one, htmx
asks for the bench alone. What is written goes through ``Work``.
"""
# No `from __future__ import annotations`: FastAPI reads the annotations.

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from dragoman.api.problems import status_of, words_of
from dragoman.errors import DragomanError, NotFoundError
from dragoman.query.review_queue import BY_CHANGE, ORDERS
from dragoman.viewing import Viewer
from dragoman.web.access import Role, User, checked_form, require
from dragoman.web.naming import Naming
from dragoman.web.review.bench import build_bench
from dragoman.web.review.book import codebook
from dragoman.web.review.drawing import Drawing
from dragoman.web.review.lists import blind_now, build_queue, build_report, last_of, own_coding
from dragoman.web.review.seen import may_see
from dragoman.web.review.sent import sent_of
from dragoman.web.review.work import Order, Work, items_of

if TYPE_CHECKING:
    from dragoman.query import View

Form = Annotated[Mapping[str, str], Depends(checked_form)]
Reviewer = Annotated[User, Depends(require(Role.REVIEWER))]
Viewing = Annotated[User | None, Depends(may_see)]
EMPTY: Mapping[str, str] = {}
STAYS = ("edit", "merge", "set", "split", "undo")
"""Actions after which the same is on the bench, to be looked at as it is now."""


class ReviewPages:
    """The handlers over one record."""

    def __init__(self, viewer: Viewer, naming: Naming, work: Work, draw: Drawing) -> None:
        self._viewer = viewer
        self._naming = naming
        self._work = work
        self._draw = draw

    def router(self) -> APIRouter:
        """Give the routes that show one thing and decide on it; the lists are in ``more.py``."""
        router = APIRouter(prefix="/review", include_in_schema=False)
        router.get("")(self.queue)
        router.get("/reports/{doc}")(self.report)
        router.get("/code/{doc}")(self.coding)
        router.post("/do/{action}")(self.act)
        router.post("/hand")(self.hand)
        return router

    def queue(self, request: Request, user: Viewing) -> Response:
        """Show what waits for a decision, and one thing of it on the bench."""
        return self._queue(request, user)

    def report(self, request: Request, doc: str, user: Viewing) -> Response:
        """Show a report to select words in, so that a claim can be added."""
        return self._report(request, user, doc, mode="add")

    def coding(self, request: Request, doc: str, user: Reviewer) -> Response:
        """Show a report without what the engine or anybody else read in it, to be coded blind."""
        return self._report(request, user, doc, mode="code")

    def act(self, request: Request, action: str, user: Reviewer, form: Form) -> Response:
        """Make a decision, and go on to what is next; where it cannot be made, say why on the page it came from."""
        try:
            made = self._work.decide(user, Order(action, sent_of(form), form.get("reason", ""), form.get("head")))
        except DragomanError as error:
            return self._again(request, user, form, (action, error))
        done = made["judgements"][0]["id"] if made["judgements"] else "nothing"
        return RedirectResponse(_onward(action, form, done), HTTPStatus.SEE_OTHER)

    def hand(self, request: Request, user: Reviewer, form: Form) -> Response:
        """Take an item in hand, or let go of it; to htmx the line that says who has it, else the page again."""
        item, locks = form.get("item", ""), self._work.locks
        with self._viewer.view() as view:
            held = items_of(view.store, [item])[0]
        if form.get("let_go"):
            locks.release(held, user.name)
        else:
            locks.take(held, user.name)
        if "hx-request" not in request.headers:
            return RedirectResponse(f"/review?{urlencode({'item': item})}", HTTPStatus.SEE_OTHER)
        values = {"lock": locks.holder(held), "item": item, "user": user}
        return self._draw.page(request, "review_hand.html", values, HTTPStatus.OK)

    def _again(self, request: Request, user: User, form: Form, failed: tuple[str, DragomanError]) -> Response:
        kept = {**form, "action": failed[0], "problem": words_of(request, failed[1])}
        status = status_of(failed[1])
        if form.get("page") in ("add", "code"):
            answer = self._report(request, user, form.get("name", ""), mode=form["page"], kept=kept, status=status)
        else:
            answer = self._queue(request, user, kept, status)
        answer.headers["HX-Push-Url"] = "false"  # the address stays that of the page
        return answer

    def _queue(
        self, request: Request, user: User | None, kept: Mapping[str, str] = EMPTY, status: int = HTTPStatus.OK
    ) -> Response:
        asked = {**request.query_params, **kept}
        with self._saying(request) as said, self._viewer.view() as view:
            name = None if user is None else user.name
            only_bench = request.headers.get("hx-target") == "bench" and bool(asked.get("item"))
            rows = [] if only_bench else build_queue(view, asked.get("by", ""), name)
            item = asked.get("item") or self._first(rows, asked.get("pos", ""), name)
            bench = self._bench(view, item, name)
            values = {
                "head": "Review",
                "rows": rows,
                "by": asked.get("by") if asked.get("by") in ORDERS else BY_CHANGE,
                "orders": ORDERS,
                "pos": next((n for n, row in enumerate(rows) if row["id"] == item), asked.get("pos", "0")),
                "item": item,
                "held": {lock.item: lock.holder for lock in self._work.locks.all()},
                "done": None if not asked.get("done") else _judgement(view, asked["done"]),
                "last": last_of(view, name),
                "chain_head": view.store.head(),
                "book": codebook(self._naming.engine),
                "kept": kept,
                **bench,
            }
            template = "review_bench.html" if only_bench else "review.html"
            said.append(self._draw.page(request, template, values, status))
        return said[0]

    def _first(self, rows: list[Any], pos: str, name: str | None) -> str | None:
        """Give the row at a place, or the first behind it that nobody else has in hand."""
        start = min(int(pos), max(0, len(rows) - 1)) if pos.isdecimal() and len(pos) < 6 else 0  # noqa: PLR2004  digits
        for row in (*rows[start:], *rows[:start]):
            lock = self._work.locks.holder(row["event_id"] or "")
            if lock is None or lock.holder == name:
                return str(row["id"])
        return str(rows[start]["id"]) if rows else None

    def _bench(self, view: "View", item: str | None, name: str | None) -> dict[str, Any]:
        nothing = {"active": None, "event": None, "lock": None, "is_blind": False}
        if item is None:
            return nothing
        try:
            found = build_bench(view, item)
        except NotFoundError:  # an added claim that was taken back, a report that was read again
            return nothing
        active, event = found["active"], found["event"]
        held = event["id"] if event else active.document.id if active else item
        is_blind = active is not None and active.document.id in blind_now(view, name)
        return {**found, "lock": self._work.locks.holder(held), "is_blind": is_blind}

    def _report(
        self,
        request: Request,
        user: User | None,
        doc: str,
        *,
        mode: str,
        kept: Mapping[str, str] = EMPTY,
        status: int = HTTPStatus.OK,
    ) -> Response:
        with self._saying(request) as said, self._viewer.view() as view:
            name = "" if user is None else user.name
            document = view.store.document(doc)
            is_blind = document.id in blind_now(view, name)
            values = {
                **build_report(view, document, is_blind=is_blind or mode == "code"),
                "mode": mode,
                "is_blind": is_blind,
                "own": own_coding(view, document, name),
                "book": codebook(self._naming.engine),
                "chain_head": view.store.head(),
                "done": None
                if not request.query_params.get("done")
                else _judgement(view, request.query_params["done"]),
                "last": last_of(view, name or None),
                "lock": self._work.locks.holder(document.id),
                "kept": kept,
            }
            said.append(self._draw.page(request, "review_report.html", values, status))
        return said[0]

    @contextmanager
    def _saying(self, request: Request) -> "Iterator[list[Response]]":
        """Turn an error of ours into a page that says it."""
        said: list[Response] = []
        try:
            yield said
        except DragomanError as error:
            said[:] = [self._draw.sorry(request, error)]


def _judgement(view: "View", name: str) -> Any:
    """Give the judgement that a page says was made; None where there is none of that id."""
    return next((each for each in view.judgements() if each.id == name), None)


def _onward(action: str, form: Mapping[str, str], done: str) -> str:
    """Give the address of what is next: the same report, or the place of the queue where this stood."""
    if form.get("page") in ("add", "code"):
        folder = "reports" if form["page"] == "add" else "code"
        return f"/review/{folder}/{form.get('name', '')}?{urlencode({'done': done})}"
    if form.get("page") == "log":
        return "/review/log"
    if action == "adjudicate":
        return f"/review/compare?{urlencode({'coders': form.get('coders', '')})}"
    kept = {name: form[name] for name in ("by", "pos") if form.get(name)}
    if action in STAYS:
        kept["item"] = form.get("name" if action == "undo" else "item", "")
    return f"/review?{urlencode({**{name: value for name, value in kept.items() if value}, 'done': done})}"
