"""What an intake prints: progress while it runs, then what it did and what it set aside.

Counts come in, lines for a person go out: progress on standard error, the result on standard output.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.cli.interrupts import kept_interrupts
from dragoman.cli.render.console import make_console, print_json
from dragoman.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from dragoman.cli.options import Call
    from dragoman.pipeline import IntakeReport, Progress
    from dragoman.query.shapes.prompted import ModelUseShape


@contextmanager
def watch_progress(stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    """Show a running count and the report in hand, where somebody watches."""
    with watch_count(stream, "Reading") as on_count:
        yield lambda progress: on_count(progress.new, progress.where)


@contextmanager
def watch_count(stream: TextIO, what: str) -> Iterator[Callable[..., None]]:
    """Show a running count beside a spinner, where somebody watches; print nothing elsewhere.

    What it yields is called for each report, and raises an interrupt that was swallowed before it.
    """
    console = make_console(stream)
    with kept_interrupts() as ask:
        if not console.is_terminal:
            yield lambda *_: ask()
            return
        with console.status(f"{what}: loading the language model …") as status:

            def show(count: int, where: str = "") -> None:
                ask()
                status.update(f"{what}: {counted(count, 'reports')}  {where[:70]}")

            yield show


def intake_lines(report: IntakeReport, counts: dict[str, int], call: Call, used: ModelUseShape | None = None) -> None:
    """Print what an intake did, as a page or as JSON, with what it had of a language model."""
    if call.as_json:
        print_json(
            {
                "new": report.new,
                "known": report.known,
                "unread": report.unread,
                "claims": report.claims,
                "statements": report.statements,
                "needs_publication_date": report.undated,
                "set_aside": [{"where": s.where, "code": s.code, "reason": s.reason} for s in report.set_aside],
                "record": counts,
                "language_model": used,
            }
        )
        return
    console = make_console()
    console.print(
        f"{counted(report.new, 'reports')} read "
        f"({counted(report.claims, 'claims')}, {counted(report.statements, 'statements')}), "
        f"{report.known} known already, {len(report.set_aside)} set aside."
    )
    if report.unread:
        console.print(f"{report.unread} in languages that are kept but not read yet.")
    if report.undated:
        verb = "needs" if report.undated == 1 else "need"
        console.print(f"{report.undated} {verb} a publication date: give it with --published.")
    if used is not None:
        for line in model_lines(used):
            console.print(line)
    for aside in report.set_aside:
        console.print(f"  set aside: {aside.reason}")


def model_lines(used: ModelUseShape) -> Iterator[str]:
    """Give what a run had of a language model, for a person."""
    about = "about " if used["is_estimated"] else ""
    cost = "" if used["cost"] is None else f", cost {used['cost']:.4f}"
    yield (
        f"{used['model']}: {counted(used['asked'], 'requests')}, {used['cached']} answered from {used['answers']}; "
        f"{about}{used['tokens_in']:,} tokens in, {used['tokens_out']:,} out{cost}."
    )
    dropped = used["dropped"]
    if dropped:
        yield f"  {sum(dropped.values())} not taken: " + "; ".join(f"{n} {why}" for why, n in dropped.items()) + "."
