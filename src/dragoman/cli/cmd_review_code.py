"""``dragoman review code``, ``compare`` and ``adjudicate``: two people code one report without seeing each other."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.desk import ReasonOption, ReviewerOption, SlotOption, desk_of, tell
from dragoman.cli.options import Call

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.model import Document
    from dragoman.pipeline.review import Desk

ReportArgument = Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or the beginning of it.")]
BLIND = "coded blind"


def code(  # noqa: PLR0913  a command's options
    call: Call,
    report: ReportArgument,
    *,
    frame: Annotated[str | None, typer.Option("--frame", metavar="NAME", help="Code a claim of this kind.")] = None,
    quote: Annotated[str, typer.Option("--quote", metavar="WORDS", help="The words that carry it, verbatim.")] = "",
    slot: SlotOption = None,
    from_file: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="Claims in the codebook's form, a JSON line each.")
    ] = None,
    done: Annotated[bool, typer.Option("--done", help="End the coding, so that it can be compared.")] = False,
    reviewer: ReviewerOption = None,
) -> None:
    """Code a report blind: what you code has no effect and is shown to nobody before both coders are done.

    Without options: print the report's text and what you have coded of it so far. Never shown: what the engine read
    and what anybody else coded.
    """
    from dragoman.pipeline import review_coding as coding

    with desk_of(call, reviewer, BLIND) as desk:
        document = desk.store.document(report)
        if frame is not None:
            _code_one(desk, document, frame, quote, slot or ())
        if from_file is not None:
            coding.code(desk, document, list(coding.read_coding(document, _lines(from_file), from_file)))
        if done:
            coding.finish(desk, document)
        _print_own(call, desk, document, with_text=frame is None and from_file is None and not done)


def _code_one(desk: "Desk", document: "Document", frame: str, quote: str, slots: "Iterable[str]") -> None:
    from dragoman.pipeline import review_coding as coding
    from dragoman.pipeline.review_slots import parse_slots

    coding.code(desk, document, [({**parse_slots(slots), "frame": frame}, coding.find_words(document, quote))])


def _lines(name: str) -> list[str]:
    from dragoman.errors import UnreadableInputError

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInputError(name, f"it cannot be read: {error}.", "Name another with --from.") from error
    return text.splitlines()


def _print_own(call: Call, desk: "Desk", document: "Document", *, with_text: bool) -> None:
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.review import coding_page
    from dragoman.pipeline.review_coding import own_coding

    own = own_coding(desk, document)
    shape: dict[str, Any] = {
        "doc": document.doc,
        "coder": own.coder,
        "done": own.is_done,
        "text": document.text if with_text else None,
        "claims": [{"id": each.id, "quote": each.target["quote"], **each.value} for each in own.claims],
    }
    emit(shape, as_json=call.as_json, page=lambda _: coding_page(shape))


def compare(
    call: Call,
    *,
    coders: Annotated[
        str, typer.Option("--coders", metavar="A,B", help="Whose codings, where more than two have finished.")
    ] = "",
) -> None:
    """Say how far two coders agree, field by field, on all reports that both have finished, and where they differ.

    Agreement is Krippendorff's alpha for nominal data: 1 is perfect, 0 is chance; no figure where nothing varies.
    """
    from dragoman.cli.render.console import emit
    from dragoman.cli.render.review import agreement_page
    from dragoman.query.review_coding import agreement

    with call.view() as view:
        shape = agreement(view, [name.strip() for name in coders.split(",") if name.strip()])
    emit(shape, as_json=call.as_json, page=lambda _: agreement_page(shape))


def adjudicate(
    call: Call,
    report: ReportArgument,
    *,
    coders: Annotated[str, typer.Option("--coders", metavar="A,B", help="Whose two codings.")],
    take: Annotated[
        list[str] | None, typer.Option("--take", metavar="ID", help="A coding to take, as 'compare' lists it; repeat.")
    ] = None,
    reviewer: ReviewerOption = None,
    reason: ReasonOption = "",
) -> None:
    """Make one coding of two: what both have is taken, where they differ the one that you name, else none.

    The engine's claims are mended to it, added to or rejected: the report's claims are then the coding's.
    """
    from dragoman.pipeline.review_coding import adjudicate as decide_between

    names = [name.strip() for name in coders.split(",") if name.strip()]
    with desk_of(call, reviewer, reason) as desk:
        document = desk.store.document(report)
        made = decide_between(desk, document, names, take or ())
        tell(call, desk, made, [active.claim.id for active in desk.store.claims_of([document.id])])
