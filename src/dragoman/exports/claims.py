"""Claims: one JSON object a claim, exactly as in the codebook, with the event that the merge put it in.

A view comes in, mappings go out, report by report in order of publication. A key that the codebook allows to be absent
(a voice of its own, a hedge of its own, vague words) stands only where it says something.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.query.refs import content_shape, interval_shape, outcome_shape, quote_shape, voice_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.model import ActiveClaim, Event, Filler, Outcome, PlaceRef, QuantityRef, Roles, Voice
    from dragoman.query import View


CLAIMS_AT_ONCE = 500
"""Whose events are looked up together."""


def export_claims(view: View) -> Iterator[dict[str, Any]]:
    """Give every active claim in the codebook's form."""
    left = iter(view.all_claims())
    while some := list(islice(left, CLAIMS_AT_ONCE)):
        homes = view.events_of([active.claim.id for active in some])
        events = {event.id: event for event in view.lists.named(list(dict.fromkeys(homes.values())))}
        for active in some:
            yield claim_line(active, events.get(homes.get(active.claim.id, "")))


def claim_line(active: ActiveClaim, event: Event | None) -> dict[str, Any]:
    """Give one claim in the codebook's form.

    Args:
        active: The claim.
        event: That it belongs to; None where a person rejected it or nothing was folded yet.
    """
    claim = active.claim
    return {
        "doc": active.document.doc,
        "id": claim.label,
        "event": None if event is None else event.id,
        "part_of": None if event is None else event.part_of,
        "about": _about(claim.about),
        "frame": claim.frame,
        "mode": claim.mode,
        "status": claim.status.value,
        "hedged": claim.hedged,
        "round": claim.round,
        "name": claim.name,
        "time": interval_shape(claim.time),
        "places": [_place(place) for place in claim.places],
        "roles": _roles(claim.roles),
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "attribution": _voices(claim.attribution),
        "content": content_shape(claim.content),
        "outcome": [_outcome(outcome) for outcome in claim.outcome],
        "salience": claim.salience.value,
        "evidence": [quote_shape(evidence) for evidence in claim.evidence],
    }


def _about(labels: tuple[str, ...]) -> str | list[str] | None:
    if len(labels) > 1:
        return list(labels)
    return labels[0] if labels else None


def _place(place: PlaceRef) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "name": place.name,
        "country": place.country,
        "adm1": place.adm1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
    }
    return shape | _said(administered_by=place.administered_by)


def _roles(roles: Roles) -> dict[str, list[dict[str, Any]]]:
    return {
        "actor": [_filler(filler) for filler in roles.actor],
        "target": [_filler(filler) for filler in roles.target],
        "mediator": [_filler(filler) for filler in roles.mediator],
        "delegate": [_filler(filler) for filler in roles.delegate],
    }


def _filler(filler: Filler) -> dict[str, Any]:
    shape: dict[str, Any] = {"name": filler.name, "party": filler.party}
    own = _said(effect=filler.effect, hedged=filler.hedged, attribution=_voices(filler.attribution))
    return shape | _said(**{"as": filler.qualifier}) | own


def _quantity(quantity: QuantityRef) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "measure": quantity.measure,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "of": quantity.of,
    }
    return shape | _said(
        effect=quantity.effect,
        vague=quantity.vague,
        words=quantity.words,
        hedged=quantity.hedged,
        attribution=_voices(quantity.attribution),
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    shape: dict[str, Any] = {**outcome_shape(outcome)}
    del shape["attribution"]
    return shape | _said(attribution=_voices(outcome.attribution))


def _voices(voices: Iterable[Voice]) -> list[dict[str, Any]]:
    return [{**voice_shape(voice)} for voice in voices]


def _said(**values: Any) -> dict[str, Any]:
    """Give the keys that say something: not None, not False, not empty."""
    return {name: value for name, value in values.items() if value}
