"""The way in: arguments come in, an exit status goes out; every error ends here as words for a person.

0 done; 1 the record says no; 2 wrong use; 3 some inputs were set aside; 70 an error in dragoman
itself; 130 stopped with Ctrl-C; 141 nobody reads the output any more. No command's module is imported for ``--help``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from dragoman.cli.commands import COMMANDS, GROUPS, SECTIONS, Command
from dragoman.collecting import collect_seldom
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Command as ClickCommand
    from typer._click import Context, HelpFormatter

EXIT_BUG = 70
"""An error in dragoman. Source: sysexits.h, EX_SOFTWARE."""
EXIT_INTERRUPTED = 130
EXIT_NO_READER = 141
"""128 + SIGPIPE, as for any program whose reader has gone; a run cut short is not 'done'."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main() -> None:
    """Run the command line and leave with its exit status."""
    collect_seldom()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: What stands after ``dragoman``.

    Returns:
        The exit status.
    """
    try:
        status = _group().main(list(arguments), prog_name="dragoman", standalone_mode=False)
        sys.stdout.flush()
    except DragomanError as error:
        return _say(f"dragoman: {error}", error.exit_status)
    except BrokenPipeError:
        return _leave_quietly()
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    except SystemExit as leaving:
        # Typer leaves so when nobody reads, which would read as "the record says no", and after a shell completion.
        return _leave_quietly() if isinstance(leaving.__context__, BrokenPipeError) else int(leaving.code or 0)
    except Exception as error:  # noqa: BLE001  the last net: words for a person, not a traceback
        return _of_unexpected(error)
    if status == EXIT_INTERRUPTED:
        return _say("dragoman: stopped.", EXIT_INTERRUPTED)
    return status if isinstance(status, int) else 0


class LazyGroup(TyperGroup):
    """A group that imports a command's module only when that command is called."""

    def __init__(self, *, prefix: str = "", **attrs: Any) -> None:
        super().__init__(**attrs)
        self.prefix = prefix
        self.commands = {name: TyperCommand(name) for name in self._rows()}  # for "did you mean"

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  the base class's signature
        """Give the names, in the table's order."""
        return list(self._rows())

    def get_command(self, ctx: Context, cmd_name: str) -> ClickCommand | None:  # noqa: ARG002  as above
        """Import and give one command."""
        found = self._rows().get(cmd_name)
        if isinstance(found, Command):
            return _command(found)
        return None if found is None else _subgroup(cmd_name)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  as above
        """Write the commands under their headings, from the table alone."""
        rows = self._rows()
        for section in SECTIONS:
            lines = [
                (name, row.help if isinstance(row, Command) else row[1])
                for name, row in rows.items()
                if _section(row) == section
            ]
            if lines:
                with formatter.section(section if not self.prefix else "Commands"):
                    formatter.write_dl(lines)

    def _rows(self) -> dict[str, Command | tuple[str, str]]:
        rows: dict[str, Command | tuple[str, str]] = {}
        for row in COMMANDS:
            first, _, second = row.path.partition(" ")
            if self.prefix:
                if first == self.prefix:
                    rows[second] = row
            else:
                rows[first] = GROUPS[first] if second else row
        return rows


def _section(row: Command | tuple[str, str]) -> str:
    return row.section if isinstance(row, Command) else row[0]


def _group() -> ClickCommand:
    app = typer.Typer(cls=LazyGroup, rich_markup_mode=None, context_settings=CONTEXT, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_root)
    return get_command(app)


def _root(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Reads news reports about a conflict and its peace process, and keeps one structured, sourced record."""
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"dragoman {version_of('dragoman')}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def _subgroup(name: str) -> LazyGroup:
    return LazyGroup(
        name=name,
        prefix=name,
        help=GROUPS[name][1] + ".",
        rich_markup_mode=None,
        context_settings=dict(CONTEXT),
        no_args_is_help=True,
    )


def _command(row: Command) -> ClickCommand:
    from dragoman.cli.options import with_common

    function = getattr(import_module(f"dragoman.cli.cmd_{row.module}"), row.function)
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(row.path.split()[-1], context_settings=CONTEXT)(with_common(function, has_clocks=row.has_clocks))
    return get_command(app)


def _say(message: str, status: int) -> int:
    sys.stderr.write(message + "\n")
    return status


def _leave_quietly() -> int:
    import os

    # Python flushes standard output once more at exit; what is left has nowhere to go.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return EXIT_NO_READER


def _of_unexpected(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is not None:  # wrong use, found by Typer
        show()
        return int(getattr(error, "exit_code", 2))
    if _is_debugging():
        import traceback

        traceback.print_exception(error)
    return _say(
        f"dragoman: an error of its own: {type(error).__name__}: {error}\n"
        "Nothing is half-written. Please report it with the command you gave, the output of 'dragoman doctor', "
        "and the traceback that DRAGOMAN_DEBUG=1 shows.",
        EXIT_BUG,
    )


def _is_debugging() -> bool:
    from dragoman.settings import load_settings

    try:
        return load_settings().debug
    except DragomanError:  # said already, by the command that reads the settings
        return False
