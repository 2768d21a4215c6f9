"""The commands: one row each, with where its function stands and the line that ``--help`` prints.

Rows come in by hand, ``--help`` and the reference pages read them; no command's module is imported
before it is called. A path of two words is a command of a group (``export claims``).
"""

from __future__ import annotations

from typing import NamedTuple

START = "Start here"
RECORD = "Ask the record"
KEEP = "Keep the record"
KNOWLEDGE = "Knowledge"
MACHINE = "This machine"

SECTIONS = (START, RECORD, KEEP, KNOWLEDGE, MACHINE)
"""The headings of ``--help``, in order."""


class Command(NamedTuple):
    """One command.

    Attributes:
        path: What is typed after ``dragoman``.
        function: Its function, in the module ``dragoman.cli.cmd_<module>``.
        help: One line, without a full stop.
        has_clocks: Whether it takes ``--as-of`` and ``--recorded-as-of``.
    """

    path: str
    module: str
    function: str
    section: str
    help: str
    has_clocks: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("demo", "demo", "demo", START, "Read the shipped example reports, print the record and serve it"),
    Command("read", "read", "read", START, "Print a one-page card of a text, without keeping anything"),
    Command(
        "ingest", "ingest", "ingest", START, "Take reports into the record: files, folders, JSON lines, standard input"
    ),
    Command(
        "talks",
        "talks",
        "talks",
        RECORD,
        "Rounds of talks: when, where, who, what came of them, who says so",
        has_clocks=True,
    ),
    Command(
        "timeline", "timeline", "timeline", RECORD, "Events in order of time, with who reports them", has_clocks=True
    ),
    Command("show", "show", "show", RECORD, "One event: each value with the words that carry it", has_clocks=True),
    Command("search", "search", "search", RECORD, "Find events, reports and actors by words"),
    Command("export claims", "export", "claims", RECORD, "Every claim as one JSON line", has_clocks=True),
    Command(
        "export statements",
        "export",
        "statements",
        RECORD,
        "Every attributed statement as one JSON line",
        has_clocks=True,
    ),
    Command(
        "export lineage", "export", "lineage", RECORD, "Where each report comes from, as one JSON line", has_clocks=True
    ),
    Command("check", "check", "check", KEEP, "Check the record from its bytes to its events"),
    Command("rebuild", "rebuild", "rebuild", KEEP, "Fold the events again from the claims"),
    Command("reread", "reread", "reread", KEEP, "Read every report again with this version and dossier"),
    Command("dossier check", "dossier", "check", KNOWLEDGE, "Check packs: each mistake with its file, line and remedy"),
    Command("dossier new", "dossier", "new", KNOWLEDGE, "Begin a pack of your own"),
    Command("dossier show", "dossier", "show", KNOWLEDGE, "What the dossier knows, or one entry of it"),
    Command("serve", "serve", "serve", MACHINE, "Serve the record's JSON API, read-only"),
    Command("doctor", "doctor", "doctor", MACHINE, "See whether everything that dragoman needs is here"),
)

GROUPS: dict[str, tuple[str, str]] = {
    "export": (RECORD, "Write the record out: claims, statements, lineage"),
    "dossier": (KNOWLEDGE, "Check, begin and look at packs of knowledge"),
}
"""The first words of two-word paths: section and help line."""
