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
    Command("ingest", "ingest", "ingest", START, "Take reports into the record: files, pages, feeds, web archives"),
    Command("watch", "watch", "watch", START, "Follow feeds and take in what is new, until stopped"),
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
    Command(
        "commitments",
        "commitments",
        "commitments",
        RECORD,
        "What was promised, by whom, and what was reported of it",
        has_clocks=True,
    ),
    Command(
        "positions",
        "positions",
        "positions",
        RECORD,
        "Where each side stands on each issue, and when it shifted",
        has_clocks=True,
    ),
    Command(
        "figures", "figures", "figures", RECORD, "How many of what: every voice's figure, side by side", has_clocks=True
    ),
    Command("disputes", "disputes", "disputes", RECORD, "What the reports disagree on", has_clocks=True),
    Command(
        "diff", "diff", "diff", RECORD, "What changed between two instants, and which reports did it", has_clocks=True
    ),
    Command("brief", "brief", "brief", RECORD, "A page in Markdown, each sentence with its sources", has_clocks=True),
    Command("lint", "lint", "lint", RECORD, "Check a text against the record, sentence by sentence", has_clocks=True),
    Command(
        "explain",
        "explain",
        "explain",
        RECORD,
        "How a claim came about: the rules that fired, and what was turned down",
    ),
    Command(
        "sources",
        "sources",
        "sources",
        RECORD,
        "Outlets: own reports against copies, whom they rely on, what they change",
        has_clocks=True,
    ),
    Command("search", "search", "search", RECORD, "Find events, reports and actors by words", has_clocks=True),
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
    Command("export events", "export", "events", RECORD, "Every event: lines, a table or a map", has_clocks=True),
    Command("export talks", "export", "talks", RECORD, "The rounds: lines, a table or a calendar", has_clocks=True),
    Command("export exchanges", "export", "exchanges", RECORD, "Exchanges as a ledger", has_clocks=True),
    Command("export figures", "export", "figures", RECORD, "Every figure, with four readings", has_clocks=True),
    Command("export commitments", "export", "commitments", RECORD, "Promises and what came of them", has_clocks=True),
    Command("export archive", "archive", "export_archive", KEEP, "The whole record with its evidence in one file"),
    Command("import archive", "archive", "import_archive", KEEP, "Take an archived record in, whole or not at all"),
    Command("review queue", "review_read", "queue", KEEP, "What waits for a decision, the weightiest first"),
    Command("review claims", "review_read", "claims", KEEP, "The claims of an event or report, with their ids"),
    Command("review add", "review", "add", KEEP, "Add a claim that a report makes, by its words"),
    Command("review edit", "review", "edit", KEEP, "Mend slots of a claim"),
    Command("review merge", "review", "merge", KEEP, "Say that events are one"),
    Command("review split", "review", "split", KEEP, "Say that some claims of an event are another"),
    Command("review set", "review", "set_value", KEEP, "Say which value of a field is shown"),
    Command("review reject", "review", "reject", KEEP, "Leave claims out: the report does not say this"),
    Command("review unverifiable", "review", "unverifiable", KEEP, "Mark claims that cannot be followed up"),
    Command("review note", "review", "note", KEEP, "Note something on a claim or an event"),
    Command("review undo", "review", "undo", KEEP, "Take a judgement back"),
    Command("review log", "review_read", "log", KEEP, "What people decided, and the head of its chain"),
    Command("review code", "review_code", "code", KEEP, "Code a report blind, for two coders to be compared"),
    Command("review compare", "review_code", "compare", KEEP, "How far two coders agree, and where they differ"),
    Command("review adjudicate", "review_code", "adjudicate", KEEP, "Make one coding of two the record's own"),
    Command("review export", "review_read", "export", KEEP, "Claims of reviewed reports in the gold form"),
    Command("check", "check", "check", KEEP, "Check the record from its bytes to its events"),
    Command("rebuild", "rebuild", "rebuild", KEEP, "Fold the events again from the claims"),
    Command("reread", "reread", "reread", KEEP, "Read every report again with this version and dossier"),
    Command("dossier check", "dossier", "check", KNOWLEDGE, "Check packs: each mistake with its file, line and remedy"),
    Command("dossier new", "dossier", "new", KNOWLEDGE, "Begin a pack of your own"),
    Command("dossier show", "dossier", "show", KNOWLEDGE, "What the dossier knows, or one entry of it"),
    Command("serve", "serve", "serve", MACHINE, "Serve the record as pages and as a JSON API"),
    Command("user add", "user", "add", MACHINE, "Make an account for the record's pages"),
    Command("user list", "user", "list_users", MACHINE, "List the accounts"),
    Command("user role", "user", "role", MACHINE, "Give an account another role"),
    Command("user password", "user", "password", MACHINE, "Give an account another password"),
    Command("user disable", "user", "disable", MACHINE, "Close an account: sessions and tokens end at once"),
    Command("user enable", "user", "enable", MACHINE, "Open a closed account again"),
    Command("user token", "user", "token", MACHINE, "Make a token with which a program asks as a user"),
    Command("user tokens", "user", "tokens", MACHINE, "List the tokens, never their words"),
    Command("user revoke", "user", "revoke", MACHINE, "End a token at once"),
    Command("train", "train", "train", MACHINE, "Train a learned reader on reports and the claims made of them"),
    Command("doctor", "doctor", "doctor", MACHINE, "See whether everything that dragoman needs is here"),
)

GROUPS: dict[str, tuple[str, str]] = {
    "export": (RECORD, "Write the record out: lines, tables, a map, a calendar, an archive"),
    "import": (KEEP, "Take in what was written out: a whole archived record"),
    "review": (KEEP, "Decide: add, mend, merge, split, reject; see what waits; code blind and compare"),
    "user": (MACHINE, "Who may sign in to the record's pages: accounts, roles, passwords, tokens"),
    "dossier": (KNOWLEDGE, "Check, begin and look at packs of knowledge"),
}
"""The first words of two-word paths: section and help line."""
