"""Review: what a person decides is checked, recorded with who, when and why, and the events are folded again.

A desk (the record, a name, a reason) and a decision come in; the judgements that were recorded go out. A decision is
kept before the fold, so that none is lost; the same decision again, while it is in force, adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dragoman.errors import NotFoundError, ReviewError
from dragoman.judging import build_claim, in_force, in_order, key_of, mend_claim, undone_ids
from dragoman.model import Judgement, Status
from dragoman.pipeline.engine import Engine
from dragoman.pipeline.refold import update
from dragoman.pipeline.review_slots import check_frame, link_names, parse_time
from dragoman.store import Store, codec
from dragoman.values import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dragoman.model import ActiveClaim, Document, Event

WITHOUT_EFFECT = ("code", "note", "unverifiable")
"""Kinds after which the events are what they were."""
OWN_FIELDS = ("occurred", "status", "mode", "name", "round")
"""Fields of an event that take any value of their form; every other takes one that a report gives."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a person decides.

    Attributes:
        store: Open for writing.
        reviewer: Whose name stands under it.
        reason: Why, in the reviewer's words.
        clock: Aware UTC.
    """

    store: Store
    engine: Engine
    reviewer: str
    reason: str
    clock: Callable[[], datetime]

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise ReviewError(
                "reviewer", "nobody's name stands under this.", "Give --as NAME, or set DRAGOMAN_REVIEWER."
            )
        if not self.reason.strip():
            raise ReviewError("reason", "a decision needs one.", "Give --because 'WHY'.")

    def on(self, active: ActiveClaim) -> dict[str, Any]:
        """Give what a judgement on a claim attaches to, with the event that it is made on."""
        event = self.store.events_of([active.claim.id]).get(active.claim.id)
        return key_of(active) | ({} if event is None else {"event": event})

    def judgement(self, kind: str, target: dict[str, Any], value: Any = None) -> Judgement:
        """Make a judgement of now."""
        now = self.clock()
        told = (self.reviewer, self.reason, codec.dumps([target, value]), now.isoformat())
        return Judgement(content_id("jdg", kind, *told), kind, target, value, self.reviewer, self.reason, now)


def record(desk: Desk, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Keep judgements together or not at all, then fold the events again.

    Returns:
        Those that were new: one that this reviewer has in force already, word for word, is not kept twice.
    """
    store = desk.store
    with store.transaction():
        known = {_content(found) for found in in_force(store.judgements())}
        new = tuple(each for each in judgements if each.kind == "undo" or _content(each) not in known)
        seen = store.newest_facts()
        for each in new:
            store.add_judgement(each)
        if all(each.kind in WITHOUT_EFFECT for each in new):
            store.keep_fold(seen)
    update(store, desk.engine)
    return new


def _content(judgement: Judgement) -> str:
    target = {name: value for name, value in judgement.target.items() if name != "event"}  # ids of events move on
    told = [judgement.kind, target, judgement.value, judgement.reviewer, judgement.reason]
    return codec.dumps(told)


def add(desk: Desk, document: Document, slots: dict[str, Any], place: tuple[int, int]) -> tuple[Judgement, ...]:
    """Add a claim that a report makes, by its words.

    Args:
        desk: Who and why.
        document: The report.
        slots: ``frame`` and any slots in the codebook's form.
        place: Where its words stand, in code points of the report's text.

    Raises:
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
        UnknownNameError: DG101, the codebook has no such frame or mode.
    """
    target, value = claim_key(document, slots, place), checked(desk.engine, document, slots, place)
    return record(desk, [desk.judgement("add", target, value)])


def claim_key(document: Document, slots: dict[str, Any], place: tuple[int, int]) -> dict[str, Any]:
    """Give the key of a claim that is not on record yet."""
    start, end = place
    return {
        "document": document.id,
        "revision": document.revision,
        "frame": slots.get("frame"),
        "start": start,
        "end": end,
        "quote": document.text[start:end],
    }


def checked(engine: Engine, document: Document, slots: dict[str, Any], place: tuple[int, int]) -> dict[str, Any]:
    """Give the slots of a new claim with its names linked, once they make a claim.

    Raises:
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
        UnknownNameError: DG101, the codebook has no such frame or mode.
    """
    if not slots.get("frame"):
        raise ReviewError("frame", "a claim needs one.", "Give --frame NAME.")
    check_frame(engine, slots["frame"], slots.get("mode"))
    linked = link_names(engine, slots)
    build_claim(document, {**linked, "id": "clm_new"}, place)
    return linked


def edit(desk: Desk, active: ActiveClaim, slots: dict[str, Any]) -> tuple[Judgement, ...]:
    """Put slots of a claim in place of those that were read.

    Raises:
        BadSlotError: DG130, a slot has no such form, or its words are not in the report.
        UnknownNameError: DG101, the codebook has no such frame or mode.
    """
    if not slots:
        raise ReviewError("edit", "nothing is to be mended.", "Give --slot NAME=VALUE.")
    linked = link_names(desk.engine, slots)
    claim = mend_claim(active.claim, linked, active.document.text)
    check_frame(desk.engine, claim.frame, claim.mode)
    return record(desk, [desk.judgement("edit", desk.on(active), linked)])


