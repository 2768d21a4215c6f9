"""The ground of a fold: marks of claims, likely pairs, extents; events in an order that a change need not renumber.

Frozen once released. The ground itself comes with the next rebuild; until then the events stand as they were folded.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("claim_marks", "likely_pairs", "event_reaches", "event_months", "actor_names", "unfolded")
INDEXES = (
    ("claim_marks_of_document", "claim_marks", ("document",)),
    ("claim_marks_by_known", "claim_marks", ("known",)),
    ("claim_marks_by_day", "claim_marks", ("frame", "is_long", "first")),
    ("claim_marks_by_published", "claim_marks", ("frame", "published")),
    ("likely_pairs_by_second", "likely_pairs", ("second",)),
    ("likely_pairs_by_known", "likely_pairs", ("second_known", "first_known")),
    ("event_reaches_of_kin", "event_reaches", ("kin",)),
    ("event_reaches_by_until", "event_reaches", ("until",)),
    ("event_reaches_that_announce", "event_reaches", ("frame", "announces")),
    ("event_months_of_event", "event_months", ("event_id",)),
)
WHERE_KNOWN = (
    ("claim_marks_by_round", ("round", "frame")),
    ("claim_marks_by_process", ("number", "process")),
    ("claim_marks_by_name", ("name",)),
    ("claim_marks_by_copied", ("copied",)),
)


def upgrade() -> None:
    """Make the tables, give events and rounds their new order, and unseal the fold: its rows are others now."""
    _make_tables()
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    op.create_index("search_entries_by_ref", "search_entries", ["ref", "kind"])
    op.create_index("event_aliases_of_event", "event_aliases", ["event_id"])
    for name, columns in WHERE_KNOWN:
        where = sa.text(f"{columns[0]} IS NOT NULL")
        op.create_index(name, "claim_marks", list(columns), sqlite_where=where, postgresql_where=where)
    for name in ("basis", "rulings"):
        op.add_column("folds", sa.Column(name, sa.Text, nullable=True))
    _order_by_place()
    op.execute("UPDATE folds SET seal = NULL")


def downgrade() -> None:
    """Number events and rounds again in their order, and take away what ``upgrade`` made."""
    _order_by_number()
    for name in ("basis", "rulings"):
        op.drop_column("folds", name)
    op.drop_index("search_entries_by_ref", "search_entries")
    op.drop_index("event_aliases_of_event", "event_aliases")
    for table in TABLES:
        op.drop_table(table)
    op.execute("UPDATE folds SET seal = NULL")


def _make_tables() -> None:
    op.create_table(
        "claim_marks",
        sa.Column("claim", sa.Text, primary_key=True),
        *_texts("document", "anchor", "frame"),
        *_floats("known"),
        *_whole("published", nullable=True),
        *_floats("first", "last"),
        *_whole("is_long"),
        *_texts("sides"),
        *_whole("number", "round", nullable=True),
        *_texts("process", "name", "copied", nullable=True),
    )
    op.create_table(
        "likely_pairs",
        sa.Column("first", sa.Text, primary_key=True),
        sa.Column("second", sa.Text, primary_key=True),
        sa.Column("cost", sa.Float, nullable=False),
        *_floats("first_known", "second_known"),
    )
    op.create_table(
        "event_reaches",
        sa.Column("event_id", sa.Text, primary_key=True),
        *_texts("frame"),
        *_texts("kin", nullable=True),
        *_floats("since", "until"),
        *_whole("announces"),
        *_texts("body"),
    )
    op.create_table(
        "event_months",
        sa.Column("kin", sa.Text, primary_key=True),
        sa.Column("month", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("event_id", sa.Text, primary_key=True),
    )
    op.create_table(
        "actor_names",
        sa.Column("actor", _sortable(), primary_key=True),
        sa.Column("name", _sortable(), primary_key=True),
        *_whole("times"),
    )
    op.create_table("unfolded", sa.Column("document_id", sa.Text, primary_key=True))


def _order_by_place() -> None:
    op.drop_index("events_in_order", "events")
    op.add_column("events", sa.Column("place", _sortable(), nullable=False, server_default=""))
    op.execute(f"UPDATE events SET place = {_padded('n')}")  # noqa: S608  our own texts, here and below
    op.create_index("events_in_order", "events", ["place"])
    op.drop_column("events", "n")
    _make_rounds(numbered=False)
    op.execute(f"INSERT INTO rounds SELECT {', '.join(_ROUND)} FROM rounds_before")  # noqa: S608
    op.drop_table("rounds_before")


def _order_by_number() -> None:
    numbered = "(SELECT id, ROW_NUMBER() OVER (ORDER BY place) - 1 AS nth FROM events)"
    op.add_column("events", sa.Column("n", sa.Integer, nullable=False, server_default="0"))
    op.execute(f"UPDATE events SET n = nth FROM {numbered} found WHERE found.id = events.id")  # noqa: S608
    _make_rounds(numbered=True)
    columns = ", ".join(_ROUND)
    nth = "(SELECT n FROM events WHERE id = event_id)"
    op.execute(f"INSERT INTO rounds (n, {columns}) SELECT {nth}, {columns} FROM rounds_before")  # noqa: S608
    op.drop_table("rounds_before")
    op.drop_index("events_in_order", "events")
    op.drop_column("events", "place")
    op.create_index("events_in_order", "events", ["n"])


_ROUND = ("event_id", "process", "number", "state", "body")


def _make_rounds(*, numbered: bool) -> None:
    """Make the table of rounds anew, with what was in it beside it under another name."""
    op.rename_table("rounds", "rounds_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX rounds_pkey RENAME TO rounds_before_pkey")
    event = sa.Column("event_id", sa.Text, sa.ForeignKey("events.id"), primary_key=not numbered, nullable=False)
    n = [sa.Column("n", sa.Integer, primary_key=True, autoincrement=False)] if numbered else []
    op.create_table(
        "rounds",
        *n,
        event,
        *_texts("process", nullable=True),
        *_whole("number", nullable=True),
        *_texts("state", "body"),
    )


def _padded(column: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return f"printf('%012d', {column})"
    return f"lpad(CAST({column} AS TEXT), 12, '0')"


def _sortable() -> sa.Text:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _texts(*names: str, nullable: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=nullable) for name in names)


def _floats(*names: str) -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, sa.Float, nullable=True) for name in names)


def _whole(*names: str, nullable: bool = False) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=nullable) for name in names)
