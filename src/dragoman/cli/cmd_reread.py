"""``dragoman reread``: every report read again with this version and dossier."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Call

if TYPE_CHECKING:
    from dragoman.errors import DocumentError
    from dragoman.model import Document


EXIT_SET_ASIDE = 3


def reread(
    call: Call,
    *,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes that read, half a GB each.")] = 1,
) -> int:
    """Read every report again that this version and dossier have not read, and fold the events again.

    Earlier readings stay on record; judgements are kept. A report that cannot be read now keeps the reading that it
    has, and the exit status is 3.
    """
    from datetime import UTC, datetime

    from dragoman.cli.render.console import emit
    from dragoman.cli.render.intake import model_lines, watch_count
    from dragoman.pipeline import Engine, rebuild
    from dragoman.pipeline import reread as read_again
    from dragoman.pipeline.prompting import model_shape
    from dragoman.store import open_store
    from dragoman.wording import counted

    settings = call.settings
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    engine = Engine(settings)
    refused: list[DocumentError] = []

    def refuse(_: "Document", error: "DocumentError") -> None:
        refused.append(error)

    call.check_is_there()
    with open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=clock) as store:
        with watch_count(sys.stderr, "Reading again") as on_progress:
            done = read_again(store, engine, clock=clock, on_progress=on_progress, on_refused=refuse, jobs=jobs)
        folded = rebuild(store, engine)
    reports, events = counted(done, "reports"), counted(len(folded.events), "events")
    used = model_shape(settings, engine.take_tally())
    findings = [{"code": e.code, "where": e.where, "what": e.problem, "next": e.next_step} for e in refused]
    shape = {"ok": not refused, "findings": findings, "counts": {"reports": done, "events": len(folded.events)}}
    told = [f"{reports} read again; {events}.", *(model_lines(used) if used else ())]
    told += [f"  left as it was: {error}" for error in refused]
    emit(shape, as_json=call.as_json, page=lambda _: told)
    return EXIT_SET_ASIDE if refused else 0
