"""Whole: what is found by words, and whether the record is whole.

A store comes in, shapes go out; nothing is mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dragoman.query.finding import search_past
from dragoman.query.refs import link_of

if TYPE_CHECKING:
    from dragoman.query.shapes import CheckShape, SearchShape
    from dragoman.query.view import View
    from dragoman.store import SearchHit, Store


def search(
    store: Store, text: str, *, limit: int = 20, view: View | None = None, with_links: bool = True
) -> list[SearchShape]:
    """Give at most ``limit`` events, reports and actors that have all words of the text, the best first.

    Args:
        store: The record.
        text: Words, all of which must be there.
        limit: How many results at most.
        view: The record as seen from an instant; nothing that came later is found, nor by its words.
        with_links: Whether the address in the original is looked up for each.
    """
    if view is not None and view.is_past:
        return search_past(view, text, limit=limit)
    return [_search_shape(store, hit, with_link=with_links) for hit in store.search(text, limit)]


def check(store: Store, expect_head: str | None = None) -> CheckShape:
    """Say whether the record is whole.

    Args:
        store: The record.
        expect_head: A link of the chain of judgements that was kept elsewhere, or None.
    """
    findings = store.check(expect_head)
    return {
        "ok": not findings,
        "findings": [
            {"code": found.code, "where": found.where, "what": found.what, "next": found.next} for found in findings
        ],
        "counts": store.counts(),
    }


def _search_shape(store: Store, hit: SearchHit, *, with_link: bool) -> SearchShape:
    link = _link(store, hit) if with_link else None
    shape = {"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet, "link": link}
    return cast("SearchShape", shape)  # the store's kinds are plain texts


def _link(store: Store, hit: SearchHit) -> str | None:
    if hit.kind == "report":
        return store.document(hit.id).url
    if hit.kind == "event":
        first = next(iter(store.claims(store.event(hit.id).claims[:1])), None)
        return None if first is None else link_of(first.document, first.claim.evidence[0])
    return None