def mark(desk: Desk, kind: str, claims: Iterable[ActiveClaim], words: str | None = None) -> tuple[Judgement, ...]:
    """Reject claims, call them unverifiable, or note something on them.

    Args:
        desk: Who and why.
        kind: ``reject``, ``unverifiable`` or ``note``.
        claims: At least one.
        words: Of a note.
    """
    return record(desk, [desk.judgement(kind, desk.on(active), words) for active in claims])


def undo(desk: Desk, judgement: Judgement) -> tuple[Judgement, ...]:
    """Take a judgement back; an undo too, which puts what it took back in force again."""
    if judgement.id in undone_ids(in_order(desk.store.judgements())):
        return record(desk, [])
    return record(desk, [desk.judgement("undo", judgement.target, judgement.id)])


def merge(desk: Desk, events: Sequence[Event]) -> tuple[Judgement, ...]:
    """Say that events are one: all their claims belong together.

    Raises:
        ReviewError: DG131, fewer than two events, or events of several frames, which are never one.
    """
    if len({event.id for event in events}) < 2:  # noqa: PLR2004  two make one
        raise ReviewError("merge", "one event is one already.", "Name two or more.")
    if len({event.frame for event in events}) > 1:
        frames = " and ".join(sorted({event.frame for event in events}))
        raise ReviewError("merge", f"events of {frames} are never one.", "Mend a claim's frame with 'review edit'.")
    claims = [active for event in events for active in desk.store.claims(event.claims)]
    keys = [key_of(active) for active in claims[1:]]
    return record(desk, [desk.judgement("must-link", desk.on(claims[0]), keys)])


def split(desk: Desk, event: Event, apart: Sequence[ActiveClaim]) -> tuple[Judgement, ...]:
    """Say that some claims of an event are another event, together.

    Raises:
        ReviewError: DG131, a claim is not of the event, or none would be left.
    """
    gone = {active.claim.id for active in apart}
    strange = sorted(gone - set(event.claims))
    if strange:
        raise ReviewError(strange[0], f"it is no claim of {event.id}.", f"See 'dragoman review claims {event.id}'.")
    rest = [key_of(active) for active in desk.store.claims(event.claims) if active.claim.id not in gone]
    if not rest or not gone:
        raise ReviewError("split", "nothing would be left on one side.", "Name some of its claims, not all.")
    made = [desk.judgement("cannot-link", desk.on(active), rest) for active in apart]
    if len(apart) > 1:
        made.append(desk.judgement("must-link", desk.on(apart[0]), [key_of(active) for active in apart[1:]]))
    return record(desk, made)


def set_value(desk: Desk, event: Event, field: str, text: str) -> tuple[Judgement, ...]:
    """Say which value of a field is to be shown; a dispute about it is then settled, and says by whom.

    Args:
        desk: Who and why.
        event: Whose field it is.
        field: A cell's name, as ``show`` prints it.
        text: The value; ``#2`` for the second that the cell has.

    Raises:
        ReviewError: DG131, the event has no such field, or the field no such value.
    """
    value, carriers = _value_of(event, field, text)
    first = next(iter(desk.store.claims(carriers[:1])), None)
    if first is None:
        raise NotFoundError("claim", carriers[0], "Run 'dragoman check'.")
    return record(desk, [desk.judgement("set", desk.on(first), {"field": field, "value": value})])


def _value_of(event: Event, field: str, text: str) -> tuple[Any, tuple[str, ...]]:
    """Give the value that is meant, and the claims that carry it; those of the event where it is typed."""
    cells = {cell.field: cell for cell in event.cells}
    if text.startswith("#") and field in cells:
        values = cells[field].values
        if text[1:].isdigit() and 1 <= int(text[1:]) <= len(values):
            chosen = values[int(text[1:]) - 1]
            return chosen.value, chosen.claims
        raise ReviewError(field, f"it has no value {text}.", f"It has {len(values)}, from #1.")
    if field not in OWN_FIELDS:
        known = ", ".join(sorted({*OWN_FIELDS, *cells}))
        problem = "choose one of its values." if field in cells else f"{event.id} has no such field."
        raise ReviewError(field, problem, f"Give #1, #2 … as 'show' lists them. Fields: {known}.")
    try:
        return _typed(field, text), event.claims
    except ValueError as error:
        raise ReviewError(field, f"'{text}' is not of its form: {error}.", "See docs/guides/review.md.") from error


def _typed(field: str, text: str) -> Any:
    if field == "occurred":
        return parse_time(text)
    if field == "status":
        return Status(text).value
    return int(text) if field == "round" else text
