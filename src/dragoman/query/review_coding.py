"""Agreement: how far two coders agree who coded the same reports without seeing each other, and where they differ.

A view comes in, one shape goes out. A report counts only when both have finished: until then neither coding is shown.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dragoman.errors import ReviewError
from dragoman.judging.coding import COMPARED, coded_claims, codings_of, side_by_side
from dragoman.query.alpha import nominal_alpha

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dragoman.judging.coding import Coded, Coding, Side
    from dragoman.model import Document
    from dragoman.query.shapes import AgreementFieldShape, AgreementShape, DifferenceShape
    from dragoman.query.view import View

CLAIM = "claim"
"""The name of the comparison of what was coded at all, passage by passage."""

_PASSAGE = re.compile(r"[^.!?\n]+[.!?\n]*")
"""A passage: up to a full stop or line end. It only counts units, so an abbreviation that cuts one does no harm."""


def agreement(view: View, coders: Sequence[str] = ()) -> AgreementShape:
    """Say how far two coders agree.

    Args:
        view: The record.
        coders: Two names; where none are given, the only two who finished a report that both coded.

    Raises:
        ReviewError: DG131, no report was finished by two coders, or it must be said which two.
    """
    finished = [each for each in codings_of(view.judgements()).values() if each.is_done]
    first, second = _pair_of(finished, coders)
    documents = [view.store.document(each) for each in _shared(finished, first, second)]
    if not documents:
        problem = "no report was finished by both."
        raise ReviewError(f"{first} and {second}", problem, "End a coding with 'dragoman review code REPORT --done'.")
    codings = {(each.document, each.coder): each for each in finished}
    told = [_compared(document, codings, first, second) for document in documents]
    sides = [(document, side) for document, found, _ in told for side in found]
    return {
        "coders": [first, second],
        "docs": [document.doc for document in documents],
        "fields": [_field(CLAIM, [unit for *_, units in told for unit in units]), *_fields(sides)],
        "differences": [row for document, side in sides for row in differences(document, side)],
    }


def _pair_of(finished: Sequence[Coding], coders: Sequence[str]) -> tuple[str, str]:
    names = sorted(set(coders)) if coders else sorted({each.coder for each in finished})
    if len(names) != 2:  # noqa: PLR2004  a pair
        who = f"finished so far: {', '.join(names)}." if names else "nobody has finished a coding."
        raise ReviewError("agreement", f"it is between two coders; {who}", "Name two with --coders A,B.")
    return names[0], names[1]


def _shared(finished: Sequence[Coding], first: str, second: str) -> list[str]:
    by = {name: {each.document for each in finished if each.coder == name} for name in (first, second)}
    return sorted(by[first] & by[second])


def _compared(
    document: Document, codings: dict[tuple[str, str], Coding], first: str, second: str
) -> tuple[Document, list[Side], list[tuple[str, str]]]:
    """Give the pairs of claims of one report, and for each passage which frames each coder saw begin there."""
    mine, theirs = (coded_claims(document, codings[document.id, name]) for name in (first, second))
    passages = [(found.start(), found.end()) for found in _PASSAGE.finditer(document.text)]
    units = [(_frames(mine, place), _frames(theirs, place)) for place in passages]
    return document, side_by_side(mine, theirs), units


def _frames(coded: Iterable[Coded], place: tuple[int, int]) -> str:
    start, end = place
    return ",".join(sorted(each.claim.frame for each in coded if start <= each.claim.evidence[0].start < end))


def _fields(sides: Iterable[tuple[Document, Side]]) -> Iterator[AgreementFieldShape]:
    both = [(side.first.claim, side.second.claim) for _, side in sides if side.first and side.second]
    for name, value in COMPARED.items():
        yield _field(name, [(_text(value(one)), _text(value(other))) for one, other in both])


def _field(name: str, units: Sequence[tuple[str, str]]) -> AgreementFieldShape:
    alpha = nominal_alpha(units)
    same = sum(one == other for one, other in units)
    return {"field": name, "units": len(units), "same": same, "alpha": None if alpha is None else round(alpha, 4)}


def differences(document: Document, side: Side) -> Iterator[DifferenceShape]:
    """Give every field on which two codings of one clause differ; ``claim`` where one coder has none."""
    one, other = side.first, side.second
    coded = one or other
    if coded is None:
        return
    ids = [None if each is None else each.judgement.id for each in (one, other)]
    if one is None or other is None:
        told = [(CLAIM, one and one.claim.frame, other and other.claim.frame)]
    else:
        told = [(name, value(one.claim), value(other.claim)) for name, value in COMPARED.items()]
    for name, first, second in told:
        if first != second:
            quote = coded.claim.evidence[0].quote
            yield {"doc": document.doc, "quote": quote, "field": name, "first": first, "second": second, "codings": ids}


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
