"""``dragoman review``: what people decide about claims and events, each with a name and a reason."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.desk import ReasonOption, ReviewerOption, SlotOption, decide, desk_of, tell
from dragoman.cli.options import Call

if TYPE_CHECKING:
    from dragoman.store import Store

ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, the beginning of it, or REPORT:LABEL.")]
EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="Its id, or the beginning of it.")]
EitherArgument = Annotated[
    list[str], typer.Argument(metavar="CLAIM|EVENT...", help="Claims by id or REPORT:LABEL; of an event all claims.")
]


def add(  # noqa: PLR0913  a command's options
    call: Call,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or the beginning of it.")],
    *,
    frame: Annotated[str, typer.Option("--frame", metavar="NAME", help="What kind of event it is.")],
    quote: Annotated[str, typer.Option("--quote", metavar="WORDS", help="The words that carry it, verbatim.")],
    nth: Annotated[int | None, typer.Option("--nth", min=1, metavar="N", help="Which, where they stand often.")] = None,
    slot: SlotOption = None,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Add a claim that a report makes, by its words: they must stand in it verbatim, and so must every name."""
    from dragoman.judging import added_id
    from dragoman.pipeline import review
    from dragoman.pipeline.review_coding import find_words
    from dragoman.pipeline.review_slots import parse_slots

    with desk_of(call, reviewer, reason) as desk:
        document = desk.store.document(report)
        slots = {**parse_slots(slot or ()), "frame": frame}
        made = review.add(desk, document, slots, find_words(document, quote, nth))
        tell(call, desk, made, [added_id(each) for each in made])


def edit(
    call: Call,
    claim: ClaimArgument,
    *,
    slot: SlotOption = None,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Mend slots of a claim; what is not named stays as it was read."""
    from dragoman.pipeline import review
    from dragoman.pipeline.review_slots import parse_slots

    slots = parse_slots(slot or ())
    decide(call, (reviewer, reason), [claim], lambda desk, found: review.edit(desk, found[0], slots))


def merge(
    call: Call,
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="Two or more, by id.")],
    *,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say that events are one: all their claims belong together, whatever they say."""
    from dragoman.pipeline import review

    with desk_of(call, reviewer, reason) as desk:
        found = [desk.store.event(name) for name in events]
        made = review.merge(desk, found)
        tell(call, desk, made, [claim for event in found for claim in event.claims])


def split(
    call: Call,
    event: EventArgument,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Those that are another event, together.")],
    *,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say that some claims of an event are another event."""
    from dragoman.pipeline import review

    with desk_of(call, reviewer, reason) as desk:
        whole = desk.store.event(event)
        made = review.split(desk, whole, [desk.store.claim(name) for name in claims])
        tell(call, desk, made, whole.claims)


def set_value(
    call: Call,
    event: EventArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="As 'show' prints it.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value, or #2 for the second of those shown.")],
    *,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Say which value of a field is shown; every other stays on record, and a dispute about it is settled."""
    from dragoman.pipeline import review

    with desk_of(call, reviewer, reason) as desk:
        found = desk.store.event(event)
        made = review.set_value(desk, found, field, value)
        tell(call, desk, made, found.claims)


def reject(call: Call, what: EitherArgument, *, reviewer: ReviewerOption = None, reason: ReasonOption = "") -> None:
    """Leave claims out of the events: the report does not say this. They stay on record."""
    from dragoman.pipeline import review

    decide(call, (reviewer, reason), what, lambda desk, found: review.mark(desk, "reject", found))


def unverifiable(
    call: Call, what: EitherArgument, *, reviewer: ReviewerOption = None, reason: ReasonOption = ""
) -> None:
    """Mark claims that cannot be followed up; they stay in their events, and the mark is shown with them."""
    from dragoman.pipeline import review

    decide(call, (reviewer, reason), what, lambda desk, found: review.mark(desk, "unverifiable", found))


def note(
    call: Call,
    what: Annotated[str, typer.Argument(metavar="CLAIM|EVENT", help="By id.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The note.")],
    *,
    reviewer: ReviewerOption = None,
) -> None:
    """Note something on a claim or an event; nothing else changes."""
    from dragoman.pipeline import review

    decide(call, (reviewer, words), [what], lambda desk, found: review.mark(desk, "note", found[:1], words))


def undo(
    call: Call,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, or the beginning of it.")],
    *,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Take a judgement back. That is a judgement too: nothing is removed, and it can be taken back."""
    from dragoman.pipeline import review

    with desk_of(call, reviewer, reason) as desk:
        found = desk.store.judgement(judgement)
        before = _claims_of(desk.store, found.id)
        made = review.undo(desk, found)
        tell(call, desk, made, sorted(before | _claims_of(desk.store, found.id)))


def _claims_of(store: "Store", judgement_id: str) -> set[str]:
    from dragoman.query import View
    from dragoman.query.review import stand

    return {claim for each in stand(View(store)) if each.judgement.id == judgement_id for claim in each.claims}
