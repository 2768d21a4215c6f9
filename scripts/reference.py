"""Write the reference pages that are made from the code: ``reference.py [--check]``.

The tables of commands and settings come in, ``docs/reference/commands.md`` and ``settings.md`` go out. With
``--check`` nothing is written, and the exit status is 1 where a page is not what the code says.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.cli.app import run
from dragoman.cli.commands import COMMANDS, SECTIONS
from dragoman.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the code; edit the code. -->\n"

COMMANDS_INTRO = """
# Commands

Exit status: 0 done; 1 the record says no (a check failed); 2 wrong use; 3 some inputs were set aside, each with its
reason; 70 an error in dragoman itself; 130 stopped with Ctrl-C; 141 nobody reads the output any more. Errors go to
standard error, with a code that [errors.md](../errors.md) explains.

Every command has `--json`, `--store` and `--dossier`. Those that ask the record also have the two clocks: `--as-of`
leaves out what was published later, `--recorded-as-of` what came into this record later. `--as-of 2025-06-02` counts to
the end of that day; `--as-of 2025-06-02T12:00+03:00` to that minute; a time without an offset is taken as UTC.

Pages for a person are plain text when the output is not a terminal or `NO_COLOR` is set; marked words then stand
between ⟦ and ⟧.
"""

SETTINGS_INTRO = """
# Settings

Each is an environment variable. `--store` and `--dossier` on the command line stand over it.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them with what stands there."""
    os.environ["COLUMNS"] = "80"  # the width that the help is wrapped to
    stale = 0
    for path, text in pages():
        current = path.read_text(encoding="utf-8") if path.exists() else None
        if current == text:
            continue
        if "--check" in arguments:
            sys.stderr.write(f"{path.name} is not what the code says. Run 'make docs'.\n")
            stale = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote docs/reference/{path.name}\n")
    return stale


def pages() -> Iterator[tuple[Path, str]]:
    """Give each page with its text."""
    yield REFERENCE / "commands.md", MADE + COMMANDS_INTRO + "".join(_commands())
    yield REFERENCE / "settings.md", MADE + SETTINGS_INTRO + "".join(_settings())


def _commands() -> Iterator[str]:
    for section in SECTIONS:
        yield f"\n## {section}\n"
        for row in COMMANDS:
            if row.section == section:
                yield f"\n### dragoman {row.path}\n\n{row.help}.\n\n```text\n{_help(row.path)}\n```\n"
                yield _output(row.path)


def _output(path: str) -> str:
    """Give what the command printed once, where somebody kept it: ``docs/reference/output/<command>.md``."""
    kept = REFERENCE / "output" / f"{path.replace(' ', '-')}.md"
    return "\n" + kept.read_text(encoding="utf-8") if kept.exists() else ""


def _help(path: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = run([*path.split(), "--help"])
    if status:
        message = f"'dragoman {path} --help' fails with exit status {status}"
        raise SystemExit(message)
    return printed.getvalue().strip()


def _settings() -> Iterator[str]:
    for row in SETTINGS:
        default = f"`{row.default}`" if row.default else "empty"
        yield f"\n## {row.variable}\n\n{row.help} Default: {default}.\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
