"""Naming: one claim, judgement or event, by what a person can type of its id.

Names come in, records go out; what means several is refused with what it may mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import AmbiguousIdError, NotFoundError
from dragoman.model import Judgement
from dragoman.store import codec
from dragoman.store.batches import in_batches
from dragoman.store.readings import read_active_claims, read_claims_of, read_judgements
from dragoman.store.reports import read_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.model import ActiveClaim
    from dragoman.store.links import Link

CLAIM = "clm_"


def find_claim(link: Link, name: str) -> ActiveClaim:
    """Give one active claim by its id, the beginning of it, or ``REPORT:LABEL`` (``held:c3``).

    Raises:
        NotFoundError: DG120, no active claim has it.
        AmbiguousIdError: DG121, several have it.
    """
    found = _by_id(link, name) if name.startswith(CLAIM) else _by_label(link, name)
    exact = [active for active in found if active.claim.id == name] or found
    if len(exact) > 1:
        raise AmbiguousIdError("claim", name, (active.claim.id for active in exact))
    if not exact:
        raise NotFoundError("claim", name, "List them with 'dragoman review claims EVENT|REPORT'.")
    return exact[0]


def _by_id(link: Link, name: str) -> list[ActiveClaim]:
    from dragoman.judging import added_id  # noqa: PLC0415  not for commands that only read

    sql = "SELECT DISTINCT id FROM claims WHERE substr(id, 1, :length) = :name ORDER BY id"
    ids = [str(found) for (found,) in link.rows(sql, name=name, length=len(name))]
    ids += [added_id(each) for each in read_judgements(link) if each.kind == "add" and added_id(each).startswith(name)]
    return list(read_active_claims(link, ids=ids))


def _by_label(link: Link, name: str) -> list[ActiveClaim]:
    report, colon, label = name.rpartition(":")
    if not colon:
        return []
    document = read_document(link, report)
    return [active for active in read_claims_of(link, [document.id]) if active.claim.label == label]


def find_judgement(link: Link, name: str) -> Judgement:
    """Give one judgement by its id or the beginning of it.

    Raises:
        NotFoundError: DG120, no judgement has it.
        AmbiguousIdError: DG121, several have it.
    """
    sql = "SELECT id, body FROM judgements WHERE substr(id, 1, :length) = :name ORDER BY n"
    found = [(str(found_id), str(body)) for found_id, body in link.rows(sql, name=name, length=len(name))]
    exact = [row for row in found if row[0] == name] or found
    if len(exact) > 1:
        raise AmbiguousIdError("judgement", name, (found_id for found_id, _ in exact))
    if not exact:
        raise NotFoundError("judgement", name, "List them with 'dragoman review log'.")
    return codec.from_text(Judgement, exact[0][1])


def events_of(link: Link, claims: Sequence[str]) -> dict[str, str]:
    """Give the event of each claim as last folded, by claim id; a claim that is in none is absent."""
    found: dict[str, str] = {}
    for wanted, values in in_batches(claims):
        sql = f"SELECT claim_id, event_id FROM event_claims WHERE claim_id IN ({wanted})"  # noqa: S608  our own names
        found |= {str(claim): str(event) for claim, event in link.rows(sql, **values)}
    return found
