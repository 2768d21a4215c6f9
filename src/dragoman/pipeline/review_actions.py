"""Actions: every decision that a reviewer can send from a page or over the API, by its name.

A desk and what was sent come in, the judgements that are new and the claims concerned go out. Each action calls the
function that the command of the same name calls: there is no second way into the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dragoman.errors import BadSlotError, EvidenceError, ReviewError, UnknownNameError
from dragoman.judging import added_id
from dragoman.model import Judgement
from dragoman.pipeline import review, review_coding
from dragoman.pipeline.review_typed import as_printed, changed_slots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.model import ActiveClaim, Document
    from dragoman.pipeline.review import Desk

EVENT = "evt_"


@dataclass(frozen=True, slots=True)
class Sent:
    """A decision as it was sent.

    Attributes:
        names: What it is about, by id: claims, events, one report or one judgement.
        lines: Slots as they are typed, by name, a line for each thing.
        slots: Slots in the codebook's form, over the lines.
        quote: Words of the report that carry a claim.
        place: Where they stand, in code points; None where only the words are known.
        nth: Which occurrence of the words, from 1; None where they stand once.
        cell, value: Of ``set``: which field of the event, and its value.
        words: Of a note.
        coders, take: Of an adjudication.
    """

    names: tuple[str, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)
    quote: str = ""
    place: tuple[int, int] | None = None
    nth: int | None = None
    cell: str = ""
    value: str = ""
    words: str = ""
    coders: tuple[str, ...] = ()
    take: tuple[str, ...] = ()

    def one(self, what: str) -> str:
        """Give the only name.

        Raises:
            ReviewError: DG131, there is none, or there are several.
        """
        if len(self.names) != 1:
            raise ReviewError(what, f"{len(self.names)} were named.", "Name one.")
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Done:
    """What a decision did.

    Attributes:
        judgements: Those that are new.
        claims: Ids of the claims concerned.
    """

    judgements: tuple[Judgement, ...]
    claims: tuple[str, ...]


def decide(desk: Desk, action: str, sent: Sent) -> Done:
    """Make a decision.

    Args:
        desk: Who, why, and where.
        action: A key of ``ACTIONS``.
        sent: What the action is about.

    Raises:
        UnknownNameError: DG101, there is no such action, frame or mode.
        BadSlotError: DG130, a slot has no such form, or its words are not where it says.
        ReviewError: DG131, the decision cannot be made.
        NotFoundError: DG120, nothing has the name.
    """
    act = ACTIONS.get(action)
    if act is None:
        raise UnknownNameError("action", action, ACTIONS)
    try:
        return act(desk, sent)
    except EvidenceError as error:  # here it is the reviewer's offsets that are wrong, not the engine's
        raise BadSlotError("words", f"they do not stand there: {error}", "Select them again.") from error


def claims_named(desk: Desk, names: Sequence[str]) -> list[ActiveClaim]:
    """Give the claims that are named: one by one, or all of an event.

    Raises:
        ReviewError: DG131, none is named.
    """
    store, found = desk.store, list[Any]()
    for name in names:
        found += store.claims(store.event(name).claims) if name.startswith(EVENT) else [store.claim(name)]
    if not found:
        raise ReviewError("claims", "none is named.", "Name at least one.")
    return found


def place_of(document: Document, sent: Sent) -> tuple[int, int]:
    """Give where the words of a new claim stand, in code points.

    Raises:
        ReviewError: DG131, the report does not have them, or not there, or more than once.
    """
    if sent.place is None:
        return review_coding.find_words(document, sent.quote, sent.nth)
    start, end = sent.place
    if not 0 <= start < end <= len(document.text):
        raise ReviewError(document.doc, f"{start} to {end} is no place in its text.", "Select the words again.")
    if document.text[start:end].split() != sent.quote.split():  # a browser shows line breaks as spaces
        problem = f"other words stand at {start} to {end}, not “{sent.quote[:60]}”."
        raise ReviewError(document.doc, problem, "Open the report again and select them.")
    return start, end


def _slots(sent: Sent, claim: ActiveClaim | None, text: str) -> dict[str, Any]:
    typed = changed_slots(None if claim is None else claim.claim, sent.lines)
    return as_printed({**typed, **sent.slots}, text)  # type: ignore[no-any-return]  # a mapping gives a mapping


def _add(desk: Desk, sent: Sent) -> Done:
    document = desk.store.document(sent.one("report"))
    made = review.add(desk, document, _slots(sent, None, document.text), place_of(document, sent))
    return Done(made, tuple(added_id(each) for each in made))


def _edit(desk: Desk, sent: Sent) -> Done:
    claim = desk.store.claim(sent.one("claim"))
    return Done(review.edit(desk, claim, _slots(sent, claim, claim.document.text)), (claim.claim.id,))


def _marking(kind: str) -> Callable[[Desk, Sent], Done]:
    def act(desk: Desk, sent: Sent) -> Done:
        claims = claims_named(desk, sent.names)
        return Done(review.mark(desk, kind, claims), tuple(each.claim.id for each in claims))

    return act


def _note(desk: Desk, sent: Sent) -> Done:
    claims = claims_named(desk, sent.names)[:1]
    words = sent.words or desk.reason
    return Done(review.mark(desk, "note", claims, words), (claims[0].claim.id,))


def _merge(desk: Desk, sent: Sent) -> Done:
    events = [desk.store.event(name) for name in sent.names]
    return Done(review.merge(desk, events), tuple(claim for event in events for claim in event.claims))


def _split(desk: Desk, sent: Sent) -> Done:
    if not sent.names or not sent.names[0].startswith(EVENT):
        raise ReviewError("split", "no event is named.", "Name the event, then the claims that are another.")
    event = desk.store.event(sent.names[0])
    claims = [desk.store.claim(name) for name in sent.names[1:]]
    return Done(review.split(desk, event, claims), tuple(event.claims))


def _set(desk: Desk, sent: Sent) -> Done:
    event = desk.store.event(sent.one("event"))
    return Done(review.set_value(desk, event, sent.cell, sent.value), tuple(event.claims))


def _undo(desk: Desk, sent: Sent) -> Done:
    judgement = desk.store.judgement(sent.one("judgement"))
    return Done(review.undo(desk, judgement), tuple(filter(None, [judgement.target.get("claim")])))


def _code(desk: Desk, sent: Sent) -> Done:
    document = desk.store.document(sent.one("report"))
    coded = (_slots(sent, None, document.text), place_of(document, sent))
    return Done(review_coding.code(desk, document, [coded]), ())


def _finish(desk: Desk, sent: Sent) -> Done:
    return Done(review_coding.finish(desk, desk.store.document(sent.one("report"))), ())


def _adjudicate(desk: Desk, sent: Sent) -> Done:
    document = desk.store.document(sent.one("report"))
    made = review_coding.adjudicate(desk, document, sent.coders, sent.take)
    return Done(made, tuple(active.claim.id for active in desk.store.claims_of([document.id])))


ACTIONS: dict[str, Callable[[Desk, Sent], Done]] = {
    "add": _add,
    "edit": _edit,
    "merge": _merge,
    "split": _split,
    "set": _set,
    "reject": _marking("reject"),
    "unverifiable": _marking("unverifiable"),
    "note": _note,
    "undo": _undo,
    "code": _code,
    "finish": _finish,
    "adjudicate": _adjudicate,
}
"""By the names of the commands; ``finish`` is ``code --done``."""

NEEDS_NO_REASON = {"code": "coded blind", "finish": "coded blind"}
"""Actions of which the reason is always the same, and what it is."""
