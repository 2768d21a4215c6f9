"""``dragoman rebuild``: the events folded again from the claims."""

from dragoman.cli.options import Call


def rebuild(call: Call) -> int:
    """Fold the events again from the claims in force; the same facts give the same record."""
    from datetime import UTC, datetime

    from dragoman.cli.render.console import emit
    from dragoman.pipeline import Engine
    from dragoman.pipeline import rebuild as fold_again
    from dragoman.store import open_store
    from dragoman.wording import counted

    settings = call.settings
    call.check_is_there()
    with open_store(
        settings.store, write=True, busy_timeout_s=settings.busy_timeout_s, clock=lambda: datetime.now(UTC)
    ) as store:
        folded = fold_again(store, Engine(settings))
    events, rounds = counted(len(folded.events), "events"), counted(len(folded.rounds), "rounds")
    shape = {"ok": True, "findings": [], "counts": {"events": len(folded.events), "rounds": len(folded.rounds)}}
    emit(shape, as_json=call.as_json, page=lambda _: [f"{events}, {rounds}."])
    return 0
