"""Reviewed: the claims of reports that people have judged, in the codebook's form, to train and to measure by.

A view comes in, lines of JSON go out: claims, or the reports they were read from. What a person rejected is left out;
nothing says which lines a person touched, so that they are read like any gold.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dragoman.exports.claims import claim_line
from dragoman.judging import State
from dragoman.query.review import stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.judging import Standing
    from dragoman.model import ActiveClaim, Document
    from dragoman.query import View

EVENT = "evt_"


def listed_claims(view: View, name: str) -> list[dict[str, Any]]:
    """Give the claims of an event or a report in the codebook's form, each with its own id under ``claim``.

    Raises:
        NotFoundError: DG120, nothing has that name.
        AmbiguousIdError: DG121, several have it.
    """
    if name.startswith(EVENT):
        found = list(view.claims(view.event(name).claims).values())
    else:
        found = view.claims_of([view.store.document(name).id])
    events = _events(view, found)
    return [{"claim": each.claim.id, **claim_line(each, events.get(each.claim.id))} for each in found]


def reviewed_lines(view: View, *, texts: bool = False, complete: bool = False) -> Iterator[str]:
    """Give the claims of reviewed reports as lines of JSON, or the reports themselves.

    Args:
        view: The record.
        texts: The reports (``id``, ``url``, ``title``, ``source``, ``published``, ``text``) instead of the claims.
        complete: Only reports whose whole coding was adjudicated.
    """
    standing = stand(view)
    wanted = _documents(standing, complete=complete)
    rejected = {each.claims[0] for each in standing if each.judgement.kind == "reject" and each.claims}
    claims = [each for each in view.claims_of(sorted(wanted)) if each.claim.id not in rejected]
    if texts:
        lines: Iterable[dict[str, Any]] = (_report(each) for each in view.documents() if each.id in wanted)
    else:
        events = _events(view, claims)
        lines = (claim_line(each, events.get(each.claim.id)) for each in claims)
    for line in lines:
        yield json.dumps(line, ensure_ascii=False, allow_nan=False)


def _documents(standing: Iterable[Standing], *, complete: bool) -> set[str]:
    """Give the ids of the reports on whose claims a judgement is in force."""
    kept = [each for each in standing if each.state is State.IN_FORCE and each.judgement.kind != "code"]
    if complete:
        kept = [each for each in kept if each.judgement.target.get("adjudicated")]
    return {str(each.judgement.target["document"]) for each in kept}


def _events(view: View, claims: Iterable[ActiveClaim]) -> dict[str, Any]:
    found = view.events_of([each.claim.id for each in claims])
    events = {each: view.event(each) for each in set(found.values())}
    return {claim: events[event] for claim, event in found.items()}


def _report(document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "id": document.doc,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "published": None if published is None else published.instant.isoformat(),
        "text": document.text,
    }
