"""``dragoman reread``: every report read again with this version and dossier."""

import sys

from dragoman.cli.options import Call


def reread(call: Call) -> int:
    """Read every report again that this version and dossier have not read, and fold the events again.

    Earlier readings stay on record; judgements are kept.
    """
    from datetime import UTC, datetime

    from dragoman.cli.render.console import emit
    from dragoman.cli.render.intake import watch_count
    from dragoman.pipeline import Engine, rebuild
    from dragoman.pipeline import reread as read_again
    from dragoman.store import open_store
    from dragoman.wording import counted

    settings = call.settings
    clock = lambda: datetime.now(UTC)  # noqa: E731 (the one clock of this command)
    engine = Engine(settings)
    with call.store():
        pass  # a record that is not there is not made here
    with open_store(settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=clock) as store:
        with watch_count(sys.stderr, "Reading again") as on_progress:
            done = read_again(store, engine, clock=clock, on_progress=on_progress)
        folded = rebuild(store, engine)
    reports, events = counted(done, "reports"), counted(len(folded.events), "events")
    shape = {"ok": True, "findings": [], "counts": {"reports": done, "events": len(folded.events)}}
    emit(shape, as_json=call.as_json, page=lambda _: [f"{reports} read again; {events}."])
    return 0
