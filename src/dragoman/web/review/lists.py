"""Lists: the values of the pages that only show: the queue, the log, a report to add to, codings, agreement.

A view and who is looking come in, the values of a template go out. What somebody codes blind is not shown to them in
any other way before they have finished, and to nobody else before both have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.judging.coding import Coding, coded_claims, codings_of, side_by_side
from dragoman.query.review import review_log
from dragoman.query.review_coding import agreement, differences
from dragoman.query.review_queue import ORDERS, review_queue
from dragoman.web.pages.reports import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dragoman.judging.coding import Side
    from dragoman.model import ActiveClaim, Document
    from dragoman.query import View
    from dragoman.query.shapes import LoggedShape, QueuedShape

LISTED = 40
"""Rows of the queue on one page. Source: our choice, two screens."""
LOGGED = 100
"""Judgements on one page of the log."""


def build_queue(view: View, by: str, name: str | None) -> list[QueuedShape]:
    """Give what waits for a decision, without the claims of reports that this person is coding blind.

    Args:
        view: The record as it is.
        by: One of ``ORDERS``; any other is the first of them.
        name: Who is looking.
    """
    hidden = {view.store.document(each).doc for each in blind_now(view, name)}
    rows = review_queue(view, by=by if by in ORDERS else ORDERS[0], limit=LISTED + len(hidden))
    return [row for row in rows if row["claim"] is None or row["claim"]["doc"] not in hidden][:LISTED]


def blind_now(view: View, name: str | None) -> set[str]:
    """Give the ids of the reports that a person has begun to code and has not finished."""
    return {
        document for (document, coder), coding in codings_of(view.judgements()).items()
        if coder == name and not coding.is_done
    }  # fmt: skip


def build_log(view: View, page: int) -> dict[str, Any]:
    """Give one page of the log, the newest first, with the head of its chain, conflicts, and what is dormant."""
    log = review_log(view)
    newest = list(reversed(log["judgements"]))
    by_id = {each["id"]: each for each in newest}
    undone_by = {str(each["value"]): each["id"] for each in newest if each["kind"] == "undo"}
    return {
        "head": "Log of decisions",
        "chain_head": log["head"],
        "judgements": newest[(page - 1) * LOGGED : page * LOGGED],
        "undone_by": undone_by,
        "total": len(newest),
        "page": page,
        "pages": max(1, -(-len(newest) // LOGGED)),
        "conflicts": [(each["what"], by_id[each["first"]], by_id[each["second"]]) for each in log["conflicts"]],
        "dormant": [each for each in newest if each["state"] == "dormant"],
    }


def last_of(view: View, name: str | None) -> LoggedShape | None:
    """Give the newest judgement of a person that has its effect, which is what they would take back."""
    judgements = review_log(view)["judgements"] if name else []
    kept = (each for each in reversed(judgements) if each["reviewer"] == name and each["state"] != "undone")
    return next((each for each in kept if each["kind"] not in ("undo", "code")), None)


def build_report(view: View, document: Document, *, is_blind: bool) -> dict[str, Any]:
    """Give a report to select words in, with the claims on record marked in it; none where it is coded blind."""
    text = document.text
    claims: Sequence[ActiveClaim] = [] if is_blind else view.claims_of([document.id])
    claims = sorted(claims, key=lambda found: found.claim.evidence[0].start)
    return {
        "head": document.title or document.doc,
        "document": document,
        "pieces": [
            {"start": start, "piece": piece} for start, piece in _placed(pieces_of(text, claims, []))
        ],
        "claims": [{"number": n, "claim": each.claim} for n, each in enumerate(claims, start=1)],
    }  # fmt: skip


def _placed(pieces: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece.text)


def build_codings(view: View, name: str | None) -> dict[str, Any]:
    """Give the reports with who codes them; what anybody coded is not among it."""
    codings = codings_of(view.judgements())
    rows: list[dict[str, Any]] = []
    for document in view.documents():
        own = codings.get((document.id, name or ""))
        done = sorted(coder for (found, coder), each in codings.items() if found == document.id and each.is_done)
        rows.append({"document": document, "own": _own_state(own), "done": done})
    order = {"begun": 0, None: 1, "finished": 2}
    rows.sort(key=lambda row: (order[row["own"]], row["document"].doc))
    return {"head": "Code blind", "rows": rows}


def _own_state(own: Coding | None) -> str | None:
    if own is None:
        return None
    return "finished" if own.is_done else "begun"


def own_coding(view: View, document: Document, name: str) -> dict[str, Any]:
    """Give what a person has coded of a report so far."""
    own = codings_of(view.judgements()).get((document.id, name)) or Coding(name, document.id)
    return {"is_done": own.is_done, "coded": coded_claims(document, own)}


def build_agreement(view: View, coders: Sequence[str]) -> dict[str, Any]:
    """Give how far two coders agree, field by field, and where they differ; without a pair, what is missing."""
    from dragoman.errors import ReviewError

    finished = sorted({each.coder for each in codings_of(view.judgements()).values() if each.is_done})
    try:
        found, lacking = agreement(view, coders), None
    except ReviewError as error:
        found, lacking = None, f"{error.what}: {error.problem}"
    return {"head": "Agreement of coders", "agreement": found, "lacking": lacking, "finished": finished}


def build_sides(view: View, document: Document, coders: Sequence[str]) -> dict[str, Any]:
    """Give two codings of a report clause by clause, with the fields on which they differ.

    Raises:
        ReviewError: DG131, one of the two has not finished.
    """
    from dragoman.errors import ReviewError

    codings = codings_of(view.judgements())
    for name in coders:
        if not codings.get((document.id, name), Coding(name, document.id)).is_done:
            raise ReviewError(document.doc, f"{name} has not finished it.", "Nothing is shown before both have.")
    if len(set(coders)) != 2:  # noqa: PLR2004  a pair
        raise ReviewError(document.doc, f"{len(set(coders))} coders were named.", "Name two, with a comma between.")
    first, second = (coded_claims(document, codings[document.id, name]) for name in coders)
    sides = side_by_side(first, second)
    return {
        "head": f"Decide between {coders[0]} and {coders[1]}",
        "document": document,
        "coders": list(coders),
        "sides": [{"side": side, "differs": _by_field(document, side)} for side in sides],
    }


def _by_field(document: Document, side: Side) -> Mapping[str, tuple[Any, Any]]:
    return {row["field"]: (row["first"], row["second"]) for row in differences(document, side)}
